"""How a page leads to another one: by a plain answer, by script, or by a meta tag.

Known: all five forms occur on the platform. Guessed: which of them follows a save, and which sends
somebody without a session away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.pages.form_dialect import FormDialect, Redirect
from s2s_gitops.emulator.pages.visit import render

if TYPE_CHECKING:
    from s2s_gitops.emulator.pages.visit import Reply


def led(reply: Reply, method: str, forms: FormDialect) -> Reply:
    """Give a redirect the form that the dialect has for it; other replies stay as they are."""
    if reply.location is None or reply.session is not None:
        return reply
    if reply.location.startswith("/?ec=302"):
        return _lead(reply, forms.session_gone)
    return _lead(reply, forms.after_save) if method == "POST" or reply.what else reply


def _lead(reply: Reply, style: Redirect) -> Reply:
    if style is Redirect.ANSWER:
        return reply
    body = render("redirect.html", style=style.name, location=reply.location)
    return replace(reply, status=200, location=None, body=body)
