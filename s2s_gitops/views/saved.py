"""A saved plan for people: how old it is, and what it said."""

from datetime import datetime, timedelta

from s2s_gitops.model.plan import Plan
from s2s_gitops.model.saved import Saved
from s2s_gitops.views.parts import coverage_line
from s2s_gitops.views.plain import plain
from s2s_gitops.views.text import plan_text, summary_line


def saved_text(saved: Saved, now: datetime) -> str:
    """Return a saved plan: its age and its digest, then what `plan` showed on the day when it was made."""
    day = (saved.created or now).date()
    moment = saved.created.isoformat() if saved.created else "an unknown day"
    made = f"Plan of {moment}, {age_text(saved, now)}."
    return f"{made}\nDigest {saved.plan.digest}.\n\n{plan_text(saved.plan, day)}"


def as_reviewed(saved: Saved, made: Plan, now: datetime) -> str:
    """Say that a new plan means the same as the one that was reviewed, and what it is."""
    line = f"As reviewed in {saved.file} ({age_text(saved, now)}, {made.digest})."
    return f"{plain(line)}\n{summary_line(made)}\n{coverage_line(made.coverage)}\n"


def already_applied(saved: Saved, made: Plan) -> str:
    """Say that there is nothing left to do of a plan."""
    line = f"Already applied: what {saved.file} asks for is live."
    return f"{plain(line)}\n{summary_line(made)}\n{coverage_line(made.coverage)}\n"


def age_text(saved: Saved, now: datetime) -> str:
    """Return how long ago a plan was made, in the largest unit that tells at least two."""
    age = saved.age(now)
    if age is None:
        return "of unknown age"
    if age < timedelta():
        return "made later than now"
    for unit, length in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        number = int(age.total_seconds()) // length
        if number > 1:
            return f"made {number} {unit} ago"
    return "just made"
