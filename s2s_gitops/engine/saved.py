"""A saved plan back from its document: the reverse of `views.machine`. Nothing in the file is believed unseen.

What a newer minor version adds is passed over; what is missing, or does not fit its own digest, is
no plan.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NoReturn

from s2s_gitops.engine.documents import (
    Document,
    count,
    flag,
    items,
    read_change,
    read_diagnostic,
    read_source,
    table,
    text,
    texts,
)
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Foreseen, Pending, Phase, Step
from s2s_gitops.model.config import Approval, Ignore
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.human import HumanStep
from s2s_gitops.model.part import Part
from s2s_gitops.model.plan import Consent, Coverage, Ignored, Plan
from s2s_gitops.model.saved import Saved
from s2s_gitops.model.source import Source

MAJOR: Final = 1
"""Of the format that is read here. A newer minor version only adds."""


def read_plan(file: str, content: bytes) -> Saved:
    """Return the plan in a file. Raises FilesError if it is none, was changed or cut off, or is a newer one."""
    document = _document(file, content)
    version = document.get("format_version")
    major = _major(version)
    if document.get("kind") != "s2s.plan" or major is None:
        _refuse(file, "The file holds no plan.")
    if major != MAJOR:
        detail = f"The plan has format {version}, this s2s reads {MAJOR}.x."
        fix = "Use the s2s that wrote it, or plan again."
        raise FilesError(Diagnostic("S2S207", detail, fix, Source(file, 1, 1)))
    try:
        plan = _plan(document)
        created = _created(document["volatile"])
    except (LookupError, TypeError, ValueError, AttributeError):
        _refuse(file, "The plan lacks something, or holds what no plan does.")
    if plan.digest != document.get("digest"):
        _refuse(file, "What it holds does not fit its digest: the file was changed.")
    return Saved(file, plan, created, document)


def _refuse(file: str, detail: str) -> NoReturn:
    fix = "Write one with `s2s plan --out json=FILE`, and leave it as it is."
    raise FilesError(Diagnostic("S2S208", detail, fix, Source(file, 1, 1)))


def _document(file: str, content: bytes) -> Document:
    try:
        document = json.loads(content, object_pairs_hook=_once, parse_constant=_no_number)
        json.dumps(document, ensure_ascii=False).encode()  # half characters cannot be shown
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        _refuse(file, "The file holds no plan, or is cut off.")
    return document


def _once(pairs: Sequence[tuple[str, Any]]) -> Document:
    """Return a mapping. Raises ValueError for a key that stands twice: which one counts would be a guess."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(pairs)
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _major(version: object) -> int | None:
    """Return the major number of a version such as "1.0"; None if it is no version."""
    major, dot, minor = version.partition(".") if isinstance(version, str) else ("", "", "")
    is_version = dot and all(
        one.isascii() and one.isdigit() and len(one) < 5 for one in (major, minor)
    )
    return int(major) if is_version else None


def _created(volatile: Document) -> datetime | None:
    if "created" not in volatile:
        return None
    created = datetime.fromisoformat(volatile["created"])
    if created.tzinfo is None:
        raise ValueError(created)
    return created


def _plan(document: Document) -> Plan:
    changes = tuple(map(read_change, items(document, "changes")))
    blocked = tuple(map(read_change, items(document, "blocked")))
    held = set(texts(document, "held"))
    known = {one.sort_key(): one for one in changes}
    return Plan(
        orgs=table(document, "orgs"),
        changes=changes,
        blocked=blocked,
        pending=tuple(_pending(document)),
        refused=tuple(map(read_diagnostic, items(document, "refused"))),
        diagnostics=tuple(map(read_diagnostic, items(document, "diagnostics"))),
        unmanaged=tuple(map(Address.parse, texts(document, "unmanaged"))),
        unread=tuple(map(Address.parse, texts(document, "unread"))),
        observed=tuple(map(read_change, items(document, "counterparty"))),
        coverage=_coverage(document["coverage"]),
        consents=_consents(document),
        ignored=tuple(map(_ignored, items(document, "ignored"))),
        held=tuple(one for one in blocked if str(one.address) in held),
        human_steps=tuple(_human_step(one, known) for one in items(document, "human_steps")),
        mails={whom: count(document["mails"], whom) for whom in document["mails"]},
        foreseen=_foreseen(document["volatile"]),
        used_up=tuple(map(_approval, items(document, "used_up"))),
        part=None if document["part"] is None else _part(document["part"]),
    )


