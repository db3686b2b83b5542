"""Drift for people: three blocks, three counts, who made a difference and what ends it."""

from datetime import date

import pytest

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.finding import Cause, Finding, Witness
from s2s_gitops.model.plan import Ignored
from s2s_gitops.model.resource import REDACTED, Member, Presence
from s2s_gitops.views.drift import drift_text, who_text

from ..builders import finding, ignore, pending, plan

LEAD = "hq-emea@hq/publish/Lead"
DOWN = Diagnostic("S2S301", "No answer.", where="hq")
EXPIRED = Diagnostic("S2S015", "It counted until today.")
IMPOSSIBLE = Diagnostic("S2S202", "Half of it would be lost.", where="hq")
TODAY = date(2026, 11, 25)
END = (
    "S2S is switched off in Spring '27: preview sandboxes from 10 January 2027, "
    "every org by 20 February 2027 (87 days at the most).\n"
)
IGNORED = Ignored(Address.parse("hq-emea@hq"), "invite", ignore("hq-emea@hq", reason="not \x1byet"))
ENDED = Diagnostic("S2S027", "It holds no longer.")
PRESENT, ABSENT, LISTED = Presence.PRESENT, Presence.ABSENT, Member.LISTED


def told(*findings: Finding) -> list[str]:
    """Return the lines about some findings of our orgs."""
    return drift_text(Drift(plan(), findings, ()), TODAY).split("\n\n")[0].splitlines()[1:]


def field(action: Action, declared: object, live: object) -> Finding:
    """Return a difference of one published field."""
    return finding(f"{LEAD}.Email", attribute="fields", action=action, declared=declared, live=live)


def whole(action: Action, declared: Presence, live: Presence) -> Finding:
    """Return a difference of a whole object."""
    return finding(LEAD, attribute="", action=action, declared=declared, live=live)


@pytest.mark.parametrize(
    ("one", "line"),
    [
        pytest.param(
            finding(),
            "~ hq/settings  from_name is old, declared is new  (declared at s2s.yaml:3:5)",
            id="a value differs",
        ),
        pytest.param(
            finding(live=None),
            "~ hq/settings  from_name is (none), declared is new  (declared at s2s.yaml:3:5)",
            id="a value is gone",
        ),
        pytest.param(
            finding(live=REDACTED),
            "~ hq/settings  from_name is (redacted), declared is new  (declared at s2s.yaml:3:5)",
            id="a value that a snapshot does not tell",
        ),
        pytest.param(
            field(Action.DELETE, LISTED, None),
            f"- {LEAD}.Email  is missing  (declared at s2s.yaml:3:5)",
            id="a member is gone",
        ),
        pytest.param(
            field(Action.CREATE, None, LISTED),
            f"+ {LEAD}.Email  is there  (not in the list at s2s.yaml:3:5)",
            id="a member came",
        ),
        pytest.param(
            field(Action.DELETE, "Mail__c", None),
            f"- {LEAD}.Email  is missing, declared is Mail__c  (declared at s2s.yaml:3:5)",
            id="a member that maps is gone",
        ),
        pytest.param(
            field(Action.CREATE, None, "Mail__c"),
            f"+ {LEAD}.Email  is there, as Mail__c  (not in the list at s2s.yaml:3:5)",
            id="a member that maps came",
        ),
        pytest.param(
            field(Action.UPDATE, "Mail__c", "Fax"),
            f"~ {LEAD}.Email  is Fax, declared is Mail__c  (declared at s2s.yaml:3:5)",
            id="a member maps to something else",
        ),
        pytest.param(
            whole(Action.DELETE, PRESENT, ABSENT),
            f"- {LEAD}  is missing  (declared at s2s.yaml:3:5)",
            id="a resource is gone",
        ),
        pytest.param(
            whole(Action.CREATE, ABSENT, PRESENT),
            f"+ {LEAD}  is there, declared is absent  (declared at s2s.yaml:3:5)",
            id="a resource that is declared to be gone is there",
        ),
        pytest.param(
            finding(
                "hq/template/Old",
                attribute="",
                action=Action.CREATE,
                declared=ABSENT,
                live=PRESENT,
                source=None,
            ),
            "+ hq/template/Old  is there  (not declared)",
            id="nobody declared it",
        ),
        pytest.param(
            finding(
                "a@hq", attribute="state", action=Action.DELETE, declared="active", live=ABSENT
            ),
            "- a@hq  is missing, declared is active  (declared at s2s.yaml:3:5)",
            id="a life has not begun",
        ),
        pytest.param(
            finding(live="\x1b[2J"),
            "~ hq/settings  from_name is \\u001b[2J, declared is new  (declared at s2s.yaml:3:5)",
            id="hostile text",
        ),
    ],
)
def test_a_finding_says_what_became_of_it(one: Finding, line: str) -> None:
    """From what is live, with the place of the declaration."""
    assert told(one)[0].strip() == line


def test_a_finding_says_who_did_it_and_what_ends_it() -> None:
    """With the name under which it can be accepted; hostile text is spelled out."""
    one = finding(witness=Witness("Maria\x1b", "1/5/2026", "connection history"))

    assert told(one)[1:] == [
        f"       by Maria\\u001b on 1/5/2026 (says the connection history)  [{one.fingerprint}]",
        "       ends with: s2s apply; an `ignore` entry",
    ]


