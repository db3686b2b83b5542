"""What the files ask to leave alone is taken out of a comparison, told, and ends."""

from dataclasses import replace
from typing import Any

import pytest

from s2s_gitops.engine.difference import Difference
from s2s_gitops.engine.ignoring import Sifted, ended, excuse, run_out, sift, unused
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Ignore
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Ignored, Plan
from s2s_gitops.model.source import Source

from ..builders import HERE, change, ignore, pending, plan

LEAD = "hq-emea@hq/publish/Lead"
PHONE = change(f"{LEAD}.Phone", verb="unpublish-field", attribute="fields")
SENDER = change("hq/settings")
INVITE = change("hq-acme@hq", verb="invite", attribute="state")
OBSERVED = change("eye/settings")
WAITS = pending("hq-acme@hq")
WILL_WAIT = pending("hq-acme@hq", after="invite")
IMPOSSIBLE = Diagnostic("S2S101", "One-way.", where="emea/settings")
OLD = Address("hq", "template", "Old")


def found(**more: Any) -> Difference:
    """Return a comparison that found one of each."""
    plain = Difference(
        changes=[PHONE, SENDER, INVITE],
        observed=[OBSERVED],
        pending=[WAITS, WILL_WAIT],
        impossible=[IMPOSSIBLE],
        unmanaged=[OLD],
    )
    return replace(plain, **more)


def kept(sifted: Sifted) -> list[tuple[object, ...]]:
    """Return what is left of a comparison."""
    return [
        sifted.changes,
        sifted.observed,
        sifted.pending,
        sifted.impossible,
        sifted.unmanaged,
    ]


WHOLE = [(PHONE, SENDER, INVITE), (OBSERVED,), (WAITS, WILL_WAIT), (IMPOSSIBLE,), (OLD,)]


@pytest.mark.parametrize(
    ("pattern", "at", "told"),
    [
        pytest.param(f"{LEAD}.Phone", 0, (f"{LEAD}.Phone", "unpublish-field"), id="a member"),
        pytest.param(LEAD, 0, (f"{LEAD}.Phone", "unpublish-field"), id="its resource"),
        pytest.param("hq-emea@hq", 0, (f"{LEAD}.Phone", "unpublish-field"), id="its side"),
        pytest.param(
            "hq-emea@*/publish/*", 0, (f"{LEAD}.Phone", "unpublish-field"), id="a pattern"
        ),
        pytest.param("eye/*", 1, ("eye/settings", "set (from_name)"), id="on a side of others"),
        pytest.param("emea/settings", 3, ("emea/settings", "impossible"), id="impossible"),
        pytest.param("hq/template/*", 4, ("hq/template/Old", "not declared"), id="not declared"),
    ],
)
def test_a_difference_that_an_entry_covers_is_taken_out_and_told(
    pattern: str, at: int, told: tuple[str, str]
) -> None:
    """It alone: everything else stays."""
    entry = ignore(pattern)

    sifted = sift(found(), [entry])

    (one,) = sifted.ignored
    assert (str(one.address), one.what, one.entry) == (*told, entry)
    assert kept(sifted) == [
        part[1:] if position == at else part for position, part in enumerate(WHOLE)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(f"{LEAD}.Fax", id="another member"),
        pytest.param(f"{LEAD}s", id="another resource"),
        pytest.param("hq-emea", id="no address of anything"),
        pytest.param("hq", id="an org holds nothing"),
        pytest.param("hq/template/Old/publish/Lead", id="something inside of it"),
    ],
)
def test_what_no_entry_covers_stays(pattern: str) -> None:
    """An entry says which differences it means."""
    sifted = sift(found(), [ignore(pattern)])

    assert (kept(sifted), sifted.ignored, sifted.left_out) == (WHOLE, (), ())


def test_what_others_must_do_is_never_taken_out() -> None:
    """Only a wait that would begin with a change of ours goes with that change."""
    sifted = sift(found(), [ignore("hq-acme@hq")])

    assert (list(sifted.pending), list(sifted.left_out)) == ([WAITS], [INVITE])


def test_the_first_entry_that_fits_is_told() -> None:
    """As with approvals."""
    entries = [ignore("x"), ignore("**", reason="first"), ignore(LEAD, reason="second")]

    sifted = sift(Difference(changes=[PHONE]), entries)

    assert sifted.ignored == (Ignored(PHONE.address, "unpublish-field", entries[1]),)


FIX = "Settle the difference and remove the entry, or agree on a new day."


