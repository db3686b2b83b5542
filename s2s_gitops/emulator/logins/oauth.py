"""The token endpoint: four ways in for programs. Wire and checks; sessions are the users' own.

Known from clients and documentation: members of an answer, error codes, that an assertion's `exp`
may be text and may be far away, that its audience may end with a slash. A user's session is always
the same one, and never ends.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from s2s_gitops.emulator.hosts import LOGIN_HOSTS, domain
from s2s_gitops.emulator.logins.app import CONSUMER_KEY, CONSUMER_SECRET, app_keys, credentials
from s2s_gitops.emulator.rest.calls import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org

_JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_CLI = "PlatformCLI"
Found = tuple["Org", "User"]


class DeniedError(Exception):
    """Nobody is let in; `code` is the word of OAuth, the text its description."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody logs in: which orgs are behind it, and how the client named it."""

    orgs: tuple[Org, ...]
    url: str

    @property
    def is_common(self) -> bool:
        """Whether it is the same door for all orgs."""
        return self.url.partition("://")[2] in LOGIN_HOSTS

    def address_of(self, org: Org) -> str:
        """Return the address that leads to an org from here."""
        return f"https://{domain(org.alias)}" if self.is_common else self.url

    def user_named(self, username: str) -> Found | None:
        """Return the active user of this name."""
        for org in self.orgs:
            for user in org.users.values():
                if user.facts.username == username and user.facts.is_active:
                    return org, user
        return None


def grant(door: Door, form: Mapping[str, str], authorization: str, now: int) -> Answer:
    """Answer the token endpoint; `now` is a time in milliseconds."""
    ways: Mapping[str, Callable[[Door, Mapping[str, str], str], Found]] = {
        "password": _by_password,
        "refresh_token": _by_refresh_token,
        "client_credentials": _by_app,
        _JWT: _by_assertion,
    }
    way = ways.get(form.get("grant_type", ""))
    if way is None:
        return _denied(DeniedError("unsupported_grant_type", "grant type not supported"))
    try:
        org, user = way(door, form, authorization)
    except DeniedError as error:
        return _denied(error)
    return Answer(200, _token(door, org, user, now, is_signed=way is not _by_assertion))


def _denied(error: DeniedError) -> Answer:
    return Answer(400, {"error": error.code, "error_description": str(error)})


def _token(door: Door, org: Org, user: User, now: int, *, is_signed: bool) -> dict[str, object]:
    host = f"https://{LOGIN_HOSTS[0]}" if door.is_common else door.url
    identity = f"{host}/id/{org.id}/{user.id}"
    body: dict[str, object] = {
        "access_token": user.facts.token,
        "scope": "web api refresh_token",
        "instance_url": door.address_of(org),
        "id": identity,
        "token_type": "Bearer",
    }
    if is_signed:
        text = f"{identity}{now}".encode()
        digest = hmac.digest(CONSUMER_SECRET.encode(), text, hashlib.sha256)
        body |= {"issued_at": str(now), "signature": base64.b64encode(digest).decode()}
    return body


def _by_password(door: Door, form: Mapping[str, str], authorization: str) -> Found:
    _require_app(form, authorization)
    found = by_password(door, form.get("username", ""), form.get("password", ""))
    if found is None:
        raise DeniedError("invalid_grant", "authentication failure")
    return found


def by_password(door: Door, username: str, password: str) -> Found | None:
    """Return who has this password, with or without the security token behind it."""
    found = door.user_named(username)
    if found is None:
        return None
    known = credentials(found[1])
    is_right = password in {known.password, known.password + known.security_token}
    return found if is_right else None


def _by_refresh_token(door: Door, form: Mapping[str, str], authorization: str) -> Found:
    if form.get("client_id") != _CLI:
        _require_app(form, authorization, needs_secret=False)
    for org in door.orgs:
        for user in org.users.values():
            if credentials(user).refresh_token == form.get("refresh_token"):
                return org, user
    raise DeniedError("invalid_grant", "expired access/refresh token")


def _by_app(door: Door, form: Mapping[str, str], authorization: str) -> Found:
    """Let the app itself in, as the first user of the org."""
    if door.is_common:
        raise DeniedError("invalid_grant", "request not supported on this domain")
    _require_app(form, authorization)
    org = door.orgs[0]
    return org, next(iter(org.users.values()))


def _require_app(form: Mapping[str, str], authorization: str, *, needs_secret: bool = True) -> None:
    """Refuse who is not the app; its key and secret stand in the form or in the header."""
    key, secret = form.get("client_id", ""), form.get("client_secret", "")
    scheme, _, coded = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            text = base64.b64decode(coded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise DeniedError("invalid_client", "invalid client credentials") from error
        key, _, secret = (unquote(part) for part in text.partition(":"))
    if key != CONSUMER_KEY:
        raise DeniedError("invalid_client_id", "client identifier invalid")
    if needs_secret and secret != CONSUMER_SECRET:
        raise DeniedError("invalid_client", "invalid client credentials")


def _by_assertion(door: Door, form: Mapping[str, str], _authorization: str) -> Found:
    """Let in whom the app vouches for, if the certificate that it was given fits the signature."""
    import jwt

    try:
        claims = jwt.decode(
            form.get("assertion", ""),
            app_keys().public_key,
            algorithms=["RS256"],
            options={"require": ["iss", "sub", "aud", "exp"], "verify_aud": False},
        )
    except jwt.ExpiredSignatureError as error:
        raise DeniedError("invalid_grant", "expired authorization code") from error
    except jwt.InvalidTokenError as error:
        raise DeniedError("invalid_grant", "invalid assertion") from error
    if claims["iss"] != CONSUMER_KEY:
        raise DeniedError("invalid_client_id", "client identifier invalid")
    if str(claims["aud"]).rstrip("/") not in _audiences(door):
        raise DeniedError("invalid_grant", "audience is invalid")
    found = door.user_named(str(claims["sub"]))
    if found is None:
        raise DeniedError("invalid_grant", "user hasn't approved this consumer")
    return found


def _audiences(door: Door) -> tuple[str, ...]:
    return (*(f"https://{host}" for host in LOGIN_HOSTS), door.url)