@pytest.mark.parametrize(
    ("witness", "text"),
    [
        pytest.param(Witness(), "unknown", id="nobody knows"),
        pytest.param(
            Witness("Maria", "", "audit trail"), "Maria (says the audit trail)", id="who only"
        ),
        pytest.param(
            Witness("Maria", "2026-01-05T08:00:00Z", "audit trail"),
            "Maria on 2026-01-05T08:00:00Z (says the audit trail)",
            id="who and when",
        ),
    ],
)
def test_who_did_it_is_told_with_who_says_so(witness: Witness, text: str) -> None:
    """Nobody is named without a source."""
    assert who_text(witness) == text


def test_all_parts_of_drift_are_told() -> None:
    """Ours, the files', theirs; what waits too long or within its time; what was not read."""
    late, waits = pending("a@hq"), pending("b@hq", since="2026-01-05T08:00:00Z", clicks=())
    found = Drift(
        plan(pending=(late, waits), unread=(Address("acme", "settings"),)),
        (
            finding("eye/settings", cause=Cause.PARTNER),
            finding("emea/settings", cause=Cause.CONFIG),
            finding(),
            finding(attribute="from_address"),
        ),
        (late,),
    )

    lines = drift_text(found, TODAY).splitlines()

    assert [line for line in lines if line and not line.startswith("       ")] == [
        "Our orgs were changed (2):",
        "   ~ hq/settings  from_name is old, declared is new  (declared at s2s.yaml:3:5)",
        "   ~ hq/settings  from_address is old, declared is new  (declared at s2s.yaml:3:5)",
        "The files are ahead (1):",
        "   ~ emea/settings  from_name is old, declared is new  (declared at s2s.yaml:3:5)",
        "The other side changed theirs (1):",
        "   ~ eye/settings  from_name is old, declared is new  (declared at s2s.yaml:3:5)",
        "Waiting for too long:",
        "   ! a@hq  waits for acme to accept",
        "Waiting, within its time:",
        "   ! b@hq  waits for acme to accept since 2026-01-05",
        "Not read:",
        "   ? acme/settings",
        END.strip(),
        "Drift: 2 in our orgs, 1 not applied yet, 1 on the other side, 1 waiting for too long.",
        "Verified 4 of 5 values; 1 unreadable.",
    ]


@pytest.mark.parametrize(
    ("found", "summary"),
    [
        pytest.param(Drift(plan(), (), ()), "No drift.", id="nothing"),
        pytest.param(Drift(plan(pending=(pending(),)), (), ()), "No drift.", id="within its time"),
        pytest.param(Drift(plan(diagnostics=(EXPIRED,)), (), ()), "No drift.", id="a warning"),
        pytest.param(
            Drift(plan(), (finding(),), ()), "Drift: 1 in our orgs.", id="only what there is"
        ),
        pytest.param(
            Drift(plan(), (finding(cause=Cause.CONFIG),), ()),
            "Drift: 1 not applied yet.",
            id="the files are ahead",
        ),
        pytest.param(
            Drift(plan(), (finding(cause=Cause.PARTNER),), ()),
            "Drift: 1 on the other side.",
            id="theirs",
        ),
        pytest.param(
            Drift(plan(), (), (pending(),)), "Drift: 1 waiting for too long.", id="late alone"
        ),
        pytest.param(
            Drift(plan(diagnostics=(DOWN,)), (), ()),
            "Not fully checked: 1 error(s).",
            id="an error alone",
        ),
        pytest.param(
            Drift(plan(diagnostics=(DOWN, EXPIRED, DOWN)), (finding(),), ()),
            "Drift: 1 in our orgs. Not fully checked: 2 error(s).",
            id="errors and a warning, beside a difference",
        ),
        pytest.param(
            Drift(plan(refused=(IMPOSSIBLE,)), (), ()),
            "No drift.",
            id="what a plan would refuse to write",
        ),
    ],
)
def test_the_sum_says_how_much_of_each_there_is(found: Drift, summary: str) -> None:
    """No drift is never said where not everything was looked at; text and exit code say the same."""
    assert drift_text(found, TODAY).splitlines()[-2] == summary
    assert found.is_clean is (not summary.startswith("Drift:"))


def test_no_drift_is_never_said_without_the_coverage() -> None:
    """Nothing found is worth as much as was read."""
    text = drift_text(Drift(plan(), (), ()), TODAY)

    assert text == END + "No drift.\nVerified 4 of 5 values; 1 unreadable.\n"


def test_drift_tells_what_is_ignored_and_until_when() -> None:
    """It counts as no difference."""
    assert drift_text(Drift(plan(ignored=(IGNORED,)), (), ()), TODAY) == (
        "Ignored:\n"
        "     hq-emea@hq  invite, until 2026-12-31: not \\u001byet\n"
        "\n"
        f"{END}"
        "No drift, 1 ignored.\n"
        "Verified 4 of 5 values; 1 unreadable.\n"
    )


@pytest.mark.parametrize(
    ("found", "summary"),
    [
        pytest.param(
            Drift(plan(ignored=(IGNORED,)), (finding(),), ()),
            "Drift: 1 in our orgs, 1 ignored.",
            id="beside a difference",
        ),
        pytest.param(
            Drift(plan(), (finding(),), (), (ENDED,)),
            "Drift: 1 in our orgs. No longer ignored: 1 entry(s).",
            id="an entry that has ended",
        ),
    ],
)
def test_the_sum_says_what_was_ignored(found: Drift, summary: str) -> None:
    """And what no longer is."""
    assert drift_text(found, TODAY).splitlines()[-2] == summary
