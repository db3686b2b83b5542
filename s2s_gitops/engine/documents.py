"""Members of a document to typed values. What has another type than it should raises ValueError or a kin of it."""

from collections.abc import Mapping
from typing import Any, Final, NoReturn, TypeVar

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Because, Change, Risk
from s2s_gitops.model.diagnostic import CODES, Diagnostic
from s2s_gitops.model.resource import Presence, Unknown, Value
from s2s_gitops.model.shown import Confidence
from s2s_gitops.model.source import Source

Document = Mapping[str, Any]

T = TypeVar("T")

NEWER: Final = "S2S209"


def text(document: Document, name: str) -> str:
    """Return a text."""
    return _checked(document[name], str)


def count(document: Document, name: str) -> int:
    """Return a whole number."""
    value = _checked(document[name], int)
    return value if value >= 0 and not isinstance(value, bool) else _misfit(value)


def flag(document: Document, name: str) -> bool:
    """Return true or false."""
    return _checked(document[name], bool)


def texts(document: Document, name: str) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(_checked(one, str) for one in _checked(document[name], list))


def items(document: Document, name: str) -> tuple[Document, ...]:
    """Return a list of mappings."""
    return tuple(_checked(one, dict) for one in _checked(document[name], list))


def table(document: Document, name: str) -> Mapping[str, str]:
    """Return a mapping of texts to texts."""
    found = _checked(document[name], dict)
    return {key: text(found, key) for key in found}


def _checked(value: object, wanted: type[T]) -> T:
    return value if isinstance(value, wanted) else _misfit(value)


def _misfit(value: object) -> NoReturn:
    raise ValueError(value)


def read_source(document: Document, name: str = "source") -> Source | None:
    """Return a place in a file, or None where there is none."""
    place = document[name]
    return None if place is None else _source(place)


def _source(place: Document) -> Source:
    return Source(text(place, "file"), count(place, "line"), count(place, "column"))


def read_diagnostic(one: Document) -> Diagnostic:
    """Return a message. One with a code of a newer version keeps its words, and counts as an error."""
    code, summary, detail = text(one, "code"), text(one, "summary"), text(one, "detail")
    if code not in CODES:
        code, detail = NEWER, f"{code}, {summary}: {detail}"
    return Diagnostic(code, detail, text(one, "fix"), read_source(one), text(one, "where"))


def read_change(one: Document) -> Change:
    """Return a change as far as a document tells it: without what only a run needs."""
    attribute, action = text(one, "attribute"), Action[text(one, "action").upper()]
    before, after = read_value(one["before"]), read_value(one["after"])
    if not attribute:
        before, after = Presence(text(one, "before")), Presence(text(one, "after"))
    elif before == Presence.ABSENT and (action is Action.CREATE or isinstance(after, bool)):
        before = Presence.ABSENT  # what is made, or is a flag, has no text of its own before
    return Change(
        address=Address.parse(text(one, "address")),
        kind=text(one, "kind"),
        verb=text(one, "verb"),
        action=action,
        attribute=attribute,
        before=before,
        after=after,
        risk=Risk[text(one, "risk").upper()],
        reason=text(one, "reason"),
        undo=text(one, "undo"),
        source=read_source(one) or _misfit(one),
        partner=text(one, "partner"),
        discloses=count(one, "discloses"),
        consequences=texts(one, "consequences"),
        sends={name: read_value(value) for name, value in _checked(one["sends"], dict).items()},
        because=Because(one["because"]),
        explained_by=tuple(_source(place) for place in items(one, "explained_by")),
        confidence=Confidence(one["confidence"]),
        needs=texts(one, "needs"),
        verified_by=text(one, "verified_by"),
        shown_by=text(one, "shown_by"),
    )


def read_value(value: Any) -> Value:
    """Return a value of an attribute; the reverse of `to_json`."""
    if isinstance(value, dict) and set(value) == {"unknown"}:
        return Unknown[text(value, "unknown").upper()]
    if isinstance(value, dict):
        return {name: read_value(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return tuple(read_value(inner) for inner in value)
    return value if value is None or isinstance(value, str | int) else _misfit(value)
