"""How entries are held against a page: by what a person would look for. Each builder returns a check.

Checks are generous about what nobody documents: a control is found by its label wherever it stands, a
list by its title whether or not its rows are there.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from s2s_gitops.model.contract import Around, Check, Judgement, Verdict
from s2s_gitops.model.page import Button, Control, ControlType, Page

_TELLS: Final = 12
"""How many things are named as what stood there instead."""

UNSEEN = Judgement(Verdict.NOT_SEEN)


def told(stands: bool, instead: Iterable[str]) -> Judgement:  # noqa: FBT001 - the one thing that is said
    """Return a confirmation, or a contradiction with what stands there instead."""
    if stands:
        return Judgement(Verdict.CONFIRMED)
    named = list(dict.fromkeys(one for one in instead if one))
    more = f", and {len(named) - _TELLS} more" if len(named) > _TELLS else ""
    return Judgement(Verdict.CONTRADICTED, (", ".join(named[:_TELLS]) + more) or "nothing")


def heading(*texts: str) -> Check:
    """One of the page's headings is one of the texts."""
    return lambda page, _: told(any(one in texts for one in page.titles), page.titles)


def address_holds(text: str) -> Check:
    """The address that the org finally led to holds a text."""
    return lambda page, _: told(text in page.address, [page.address])


def key_in_address(page: Page, around: Around) -> Judgement:
    """Say whether the address that the org finally led to holds the record's id of 15 characters."""
    if not around.key:
        return UNSEEN
    return told(around.key in page.address, [page.address])


def button(*texts: str) -> Check:
    """The page has a button with one of the texts, wherever it stands."""
    return lambda page, _: told(
        any(one.text in texts for one in buttons_of(page)), (one.text for one in buttons_of(page))
    )


def way(*texts: str) -> Check:
    """The page has a link, a button, a tab or a list whose name holds one of the texts."""

    def check(page: Page, _: Around) -> Judgement:
        named = [*(one.text for one in page.links), *(one.text for one in buttons_of(page))]
        named += [*(one.title for one in page.tables), *page.titles]
        return told(any(text in one for text in texts for one in named), named)

    return check


def listed(title: str) -> Check:
    """The page has exactly one list with a title."""
    return lambda page, _: told(
        sum(one.title == title for one in page.tables) == 1, (one.title for one in page.tables)
    )


def link_in_rows(title: str, text: str) -> Check:
    """Every row of a list has one link with a text; a list without rows tells nothing."""

    def check(page: Page, _: Around) -> Judgement:
        rows = [row for one in page.tables if one.title == title for row in one.rows]
        links = [[link.text for cell in row.values() for link in cell.links] for row in rows]
        fits = all(those.count(text) == 1 for those in links)
        return told(fits, (one for those in links for one in those)) if links else UNSEEN

    return check


def control(*labels: str, types: tuple[ControlType, ...] = ()) -> Check:
    """The form has a control with one of the labels or row texts, of one of the types if some are named."""

    def check(page: Page, _: Around) -> Judgement:
        found = [one for one in controls_of(page) if not types or one.type in types]
        fits = any(label in one.texts for label in labels for one in found)
        return told(fits, (one.label for one in controls_of(page)))

    return check


def detail(*labels: str) -> Check:
    """The page shows a value or a control beside one of the labels."""

    def check(page: Page, _: Around) -> Judgement:
        shown = [*page.details, *(one.label for one in controls_of(page))]
        return told(any(one in labels for one in shown), shown)

    return check


def choice(text: str) -> Check:
    """Some drop-down offers an option with a text."""

    def check(page: Page, _: Around) -> Judgement:
        options = [option.text for one in controls_of(page) for option in one.options]
        return told(text in options, options)

    return check


def some(*kinds: ControlType) -> Check:
    """The form has controls of one of the types."""
    return lambda page, _: told(
        any(one.type in kinds for one in controls_of(page)),
        (f"{one.type.value} {one.label}".strip() for one in controls_of(page)),
    )


def header(title: str, *words: str) -> Check:
    """A list has a column whose header holds one of the words."""

    def check(page: Page, _: Around) -> Judgement:
        headers = [one for table in page.tables if table.title == title for one in table.headers]
        fits = any(word.casefold() in one.casefold() for word in words for one in headers)
        return told(fits, headers) if headers else UNSEEN

    return check


def known_objects(title: str) -> Check:
    """Every row of a list has a text by which the org knows an object: an API name, one without `__c`, or a label."""

    def check(page: Page, around: Around) -> Judgement:
        rows = [row for one in page.tables if one.title == title for row in one.rows]
        if not rows or not around.objects:
            return UNSEEN
        names = {*around.objects, *around.objects.values()}
        names |= {one.removesuffix("__c") for one in around.objects}
        strange = [row for row in rows if not any(cell.text in names for cell in row.values())]
        return told(not strange, (cell.text for row in strange for cell in row.values()))

    return check


def when(is_meant: Callable[[Page, Around], bool], check: Check) -> Check:
    """Ask only where it is meant."""
    return lambda page, around: check(page, around) if is_meant(page, around) else UNSEEN


def in_status(*statuses: str) -> Callable[[Page, Around], bool]:
    """Where the connection has one of the statuses."""
    return lambda _, around: around.status in statuses


def either(*checks: Check) -> Check:
    """One of several checks confirms; if none does, the first says what stood there."""

    def check(page: Page, around: Around) -> Judgement:
        found = [one(page, around) for one in checks]
        confirmed = (one for one in found if one.verdict is Verdict.CONFIRMED)
        return next(confirmed, found[0])

    return check


def buttons_of(page: Page) -> Iterator[Button]:
    """Yield every button of a page: above, in its form, on its lists."""
    yield from page.buttons
    yield from page.form.buttons if page.form else ()
    for one in page.tables:
        yield from one.buttons


def controls_of(page: Page) -> tuple[Control, ...]:
    """Return the controls of a page's form."""
    return page.form.controls if page.form else ()
