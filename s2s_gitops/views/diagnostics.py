"""Diagnostics as lines: place, code, what; then why and what to do."""

from collections.abc import Iterable

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.views.plain import plain


def diagnostics_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Return all diagnostics, each with a blank line after it."""
    return "".join(_one(one) for one in diagnostics)


def _one(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.source}: " if diagnostic.source else ""
    where = f" [{diagnostic.where}]" if diagnostic.where else ""
    lines = [f"{place}{diagnostic.severity.value} {diagnostic.code}: {diagnostic.summary}{where}"]
    lines.append(f"  {diagnostic.detail}")
    if diagnostic.fix:
        lines.append(f"  fix: {diagnostic.fix}")
    return "\n".join(plain(line) for line in lines) + "\n\n"
