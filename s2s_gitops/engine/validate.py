"""Schema errors as designed messages: a code, a place, and what to write instead.

A compiled check decides the usual case, "valid"; the reference implementation words the errors of
the other.
"""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.source import Map, Node, Seq, source_of, walk

_SAID: Final = {
    "object": "a mapping (`key: value` lines)",
    "array": "a list (`- item` lines)",
    "string": "a text",
    "boolean": "`true` or `false`",
}


def validate(document: Map, schema: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """Return everything that the schema has against a document."""
    import jsonschema_rs

    if jsonschema_rs.validator_for(dict(schema)).is_valid(document):
        return ()
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema)
    return tuple(
        diagnostic
        for error in validator.iter_errors(document)
        for diagnostic in _diagnostics(error, document)
    )


def _diagnostics(error: Any, document: Map) -> Iterator[Diagnostic]:
    path = list(error.absolute_path)
    place = walk(document, iter(path))
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error.instance, error.schema)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            yield from (_missing(key, error.instance, error.schema) for key in missing)
        case "type":
            said = _SAID[error.validator_value]
            if error.instance is None:
                yield Diagnostic(
                    "S2S006", "The value is missing.", f"Write {said}, or remove the key.", place
                )
            else:
                yield Diagnostic(
                    "S2S006", f"Here stands {_kind_of(error.instance)}.", f"Write {said}.", place
                )
        case "uniqueItems":
            yield _doubles(error.instance)
        case "const" if path == ["version"]:
            yield _version(error.instance, document)
        case _:
            yield _not_allowed(error, path, place, document)


def _unknown_keys(instance: Map, schema: Mapping[str, Any]) -> Iterator[Diagnostic]:
    known = sorted(schema.get("properties", {}))
    for key in instance:
        if key in known or key.startswith("x-"):
            continue
        near = difflib.get_close_matches(key, known, n=1)
        fix = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
        yield Diagnostic("S2S005", f"There is no `{key}` here.", fix, source_of(instance, key))


def _missing(key: str, instance: Map, schema: Mapping[str, Any]) -> Diagnostic:
    about = schema.get("properties", {}).get(key, {}).get("description", "")
    return Diagnostic(
        "S2S007", f"`{key}` is missing here. {about}".strip(), f"Add `{key}:`.", source_of(instance)
    )


def _doubles(instance: Seq) -> Diagnostic:
    index = next(at for at, item in enumerate(instance) if item in instance[:at])
    return Diagnostic(
        "S2S012",
        f"{instance[index]!r} stands twice in this list.",
        "Keep one.",
        source_of(instance, index),
    )


def _version(value: Any, document: Map) -> Diagnostic:
    place = source_of(document, "version")
    if isinstance(value, int) and value > 1:
        return Diagnostic(
            "S2S016",
            f"This s2s reads version 1, the file says {value}.",
            "Install a newer s2s.",
            place,
        )
    return Diagnostic(
        "S2S008", "The version of the file format is 1.", "Write `version: 1`.", place
    )


def _not_allowed(error: Any, path: list[Any], place: Any, document: Node) -> Diagnostic:
    shown = "The value" if "login" in path else f"{error.instance!r}"
    if error.instance is None:
        shown = "An empty value"
    match error.validator:
        case "enum":
            allowed = [str(value) for value in error.validator_value]
            near = difflib.get_close_matches(str(error.instance), allowed, n=1)
            fix = f"Did you mean `{near[0]}`?" if near else f"Write one of: {', '.join(allowed)}."
            return Diagnostic("S2S008", f"{shown} is not allowed here.", fix, place)
        case "pattern":
            about = error.schema.get("description", "")
            return Diagnostic(
                "S2S008",
                f"{shown} does not have the right form. {about}".strip(),
                _form(error),
                place,
            )
        case "minLength":
            return Diagnostic(
                "S2S008", "The text is empty.", "Write a text, or remove the key.", place
            )
        case "minProperties" | "maxProperties":
            return Diagnostic(
                "S2S013",
                f"{len(error.instance)} side(s) stand here.",
                "Name both orgs under `sides`; a partner's org is described with `access: none`.",
                place,
            )
        case _:
            return Diagnostic(
                "S2S008", f"{error.message}.", "See `s2s schema`.", walk(document, iter(path))
            )


def _form(error: Any) -> str:
    return f"It has to match {error.validator_value} (a regular expression)."


def _kind_of(value: Any) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"the text {value!r}" if isinstance(value, str) else f"{value!r}"
