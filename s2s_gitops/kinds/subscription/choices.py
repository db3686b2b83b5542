"""Drop-down lists of own objects and fields: what is chosen, and which option stands for which thing."""

from collections.abc import Mapping
from dataclasses import dataclass

from s2s_gitops.kinds.page_contract import NO_CHOICE, NONE, changed
from s2s_gitops.kinds.spellings import Doubt, Spellings
from s2s_gitops.model.errors import ByHand, OrgError
from s2s_gitops.model.page import Control, Option, Page


@dataclass(frozen=True, slots=True)
class Choices:
    """What a drop-down offers: option values by API name, and options that could be several things or none.

    `chosen` is the own thing that is chosen, None if there is none.
    """

    values: Mapping[str, str]
    doubts: tuple[Doubt, ...]
    chosen: str | None

    def missing(self, org: str, page: Page, name: str, whose: str, fix: str) -> OrgError:
        """Return why an own thing cannot be chosen: ByHand if it may be there, PageChanged if it is not offered."""
        doubt = next((one for one in self.doubts if name in one.names), None)
        if doubt is not None:
            return ByHand(
                org,
                f"{page.address}: which option of {whose} is {name} cannot be told; "
                f"{doubt.shown[0]!r} could be {', '.join(sorted(doubt.names))}, or stands there twice.",
                "Choose it in Salesforce; or give things labels that differ.",
            )
        offered = ", ".join(sorted(self.values)) or "none"
        text = f"{page.address} does not offer {name} for {whose} (offered: {offered})."
        return changed(org, page, text, fix)


def own_choices(org: str, page: Page, select: Control, ours: Spellings) -> Choices:
    """Return what a drop-down of own things offers. Raises PageChanged if what is chosen cannot be told."""
    if not select.options:
        raise changed(org, page, f"{page.address} has a list without {NONE}.")
    named: dict[str, list[Option]] = {}
    unclear: list[Option] = []
    for option in select.options:
        names = frozenset() if option.text in NO_CHOICE else ours.option(option.text, option.value)
        if len(names) == 1:
            named.setdefault(next(iter(names)), []).append(option)
        elif option.text not in NO_CHOICE:
            unclear.append(option)
    unclear += [one for those in named.values() if len(those) > 1 for one in those]
    values = {name: those[0].value for name, those in named.items() if len(those) == 1}
    doubts = {one: Doubt((one.text,), ours.option(one.text, one.value)) for one in unclear}
    for one in unclear:
        if one.value == select.value:
            raise doubts[one].changed(org, page)
    chosen = next((name for name, value in values.items() if value == select.value), None)
    return Choices(values, tuple(doubts.values()), chosen)


def none_value(org: str, page: Page, select: Control) -> str:
    """Return the option value of "no choice". Raises PageChanged if there is none."""
    found = next((one.value for one in select.options if one.text == NONE), None)
    if found is None:
        raise changed(org, page, f"{page.address} has a list without {NONE}.")
    return found


def chosen_text(control: Control) -> str:
    """Return the text of the chosen option."""
    return next((one.text for one in control.options if one.value == control.value), NONE)
