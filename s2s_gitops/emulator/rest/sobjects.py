"""Objects and single records: describe, retrieve, create, update, upsert, delete. Wire only.

Known from recorded answers: 201 with a Location, 204 without a body, 304 with an ETag where the
describe has not changed since. Known from documentation: an upsert by an external id.
"""

from __future__ import annotations

import json
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING
from zlib import crc32

from s2s_gitops.emulator import records
from s2s_gitops.emulator.errors import NotFoundError, RuleError
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.relationships import Column, show
from s2s_gitops.emulator.rest.calls import Answer, not_emulated, not_found, refusal
from s2s_gitops.emulator.rest.describe import describe_basic, describe_global, describe_object
from s2s_gitops.emulator.tables import find_object, visible_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.rest.calls import Call, Place
    from s2s_gitops.emulator.written import Row

VERBS = {"POST": "create", "PATCH": "update", "DELETE": "delete"}
_FIXED = frozenset({"EmailTemplate", "Organization", "User"})


def answer_sobjects(call: Call, place: Place) -> Answer:
    """Answer everything below sobjects."""
    if call.method not in {"GET", "HEAD"}:
        return _write(call, place)
    if len(place.parts) == 1:
        kinds = list(visible_objects(call.org, place.user).values())
        return _unless_known(call, describe_global(kinds, place.base))
    kind = find_object(call.org, place.user, place.parts[1])
    if kind is None:
        return not_found()
    match place.parts[2:]:
        case ():
            return Answer(200, describe_basic(kind, place.base, call.url))
        case ("describe",):
            kinds = list(visible_objects(call.org, place.user).values())
            return _unless_known(call, describe_object(kind, kinds, place.base, call.url))
        case ("listviews" | "quickActions" | "updated" | "deleted",):
            return not_emulated(call)
        case (record_id,):
            row = _existing(call, kind, record_id)
            return Answer(200, show_record(kind, row, call.query.get("fields", ""), place.base))
        case (key, value):
            found = records.find_by_key(call.org, kind, key, value)
            if found is None:
                return not_found()
            row = _existing(call, kind, found)
            return Answer(200, show_record(kind, row, call.query.get("fields", ""), place.base))
    return not_emulated(call)


def _existing(call: Call, kind: ObjectType, record_id: str) -> Row:
    """Find a record to read: one that was deleted is as if it had never been."""
    try:
        return records.find_record(call.org, kind, record_id)
    except RuleError as error:
        raise NotFoundError from error


def show_record(kind: ObjectType, row: Row, fields: str, base: str) -> Mapping[str, object]:
    """Return a record with the wanted fields, or with all."""
    wanted = [name for name in fields.split(",") if name]
    for name in wanted:
        if "." in name:
            raise RuleError("NOT_EMULATED", f"The emulator does not show a parent here: {name}")
        if kind.field(name) is None:
            message = f"No such column '{name}' on sobject of type {kind.name}"
            raise RuleError("INVALID_FIELD", message)
    kept = [each.name for name in wanted if (each := kind.field(name))] or list(row)
    return show(map(Column, kept), kind.name, row, base)


def _unless_known(call: Call, body: Mapping[str, object]) -> Answer:
    """Answer 304 to a client that says it has this describe already."""
    stamp = call.org.described.astimezone(UTC).replace(microsecond=0)
    etag = f'"{crc32(json.dumps(body).encode()):08x}"'
    headers = {"ETag": etag, "Last-Modified": format_datetime(stamp, usegmt=True)}
    since = call.headers.get("If-Modified-Since", "")
    if since and parsedate_to_datetime(since).replace(tzinfo=UTC) >= stamp:
        return Answer(304, None, headers)
    return Answer(200, body, headers)


def _write(call: Call, place: Place) -> Answer:
    kind = find_object(call.org, place.user, place.parts[1]) if len(place.parts) > 1 else None
    if len(place.parts) > 1 and kind is None:
        return not_found()
    if kind is None or call.method not in VERBS or len(place.parts) > 4:
        return not_emulated(call)
    if kind.name in _FIXED:
        return not_emulated(call)
    verb = VERBS[call.method]
    try:
        require_writable(kind, verb)
        answer = _written(call, place, kind)
    except RuleError:
        note(call, place, f"{verb} {kind.name} over REST", Outcome.REFUSED)
        raise
    if answer.status < 400:
        note(call, place, f"{verb} {kind.name} over REST", Outcome.DONE)
    return answer


def require_writable(kind: ObjectType, verb: str) -> None:
    """Refuse objects that no client can write."""
    if kind.name in _FIXED:
        message = f"The emulator does not imitate writing {kind.name}"
        raise RuleError("NOT_EMULATED", message)
    if not kind.is_writable:
        message = f"entity type {kind.name} does not support {verb}"
        raise RuleError("INVALID_TYPE_FOR_OPERATION", message)


def _written(call: Call, place: Place, kind: ObjectType) -> Answer:
    match call.method, place.parts[2:]:
        case "POST", ():
            made = records.create(call.org, place.user, kind, read_object(call.body))
            return _created(place, kind, made)
        case "PATCH", (record_id,):
            records.update(call.org, place.user, kind, record_id, read_object(call.body))
            return Answer(204)
        case "DELETE", (record_id,):
            records.delete(call.org, kind, record_id)
            return Answer(204)
        case "PATCH", (key, value):
            return _upserted(call, place, kind, (key, value))
    return refusal(405, "METHOD_NOT_ALLOWED", f"HTTP Method '{call.method}' not allowed.")


def _created(place: Place, kind: ObjectType, made: str) -> Answer:
    body = {"id": made, "success": True, "errors": []}
    return Answer(201, body, {"Location": f"{place.base}/sobjects/{kind.name}/{made}"})


def _upserted(call: Call, place: Place, kind: ObjectType, key: tuple[str, str]) -> Answer:
    """Update the record with this external id, or create it."""
    found = records.find_by_key(call.org, kind, *key)
    given = read_object(call.body)
    if found is None:
        made = records.create(call.org, place.user, kind, {**given, key[0]: key[1]})
        answer = _created(place, kind, made)
        return Answer(201, {**dict(_members(answer)), "created": True}, answer.headers)
    records.update(call.org, place.user, kind, found, given)
    return Answer(200, {"id": found, "success": True, "errors": [], "created": False})


def _members(answer: Answer) -> Iterable[tuple[str, object]]:
    return answer.body.items() if isinstance(answer.body, dict) else ()


def read_object(body: str) -> Mapping[str, object]:
    """Return the JSON object of a body, or the platform's complaint."""
    try:
        given = json.loads(body)
    except ValueError as error:
        raise RuleError("JSON_PARSER_ERROR", f"Unexpected character: {error}") from error
    if not isinstance(given, dict):
        raise RuleError(
            "JSON_PARSER_ERROR", "Cannot deserialize instance of sobject from START_ARRAY"
        )
    return given


def note(call: Call, place: Place, what: str, outcome: Outcome) -> None:
    """Write a write, done or refused, into the journal."""
    line = (call.org.alias, place.user.facts.username, call.method, call.path)
    call.world.write_down(line, what, outcome)
