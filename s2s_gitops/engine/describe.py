"""The difference inside of something that is known to differ, in words."""

import re
from collections.abc import Mapping
from typing import Final

from s2s_gitops.model.plan import to_json
from s2s_gitops.model.resource import Unknown, Value

_ROOT: Final = re.compile(r"root\['([^']*)'\]")


def describe(before: Mapping[str, Value], after: Mapping[str, Value]) -> str:
    """Say what came, went and changed from one set of values to another; empty if they are equal."""
    from deepdiff import DeepDiff

    found = DeepDiff(to_json(before), to_json(after), ignore_order=True, verbose_level=2)
    return _ROOT.sub(r"`\1`", " ".join(found.pretty().splitlines()))


def told_value(value: Value) -> str:
    """Return a value as a sentence tells it."""
    if isinstance(value, Unknown):
        return value.value
    if value is None:
        return "(none)"
    return str(value).lower() if isinstance(value, bool) else str(value)
