"""What `validate` says of files that can be loaded: the sum, and what is left alone."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Severity
from s2s_gitops.model.validation import Validation
from s2s_gitops.views.machine import FORMAT
from s2s_gitops.views.members import Document, diagnostics_documents, ignored_documents
from s2s_gitops.views.parts import ignored_lines, section


def validation_text(found: Validation, config: Config) -> str:
    """Return what is left alone, and the sum."""
    counts = Counter(one.severity for one in found.diagnostics)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    parts = [
        f"{len(config.orgs)} orgs",
        f"{len(config.desired.resources)} resources",
        f"{len(config.approvals)} approvals",
    ]
    parts += [f"{warnings} warning(s)"] if warnings else []
    parts += [f"{len(found.ignored)} ignored"] if found.ignored else []
    asked = f" Held against: {', '.join(found.orgs)}." if found.orgs else ""
    said = f"Not valid: {errors} error(s), " if errors else "Valid: "
    lines = section("Ignored", ignored_lines(found.ignored))
    return "\n".join([*lines, f"{said}{', '.join(parts)}.{asked}"]) + "\n"


def validation_document(found: Validation, config: Config, volatile: Mapping[str, Any]) -> Document:
    """Return the same for machines. `volatile` holds what asking the orgs took; empty offline."""
    return {
        "kind": "s2s.validation",
        "format_version": FORMAT,
        "resources": len(config.desired.resources),
        "orgs": list(found.orgs),
        "diagnostics": diagnostics_documents(found.diagnostics),
        "ignored": ignored_documents(found.ignored),
        "volatile": dict(volatile),
    }
