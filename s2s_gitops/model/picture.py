"""What is known of the orgs at one moment, wherever it comes from."""

from dataclasses import dataclass

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import State


@dataclass(frozen=True, slots=True)
class Picture:
    """The live state of what is declared, and what of the declaration does not fit it.

    `orgs` are the aliases of those that were looked at.
    """

    orgs: tuple[str, ...]
    live: State
    diagnostics: tuple[Diagnostic, ...] = ()
