"""The form that chooses what is published: a table of ticks, in pages or not, or two duelling lists.

Documented: a tick each, Save. Inferred: one edit form. Guessed: duelling lists instead of ticks, pages
of a long table, what a save of one page does to the ticks of another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.pages.forms import Duel, Form, FormRow, Section, Tick
from s2s_gitops.emulator.pages.list_choices import Choosing, Copied, TickPaging, Unseen
from s2s_gitops.emulator.pages.paging import paged
from s2s_gitops.emulator.pages.serve import Saved, save_buttons, serve_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from s2s_gitops.emulator.pages.asking import Lines
    from s2s_gitops.emulator.pages.columns import Columns
    from s2s_gitops.emulator.pages.posts import Posted
    from s2s_gitops.emulator.pages.visit import Reply, Visit
    from s2s_gitops.emulator.sharing import Publisher

    Save = Callable[[frozenset[str]], tuple[str, ...]]

_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Pick:
    """Something that can be published: its row in a table of ticks, its value and text elsewhere."""

    row: FormRow
    value: str
    text: str

    @property
    def is_free(self) -> bool:
        """Whether somebody can change it."""
        return isinstance(self.row.control, Tick) and not self.row.control.is_disabled

    @property
    def is_ticked(self) -> bool:
        """Whether it is published now, by choice."""
        return isinstance(self.row.control, Tick) and self.row.control.is_ticked


@dataclass(frozen=True, slots=True)
class PickPage:
    """What a page for choosing is about: its words, its columns, and how one chooses."""

    title: str
    what: str
    columns: Columns
    choosing: Choosing


def serve_picks(
    visit: Visit, one: Publisher, page: PickPage, picks: Sequence[Pick], save: Save
) -> Reply:
    """Show the form, or hand `save` the keys of all that is wanted."""
    home = f"/{to_15(one.id)}"
    plain = Form(
        visit.action,
        visit.hidden(one.revision, home),
        (),
        save_buttons(visit),
        page.title,
        one.name,
    )
    is_duel = page.choosing is Choosing.DUEL
    form = _duelling(visit, plain, page, picks) if is_duel else _ticks(visit, plain, page, picks)
    before = {pick.row.key for pick in picks if pick.is_free and pick.is_ticked}

    def done(posted: Posted) -> Saved:
        return Saved(save(_wanted(visit, form, picks, posted)), form.hidden_value("retURL"))

    def dropped(posted: Posted) -> Lines:
        gone = before - _wanted(visit, form, picks, posted)
        return tuple(("Unpublish", pick.row.label) for pick in picks if pick.row.key in gone)

    return serve_form(visit, form, done, drops=dropped)


def _ticks(visit: Visit, plain: Form, page: PickPage, picks: Sequence[Pick]) -> Form:
    """Make a table, or one page of it."""
    rows, pager = [pick.row for pick in picks], None
    paging = visit.dialect.lists.tick_paging
    if paging is not TickPaging.WHOLE:
        shown, pager = paged(visit, rows, _A_PAGE, can_grow=paging is TickPaging.MORE)
        rows = list(shown)
    return replace(plain, rows=tuple(rows), columns=page.columns, pager=pager)


def _duelling(visit: Visit, plain: Form, page: PickPage, picks: Sequence[Pick]) -> Form:
    """Make two lists; what nobody can change stays in a table above them."""
    fixed = tuple(pick.row for pick in picks if not pick.is_free)
    free = [pick for pick in picks if pick.is_free]
    duel = Duel(
        f"duel_{visit.dialect.forms.names.salt or 'x'}",
        page.what,
        tuple((pick.value, pick.text) for pick in free),
        frozenset(pick.value for pick in free if pick.is_ticked),
        copies_both=visit.dialect.lists.copied is Copied.BOTH,
    )
    row = FormRow("duel", page.what, duel)
    if not fixed:
        return replace(plain, rows=(row,))
    section = Section(page.what, (), (row,))
    return replace(plain, rows=fixed, columns=page.columns, sections=(section,))


def _wanted(visit: Visit, form: Form, picks: Sequence[Pick], posted: Posted) -> frozenset[str]:
    """Return the keys of what shall be published; ticks on other pages count as the dialect says."""
    for duel in form.duels:
        chosen = posted.chosen(duel)
        return frozenset(pick.row.key for pick in picks if pick.is_free and pick.value in chosen)
    seen = {row.key for row in form.rows}
    unseen = (pick.row.key for pick in picks if pick.is_ticked and pick.row.key not in seen)
    is_kept = visit.dialect.lists.unseen is Unseen.KEPT
    return posted.ticked(form) | frozenset(unseen if is_kept else ())
