"""Which file format a document is written in. A newer one is refused by one message, whatever else it holds."""

import re
from typing import Any, Final

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.source import Map, Node, source_of

VERSION: Final = 1
"""The file format that this s2s reads."""

_NUMBER: Final = re.compile(r"(\d{1,99})(\.\d+)*")


def newer_version(document: Map) -> Diagnostic | None:
    """Return the one message about a document of a newer format; None for any other document.

    What a newer format means by its keys is not known here, so nothing else is said about it.
    """
    said = _text(document.get("version"))
    number = _NUMBER.fullmatch(said)
    if number is None or int(number.group(1)) <= VERSION:
        return None
    detail = f"This s2s reads version {VERSION} of the file format, the file says {said}."
    fix = "Install a newer s2s. Nothing else in this file was looked at."
    return Diagnostic("S2S016", detail, fix, source_of(document, "version"))


def wrong_version(document: Map) -> Diagnostic:
    """Return what is wrong with a version that is neither ours nor a newer one."""
    value = document["version"]
    said = _text(value)
    if value is None:
        detail = "The version of the file format is missing."
    elif isinstance(value, Node):
        detail = "The version of the file format is one number."
    elif _NUMBER.fullmatch(said) and "." in said:
        detail = f"Versions of the file format are whole numbers, and the file says {said}."
    else:
        detail = f"There is no version {said} of the file format; this s2s reads {VERSION}."
    fix = f"Write `version: {VERSION}`."
    return Diagnostic("S2S008", detail, fix, source_of(document, "version"))


def missing_version(document: Map) -> Diagnostic:
    """Return what to do about a document that says no version."""
    detail = "`version` is missing: it says in which format the file is written."
    fix = f"Add `version: {VERSION}` as its first line."
    return Diagnostic("S2S007", detail, fix, source_of(document))


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int) else ""
