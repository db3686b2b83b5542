"""Values as they are written to values as attributes hold them: in one spelling, and members by their names."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from s2s_gitops.model.kind import Attribute, Shape
from s2s_gitops.model.resource import Member, Value
from s2s_gitops.model.source import Map
from s2s_gitops.model.spelling import trimmed


def attributes_of(
    attributes: Iterable[Attribute], node: Map, shared: Map | None
) -> Iterator[tuple[str, Value]]:
    """Yield the attributes that a mapping declares, or has by default; `shared` holds those of both sides."""
    for attribute in attributes:
        holder = shared if attribute.shared and shared is not None else node
        if attribute.name in holder:
            yield attribute.name, _value(attribute, holder[attribute.name])
        elif attribute.default is not None:
            yield attribute.name, attribute.default


def doubles(attribute: Attribute, value: Any) -> list[str]:
    """Return the members that stand twice once the white space around their names is gone."""
    counts = Counter(name for name, _ in _members(attribute, value))
    return [name for name, count in counts.items() if count > 1]


def _value(attribute: Attribute, value: Any) -> Value:
    """Return a value without what surrounds its texts: Salesforce does not keep white space there either."""
    match attribute.shape:
        case Shape.TEXT:
            return attribute.canonical(trimmed(value))
        case Shape.FLAG:
            return value  # type: ignore[no-any-return]
        case _:
            return dict(_members(attribute, value))


def _members(attribute: Attribute, value: Any) -> list[tuple[str, Value]]:
    if attribute.shape is Shape.NAMES:
        return [(trimmed(name), Member.LISTED) for name in value]
    if attribute.shape is Shape.TABLE:
        return [(trimmed(name), trimmed(own)) for name, own in value.items()]
    return [
        (f"{trimmed(outer)}.{trimmed(inner)}", trimmed(own))
        for outer, table in value.items()
        for inner, own in table.items()
    ]
