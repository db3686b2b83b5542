"""Records that pages refer to by name: looked up by query, so that a lookup gets exactly one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from s2s_gitops.model.errors import Rejected
from s2s_gitops.model.page import LookupValue
from s2s_gitops.model.ports import ReadableOrg, Record

_BATCH: Final = 100
"""How many values one query names: it travels in the address, which must not grow too long."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record's id, its name as lookups show it, and whether it can be chosen: inactive users cannot."""

    id: str
    name: str
    is_active: bool = True


Index = Mapping[str, Sequence[Named]]


def find(org: ReadableOrg, sobject: str, field: str, values: Iterable[str]) -> Index:
    """Return the records whose field has one of the values, by the case-folded value."""
    found: defaultdict[str, list[Named]] = defaultdict(list)
    columns = ", ".join(dict.fromkeys(("Id", "Name", field, *also(sobject))))
    for part in parts(sorted(set(values))):
        listed = ", ".join(quoted(value) for value in part)
        soql = f"SELECT {columns} FROM {sobject} WHERE {field} IN ({listed}) ORDER BY Id"
        for record in org.query(soql):
            found[record[field].casefold()].append(named_by(record, "Name"))
    return dict(found)


def also(sobject: str) -> tuple[str, ...]:
    """Return what is asked of a record beside its names: of a user, whether it is active."""
    return ("IsActive",) if sobject == "User" else ()


def named_by(record: Record, field: str) -> Named:
    """Return a record by its id and the value of a field."""
    return Named(record["Id"], record[field], record.get("IsActive", True))


def lookup_value(org: ReadableOrg, sobject: str, field: str, value: str) -> LookupValue:
    """Return what goes into a lookup for the one record whose field has a value.

    Raises Rejected if there is no such record, or more than one.
    """
    found = find(org, sobject, field, [value]).get(value.casefold(), ())
    if len(found) != 1:
        text = f"The org has {len(found)} records of {sobject} whose {field} is {value!r}."
        raise Rejected(org.alias, text, "Name exactly one.")
    return LookupValue(found[0].id[:15], found[0].name)


def quoted(text: str) -> str:
    """Return a text as a SOQL literal."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield values in portions that one query may name."""
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