def _part(one: Document) -> Part:
    return Part(
        text(one, "since"),
        changed=texts(one, "changed"),
        needed=texts(one, "needed"),
        left_out=texts(one, "left_out"),
        gone=texts(one, "gone"),
        besides=texts(one, "besides"),
    )


def _foreseen(volatile: Document) -> Mapping[Address, Mapping[str, tuple[Foreseen, ...]]]:
    """Return what changes lead to, with the numbers of that time."""
    found: dict[Address, dict[str, tuple[Foreseen, ...]]] = {}
    for one in items(volatile, "foreseen"):
        address, verb = Address.parse(text(one, "address")), text(one, "verb")
        counts = {
            name: None if value is None else count(one["counts"], name)
            for name, value in one["counts"].items()
        }
        foreseen = Foreseen(address, verb, text(one, "text"), counts, text(one, "instead_of"))
        verbs = found.setdefault(address, {})
        verbs[verb] = (*verbs.get(verb, ()), foreseen)
    return found


def _consents(document: Document) -> Mapping[Address, Mapping[str, Consent]]:
    """Return how the changes stood with the approvals. What is blocked is judged when it can run."""
    found: dict[Address, dict[str, Consent]] = {}
    for one in items(document, "changes"):
        approval = one["approval"]
        if flag(approval, "needed"):
            consent = Consent(needed=True, reason=text(approval, "reason"))
            found.setdefault(Address.parse(text(one, "address")), {})[text(one, "verb")] = consent
    return found


def _pending(document: Document) -> Iterator[Pending]:
    volatile = document["volatile"]
    since, until = table(volatile, "pending_since"), table(volatile, "pending_until")
    for one in items(document, "pending"):
        address = text(one, "address")
        yield Pending(
            address=Address.parse(address),
            who=text(one, "who"),
            waits_for=text(one, "waits_for"),
            clicks=texts(one, "clicks"),
            since=since.get(address, ""),
            source=_place(one),
            until=until.get(address, ""),
            after=text(one, "after"),
        )


def _ignored(one: Document) -> Ignored:
    address = text(one, "address")
    entry = Ignore(address, text(one, "reason"), text(one, "until"), _place(one))
    return Ignored(Address.parse(address), text(one, "what"), entry)


def _approval(one: Document) -> Approval:
    """Return an approval as far as a plan tells of it."""
    return Approval(text(one, "address"), text(one, "change"), "", "", _place(one))


def _coverage(one: Document) -> Coverage:
    coverage = Coverage(count(one, "declared"), count(one, "unreadable"))
    if coverage.verified != count(one, "verified"):
        raise ValueError(one)
    return coverage


def _human_step(one: Document, known: Mapping[tuple[str, str, str], Change]) -> HumanStep:
    """Return what a person does, with the changes of the plan that it makes."""
    rows = items(one, "changes")
    keys = ((text(row, "address"), text(row, "attribute"), text(row, "verb")) for row in rows)
    changes = tuple(known[key] for key in keys)
    first = changes[0]
    here = text(one, "address")
    key = first.address.key if here == str(first.address.resource) else ""
    phase = Phase.SHRINK if first.action is Action.DELETE else Phase.GROW
    step = Step(first.address.scope, first.kind, text(one, "group"), key, phase, changes)
    if str(step) != here:
        raise ValueError(here)
    return HumanStep(
        step, text(one, "why"), text(one, "open"), texts(one, "clicks"), text(one, "proof")
    )


def _place(one: Document) -> Source:
    found = read_source(one)
    if found is None:
        raise ValueError(one)
    return found
