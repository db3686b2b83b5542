"""The formats in which a plan can be saved, by the names that `--out FORMAT=PATH` takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from s2s_gitops.model.plan import Plan
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.machine import plan_document, render
from s2s_gitops.views.text import plan_text


@dataclass(frozen=True, slots=True)
class Printable:
    """A plan with what a file says beside it: the day, and what moves by itself."""

    plan: Plan
    today: date
    volatile: Mapping[str, Any]


Format = Callable[[Printable], str]


def _json(one: Printable) -> str:
    return render(plan_document(one.plan, one.volatile))


def _text(one: Printable) -> str:
    """Return both streams that a terminal shows."""
    said = diagnostics_text((*one.plan.diagnostics, *one.plan.refused))
    return said + plan_text(one.plan, one.today)


FORMATS: Final[Mapping[str, Format]] = MappingProxyType({"json": _json, "text": _text})
