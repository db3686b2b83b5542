"""What a submission sends: names and values as a browser would send them, and what script would have copied."""

from collections.abc import Mapping

from s2s_gitops.drivers.duels import joined
from s2s_gitops.model.page import Control, ControlType, Filling, Form, LookupValue, Submission


def body_of(submission: Submission) -> list[tuple[str, str]]:
    """Return names and values as a browser would send them: in document order, with the one pressed button."""
    form = submission.form
    values = {at: (one.name, one.value) for at, one in enumerate(form.entries) if one.sent}
    duels = {one.entry: one for one in form.controls if one.type is ControlType.DUEL}
    for at, duel in duels.items():
        values.update(_copies(form, duel, submission.fillings.get(at)))
    for at, filling in submission.fillings.items():
        if at not in duels:
            _fill(form, values, at, filling)
    pressed = (submission.button.name, submission.button.value)
    values = {at: (name, _with_crlf(value)) for at, (name, value) in values.items()}
    before = [pair for at, pair in sorted(values.items()) if at < submission.button.position]
    after = [pair for at, pair in sorted(values.items()) if at >= submission.button.position]
    return [*before, *([pressed] if pressed[0] else []), *after]


def _fill(form: Form, values: dict[int, tuple[str, str]], at: int, filling: Filling) -> None:
    entry = form.entries[at]
    if filling is False:
        values.pop(at, None)
    elif filling is True:
        values[at] = (entry.name, entry.value)
    elif isinstance(filling, LookupValue):
        companions = {
            entry.name: filling.text,
            f"{entry.name}_lkid": filling.id,
            f"{entry.name}_mod": "1",
        }
        if filling.id:
            companions[f"{entry.name}_lkold"] = filling.text
        values.update(_companions(form, companions))
    elif isinstance(filling, str):
        values[at] = (entry.name, filling)


def _copies(form: Form, duel: Control, filling: Filling | None) -> dict[int, tuple[str, str]]:
    """What the page's script copies of a duelling list when the form is sent, changed or not."""
    chosen = [one.value for one in duel.options if one.selected]
    if isinstance(filling, tuple):
        chosen = list(filling)
    copy = duel.copy
    if copy is None:
        return {}
    kept = set(chosen)
    others = [one.value for one in duel.options if one.value not in kept]
    copies = {copy.chosen: chosen, copy.others: others}
    return {
        at: (form.entries[at].name, joined(values, copy))
        for at, values in copies.items()
        if at >= 0
    }


def _with_crlf(value: str) -> str:
    """Line breaks travel as CRLF, whatever the page or the user wrote."""
    return value.replace("\r\n", "\n").replace("\n", "\r\n")


def _companions(form: Form, companions: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """The entries of a lookup: its text, the record's id, the old text and the mark that it was changed."""
    named = ((at, one.name) for at, one in enumerate(form.entries) if one.name in companions)
    return {at: (name, companions[name]) for at, name in named}
