"""The columns of lists and tables: which ones, in which order, under which words.

Documented words are the same in every dialect: Connection Name, Auto-Accept, Description, Active.
Guessed: the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the part of a row that stands in it, and its heading."""

    part: str
    heading: str

    def __str__(self) -> str:
        return self.heading

    def __iter__(self) -> Iterator[str]:
        return iter((self.part, self.heading))


Columns = tuple[Column, ...]
ACTION = Column("edit", "Action")
OPTIONAL = MappingProxyType(
    {"about": "Description", "created": "Created Date", "modified": "Last Modified"}
)
_API = ("API Label", "API Name")
WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "published": {"object": ("Object Name", "Object", "Published Object"), "api": _API},
        "subscribed": {
            "theirs": ("Partner Object", "Connection Object", "Published Object"),
            "theirs_api": ("Partner API Name", "Partner API Label"),
            "ours": ("Object Name", "Object", "Subscribed Object"),
            "ours_api": _API,
            "accept": ("Auto-Accept",),
        },
        "history": {
            "when": ("Date", "Date/Time", "Date-Time"),
            "user": ("User", "Changed By"),
            "what": ("Action", "Activity"),
        },
        "connections": {
            "name": ("Connection Name",),
            "status": ("Connection Status", "Status"),
            "owner": ("Connection Owner", "Owner"),
        },
        "templates": {
            "name": ("Name", "Template Name"),
            "about": ("Description",),
            "active": ("Active",),
        },
        "objects": {
            "control": ("Publish", "Published"),
            "label": ("Object", "Object Name"),
            "note": _API,
        },
        "fields": {
            "control": ("Publish", "Published"),
            "label": ("Field", "Field Name", "Field Label"),
            "note": _API,
        },
        "subscribe": {
            "label": ("Partner Object", "Connection Object", "Published Object"),
            "note": _API,
            "control": ("Object", "Object Name", "Subscribed Object"),
            "second": ("Auto-Accept",),
        },
        "mapping": {
            "label": ("Partner Field", "Connection Field", "Published Field"),
            "note": _API,
            "control": ("Field", "Field Name", "Subscribed Field"),
            "second": ("Picklist Values", "Values"),
        },
        "values": {
            "label": ("Partner Value", "Connection Value", "Published Value"),
            "control": ("Value", "Subscribed Value"),
        },
    }
)
"""By list: the part of a row, and the words that may stand over it."""


def _columns(*pairs: tuple[str, str]) -> Columns:
    return tuple(Column(part, heading) for part, heading in pairs)


PLAIN: Mapping[str, Columns] = MappingProxyType(
    {
        "published": (ACTION, *_columns(("object", "Object Name"))),
        "subscribed": (
            ACTION,
            *_columns(
                ("theirs", "Partner Object"), ("ours", "Object Name"), ("accept", "Auto-Accept")
            ),
        ),
        "history": _columns(("when", "Date"), ("user", "User"), ("what", "Action")),
        "connections": _columns(
            ("name", "Connection Name"),
            ("status", "Connection Status"),
            ("owner", "Connection Owner"),
        ),
        "templates": _columns(("name", "Name"), ("about", "Description"), ("active", "Active")),
        "objects": _columns(("control", "Publish"), ("label", "Object")),
        "fields": _columns(("control", "Publish"), ("label", "Field"), ("note", "API Label")),
        "subscribe": _columns(
            ("label", "Partner Object"),
            ("note", "API Label"),
            ("control", "Object"),
            ("second", "Auto-Accept"),
        ),
        "mapping": _columns(
            ("label", "Partner Field"),
            ("note", "API Label"),
            ("detail", "Type"),
            ("control", "Field"),
        ),
        "values": _columns(("note", "API Label"), ("label", "Partner Value"), ("control", "Value")),
    }
)
"""By list: the columns of dialect 0."""


def draw_columns(
    random: Random, words: Words, without: tuple[str, ...], optional: tuple[tuple[str, str], ...]
) -> Columns:
    """Draw words and order for the parts besides those `without`; some optional ones among them."""
    drawn = [
        Column(part, random.choice(choice)) for part, choice in words.items() if part not in without
    ]
    drawn += [Column(*pair) for pair in optional if random.random() < 1 / 3]
    return tuple(random.sample(drawn, len(drawn)))
