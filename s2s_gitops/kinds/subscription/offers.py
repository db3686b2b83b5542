"""The Subscribe/Unsubscribe page: what the partner publishes, and which own object takes it in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from s2s_gitops.kinds.page_contract import changed
from s2s_gitops.kinds.rules import can_be_published
from s2s_gitops.kinds.spellings import Doubt, Spellings
from s2s_gitops.kinds.subscription.choices import Choices, own_choices
from s2s_gitops.kinds.subscription.rows import ListRow, list_rows, partner_name, shows_whole_names
from s2s_gitops.model.page import Control, ControlType, Page
from s2s_gitops.model.ports import ReadableOrg

AUTO_ACCEPT: Final = "Auto-Accept"


@dataclass(frozen=True, slots=True)
class Offer:
    """One object that the partner publishes: the drop-down of own objects, and Auto-Accept if the row has it."""

    object: str
    select: Control
    choices: Choices
    auto_accept: Control | None

    @property
    def own(self) -> str | None:
        """The chosen own object, None if there is none."""
        return self.choices.chosen

    @property
    def is_offered(self) -> bool:
        """Whether Auto-Accept can be chosen, or is."""
        box = self.auto_accept
        return box is not None and (box.enabled or box.checked)


@dataclass(frozen=True, slots=True)
class Offers:
    """The rows of the page by the partner's object, and those that cannot be told. None of these is subscribed."""

    by_object: Mapping[str, Offer] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def taken(self) -> dict[str, Offer]:
        """What is subscribed."""
        return {name: one for name, one in self.by_object.items() if one.own is not None}

    @property
    def tells_auto_accept(self) -> bool:
        """Whether the page speaks of Auto-Accept at all: only then a row without it says that it is not offered."""
        return any(
            one.auto_accept is not None or AUTO_ACCEPT in one.select.row
            for one in self.by_object.values()
        )

    @property
    def tells_all(self) -> bool:
        """Whether the page tells everything that the partner publishes. One without any row may be another page."""
        return bool(self.by_object) and not self.doubts

    def doubt(self, name: str) -> Doubt | None:
        """Return the row that may be an object, if there is one."""
        return next((one for one in self.doubts if name in one.names), None)


def read_offers(org: ReadableOrg, page: Page, theirs: Mapping[str, str]) -> Offers:
    """Return the rows of the page by the partner's object.

    `theirs` maps the partner's API names to labels; where the partner cannot be read, it is empty.
    Raises PageChanged where a row that is subscribed cannot be told.
    """
    own = org.objects()
    labels = theirs or {name: label for name, label in own.items() if can_be_published(name)}
    partner, ours = Spellings(labels, is_proxy=not theirs), Spellings(own)
    rows = list_rows(org, page)
    in_full = shows_whole_names(row.select for row in rows)
    found: dict[str, list[Offer]] = {}
    doubts: list[Doubt] = []
    for row in rows:
        name = partner_name(row.select, partner, whole_names=in_full)
        choices = own_choices(org.alias, page, row.select, ours)
        if isinstance(name, str):
            auto_accept = _auto_accept(org.alias, page, name, row)
            found.setdefault(name, []).append(Offer(name, row.select, choices, auto_accept))
        elif choices.chosen is None:
            doubts.append(name)
        else:
            raise name.changed(org.alias, page)
    for name, those in found.items():
        if len(those) > 1 and any(one.own is not None for one in those):
            raise changed(org.alias, page, f"{page.address}: the row of {name} is not clear.")
        doubts += [Doubt((name,), frozenset({name}))] * (len(those) > 1)
    single = {name: those[0] for name, those in found.items() if len(those) == 1}
    return Offers(single, tuple(doubts))


def _auto_accept(org: str, page: Page, name: str, row: ListRow) -> Control | None:
    boxes = [one for one in row.others if one.type is ControlType.CHECKBOX]
    named = [one for one in boxes if AUTO_ACCEPT in (one.label, one.column)]
    boxes = named or boxes
    if len(boxes) > 1:
        raise changed(org, page, f"{page.address}: the row of {name} is not clear.")
    return boxes[0] if boxes else None


def told_labels(offers: Iterable[Offer]) -> dict[str, tuple[str, ...]]:
    """Return what the page calls a partner's objects: their labels, else texts that stand in one row only.

    For partners whom nobody here can read: other pages show their objects by label alone.
    """
    listed = list(offers)
    if listed and all(one.select.label for one in listed):
        return {one.object: (one.select.label,) for one in listed}
    counts = Counter(text for one in listed for text in set(one.select.texts))
    return {
        one.object: tuple(
            text for text in one.select.texts if text != one.object and counts[text] == 1
        )
        for one in listed
    }
