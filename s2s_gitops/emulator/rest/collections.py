"""Many records in one call: composite/sobjects. Wire only.

Known from recorded answers: the items, with `created` in an upsert; from public test suites: the
item of a record that was rolled back with the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import records
from s2s_gitops.emulator.errors import NotFoundError, RecordError, RuleError
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.rest.calls import Answer, not_emulated
from s2s_gitops.emulator.rest.sobjects import (
    VERBS,
    note,
    read_object,
    require_writable,
    show_record,
)
from s2s_gitops.emulator.tables import find_object, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.rest.calls import Call, Place

Item = dict[str, object]
_ROLLED_BACK = "Record rolled back because not all records were valid and the request was using AllOrNone header"


def write_many(call: Call, place: Place) -> Answer:
    """Create, update, upsert or delete records, or retrieve several by id."""
    match call.method, place.parts[2:]:
        case "POST", (name,):
            given = read_object(call.body)
            return _retrieve(call, place, name, _texts(given, "ids"), _texts(given, "fields"))
        case "GET", (name,):
            ids, fields = (call.query.get(key, "").split(",") for key in ("ids", "fields"))
            return _retrieve(call, place, name, ids, fields)
        case "DELETE", ():
            ids = call.query.get("ids", "").split(",")
            is_whole = call.query.get("allOrNone") == "true"
            return _each(call, place, [{"Id": one} for one in ids], is_whole=is_whole)
        case (("POST" | "PATCH"), () | (_, _)):
            given = read_object(call.body)
            items = given.get("records")
            if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
                raise RuleError("JSON_PARSER_ERROR", "expected a list of records")
            return _each(call, place, items, is_whole=given.get("allOrNone") is True)
    return not_emulated(call)


def _texts(given: Mapping[str, object], key: str) -> list[str]:
    values = given.get(key)
    return [str(value) for value in values] if isinstance(values, list) else []


def _retrieve(call: Call, place: Place, name: str, ids: list[str], fields: list[str]) -> Answer:
    """Return records in the order of their ids, with null for those that are not there."""
    kind = find_object(call.org, place.user, name)
    if kind is None:
        raise NotFoundError
    found = {str(row["Id"]): row for row in rows(call.org, kind)}
    wanted = ",".join(fields)
    return Answer(
        200,
        [
            show_record(kind, found[one], wanted, place.base) if one in found else None
            for one in map(records.whole_id, ids)
        ],
    )


def _each(call: Call, place: Place, items: list[Item], *, is_whole: bool) -> Answer:
    saved = records.save_point(call.org)
    done = [_write(call, place, item) for item in items]
    if is_whole and not all(one["success"] for one in done):
        records.roll_back(call.org, saved)
        undone = _failed(RecordError("ALL_OR_NONE_OPERATION_ROLLED_BACK", _ROLLED_BACK))
        done = [undone if one["success"] else one for one in done]
    return Answer(200, done)


def _write(call: Call, place: Place, item: Item) -> Item:
    """Write one record of the list; a refusal is its item."""
    kind: ObjectType | None = None
    verb = "upsert" if len(place.parts) > 2 else VERBS[call.method]
    try:
        kind = _kind_of(call, place, item)
        require_writable(kind, verb)
        made = _change(call, place, kind, item)
    except NotFoundError:
        return _failed(RecordError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"))
    except RuleError as error:
        what = f"{verb} {kind.name if kind else 'a record'} over REST"
        note(call, place, what, Outcome.REFUSED)
        return _failed(error)
    note(call, place, f"{verb} {kind.name} over REST", Outcome.DONE)
    return made


def _kind_of(call: Call, place: Place, item: Item) -> ObjectType:
    """Return the object of an item: by the address, by its attributes, or by its id's prefix."""
    attributes = item.get("attributes")
    name = str(attributes.get("type", "")) if isinstance(attributes, dict) else ""
    if len(place.parts) > 2:
        name = place.parts[2]
    if call.method == "DELETE":
        prefix = str(item["Id"])[:3]
        named = (one.name for one in call.org.objects.values() if one.prefix == prefix)
        name = next(named, "")
    kind = find_object(call.org, place.user, name)
    if kind is None:
        raise RuleError("INVALID_TYPE", f"sObject type '{name}' is not supported.")
    return kind


def _change(call: Call, place: Place, kind: ObjectType, item: Item) -> Item:
    given = {
        name: value for name, value in item.items() if name.lower() not in {"id", "attributes"}
    }
    own_id = str(next((value for name, value in item.items() if name.lower() == "id"), ""))
    if call.method == "DELETE":
        records.delete(call.org, kind, own_id)
        return _saved(own_id)
    if len(place.parts) > 2:
        return _upsert(call, place, kind, item)
    if call.method == "POST":
        return _saved(records.create(call.org, place.user, kind, given))
    records.update(call.org, place.user, kind, own_id, given)
    return _saved(records.whole_id(own_id))


def _upsert(call: Call, place: Place, kind: ObjectType, item: Item) -> Item:
    key = place.parts[3]
    given = {
        name: value for name, value in item.items() if name.lower() not in {"id", "attributes"}
    }
    value = next((one for name, one in item.items() if name.lower() == key.lower()), "")
    found = records.find_by_key(call.org, kind, key, value) if value else None
    if found is None:
        made = records.create(call.org, place.user, kind, given)
        return {**_saved(made), "created": True}
    records.update(call.org, place.user, kind, found, given)
    return {**_saved(found), "created": False}


def _saved(record_id: str) -> Item:
    return {"id": record_id, "success": True, "errors": []}


def _failed(error: RuleError) -> Item:
    fields = list(error.fields) if isinstance(error, RecordError) else []
    reason = {"statusCode": error.code, "message": error.message, "fields": fields}
    return {"success": False, "errors": [reason]}
