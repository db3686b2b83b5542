"""The page between a post and its effect: it shows what will happen and has the same button again.

Guessed: that there is one at all, and its looks. Its form holds all that was posted, as hidden
inputs, and a seal over it; the second post is the first one with the seal.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.pages.posts import PostDefectError
from s2s_gitops.emulator.pages.visit import Reply, render

if TYPE_CHECKING:
    from s2s_gitops.emulator.pages.forms import Form

Pairs = tuple[tuple[str, str], ...]
Lines = tuple[tuple[str, str], ...]
_SEAL = "pageSeal"


def unsealed(form: Form, pairs: Pairs) -> tuple[Pairs, bool]:
    """Return a post without its seal, and whether it comes from the page that asks."""
    seals = [value for name, value in pairs if name == _SEAL]
    rest = tuple(pair for pair in pairs if pair[0] != _SEAL)
    if seals and seals != [_seal(_kept(form, rest))]:
        raise PostDefectError("what the page asked about was changed")
    return rest, bool(seals)


def question(form: Form, pairs: Pairs, lines: Lines) -> Reply:
    """Show what will happen, in lines (label, text), and ask for the same button again."""
    kept = _kept(form, pairs)
    pressed = set(pairs)
    buttons = [
        one for one in form.buttons if one.key == "cancel" or (one.name, one.value) in pressed
    ]
    hidden = (*kept, (_SEAL, _seal(kept)))
    body = render("question.html", form=form, hidden=hidden, lines=lines, buttons=buttons)
    return Reply(200, body, what="asked before saving", outcome=Outcome.UNCHANGED)


def _kept(form: Form, pairs: Pairs) -> Pairs:
    """Return what was posted besides the button."""
    names = {button.name for button in form.buttons}
    return tuple(pair for pair in pairs if pair[0] not in names)


def _seal(pairs: Pairs) -> str:
    return hashlib.sha256(repr(sorted(pairs)).encode()).hexdigest()[:24]
