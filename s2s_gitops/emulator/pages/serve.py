"""Show a form or receive it: the steps that all form pages share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import InvalidInputError
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.pages.asking import Lines, question, unsealed
from s2s_gitops.emulator.pages.dressing import dressed
from s2s_gitops.emulator.pages.form_dialect import Unticking
from s2s_gitops.emulator.pages.forms import STAMP, TOKEN, Form, Submit
from s2s_gitops.emulator.pages.pointing import NONE
from s2s_gitops.emulator.pages.posts import Posted, read_post
from s2s_gitops.emulator.pages.tokens import is_good_token
from s2s_gitops.emulator.pages.visit import Reply, Visit, message_page, redirect, render

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[[Posted], Lines]

__all__ = ["NONE", "Saved", "save_buttons", "serve_form"]

_STALE = (
    "Your attempt to save was unsuccessful because another user has modified this page"
    " since you started editing it."
)
_INVALID = "Error: Invalid Data. Review all error messages below to correct your data."


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did, in words, and where it leads."""

    actions: tuple[str, ...]
    location: str


def save_buttons(visit: Visit) -> tuple[Submit, ...]:
    """Return the two buttons of an ordinary edit form."""
    name = visit.dialect.name
    return (
        Submit("save", name("button.save"), "Save"),
        Submit("cancel", name("button.cancel"), "Cancel"),
    )


def serve_form(
    visit: Visit,
    form: Form,
    save: Callable[[Posted], Saved],
    *,
    asks: Ask | None = None,
    drops: Ask | None = None,
) -> Reply:
    """Show the form, or check what was posted and hand it to `save`.

    `asks` says what a page between post and save shows, in lines; `drops` says the same of what the
    post would take away, which only some dialects ask about.
    """
    forms = visit.dialect.forms
    form = dressed(form, forms, asks=drops is not None)
    asks = drops if forms.unticking is Unticking.PAGE and drops else asks
    if visit.method != "POST":
        return _show(visit, form)
    pairs, is_answer = unsealed(form, visit.posted)
    values = dict(pairs)
    is_old = values.get(STAMP, form.hidden_value(STAMP)) != form.hidden_value(STAMP)
    posted = None if is_old else read_post(form, pairs)  # an old form had other rows
    now = visit.network.clock.now()
    if not is_good_token(values.get(TOKEN, ""), visit.user.facts.token, form.action, now):
        page = message_page(
            200, "Invalid Session", "The page you submitted was invalid for your session."
        )
        return _refused(page, "confirmation token is not good for this form")
    if any(button.key == "cancel" and button.name in values for button in form.buttons):
        return redirect(form.hidden_value("cancelURL"))
    if posted is None:
        return _refused(_show(visit, form, _STALE), "the form is older than the last change")
    try:
        lines = asks(posted) if asks and not is_answer else ()
        saved = None if lines else save(posted)
    except InvalidInputError as error:
        return _refused(_show(visit, form, _INVALID, error.problems), error.message)
    return _done(saved) if saved else question(form, pairs, lines)


def _done(saved: Saved) -> Reply:
    what = "; ".join(saved.actions) or "saved without a change"
    outcome = Outcome.DONE if saved.actions else Outcome.UNCHANGED
    return replace(redirect(saved.location), what=what, outcome=outcome)


def _show(
    visit: Visit, form: Form, banner: str = "", problems: dict[str, str] | None = None
) -> Reply:
    body = render(
        "edit.html",
        form=form,
        ids=visit.dialect.forms.names.id_of,
        banner=banner,
        generic=_INVALID,
        problems=problems or {},
    )
    return Reply(200, body)


def _refused(reply: Reply, what: str) -> Reply:
    return replace(reply, what=what, outcome=Outcome.REFUSED)
