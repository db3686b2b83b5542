"""Writing records as the API does: create, update, delete. No HTTP in here.

Known from documentation and recorded answers: the codes, their texts and which fields they name.
Guessed: no cascade but that a connection keeps its row when its contact or account goes.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import is_id, to_18, to_api_time
from s2s_gitops.emulator.errors import NotFoundError, RecordError, RuleError
from s2s_gitops.emulator.nouns import Account, Contact
from s2s_gitops.emulator.tables import find_object, rows
from s2s_gitops.emulator.values import check_values, require_values
from s2s_gitops.emulator.written import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.written import Written

    Given = Mapping[str, object]
    Saved = tuple[Written, dict[str, Account], dict[str, Contact]]


def create(org: Org, user: User, kind: ObjectType, given: Given) -> str:
    """Add a record and return its id."""
    values = check_values(kind, given, is_new=True)
    defaults: Row = {one.name: one.default for one in kind.fields if one.default is not None}
    row = {**defaults, **{name: value for name, value in values.items() if value is not None}}
    require_values(kind, row, (field.name for field in kind.fields))
    _check_targets(org, user, kind, row)
    _require_unique(org, kind, row, "")
    record_id, moment = org.ids.next(kind.prefix), to_api_time(org.clock.tick())
    kept: Row = {"CreatedDate": moment, "CreatedById": user.id}
    owner: Row = {"OwnerId": user.id} if kind.field("OwnerId") else {}
    row = {**owner, **row, **kept, **_modified(user, moment), **_numbers(org, kind)}
    _store(org, kind, record_id, row)
    return record_id


def update(org: Org, user: User, kind: ObjectType, record_id: str, given: Given) -> None:
    """Change a record."""
    before = find_record(org, kind, record_id)
    values = check_values(kind, given, is_new=False)
    require_values(kind, {**before, **values}, values)
    _check_targets(org, user, kind, values)
    _require_unique(org, kind, values, str(before["Id"]))
    _store(
        org, kind, str(before["Id"]), {**values, **_modified(user, to_api_time(org.clock.tick()))}
    )


def delete(org: Org, kind: ObjectType, record_id: str) -> None:
    """Take a record away; connections that named it name nobody any more."""
    found = str(find_record(org, kind, record_id)["Id"])
    org.clock.tick()
    org.written.gone.add(found)
    org.written.added.get(kind.name, {}).pop(found, None)
    org.accounts.pop(found, None)
    org.contacts.pop(found, None)
    for one in list(org.contacts.values()):
        if one.account_id == found:
            org.contacts[one.id] = replace(one, account_id=None)
    for end in list(org.connections.values()):
        account = None if end.account_id == found else end.account_id
        contact = None if end.contact_id == found else end.contact_id
        org.connections[end.id] = replace(end, account_id=account, contact_id=contact)


def whole_id(record_id: str) -> str:
    """Return the long form of an id; what is none stays as it is."""
    return to_18(record_id) if is_id(record_id) else record_id


def find_record(org: Org, kind: ObjectType, record_id: str) -> Row:
    """Return the row of a record; what was deleted is told apart from what never was."""
    wanted = whole_id(record_id)
    if wanted in org.written.gone:
        raise RecordError("ENTITY_IS_DELETED", "entity is deleted")
    found = next((row for row in rows(org, kind) if row["Id"] == wanted), None)
    if found is None:
        raise NotFoundError
    return found


def find_by_key(org: Org, kind: ObjectType, key: str, value: object) -> str | None:
    """Return the id of the one record that has this value in its external id."""
    field = kind.field(key)
    if field is None or not (field.is_external_id or field.is_lookup_key):
        message = (
            f"Field name provided, {key} is not an External ID or indexed field for {kind.name}"
        )
        raise RuleError("INVALID_FIELD", message)
    wanted = str(value).casefold()
    found = [row for row in rows(org, kind) if str(row[field.name] or "").casefold() == wanted]
    if len(found) > 1:
        message = f"{key}: more than one record found for external id field: {value}"
        raise RecordError("DUPLICATE_EXTERNAL_ID", message, (field.name,))
    return str(found[0]["Id"]) if found else None


def save_point(org: Org) -> Saved:
    """Return what `roll_back` needs to undo every write from here on."""
    return copy.deepcopy(org.written), dict(org.accounts), dict(org.contacts)


def roll_back(org: Org, saved: Saved) -> None:
    """Undo the writes since a save point."""
    org.written, org.accounts, org.contacts = saved


def _modified(user: User, moment: str) -> Row:
    return {"LastModifiedDate": moment, "LastModifiedById": user.id, "SystemModstamp": moment}


def _numbers(org: Org, kind: ObjectType) -> Row:
    org.written.numbered += 1
    return {one.name: f"{org.written.numbered:08d}" for one in kind.fields if one.is_auto_number}


def _store(org: Org, kind: ObjectType, record_id: str, values: Row) -> None:
    """Lay values over a record; what pages show of accounts and contacts follows."""
    known = {field.name for field in kind.fields}
    changed = org.written.changed.setdefault(record_id, {})
    changed.update({name: value for name, value in values.items() if name in known})
    if {"FirstName", "LastName", "Name"} <= known:
        whole = find_record(org, kind, record_id) if record_id in org.contacts else changed
        name = f"{whole.get('FirstName') or ''} {whole.get('LastName') or ''}".strip()
        changed["Name"] = name
    if kind.name == "Account":
        label = changed.get("Name") or org.accounts[record_id].name
        org.accounts[record_id] = Account(record_id, str(label))
    elif kind.name == "Contact":
        _store_contact(org, record_id, changed)
    else:
        org.written.added.setdefault(kind.name, {})[record_id] = {"Id": record_id}


def _store_contact(org: Org, record_id: str, changed: Row) -> None:
    old = org.contacts.get(record_id, Contact(record_id, "", "", None, None))
    org.contacts[record_id] = Contact(
        record_id,
        str(changed.get("FirstName", old.first_name) or ""),
        str(changed.get("LastName", old.last_name)),
        _text(changed.get("Email", old.email)),
        _text(changed.get("AccountId", old.account_id)),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _check_targets(org: Org, user: User, kind: ObjectType, row: Row) -> None:
    """Refuse references to what is not there; those to objects without rows are taken as given."""
    for name, value in row.items():
        field = kind.field(name)
        if field is None or field.type != "reference" or value is None:
            continue
        targets = [one for each in field.refers_to if (one := find_object(org, user, each))]
        kin = [one for one in targets if str(value).startswith(one.prefix)]
        if not is_id(str(value)) or (targets and not kin):
            message = f"{field.label}: id value of incorrect type: {value}"
            raise RecordError("MALFORMED_ID", message, (name,))
        if kin and all(to_18(str(value)) != one["Id"] for one in rows(org, kin[0])):
            message = f"invalid cross reference id: {value}"
            raise RecordError("INVALID_CROSS_REFERENCE_KEY", message, (name,))


def _require_unique(org: Org, kind: ObjectType, row: Row, own_id: str) -> None:
    for name, value in row.items():
        field = kind.field(name)
        if field is None or not field.is_unique or value is None:
            continue
        for other in rows(org, kind):
            if other["Id"] != own_id and str(other[name]).casefold() == str(value).casefold():
                message = f"duplicate value found: {name} duplicates value on record with id: {other['Id']}"
                raise RecordError("DUPLICATE_VALUE", message)
