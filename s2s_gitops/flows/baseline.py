"""What an earlier version of the files makes of live."""

from collections.abc import Sequence

from s2s_gitops.engine.diff import diff
from s2s_gitops.engine.findings import Baseline, baseline_of
from s2s_gitops.model.config import Config
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.resource import State


def baseline(before: Config, live: State, kinds: Sequence[Kind]) -> Baseline:
    """Return where live differs from an earlier version of the files. Orgs that it lacks are left out."""
    access = {alias: org.access for alias, org in before.orgs.items()}
    known = {at: one for at, one in live.resources.items() if at.org in access}
    shown = State(known, live.gaps, live.probed)
    return baseline_of(before.desired, diff(before.desired, shown, kinds, access))
