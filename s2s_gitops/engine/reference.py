"""Pages of `docs/` that come from declarations: the file's keys, the risks, the codes, the contract of pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from s2s_gitops.engine.explain import WORDS
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.model.contract import Cached, PageContract
from s2s_gitops.model.diagnostic import CODES
from s2s_gitops.model.kind import Attribute, Impossible, Kind, Use, Verb

_MADE = "<!-- Written by script/generate from the declarations in s2s_gitops/kinds. -->"
_BEGINS: Final = (
    "<!-- Written by script/generate from s2s_gitops/kinds/contract, down to the end mark. -->"
)
_ENDS: Final = "<!-- The end of what is generated. -->"


def file_page(kinds: Sequence[Kind]) -> str:
    """Return the reference of every key that kinds declare."""
    return "\n".join(_file_lines(kinds)) + "\n"


def risk_page(kinds: Sequence[Kind]) -> str:
    """Return every change with its risk, the reason and the way back, and everything impossible."""
    return "\n".join(_risk_lines(kinds)) + "\n"


def code_page() -> str:
    """Return every diagnostic code."""
    lines = [_MADE, "", "# Codes", "", "`s2s explain CODE` says the same, offline."]
    lines += ["Those marked with * can be named in an `ignore` entry.", ""]
    lines += ["| code | severity | summary | about |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {code} | {one.severity}{'*' if one.can_be_ignored else ''} | {one.summary} | {one.about} |"
        for code, one in sorted(CODES.items())
    ]
    return "\n".join(lines) + "\n"


def pages_page(text: str, contracts: Iterable[PageContract], names: Iterable[Cached]) -> str:
    """Return the page on pages with its part on contracts renewed; the rest of its text is written by hand."""
    before, _, rest = text.partition(_BEGINS)
    _, _, after = rest.partition(_ENDS)
    part = "\n".join(["", *_contract_lines(contracts), *_name_lines(names), ""])
    return f"{before}{_BEGINS}\n{part}\n{_ENDS}{after}"


def _contract_lines(contracts: Iterable[PageContract]) -> Iterator[str]:
    for page in contracts:
        yield from (f"### {page.title} (`{page.name}`)", "", f"Reached by: {page.reached}", "")
        yield from ("| entry | relied on | mark | source |", "| --- | --- | --- | --- |")
        for one in page.entries:
            must = "**must** " if one.is_must else ""
            name = one.id.partition("/")[2]
            yield f"| {must}`{name}` | {one.what} | {'/'.join(one.marks)} | {one.source} |"
        yield from (["", page.notes, ""] if page.notes else [""])


def _name_lines(names: Iterable[Cached]) -> Iterator[str]:
    yield from (
        "### Names that were seen",
        "",
        "A shortcut beside the labels, never instead of them.",
        "",
    )
    yield from ("| page | what | name | mark | seen on |", "| --- | --- | --- | --- | --- |")
    for one in names:
        yield f"| `{one.page}` | {one.what} | `{one.name}` | {one.mark} | {one.seen_on}; {one.fingerprint} |"


def _file_lines(kinds: Sequence[Kind]) -> Iterator[str]:
    yield from (_MADE, "", "# The file", "")
    yield "One document, or a folder of them; `approvals.yaml` beside them belongs to them."
    yield "`s2s schema` prints the schema. Scalars are text unless the table says otherwise."
    yield "Anchors, aliases and `<<` work, with a limit; top-level `x-` keys are free to hold them."
    yield "`${env:NAME}` and `${env:NAME:-default}` are read under `orgs` only; a token must be one"
    yield "`${env:NAME}`. What a `login` reads must be set only for commands that log in. Lists and mappings"
    yield "of names are compared whole."
    frame = document_schema(kinds)["properties"]
    org = frame["orgs"]["additionalProperties"]["properties"]
    lists = {kind.key for kind in kinds}
    shared = {one.name for kind in kinds for one in kind.attributes if one.shared}
    yield from _frame("orgs.ALIAS", org, {"login", *lists})
    yield from _frame("orgs.ALIAS.login", org["login"]["properties"], set())
    yield from _frame("connections[]", frame["connections"]["items"]["properties"], shared)
    yield from _frame("approvals[]", frame["approvals"]["items"]["properties"], set())
    yield from _frame("ignore[]", frame["ignore"]["items"]["properties"], set())
    for kind in kinds:
        yield from ("", f"## {kind.name}", "", kind.doc, "")
        yield f"Stands at `{_place(kind, kinds)}`; its address reads `{_address(kind)}`."
        yield from ("", "| key | type | meaning |", "| --- | --- | --- |")
        yield from (_attribute(one) for one in kind.attributes)
        if kind.delete:
            yield f"| `state` | present or absent | `absent` deletes it (`{kind.delete.name}`). |"


def _frame(place: str, properties: Mapping[str, Any], elsewhere: set[str]) -> Iterator[str]:
    yield from ("", f"## {place}", "", "| key | meaning |", "| --- | --- |")
    for key, schema in properties.items():
        if key not in elsewhere:
            allowed = schema.get("enum", ())
            choice = f" One of {', '.join(f'`{one}`' for one in allowed)}." if allowed else ""
            default = f" Default `{schema['default']}`." if "default" in schema else ""
            yield f"| `{key}` | {schema['description']}{choice}{default} |"


def _place(kind: Kind, kinds: Sequence[Kind]) -> str:
    outer = next((one.key for one in kinds if kind.parent and one.segment == kind.parent), "")
    return kind.place.value.replace("PARENT", outer).replace("KEY", kind.key)


def _address(kind: Kind) -> str:
    scope = "CONNECTION@ORG" if "connections" in kind.place.value else "ORG"
    outer = f"/{kind.parent}/NAME" if kind.parent else ""
    segment = f"/{kind.segment}" if kind.segment else ""
    key = f"/{kind.identity.upper()}" if kind.identity else ""
    return f"{scope}{outer}{segment}{key}"


def _attribute(one: Attribute) -> str:
    notes = [one.doc]
    if one.choices:
        notes.append(f"One of {', '.join(f'`{choice}`' for choice in one.choices)}.")
    if one.default is not None:
        notes.append(f"Default `{one.default}`.")
    if one.shared:
        notes.append("Stands at the connection, for both sides.")
    if one.required or one.use is Use.IDENTITY:
        notes.append("Required.")
    return f"| `{one.name}` | {one.shape} | {' '.join(notes)} |"


def _risk_lines(kinds: Sequence[Kind]) -> Iterator[str]:
    yield from (_MADE, "", "# Risks", "")
    yield "Every change that `s2s` can plan. The first column is what approvals call it."
    for kind in kinds:
        yield from ("", f"## {kind.name}", "")
        yield from ("| change | risk | why | way back |", "| --- | --- | --- | --- |")
        yield from (_verb(one) for one in kind.verbs)
        told = [line for verb in kind.verbs for line in _consequences(verb)]
        yield from ["", "On the other side:", "", *told] if told else []
        refusals = list(dict.fromkeys(_impossible(kind)))
        yield from ["", "Impossible:", "", *refusals] if refusals else []


def _verb(verb: Verb) -> str:
    reason, undo = (text.format_map(WORDS) for text in (verb.reason, verb.undo))
    return f"| `{verb.name}` | {verb.risk.label} | {reason} | {undo} |"


def _consequences(verb: Verb) -> Iterator[str]:
    return (f"- `{verb.name}`: {line.format_map(WORDS)}" for line in verb.consequences)


def _impossible(kind: Kind) -> Iterator[str]:
    for attribute in kind.attributes:
        for one in attribute.transitions:
            if isinstance(one.outcome, Impossible):
                yield f"- {one.outcome.why.format_map(WORDS)} {one.outcome.instead.format_map(WORDS)}"
