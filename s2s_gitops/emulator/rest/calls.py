"""A REST call and its answer as values, and the bodies of refusals. No routes in here.

Known from recorded answers of real orgs: the bodies, and that errorCode stands first in a 404 for
an unknown resource and second elsewhere; `fields` stands in the refusal of a record only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import RecordError, RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.world import World

_STATUSES = {"ENTITY_IS_DELETED": 404, "NOT_FOUND": 404, "NOT_EMULATED": 501}


@dataclass(frozen=True, slots=True)
class Call:
    """One REST call, already freed of its transport; `url` is the org as the client named it."""

    world: World
    org: Org
    method: str
    path: str
    url: str
    query: Mapping[str, str] = field(default_factory=dict)
    token: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""

    def inner(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str],
        headers: Mapping[str, str],
        body: str,
    ) -> Call:
        """Return a call that travels inside of this one."""
        return replace(self, method=method, path=path, query=query, headers=headers, body=body)


@dataclass(frozen=True, slots=True)
class Answer:
    """A JSON answer; no body means none at all."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where below /services/data/vNN.0 a call goes, and who makes it."""

    user: User
    base: str
    parts: tuple[str, ...]


def not_found() -> Answer:
    """Return the refusal of a resource that is not there."""
    body = [{"errorCode": "NOT_FOUND", "message": "The requested resource does not exist"}]
    return Answer(404, body)


def refusal(status: int, code: str, message: str) -> Answer:
    """Return a refusal with its reason."""
    return Answer(status, [{"message": message, "errorCode": code}])


def not_emulated(call: Call) -> Answer:
    """Say that Salesforce has this and the emulator does not."""
    message = f"The emulator does not imitate {call.method} {call.path}"
    return refusal(501, "NOT_EMULATED", message)


def refused_by(error: RuleError) -> Answer:
    """Return a rule's refusal."""
    status = _STATUSES.get(error.code, 400)
    if isinstance(error, RecordError):
        body = {"message": error.message, "errorCode": error.code, "fields": list(error.fields)}
        return Answer(status, [body])
    return not_found() if status == 404 else refusal(status, error.code, error.message)
