"""Random plans: whatever a comparison could find, with texts that nobody likes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import (
    Action,
    Because,
    Change,
    Foreseen,
    Pending,
    Phase,
    Risk,
    Step,
)
from s2s_gitops.model.config import Approval, Ignore
from s2s_gitops.model.diagnostic import CODES, Diagnostic
from s2s_gitops.model.human import HumanStep
from s2s_gitops.model.part import Part
from s2s_gitops.model.plan import Consent, Coverage, Ignored, Plan
from s2s_gitops.model.resource import Member, Presence, Unknown, Value
from s2s_gitops.model.shown import Confidence
from s2s_gitops.model.source import Source

WORDS = st.sampled_from(
    [
        "",
        "absent",
        "present",
        "listed",
        "unknown",
        "ops@emea.example",
        "\x1b[2J",
        "\u202eegnahc",
        "ü/%@",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NAMES = st.sampled_from(["Lead", "Case", "Standard partner", "a/b", "100 %", "x@y", "1.2"])
SOURCES = st.builds(Source, st.sampled_from(["s2s.yaml", "a/b.yaml"]), *[st.integers(1, 99)] * 2)
APPROVALS = st.builds(Approval, WORDS.filter(bool), WORDS, st.just(""), st.just(""), SOURCES)
KEYED = st.one_of(
    NAMES.map(lambda name: Address("hq", "template", name)),
    st.sampled_from(["Lead", "Case"]).map(lambda name: Address("hq-emea@hq", "publish", name)),
    st.sampled_from(["Lead", "Case"]).map(
        lambda name: Address("hq/template/Standard partner", "publish", name)
    ),
)
"""What has a name of its own, and may have members."""
ADDRESSES = KEYED | st.sampled_from(
    [Address("hq", "settings"), Address("hq-emea@hq"), Address("hq-emea@emea")]
)
UNITS = st.lists(st.sampled_from(["hq-emea", "hq/settings"]) | WORDS, max_size=3).map(tuple)
PARTS = st.builds(Part, WORDS, UNITS, UNITS, UNITS, UNITS, UNITS)
COUNTS = st.dictionaries(st.sampled_from(["links", "lost"]), st.none() | st.integers(0, 9999))
SENTENCES = st.sampled_from(["{links} record link(s) stop, {lost} of {else}", "{lost}"]) | WORDS
MAILS = st.dictionaries(WORDS, st.integers(1, 9), max_size=3).map(
    lambda drawn: dict(sorted(drawn.items()))
)
UNKNOWN = st.sampled_from(Unknown)


@st.composite
def differences(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what differs: presence, a life, a flag, a text, or a member of a list or of a table."""
    which = draw(st.sampled_from(["presence", "life", "flag", "text", "names", "table"]))
    if which == "presence":
        comes = draw(st.booleans())
        sides = (Presence.ABSENT, Presence.PRESENT)[:: 1 if comes else -1]
        return {"attribute": "", "before": sides[0], "after": sides[1]}
    if which == "life":
        more = {"before": Presence.ABSENT, "after": "active", "action": Action.CREATE}
        return {"attribute": "state", **more}
    if which == "flag":
        before = draw(st.sampled_from([False, True, Presence.ABSENT]) | UNKNOWN)
        return {"attribute": "active", "before": before, "after": draw(st.booleans())}
    if which == "text":
        values = {"before": draw(WORDS | st.none() | UNKNOWN), "after": draw(WORDS)}
        return {"attribute": "from_name", **values, "action": Action.UPDATE}
    if which == "names":
        listed: list[Value] = draw(st.permutations([Member.LISTED, None]))
        member = draw(NAMES)
        return {"attribute": "fields", "before": listed[0], "after": listed[1], "member": member}
    values = {"before": draw(WORDS | st.none() | UNKNOWN), "after": draw(WORDS | st.none())}
    return {"attribute": "values", **values, "member": f"{draw(NAMES)}.{draw(NAMES)}"}


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Draw one change."""
    found = draw(differences())
    member = found.pop("member", "")
    address = draw(KEYED if member else ADDRESSES).of(member)
    sends: dict[str, Value] = draw(
        st.dictionaries(st.sampled_from(["contact", "account"]), WORDS | st.booleans())
    )
    action = found.pop("action", None) or draw(st.sampled_from(Action))
    words: dict[str, Any] = {
        name: draw(WORDS) for name in ("kind", "reason", "undo", "partner", "verified_by")
    }
    return Change(
        address=address,
        verb=draw(st.sampled_from(["set", "publish", "enable"])),
        action=action,
        **found,
        **words,
        risk=draw(st.sampled_from(Risk)),
        source=draw(SOURCES),
        discloses=draw(st.integers(0, 99)),
        consequences=tuple(draw(st.lists(WORDS, max_size=2))),
        sends=dict(sorted(sends.items())),
        because=draw(st.sampled_from(Because)),
        confidence=draw(st.sampled_from(Confidence)),
        needs=tuple(draw(st.lists(WORDS, max_size=2))),
        explained_by=tuple(draw(st.lists(SOURCES, max_size=2))),
    )


DIAGNOSTICS = st.builds(
    Diagnostic,
    st.sampled_from(sorted(CODES)),
    detail=WORDS,
    fix=WORDS,
    source=st.none() | SOURCES,
    where=WORDS,
)


@st.composite
def steps_by_hand(draw: st.DrawFn, made: list[Change]) -> list[HumanStep]:
    """Draw who makes some of the changes: a person, with one form for a resource or for a whole scope."""
    found = []
    for one in made:
        if draw(st.booleans()):
            key = draw(st.sampled_from(["", one.address.key]))
            phase = Phase.SHRINK if one.action is Action.DELETE else Phase.GROW
            step = Step(one.address.scope, one.kind, draw(WORDS), key, phase, (one,))
            clicks = tuple(draw(st.lists(WORDS, max_size=2)))
            found.append(HumanStep(step, draw(WORDS), draw(WORDS), clicks, draw(WORDS)))
    return found


@st.composite
def pendings(draw: st.DrawFn) -> list[Pending]:
    """Draw what waits, one thing at an address."""
    found = draw(st.lists(ADDRESSES, max_size=2, unique_by=str))
    days = st.sampled_from(["", "2026-01-05T08:00:00+00:00"])
    return [
        Pending(
            one, draw(WORDS), draw(WORDS), (draw(WORDS),), draw(days), draw(SOURCES), draw(days)
        )
        for one in found
    ]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a whole plan."""
    drawn = draw(st.lists(changes(), max_size=6, unique_by=Change.sort_key))
    drawn.sort(key=Change.sort_key)
    cut = draw(st.integers(0, len(drawn)))
    made, blocked = drawn[:cut], drawn[cut:]
    addresses = sorted({str(one.address) for one in blocked})
    held = draw(st.sets(st.sampled_from(addresses))) if addresses else set()
    consents = {
        one.address: {one.verb: Consent(needed=True, reason=draw(WORDS))}
        for one in made
        if draw(st.booleans())
    }
    declared = draw(st.integers(0, 9))
    entry = Ignore("**", draw(WORDS), "2026-12-31", draw(SOURCES))
    return Plan(
        orgs=draw(
            st.dictionaries(st.sampled_from(["hq", "emea"]), st.sampled_from(["00D1", "00D2"]))
        ),
        changes=tuple(made),
        blocked=tuple(blocked),
        pending=tuple(draw(pendings())),
        refused=tuple(draw(st.lists(DIAGNOSTICS, max_size=2))),
        diagnostics=tuple(draw(st.lists(DIAGNOSTICS, max_size=2))),
        unmanaged=tuple(draw(st.lists(ADDRESSES, max_size=2))),
        unread=tuple(draw(st.lists(ADDRESSES, max_size=2))),
        observed=tuple(draw(st.lists(changes(), max_size=2, unique_by=Change.sort_key))),
        coverage=Coverage(declared, draw(st.integers(0, declared))),
        consents=consents,
        ignored=tuple(
            Ignored(one, draw(WORDS), entry) for one in draw(st.lists(ADDRESSES, max_size=1))
        ),
        held=tuple(one for one in blocked if str(one.address) in held),
        human_steps=tuple(draw(steps_by_hand(made))),
        mails=draw(MAILS),
        foreseen=_by_change(draw(foresights(drawn))),
        used_up=tuple(draw(st.lists(APPROVALS, max_size=2))),
        part=draw(st.none() | PARTS),
    )


