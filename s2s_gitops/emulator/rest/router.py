"""Which resource a REST call goes to, who makes it, and how many calls are left. No shapes in here.

Known from recorded answers of real orgs: Sforce-Limit-Info on data resources but not on identity
ones. Inferred: the two connection objects are missing from every answer for users without "Manage
Connections". What is not emulated answers 501.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.rest.calls import (
    Answer,
    Call,
    Place,
    not_emulated,
    not_found,
    refusal,
    refused_by,
)
from s2s_gitops.emulator.rest.collections import write_many
from s2s_gitops.emulator.rest.composite import run_inner_calls
from s2s_gitops.emulator.rest.identity import identity, userinfo
from s2s_gitops.emulator.rest.limits import DAILY_CALLS, show_limits
from s2s_gitops.emulator.rest.queries import answer_query
from s2s_gitops.emulator.rest.sobjects import answer_sobjects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from s2s_gitops.emulator.nouns import User

_VERSIONS = range(20, 68)
_RESOURCES = ("query", "queryAll", "sobjects", "limits", "composite")
_NOT_EMULATED = frozenset((
    "actions", "analytics", "appMenu", "async", "chatter", "connect", "consent",
    "dedupe", "jobs", "metadata", "parameterizedSearch", "process", "quickActions", "recent",
    "scheduling", "search", "support", "tabs", "theme", "tooling", "ui-api", "wave",
))  # fmt: skip


def respond(call: Call) -> Answer:
    """Answer a REST call; every refusal has the platform's body."""
    path = call.path.rstrip("/")
    if path == "/services/data":
        return Answer(200, [_version(number) for number in _VERSIONS])
    user = call.org.user_of_token(call.token)
    if user is None:
        return refusal(401, "INVALID_SESSION_ID", "Session expired or invalid")
    match = re.fullmatch(r"/services/data/v(\d\d)\.0(/.*)?", path)
    if match is None or int(match.group(1)) not in _VERSIONS:
        return _identity(call, user, path)
    call.world.calls[call.org.alias] += 1
    answer = _data(call, user)
    used = f"api-usage={call.world.calls[call.org.alias]}/{DAILY_CALLS}"
    return Answer(answer.status, answer.body, {**answer.headers, "Sforce-Limit-Info": used})


def _version(number: int) -> dict[str, str]:
    season = ("Spring", "Summer", "Winter")[(number - 21) % 3]
    year = 11 + (number - 21) // 3 + (season == "Winter")
    return {
        "label": f"{season} '{year:02d}",
        "url": f"/services/data/v{number}.0",
        "version": f"{number}.0",
    }


def _identity(call: Call, user: User, path: str) -> Answer:
    if path == "/services/oauth2/userinfo":
        return Answer(200, userinfo(call.org, user, call.url))
    if path == f"/id/{call.org.id}/{user.id}":
        return Answer(200, identity(call.org, user, call.url))
    if path == "/services/oauth2/singleaccess":
        target = call.query.get("redirect_uri", "/")
        code = call.world.one_time_code(call.token, target)
        return Answer(200, {"frontdoor_uri": f"{call.url}/secur/frontdoor.jsp?otp={quote(code)}"})
    return not_found()


def _data(call: Call, user: User) -> Answer:
    """Answer a call below /services/data/vNN.0; composite calls come here once for each inner one."""
    match = re.fullmatch(r"(/services/data/v\d\d\.0)(/.*)?", call.path.rstrip("/"))
    if match is None:
        return not_found()
    parts = tuple(part for part in (match.group(2) or "").split("/") if part)
    place = Place(user, match.group(1), parts)
    head = parts[0] if parts else ""
    if head in _NOT_EMULATED:
        return not_emulated(call)
    routes: Mapping[str, Callable[[Call, Place], Answer]] = {
        "": _resources,
        "sobjects": answer_sobjects,
        "query": answer_query,
        "queryAll": answer_query,
        "limits": show_limits,
        "composite": _composite,
    }
    route = routes.get(head)
    try:
        return route(call, place) if route else not_found()
    except RuleError as error:
        return refused_by(error)


def _resources(call: Call, place: Place) -> Answer:
    names = {name: f"{place.base}/{name}" for name in _RESOURCES}
    identity_url = f"{call.url}/id/{call.org.id}/{place.user.id}"
    return Answer(200, {**names, "identity": identity_url})


def _composite(call: Call, place: Place) -> Answer:
    if place.parts[1:2] == ("sobjects",):
        return write_many(call, place)
    if len(place.parts) > 1 or call.method != "POST":
        return not_emulated(call)
    return run_inner_calls(call, lambda inner: _data(inner, place.user))
