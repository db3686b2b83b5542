"""The choices of a dialect that concern lists, rows and what stands in them.

The words of a choice are its value: `s2s-emulator dialect` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

from s2s_gitops.emulator.pages.choosing import Says
from s2s_gitops.emulator.pages.columns import (
    ACTION,
    OPTIONAL,
    PLAIN,
    WORDS,
    Columns,
    draw_columns,
)
from s2s_gitops.emulator.pages.list_choices import (
    AcceptWhen,
    Alphabet,
    ApiText,
    ChildAccept,
    Choosing,
    Copied,
    Cut,
    Encoding,
    Fixed,
    Labels,
    ListKeys,
    Loading,
    Naming,
    Order,
    Paging,
    Recorded,
    SubTabs,
    TickPaging,
    Unseen,
    ValuesPlace,
)
from s2s_gitops.emulator.seed_values import HistoryForm

if TYPE_CHECKING:
    from random import Random

_RELATED, _TAB = "related lists", "connections tab"
_PUBLISH, _FIELDS = "publish/unpublish", "published fields"
_SUBSCRIBE, _MAPPING, _HISTORY = "subscribe/unsubscribe", "field mapping", "history"
_COLUMNS = "the columns are"
_CODECS = MappingProxyType(
    {Encoding.UTF8: "utf-8", Encoding.BOM: "utf-8-bom", Encoding.LATIN1: "latin-1"}
)


@dataclass(frozen=True, slots=True)
class ListDialect:
    """How lists, rows and what stands in them look; the defaults are those of dialect 0."""

    loading: Annotated[Loading, Says(_RELATED, "rows")] = Loading.INLINE
    cut: Annotated[Cut, Says(_RELATED, "the page of a record shows")] = Cut.WHOLE
    keys: Annotated[ListKeys, Says(_RELATED, "addresses name one")] = ListKeys.PLAIN
    whole_lists: Annotated[Paging, Says(_RELATED, "a page of the whole list shows it")] = (
        Paging.WHOLE
    )
    listed_objects: Annotated[Naming, Says(_RELATED, "objects are named")] = Naming.LABEL
    published_columns: Annotated[Columns, Says("published objects", _COLUMNS)] = PLAIN["published"]
    subscribed_columns: Annotated[Columns, Says("subscribed objects", _COLUMNS)] = PLAIN[
        "subscribed"
    ]
    history_columns: Annotated[Columns, Says(_HISTORY, _COLUMNS)] = PLAIN["history"]
    encoding: Annotated[Encoding, Says(_HISTORY, "the file is")] = Encoding.UTF8
    order: Annotated[Order, Says(_HISTORY, "the file begins with")] = Order.OLDEST
    recorded: Annotated[Recorded, Says(_HISTORY, "it holds")] = Recorded.ALL
    sub_tabs: Annotated[SubTabs, Says(_TAB, "Connections and Templates are")] = SubTabs.LINKS
    tab_lists: Annotated[Paging, Says(_TAB, "connections and templates are shown")] = Paging.WHOLE
    alphabet: Annotated[Alphabet, Says(_TAB, "a bar of letters is")] = Alphabet.NONE
    connection_columns: Annotated[Columns, Says(_TAB, "the columns of connections are")] = PLAIN[
        "connections"
    ]
    template_columns: Annotated[Columns, Says(_TAB, "the columns of templates are")] = PLAIN[
        "templates"
    ]
    labels: Annotated[Labels, Says("objects", "standard ones are called")] = Labels.USUAL
    choosing_objects: Annotated[Choosing, Says(_PUBLISH, "there is")] = Choosing.TICKS
    choosing_fields: Annotated[Choosing, Says(_FIELDS, "there is")] = Choosing.TICKS
    copied: Annotated[Copied, Says("duelling lists", "posting copies")] = Copied.BOTH
    tick_paging: Annotated[TickPaging, Says("tables of ticks", "they come")] = TickPaging.WHOLE
    unseen: Annotated[Unseen, Says("tables of ticks", "ticks of other pages")] = Unseen.KEPT
    offered_objects: Annotated[Naming, Says(_PUBLISH, "objects are named")] = Naming.LABEL
    object_columns: Annotated[Columns, Says(_PUBLISH, _COLUMNS)] = PLAIN["objects"]
    api_text: Annotated[ApiText, Says("fields", "the API label is")] = ApiText.FULL
    fixed: Annotated[Fixed, Says(_FIELDS, "before one that is always published stands")] = (
        Fixed.PICTURE
    )
    field_columns: Annotated[Columns, Says(_FIELDS, _COLUMNS)] = PLAIN["fields"]
    partner_objects: Annotated[Naming, Says(_SUBSCRIBE, "the partner's are named")] = Naming.BOTH
    own_objects: Annotated[Naming, Says(_SUBSCRIBE, "our own are named")] = Naming.LABEL
    child_accept: Annotated[ChildAccept, Says(_SUBSCRIBE, "Auto-Accept of a child")] = (
        ChildAccept.ABSENT
    )
    accept_when: Annotated[AcceptWhen, Says(_SUBSCRIBE, "Auto-Accept")] = AcceptWhen.ALWAYS
    subscribe_columns: Annotated[Columns, Says(_SUBSCRIBE, _COLUMNS)] = PLAIN["subscribe"]
    values_place: Annotated[ValuesPlace, Says(_MAPPING, "picklist values are mapped")] = (
        ValuesPlace.SECTION
    )
    values_link: Annotated[str, Says(_MAPPING, "the link to picklist values would say")] = (
        "Edit Values"
    )
    mapping_columns: Annotated[Columns, Says(_MAPPING, _COLUMNS)] = PLAIN["mapping"]
    value_columns: Annotated[Columns, Says(_MAPPING, "the columns of picklist values are")] = PLAIN[
        "values"
    ]

    @property
    def history_form(self) -> HistoryForm:
        """What the history records and what its file is like, unless a seed says otherwise."""
        return HistoryForm(
            encoding=_CODECS[self.encoding],
            is_newest_first=self.order is Order.NEWEST,
            records_subscriptions=self.recorded is Recorded.ALL,
        )


def draw_lists(random: Random) -> ListDialect:
    """Draw every choice anew."""
    drawn: dict[str, Any] = {
        one.name: random.choice(list(type(one.default)))
        for one in fields(ListDialect)
        if isinstance(one.default, StrEnum)
    }
    listed, offered, partner = (
        drawn[name] for name in ("listed_objects", "offered_objects", "partner_objects")
    )
    return ListDialect(
        **drawn,
        published_columns=_with_action(random, _draw(random, "published", listed)),
        subscribed_columns=_with_action(random, _draw(random, "subscribed", listed)),
        history_columns=draw_columns(random, WORDS["history"], (), ()),
        connection_columns=_draw_connections(random),
        template_columns=_draw(random, "templates", Naming.BOTH),
        object_columns=_draw(random, "objects", offered),
        field_columns=_draw(random, "fields", Naming.BOTH, ("detail", "Type")),
        subscribe_columns=_draw(random, "subscribe", partner),
        values_link=random.choice(["Edit Values", "Map Values", "Picklist Values"]),
        mapping_columns=_draw_mapping(random, drawn["values_place"]),
        value_columns=_draw_values(random),
    )


def _draw(random: Random, name: str, naming: Naming, *more: tuple[str, str]) -> Columns:
    """Draw the columns of a list; API names have a column only where both names are shown."""
    without: tuple[str, ...] = (
        () if naming is Naming.BOTH else ("api", "theirs_api", "ours_api", "note")
    )
    known = WORDS[name]
    optional = tuple(pair for pair in OPTIONAL.items() if pair[0] not in known)
    return draw_columns(random, known, without, (*optional, *more))


def _with_action(random: Random, drawn: Columns) -> Columns:
    """Put the column with the links first or last."""
    return random.choice([(ACTION, *drawn), (*drawn, ACTION)])


def _draw_connections(random: Random) -> Columns:
    optional = (("account", "Account"), ("contact", "Contact"))
    without = tuple(part for part in ("status", "owner") if random.random() < 1 / 4)
    more = (*optional, ("created", "Created Date"), ("modified", "Last Modified"))
    return draw_columns(random, WORDS["connections"], without, more)


def _draw_mapping(random: Random, place: ValuesPlace) -> Columns:
    without = ("second",) if place is ValuesPlace.SECTION else ()
    more = (("detail", random.choice(["Type", "Data Type"])),)
    return draw_columns(random, WORDS["mapping"], without, more)


def _draw_values(random: Random) -> Columns:
    more = (("detail", "API Value"), ("note", random.choice(["API Label", "API Name"])))
    return draw_columns(random, WORDS["values"], (), more)
