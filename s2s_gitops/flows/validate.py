"""What is wrong with a declaration, or looks so: by itself, and held against what the orgs describe."""

from s2s_gitops.engine.ignoring import excuse, run_out
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Ignored, Plan
from s2s_gitops.model.validation import Validation


def validate(config: Config, today: str, plan: Plan | None = None) -> Validation:
    """Return what is to be said about valid files. `today` is an ISO date.

    With a plan that was made of them, also what that says about how they fit the orgs.
    """
    entries = [one for one in config.ignores if one.holds(today)]
    left, excused = excuse(config.warnings, entries)
    told = plan.diagnostics if plan else tuple(run_out(config.ignores, today))
    ignored = [one for one in plan.ignored if one.entry.code] if plan else []
    return Validation(
        tuple(sorted({*left, *told}, key=Diagnostic.sort_key)),
        tuple(sorted((*excused, *ignored), key=Ignored.sort_key)),
        tuple(plan.orgs) if plan else (),
    )
