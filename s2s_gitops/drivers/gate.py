"""Whether a form may be saved over plain HTTP: only if no script is known to change what is sent.

The rules are data and grow with captures of live orgs. What they do not know is left to a browser or
to a person: a post that lacks what script would have added saves something else, without an error.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from s2s_gitops.model.page import Button, Control, Filling, Submission

_WORDS: Final = r"[^()'\"]*"
_ARGUMENTS: Final = rf"{_WORDS}(?:'[^'\\]*'{_WORDS})*"

HARMLESS: Final = tuple(
    re.compile(one)
    for one in (
        r"return(?: true)?",
        rf"(?:window\.)?disableButtons\({_ARGUMENTS}\)",
        r"window\.ffInAlert\s*=\s*\w+",
        rf"(?:window\.|sfdcPage\.)?setLastMod\({_ARGUMENTS}\)",
        r"(?:getElementByIdCS|document\.getElementById)\('\w+_(?:lkid|mod)'\)\.value\s*=\s*'[01]?'",
        r"document\.\w+\.focusThisFieldOnLoad\.value\s*=\s*'\w*'",
    )
)
"""Statements of handlers that change nothing of what is sent, or only what a driver sets by itself: buttons are
disabled, a mark is set that something was edited, typing into a lookup empties its id (seen in public pages)."""

BLOCKS: Final = tuple(
    re.compile(one)
    for one in (
        r"if\s*\(window\.ffInAlert\)\s*\{\s*return false;?\s*\}",
        r"if\s*\(window\.sfdcPage\s*&&\s*window\.sfdcPage\.disableSaveButtons\)\s*"
        r"\{\s*return window\.sfdcPage\.disableSaveButtons\(\);?\s*\}",
    )
)
"""Conditions of public edit forms: nothing is sent while an alert is open, and buttons are disabled while it is."""

VIEW_STATE: Final = "com.salesforce.visualforce.ViewState"
_NO_QUOTES: Final = re.compile(r"'(?:[^'\\]|\\.)*'")


def is_harmless(handler: str) -> bool:
    """Say whether script changes nothing of what is sent, or only what the driver sets by itself."""
    script = handler.strip().removeprefix("javascript:")
    for block in BLOCKS:
        script = block.sub(";", script)
    statements = (one.strip() for one in _statements(script))
    return all(not one or any(rule.fullmatch(one) for rule in HARMLESS) for one in statements)


def _statements(script: str) -> Iterator[str]:
    """Part script at its semicolons, but not inside of texts."""
    masked = _NO_QUOTES.sub(lambda text: text.group().replace(";", "\0"), script)
    return (one.replace("\0", ";") for one in masked.split(";"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that stands against saving a form over HTTP: its name, and what it finds (empty: nothing)."""

    name: str
    finds: Callable[[Submission], str]


def _view_state(submission: Submission) -> str:
    is_there = any(one.name.startswith(VIEW_STATE) for one in submission.form.entries)
    return "the page is a Visualforce page with a view state" if is_there else ""


def _form(submission: Submission) -> str:
    return "the form runs script that is not known" if submission.form.strange else ""


def _button(submission: Submission) -> str:
    return button_objection(submission.button)


def _unseen(submission: Submission) -> str:
    controls = {one.entry for one in submission.form.controls}
    is_unseen = any(at not in controls for at in submission.fillings)
    return "a control that is to be changed is not shown" if is_unseen else ""


def _disabled(submission: Submission) -> str:
    return _first(submission, lambda one: not one.enabled, "is disabled")


def _controls(submission: Submission) -> str:
    return _first(submission, lambda one: one.strange, "runs script that is not known")


def _first(submission: Submission, is_bad: Callable[[Control], bool], what: str) -> str:
    found = (one for one in _changed(submission) if is_bad(one))
    return next((f"the control {_name(one)!r} {what}" for one in found), "")


def _changed(submission: Submission) -> Iterator[Control]:
    """Yield the controls that get another value than they show."""
    for one in submission.form.controls:
        filling = submission.fillings.get(one.entry)
        if filling is not None and not _shows(one, filling):
            yield one


def _shows(control: Control, filling: Filling) -> bool:
    if isinstance(filling, bool):
        return control.checked is filling
    return control.value == filling


def _name(control: Control) -> str:
    texts = (control.label, control.column, *control.texts, control.id)
    return next(text for text in (*texts, "without a name") if text)


RULES: Final = (
    Rule("view state", _view_state),
    Rule("handler of the form", _form),
    Rule("handler of the button", _button),
    Rule("not shown", _unseen),
    Rule("disabled", _disabled),
    Rule("handler of a changed control", _controls),
)
"""What stands against a save over HTTP, in the order in which it is told."""


def objection(submission: Submission) -> str:
    """Return why a form must not be saved over HTTP; empty if nothing stands against it."""
    return next((found for rule in RULES if (found := rule.finds(submission))), "")


def button_objection(button: Button) -> str:
    """Return why a button must not be pressed over HTTP; empty if nothing stands against it."""
    return f"the button {button.text!r} runs script that is not known" if button.strange else ""
