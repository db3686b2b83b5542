"""What can be said about a declaration before anything is compared."""

from dataclasses import dataclass

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Ignored


@dataclass(frozen=True, slots=True)
class Validation:
    """What is wrong, or looks so, and what of that the files ask to leave alone. `orgs` were asked; none offline."""

    diagnostics: tuple[Diagnostic, ...]
    ignored: tuple[Ignored, ...]
    orgs: tuple[str, ...] = ()
