"""Plans out of files: read, and held against what `apply` would do now."""

import re
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from s2s_gitops.cli.files import read_bytes
from s2s_gitops.cli.setting import now
from s2s_gitops.engine.saved import read_plan
from s2s_gitops.engine.stale import is_done, moved, too_old
from s2s_gitops.flows.verify import is_reached
from s2s_gitops.kinds import ALL
from s2s_gitops.model.diagnostic import Diagnostic, has_errors
from s2s_gitops.model.errors import RefusedError, S2SError
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.resource import State
from s2s_gitops.model.saved import Saved
from s2s_gitops.views.saved import already_applied, as_reviewed


class _Duration(click.ParamType[timedelta]):
    """A time such as 90m, 24h or 7d."""

    name = "DURATION"
    _units: Final = {"m": "minutes", "h": "hours", "d": "days"}

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        found = re.fullmatch(r"([1-9][0-9]{0,4})([mhd])", str(value))
        if not found:
            self.fail(f"{value!r} is no time such as 90m, 24h or 7d", param, ctx)
        number, unit = found.groups()
        return timedelta(**{self._units[unit]: int(number)})


DURATION: Final = _Duration()


def load_saved(file: str) -> Saved:
    """Return the plan in a file. Raises FilesError."""
    path = Path(file)
    return read_plan(file, read_bytes(path))


def load_reviewed(file: str | None, max_age: timedelta | None) -> Saved | None:
    """Return the plan that was reviewed, if one is named. Raises FilesError, and RefusedError if it is too old."""
    if file is None:
        if max_age is not None:
            raise click.UsageError("--max-age says how old FILE may be; name one")
        return None
    saved = load_saved(file)
    if saved.plan.part:
        detail = (
            f"It covers only what changed since {saved.plan.part.since}, and was made for review."
        )
        fix = "Plan without `--changed-since`, and have that plan reviewed; or apply without FILE."
        raise RefusedError(Diagnostic("S2S060", detail, fix, where=saved.file))
    problem = too_old(saved, max_age, now()) if max_age is not None else None
    if problem:
        raise RefusedError(problem)
    return saved


def hold(saved: Saved, made: Plan, desired: State, live: State) -> str:
    """Hold a reviewed plan against the one that was made now, and return what to tell people.

    Raises S2SError if something could not be read, since that is no difference, and RefusedError if
    the two do not mean the same.
    """
    if has_errors(made.diagnostics):
        raise S2SError(*made.diagnostics)
    kinds = {kind.name: kind for kind in ALL}
    reached = partial(is_reached, kinds=kinds, desired=desired, live=live)
    problems = moved(saved, made, reached)
    if not problems:
        return as_reviewed(saved, made, now())
    if is_done(saved.plan, made, reached):
        return already_applied(saved, made)
    raise RefusedError(*problems)
