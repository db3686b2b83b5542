"""Values from the environment: `${env:NAME}` and `${env:NAME:-default}`, under `orgs` only.

What a login lacks is told apart from what is wrong: it matters only to those who log in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.source import Map, Seq, source_of

_REFERENCE: Final = re.compile(r"\$\{env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")
MARKER: Final = "${env:"
_WHOLE: Final = re.compile(r"\$\{env:[A-Za-z_][A-Za-z0-9_]*\}")

SECRETS: Final = ("access_token",)
"""Keys of `login` whose values may not stand in a file."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is wrong with references, and which variables of each org's login are not set."""

    problems: tuple[Diagnostic, ...]
    unset: Mapping[str, tuple[Diagnostic, ...]]


def resolve_environment(document: Map, environment: Mapping[str, str], content: bytes) -> Resolved:
    """Put values of the environment in place, in the document itself, and return what is wrong with them.

    `content` is the file's text: when all that it mentions stands under `orgs` and nothing is aliased,
    the rest need not be walked.
    """
    problems: list[Diagnostic] = []
    orgs = document.get("orgs")
    _secrets(orgs, problems)
    if _mentions(orgs) < content.count(MARKER.encode()) or b"&" in content:
        # Before anything is resolved: an alias may share what stands under `orgs` with other places.
        for key in document:
            if key != "orgs" and not key.startswith("x-"):
                _forbid(document, key, problems)
    if orgs is not None:
        _resolve(document, "orgs", environment, problems, set())
    unset = {alias: tuple(_unset(login, environment)) for alias, login in _logins(orgs)}
    needed_later = {one for found in unset.values() for one in found}
    wrong = tuple(one for one in problems if one not in needed_later)
    return Resolved(wrong, {alias: found for alias, found in unset.items() if found})


def _logins(orgs: Any) -> Iterator[tuple[str, Map]]:
    for alias, org in orgs.items() if isinstance(orgs, Map) else ():
        login = org.get("login") if isinstance(org, Map) else None
        if isinstance(login, Map):
            yield alias, login


def _unset(login: Map, environment: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield the references of a login that have no value, as it was written."""
    for key, text in (login.written or {}).items():
        for match in _REFERENCE.finditer(text):
            if _found(match, environment) is None:
                yield _not_set(match[1], login, key)


def _mentions(value: Any) -> int:
    """Return how often the marker stands in a value and below."""
    if isinstance(value, str):
        return value.count(MARKER)
    return sum(_mentions(value[inner]) for inner in _keys(value))


def _resolve(
    node: Any,
    key: Any,
    environment: Mapping[str, str],
    problems: list[Diagnostic],
    seen: set[int],
) -> None:
    """Resolve what stands at a key and below; what an alias shares is resolved once."""
    value = node[key]
    if not isinstance(value, str):
        if id(value) not in seen:
            seen.add(id(value))
            for inner in _keys(value):
                _resolve(value, inner, environment, problems, seen)
        return
    if MARKER not in value:
        return
    if isinstance(node, Map):
        node.written = {**(node.written or {}), key: value}
    if MARKER in _REFERENCE.sub("", value):
        detail = f"What stands at `{key}` is no whole reference to the environment."
        problems.append(Diagnostic("S2S009", detail, "Write ${env:NAME}.", source_of(node, key)))
    node[key] = _REFERENCE.sub(lambda match: _value(match, environment, node, key, problems), value)


def _value(
    match: re.Match[str],
    environment: Mapping[str, str],
    node: Any,
    key: Any,
    problems: list[Diagnostic],
) -> str:
    value = _found(match, environment)
    if value is None:
        problems.append(_not_set(match[1], node, key))
        return match.group()
    return value


def _found(match: re.Match[str], environment: Mapping[str, str]) -> str | None:
    name, default = match.groups()
    return environment.get(name) or default


def _not_set(name: str, node: Any, key: Any) -> Diagnostic:
    with_default = f"Set {name}, or write a default: ${{env:{name}:-...}}."
    fix = f"Set {name}." if key in SECRETS else with_default
    return Diagnostic("S2S009", f"{name} is not set, or empty.", fix, source_of(node, key))


def _forbid(node: Any, key: Any, problems: list[Diagnostic]) -> None:
    value = node[key]
    if isinstance(value, str) and MARKER in value:
        problems.append(
            Diagnostic(
                "S2S010",
                "What is shared must not depend on who runs the tool.",
                "Write the value out here.",
                source_of(node, key),
            )
        )
    for inner in _keys(value):
        _forbid(value, inner, problems)


def _secrets(orgs: Any, problems: list[Diagnostic]) -> None:
    for _, login in _logins(orgs):
        for key in SECRETS:
            value = login.get(key)
            if isinstance(value, str) and not _WHOLE.fullmatch(value):
                problems.append(
                    Diagnostic(
                        "S2S017",
                        f"`{key}` is written out; everybody who can read the repository can log in with it.",
                        "Take it from the environment, as ${env:NAME}, and make this one invalid.",
                        source_of(login, key),
                    )
                )


def _keys(value: Any) -> Any:
    if isinstance(value, Map):
        return list(value)
    return range(len(value)) if isinstance(value, Seq) else ()
