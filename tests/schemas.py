"""Documents held against their schema, with nothing in them that the schema does not name."""

from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from s2s_gitops.views.plan_schema import plan_schema


def problems_of(document: Any) -> list[str]:
    """Return what a plan's document holds that its schema does not say, or says otherwise."""
    return [f"{one.json_path}: {one.message}" for one in _validator().iter_errors(document)]


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    closed = _closed(plan_schema())
    closed["properties"]["volatile"].pop("additionalProperties")
    return Draft202012Validator(closed, format_checker=FormatChecker())


def _closed(schema: Any) -> Any:
    """Return a schema that allows no member but those that it names: what is written today is all described."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: _closed(one) for name, one in schema.items()}
    return {"additionalProperties": False, **inner} if "required" in schema else inner
