"""Inputs of a form as a browser sees them."""

from __future__ import annotations

from typing import Any


def text_of_button(element: Any) -> str:
    """Return what stands on a button; other inputs are none."""
    is_button = element.get("type") in {"submit", "button"}
    return element.get("value", "").strip() if is_button else ""


def successful(form: Any) -> list[tuple[str, str]]:
    """Return what a browser posts, in the order of the page and without buttons."""
    pairs = []
    for one in form.xpath(".//input | .//select"):
        kind = one.get("type")
        if one.get("disabled") is not None:
            continue
        if one.tag == "select" and one.get("multiple") is not None:
            pairs += [(one.get("name"), value) for value in one.xpath("./option[@selected]/@value")]
        elif one.tag == "select":
            pairs.append((one.get("name"), one.value or ""))
        elif kind == "checkbox" and one.get("checked") is None:
            continue
        elif kind not in {"submit", "button"}:
            pairs.append((one.get("name"), one.get("value", "")))
    return pairs