@pytest.mark.parametrize(
    ("today", "warned", "is_over"),
    [
        pytest.param("2026-01-31", [], False, id="last day"),
        pytest.param(
            "2026-02-01",
            [
                "It counted until 2026-01-31. It still holds until 2026-02-14; "
                "then `s2s drift` makes an error of it."
            ],
            False,
            id="the day after",
        ),
        pytest.param(
            "2026-02-14",
            [
                "It counted until 2026-01-31. It still holds until 2026-02-14; "
                "then `s2s drift` makes an error of it."
            ],
            False,
            id="14 days after",
        ),
        pytest.param(
            "2026-02-15",
            ["It counted until 2026-01-31. It holds no longer."],
            True,
            id="15 days after",
        ),
    ],
)
def test_an_entry_runs_out_and_then_ends(today: str, warned: list[str], is_over: bool) -> None:
    """First with warnings, then as an error, each with its place."""
    entries = [ignore(LEAD, until="2026-01-31"), ignore("hq/settings", until="9999-12-31")]

    warnings, errors = list(run_out(entries, today)), list(ended(entries, today))

    assert warnings == [Diagnostic("S2S026", one, FIX, HERE, LEAD) for one in warned]
    assert errors == ([Diagnostic("S2S027", warned[0], FIX, HERE, LEAD)] if is_over else [])


USED = Ignored(PHONE.address, "unpublish-field", ignore(LEAD))


@pytest.mark.parametrize(
    ("entry", "made", "is_unused"),
    [
        pytest.param(ignore(LEAD), plan(ignored=(USED,)), False, id="covers something"),
        pytest.param(ignore("**"), plan(ignored=(USED,)), False, id="covers it as well"),
        pytest.param(ignore("hq/settings"), plan(ignored=(USED,)), True, id="covers nothing"),
        pytest.param(
            ignore("hq/settings", until="2026-01-01"), plan(), True, id="in its last days"
        ),
        pytest.param(ignore("hq/settings", until="2025-12-31"), plan(), False, id="has ended"),
        pytest.param(
            ignore("hq/settings"),
            plan(diagnostics=(Diagnostic("S2S301", "No answer.", where="emea"),)),
            False,
            id="not everything was read",
        ),
        pytest.param(
            ignore("hq/settings"),
            plan(diagnostics=(Diagnostic("S2S015", "It counted until today."),)),
            True,
            id="a mere warning",
        ),
        pytest.param(
            ignore(f"{LEAD}.Phone"), plan(unread=(Address.parse(LEAD),)), False, id="not read"
        ),
        pytest.param(
            ignore("hq-emea@*"), plan(unread=(Address.parse(LEAD),)), False, id="not read in it"
        ),
        pytest.param(
            ignore("hq/settings"), plan(unread=(Address.parse(LEAD),)), True, id="other not read"
        ),
    ],
)
def test_an_entry_that_covers_nothing_is_told(entry: Ignore, made: Plan, is_unused: bool) -> None:
    """Unless it could cover something that was not read: not read is not absent."""
    told = list(unused([entry], made, "2026-01-15"))

    wanted = Diagnostic(
        "S2S028", "Nothing differs at its address.", "Remove the entry.", HERE, entry.pattern
    )
    assert told == ([wanted] if is_unused else [])


def test_entries_are_told_where_they_stand() -> None:
    """Two of one pattern are two entries."""
    entries = [replace(ignore("x", until="2025-01-01"), source=Source("a", at, 1)) for at in (1, 2)]

    assert [one.source for one in ended(entries, "2026-01-15")] == [one.source for one in entries]


def test_a_difference_is_named_by_what_its_address_does_not_tell() -> None:
    """The attribute, where it is not the member of one."""
    changes = [SENDER, INVITE, PHONE, change(LEAD, verb="publish", attribute="")]

    told = [one.what for one in sift(Difference(changes=changes), [ignore("**")]).ignored]

    assert told == ["set (from_name)", "invite (state)", "unpublish-field", "publish"]


OWNER = Diagnostic("S2S112", "It is not active.", where="hq-acme@hq")


@pytest.mark.parametrize(
    ("entry", "made", "warnings", "is_unused"),
    [
        pytest.param("hq-acme@*", plan(), [OWNER], False, id="covers a warning about the files"),
        pytest.param("hq-acme@*", plan(), [], True, id="covers nothing"),
        pytest.param("hq-emea@*", plan(), [OWNER], True, id="another address"),
        pytest.param(
            "hq/settings",
            plan(ignored=(Ignored(SENDER.address, "set", ignore("hq/settings")),)),
            [],
            True,
            id="covers a difference only",
        ),
    ],
)
def test_an_entry_with_a_code_that_covers_nothing_is_told(
    entry: str, made: Plan, warnings: list[Diagnostic], *, is_unused: bool
) -> None:
    """Its code is no longer said there."""
    named = replace(ignore(entry), code="S2S112")

    told = list(unused([named], made, "2026-01-15", warnings))

    assert [one.detail for one in told] == (
        ["There is no S2S112 at its address."] if is_unused else []
    )


def test_an_entry_with_a_code_covers_no_difference() -> None:
    """It says which message it means."""
    entry = replace(ignore("**"), code="S2S112")

    assert sift(found(), [entry]).ignored == ()
    assert excuse([OWNER], [ignore("**")]) == ((OWNER,), ())
    left, taken = excuse([OWNER, IMPOSSIBLE], [entry])
    assert (left, [one.what for one in taken]) == (
        (IMPOSSIBLE,),
        ["S2S112 owner of the connection is not active"],
    )
