"""Schema errors as designed messages: a code, a place, and what to write instead.

A compiled check decides the usual case, "valid"; the reference implementation words the errors of
the other.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from s2s_gitops.engine.schema import NAME
from s2s_gitops.engine.version import missing_version, wrong_version
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.source import Map, Node, Seq, Source, source_of, walk

_MANY_A_PLACE: Final = frozenset({"S2S005", "S2S007"})
_SAID: Final = {
    "object": "a mapping (`key: value` lines)",
    "array": "a list (`- item` lines)",
    "string": "a text",
    "boolean": "`true` or `false`",
}


def validate(document: Map, schema: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """Return everything that the schema has against a document, one message a place."""
    import jsonschema_rs

    if jsonschema_rs.validator_for(dict(schema)).is_valid(document):
        return ()
    import jsonschema

    base = jsonschema.Draft202012Validator
    strict = jsonschema.validators.extend(base, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    found: dict[tuple[Source, str], Diagnostic] = {}
    for error in strict(schema).iter_errors(document):
        for one in _diagnostics(error, document):
            assert one.source is not None  # noqa: S101 - every message of this room has a place
            kind = one.detail if one.code in _MANY_A_PLACE else ""
            found.setdefault((one.source, kind), one)
    unexplained = Diagnostic(
        "S2S008",
        "The schema refuses this file without saying where.",
        "Report it.",
        source_of(document),
    )
    return tuple(found.values()) or (unexplained,)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Any]:
    """Match as JSON Schema does: `$` is the very end, where Python would allow a line break before it."""
    import jsonschema

    if isinstance(instance, str) and not re.search(
        re.sub(r"\$$", r"\\Z", pattern), instance, re.ASCII
    ):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


def _diagnostics(error: Any, document: Map) -> Iterator[Diagnostic]:
    path = list(error.absolute_path)
    place = _place(error, path, document)
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error.instance, error.schema)
        case "required":
            missing = [key for key in error.validator_value if error.message.startswith(repr(key))]
            yield from (_missing(key, error, document) for key in missing)
        case "type":
            yield _wrong_type(error, path, place)
        case "uniqueItems":
            yield _doubles(error.instance)
        case "const" if path == ["version"]:
            yield wrong_version(document)
        case _:
            yield _not_allowed(error, path, place, document)


def _place(error: Any, path: list[Any], document: Map) -> Source:
    """Return where an error stands; one of a key (`propertyNames`) at the key."""
    node: Any = document
    for step in path:
        node = node[step]
    if isinstance(node, Map) and isinstance(error.instance, str):
        return source_of(node, error.instance)
    return walk(document, iter(path))


def _wrong_type(error: Any, path: list[Any], place: Source) -> Diagnostic:
    said = _SAID[error.validator_value]
    if error.instance is None:
        fix = f"Write {said}, or remove the key."
        return Diagnostic("S2S006", "The value is missing.", fix, place)
    shown = "another kind of value" if "login" in path else _kind_of(error.instance)
    return Diagnostic("S2S006", f"Here stands {shown}.", f"Write {said}.", place)


def _unknown_keys(instance: Map, schema: Mapping[str, Any]) -> Iterator[Diagnostic]:
    known = sorted(schema.get("properties", {}))
    for key in instance:
        if key in known or any(
            re.search(free, key) for free in schema.get("patternProperties", ())
        ):
            continue
        near = difflib.get_close_matches(key, known, n=1)
        fix = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
        yield Diagnostic("S2S005", f"There is no `{key}` here.", fix, source_of(instance, key))


def _missing(key: str, error: Any, document: Map) -> Diagnostic:
    if key == "version" and error.instance is document:
        return missing_version(document)
    about = error.schema.get("properties", {}).get(key, {}).get("description", "")
    detail = f"`{key}` is missing here. {about}".strip()
    return Diagnostic("S2S007", detail, f"Add `{key}:`.", source_of(error.instance))


def _doubles(instance: Seq) -> Diagnostic:
    index = next(at for at, item in enumerate(instance) if item in instance[:at])
    return Diagnostic(
        "S2S012",
        f"{instance[index]!r} stands twice in this list.",
        "Keep one.",
        source_of(instance, index),
    )


def _not_allowed(error: Any, path: list[Any], place: Any, document: Node) -> Diagnostic:
    shown = "The value" if "login" in path else f"{error.instance!r}"
    if error.instance is None:
        shown = "An empty value"
    match error.validator:
        case "enum":
            allowed = [str(value) for value in error.validator_value]
            near = difflib.get_close_matches(str(error.instance or ""), allowed, n=1)
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
    """Advise by an example where the schema has one, else by the characters that are not allowed."""
    examples = error.schema.get("examples")
    if examples:
        return f"For example: {examples[0]}"
    if error.validator_value == NAME:
        return "Begin with a visible character, and leave out @ / % and *."
    return f"It has to match {error.validator_value} (a regular expression)."


def _kind_of(value: Any) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"the text {value!r}" if isinstance(value, str) else f"{value!r}"
