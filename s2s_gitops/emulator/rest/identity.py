"""Who is logged in: the two identity answers. Wire shapes only, after public documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_api_time
from s2s_gitops.emulator.tables import locale_of

if TYPE_CHECKING:
    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org

Json = dict[str, object]


def userinfo(org: Org, user: User, url: str) -> Json:
    """Return the OpenID form of the identity."""
    return {
        "sub": f"{url}/id/{org.id}/{user.id}",
        "user_id": user.id,
        "organization_id": org.id,
        "preferred_username": user.facts.username,
        "nickname": user.facts.username.partition("@")[0],
        "name": user.name,
        "email": user.facts.email,
        "email_verified": True,
        "given_name": user.facts.first_name,
        "family_name": user.facts.last_name,
        "zoneinfo": "UTC",
        "photos": {},
        "profile": f"{url}/{user.id}",
        "urls": _urls(org, user, url),
        "active": user.facts.is_active,
        "user_type": "STANDARD",
        "language": user.facts.language,
        "locale": locale_of(user.facts.language),
        "utcOffset": 0,
        "updated_at": to_api_time(org.created),
    }


def identity(org: Org, user: User, url: str) -> Json:
    """Return the older form of the identity."""
    return {
        "id": f"{url}/id/{org.id}/{user.id}",
        "asserted_user": True,
        "user_id": user.id,
        "organization_id": org.id,
        "username": user.facts.username,
        "nick_name": user.facts.username.partition("@")[0],
        "display_name": user.name,
        "email": user.facts.email,
        "urls": _urls(org, user, url),
        "active": user.facts.is_active,
        "user_type": "STANDARD",
        "language": user.facts.language,
        "locale": locale_of(user.facts.language),
        "utcOffset": 0,
        "last_modified_date": to_api_time(org.created),
    }


def _urls(org: Org, user: User, url: str) -> dict[str, str]:
    data = f"{url}/services/data/v{{version}}"
    return {
        "rest": f"{data}/",
        "sobjects": f"{data}/sobjects/",
        "query": f"{data}/query/",
        "profile": f"{url}/{user.id}",
        "custom_domain": url,
        "organization": org.id,
    }
