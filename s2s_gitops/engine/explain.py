"""What `s2s explain` says: of a kind, from its declaration; of a code, from the table."""

from collections.abc import Iterator, Sequence
from typing import Final

from s2s_gitops.model.diagnostic import CODES
from s2s_gitops.model.kind import Attribute, Impossible, Kind, Use, Verb

WORDS: Final = {
    "contact": "the contact",
    "implied": "the fields that always come with it",
    "key": "the object",
    "member": "the field",
    "org": "the org",
    "other": "the other side",
}


def explain(subject: str, kinds: Sequence[Kind]) -> str | None:
    """Return the text about a kind (by its name or its key in the file) or a code; None if there is no such thing."""
    for kind in kinds:
        if subject and subject in (kind.name, kind.key):
            return "\n".join(_kind(kind)).format_map(WORDS)
    code = CODES.get(subject.upper())
    if code:
        marks = f"{code.severity.value}{', can be ignored' if code.can_be_ignored else ''}"
        return f"{subject.upper()} {code.summary} ({marks})\n\n{code.about}"
    return None


def subjects(kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Return everything that can be explained."""
    return (*(kind.name for kind in kinds), *CODES)


def _kind(kind: Kind) -> Iterator[str]:
    yield f"{kind.name}: {kind.doc}"
    yield f"In the file: {kind.place.value.replace('KEY', kind.key)}"
    yield ""
    yield "Attributes"
    for attribute in kind.attributes:
        yield from _attribute(attribute)
    yield ""
    yield "Changes"
    for verb in kind.verbs:
        yield from _verb(verb)
    outcomes = [one.outcome for at in kind.attributes for one in at.transitions]
    for outcome in dict.fromkeys(one for one in outcomes if isinstance(one, Impossible)):
        yield f"  impossible: {outcome.why}"
        yield f"      instead: {outcome.instead}"


def _attribute(attribute: Attribute) -> Iterator[str]:
    marks = [attribute.shape.value]
    if attribute.use is not Use.COMPARED:
        marks.append(attribute.use.value)
    if attribute.default is not None:
        marks.append(f"default {attribute.default}")
    yield f"  {attribute.name} ({', '.join(marks)})"
    yield f"      {attribute.doc}"


def _verb(verb: Verb) -> Iterator[str]:
    yield f"  {verb.action.value} {verb.name}: {verb.risk.label}"
    yield f"      why: {verb.reason}"
    yield f"      undo: {verb.undo}"
    for line in verb.consequences:
        yield f"      > {line}"