@st.composite
def foresights(draw: st.DrawFn, made: Sequence[Change]) -> list[Foreseen]:
    """Draw what changes lead to, some of it said better than their own sentences say it."""
    found = []
    for one in made:
        for instead in draw(st.lists(st.sampled_from(["", *one.consequences]), max_size=2)):
            words = draw(SENTENCES)
            found.append(Foreseen(one.address, one.verb, words, draw(COUNTS), instead))
    return found


def _by_change(
    found: Sequence[Foreseen],
) -> Mapping[Address, Mapping[str, tuple[Foreseen, ...]]]:
    told: dict[Address, dict[str, tuple[Foreseen, ...]]] = {}
    for one in found:
        verbs = told.setdefault(one.address, {})
        verbs[one.verb] = (*verbs.get(one.verb, ()), one)
    return told


@st.composite
def same_meaning(draw: st.DrawFn, plan: Plan) -> Plan:
    """Draw another plan that means the same: other order, places, words, judgements, counts and messages."""
    other = draw(plans())
    mixed = draw(st.permutations([*plan.changes, *plan.blocked]))
    cut = draw(st.integers(0, len(mixed)))
    dressed = [_dressed(one, draw(changes())) for one in mixed]
    return replace(
        other,
        orgs=dict(sorted(plan.orgs.items(), reverse=True)),
        part=plan.part,
        changes=tuple(dressed[:cut]),
        blocked=tuple(dressed[cut:]),
        held=(),
        human_steps=(),
    )


def _dressed(change: Change, like: Change) -> Change:
    """Return a change that looks like another one in all that is no meaning."""
    meaning = ("address", "attribute", "verb", "before", "after", "sends")
    kept: dict[str, Any] = {name: getattr(change, name) for name in meaning}
    return replace(like, **kept)
