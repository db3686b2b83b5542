"""What a run costs the orgs, as a line and as JSON."""

from collections.abc import Mapping
from typing import Any

from s2s_gitops.model.cost import Cost


def cost_text(costs: Mapping[str, Cost], ahead: Mapping[str, int]) -> str:
    """Return what planning has cost each org, what is left, and an estimate of what `apply` will cost.

    Empty if no org was asked.
    """
    if not costs:
        return ""
    told = ", ".join(f"{alias} {one.api}{_left(one)}" for alias, one in sorted(costs.items()))
    lines = [f"API requests of this plan: {told}."]
    if any(ahead.values()):
        more = ", ".join(f"{alias} {count}" for alias, count in sorted(ahead.items()))
        lines.append(f"Applying it will need about this many (an estimate): {more}.")
    pages = ", ".join(f"{alias} {one.pages}" for alias, one in sorted(costs.items()))
    lines.append(f"Setup pages and logins, which do not count against the allocation: {pages}.")
    return "".join(f"{one}\n" for one in lines)


def _left(one: Cost) -> str:
    if one.left is None or one.allowed is None:
        return " (what is left today: ?)"
    return f" ({one.left:,} of {one.allowed:,} left today)"


def cost_documents(costs: Mapping[str, Cost]) -> dict[str, Any]:
    """Return what a run has cost each org so far, and what the org told of its day."""
    return {
        alias: {
            "api": one.api,
            "pages": one.pages,
            "used_today": one.used,
            "allowed_today": one.allowed,
            "left_today": one.left,
        }
        for alias, one in sorted(costs.items())
    }
