"""What an org is known to call its own, and the books of phrases made of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from s2s_gitops.drivers.redaction.phrases import Phrases
from s2s_gitops.drivers.redaction.standins import Standins
from s2s_gitops.drivers.redaction.words import SHARED
from s2s_gitops.model.ports import FieldInfo

_SHORTEST: Final = 3
"""A name of one or two letters would be found in too many words."""
_NAME_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LABEL_WORD: Final = re.compile(r"[^\W_]+")
_PLATFORM: Final = frozenset(
    word.casefold()
    for word in (
        *(word for text in SHARED for word in _LABEL_WORD.findall(text)),
        *(
            "Product",
            "Opportunity",
            "Price",
            "Book",
            "Full",
            "First",
            "Last",
            "Middle",
            "Source",
            "Fax",
            "ID",
            "Web",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an org before its pages are redacted.

    `names` maps names of people, accounts and the like to a noun for each; `words` are kept wherever
    they stand; `objects` and `fields` are what describes told: labels by API name.
    """

    token: str = field(default="", repr=False)
    hosts: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    objects: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, FieldInfo]] = field(default_factory=dict)


def is_custom(name: str) -> bool:
    """Say whether an API name is one that an org or a package made up."""
    return "__" in name


def book_of(known: Known, standins: Standins) -> Phrases:
    """Return what is kept and what is replaced: the words of the platform first, so that no name tears them apart."""
    book = Phrases()
    for text in sorted({*SHARED, *known.words, *_standard(known)}):
        book.keep(text)
    for text, noun in sorted(_custom(known)):
        _add_custom(book, standins, text, noun)
    for text in sorted(_renamed(known)):
        if len(text) >= _SHORTEST:
            book.add(text, standins.of("Custom Name", text))
    for text, noun in sorted(known.names.items()):
        if len(text) >= _SHORTEST:
            book.add(text, standins.of(noun, text))
    for text in _parts_of_people(known.names):
        book.add(text, standins.of("Person", text))
    return book


def bases_of(known: Known, standins: Standins) -> dict[str, str]:
    """Return what stands for each API name that an org made up, by the name in small letters, without its ending."""
    named = ((text.partition("\n")[0].rpartition("__")[0], noun) for text, noun in _custom(known))
    return {
        base.casefold(): standins.of(noun, base, "{noun}{number}") for base, noun in sorted(named)
    }


def values_of(known: Known) -> frozenset[str]:
    """Return the picklist values of everything that was described."""
    infos = (info for fields in known.fields.values() for info in fields.values())
    return frozenset(value for info in infos for value in info.values)


def _standard(known: Known) -> Iterator[str]:
    """Yield the platform's own API names, and the labels that nobody has renamed."""
    for name, label in _labels_of_standard(known):
        yield name.rpartition(".")[2]
        if _is_plain(name, label):
            yield label


def _renamed(known: Known) -> set[str]:
    return {label for name, label in _labels_of_standard(known) if not _is_plain(name, label)}


def _labels_of_standard(known: Known) -> Iterator[tuple[str, str]]:
    """Yield names of objects and of fields, these with their object before a dot, and their labels."""
    for name, label in known.objects.items():
        if not is_custom(name):
            yield name, label
    for sobject, fields in known.fields.items():
        for name, info in fields.items():
            if not is_custom(name):
                yield f"{sobject}.{name}", info.label


def _is_plain(name: str, label: str) -> bool:
    """Say whether a label has only words of its API name, or of the platform: an org can rename all of its labels."""
    named = {word.casefold() for word in _NAME_WORD.findall(name)}
    return (
        label in SHARED
        or {word.casefold() for word in _LABEL_WORD.findall(label)} <= named | _PLATFORM
    )


def _custom(known: Known) -> Iterable[tuple[str, str]]:
    """Return API names, with their label after a line break, and what they name."""
    objects = {
        (f"{name}\n{label}", "CustomObject")
        for name, label in known.objects.items()
        if is_custom(name)
    }
    fields = {
        (f"{name}\n{info.label}", "CustomField")
        for those in known.fields.values()
        for name, info in those.items()
        if is_custom(name)
    }
    return {*objects, *fields}


def _add_custom(book: Phrases, standins: Standins, text: str, noun: str) -> None:
    name, _, label = text.partition("\n")
    base = name.rpartition("__")[0]
    stands = standins.of(noun, base, "{noun}{number}")
    for ending in ("__c", "__r"):
        book.add(f"{base}{ending}", f"{stands}{ending}")
    number = stands.removeprefix(noun)
    if len(label) >= _SHORTEST:
        book.add(label, f"Custom {noun.removeprefix('Custom')} {number}")
    if len(base) >= _SHORTEST:
        book.add(base, stands)


def _parts_of_people(names: Mapping[str, str]) -> list[str]:
    """Return the single names of people: a page may greet by the first, and list by the last."""
    full = (name for name, noun in names.items() if noun == "Person")
    return sorted({part for name in full for part in name.split() if len(part) > _SHORTEST})
