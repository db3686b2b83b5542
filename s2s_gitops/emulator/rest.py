"""The REST interface of one org: routes and wire shapes. It knows no rules.

Known from recorded answers of real orgs: error bodies, the order of their keys, the count query,
paging, Sforce-Limit-Info on data resources but not on identity ones. Inferred: the two connection
objects are missing from every answer for users without "Manage Connections". What is not emulated
answers 501.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from s2s_gitops.emulator.clock import to_18
from s2s_gitops.emulator.describe import describe_basic, describe_global, describe_object
from s2s_gitops.emulator.errors import NotFoundError, RuleError
from s2s_gitops.emulator.identity import identity, userinfo
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.queries import next_page, run_query
from s2s_gitops.emulator.relationships import Column, show
from s2s_gitops.emulator.tables import find_object, rows, visible_objects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.world import World

_VERSIONS = range(20, 68)
_DAILY_CALLS = 15000
_RESOURCES = ("query", "queryAll", "sobjects", "limits")
_NOT_EMULATED = frozenset((
    "actions", "analytics", "appMenu", "async", "chatter", "composite", "connect", "consent",
    "dedupe", "jobs", "metadata", "parameterizedSearch", "process", "quickActions", "recent",
    "scheduling", "search", "support", "tabs", "theme", "tooling", "ui-api", "wave",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """One REST call, already freed of its transport."""

    world: World
    org: Org
    method: str
    path: str
    query: Mapping[str, str]
    token: str
    options: str

    @property
    def url(self) -> str:
        """The address of the org."""
        return self.world.urls[self.org.alias]


@dataclass(frozen=True, slots=True)
class Answer:
    """A JSON answer; no body means none at all."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


def respond(call: Call) -> Answer:
    """Answer a REST call; every refusal has the platform's body."""
    path = call.path.rstrip("/")
    if path == "/services/data":
        return Answer(200, [_version(number) for number in _VERSIONS])
    user = call.org.user_of_token(call.token)
    if user is None:
        return _error(401, "INVALID_SESSION_ID", "Session expired or invalid")
    match = re.fullmatch(r"/services/data/v(\d\d)\.0(/.*)?", path)
    if match is None or int(match.group(1)) not in _VERSIONS:
        return _identity(call, user, path)
    call.world.calls[call.org.alias] += 1
    answer = _data(call, user, path.removesuffix(match.group(2) or ""), match.group(2) or "")
    used = f"api-usage={call.world.calls[call.org.alias]}/{_DAILY_CALLS}"
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
    return _not_found()


def _data(call: Call, user: User, base: str, rest: str) -> Answer:
    parts = [part for part in rest.split("/") if part]
    head = parts[0] if parts else ""
    if head in _NOT_EMULATED:
        return _not_emulated(call)
    try:
        if call.method not in {"GET", "HEAD"}:
            return _write(call, user, parts)
        if not parts:
            names = {name: f"{base}/{name}" for name in _RESOURCES}
            return Answer(200, {**names, "identity": f"{call.url}/id/{call.org.id}/{user.id}"})
        routes: Mapping[str, Callable[[Call, User, str, list[str]], Answer]] = {
            "sobjects": _sobjects,
            "query": _query,
            "queryAll": _query,
            "limits": _limits,
        }
        route = routes.get(head)
        return route(call, user, base, parts) if route else _not_found()
    except NotFoundError:
        return _not_found()
    except RuleError as error:
        return _error(400, error.code, error.message)


def _query(call: Call, user: User, base: str, parts: list[str]) -> Answer:
    if len(parts) == 2:
        return Answer(200, next_page(call.world, f"{base}/{parts[0]}", parts[1], call.options))
    if "columns" in call.query or "explain" in call.query:
        return _not_emulated(call)
    text = call.query.get("q", "")
    status, body = run_query(call.world, call.org, user, f"{base}/{parts[0]}", text, call.options)
    return Answer(status, body)


def _limits(call: Call, _user: User, _base: str, _parts: list[str]) -> Answer:
    remaining = _DAILY_CALLS - call.world.calls[call.org.alias]
    return Answer(200, {"DailyApiRequests": {"Max": _DAILY_CALLS, "Remaining": remaining}})


def _sobjects(call: Call, user: User, base: str, parts: list[str]) -> Answer:
    if len(parts) == 1:
        return Answer(200, describe_global(list(visible_objects(call.org, user).values()), base))
    kind = find_object(call.org, user, parts[1])
    if kind is None:
        return _not_found()
    if len(parts) == 2:
        return Answer(200, describe_basic(kind, base))
    if parts[2] == "describe" and len(parts) == 3:
        return Answer(200, describe_object(kind, base))
    if len(parts) > 3 or parts[2] in {"listviews", "quickActions", "updated", "deleted"}:
        return _not_emulated(call)
    found = [row for row in rows(call.org, kind) if row["Id"] == to_18(parts[2])]
    if not found:
        return _not_found()
    wanted = [name for name in call.query.get("fields", "").split(",") if name]
    if any("." in name for name in wanted):
        return _not_emulated(call)
    for name in wanted:
        if kind.field(name) is None:
            message = f"No such column '{name}' on sobject of type {kind.name}"
            raise RuleError("INVALID_FIELD", message)
    kept = [each.name for name in wanted if (each := kind.field(name))] or list(found[0])
    return Answer(200, show(map(Column, kept), kind.name, found[0], base))


def _write(call: Call, user: User, parts: list[str]) -> Answer:
    verbs = {"POST": "create", "PATCH": "update", "DELETE": "delete"}
    line = (call.org.alias, user.facts.username, call.method, call.path)
    if len(parts) < 2 or parts[0] != "sobjects" or call.method not in verbs:
        return _not_emulated(call)
    kind = find_object(call.org, user, parts[1])
    if kind is None:
        return _not_found()
    what = f"{verbs[call.method]} {kind.name} over REST"
    call.world.write_down(line, what, Outcome.REFUSED)
    if kind.is_writable:
        return _not_emulated(call)
    message = f"entity type {kind.name} does not support {verbs[call.method]}"
    return _error(400, "INVALID_TYPE_FOR_OPERATION", message)


def _not_found() -> Answer:
    body = [{"errorCode": "NOT_FOUND", "message": "The requested resource does not exist"}]
    return Answer(404, body)


def _error(status: int, code: str, message: str) -> Answer:
    return Answer(status, [{"message": message, "errorCode": code}])


def _not_emulated(call: Call) -> Answer:
    return _error(501, "NOT_EMULATED", f"The emulator does not imitate {call.method} {call.path}")
