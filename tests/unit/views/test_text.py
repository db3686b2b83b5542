"""Plan, report and status for people: the summary last, never without the coverage."""

from datetime import date

import pytest

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Phase, Risk, Step
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Consent, Ignored, Plan
from s2s_gitops.model.report import Outcome, Status
from s2s_gitops.model.resource import Member, Presence
from s2s_gitops.model.source import Source
from s2s_gitops.model.waiting import Waiting
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.text import (
    outcome_text,
    plan_text,
    status_text,
    summary_line,
)

from ..builders import HERE, approval, change, ignore, pending, plan

LEAD = "hq-emea@hq/publish/Lead"
UNPUBLISH = change(
    LEAD, verb="unpublish", action=Action.DELETE, attribute="", before=Presence.PRESENT
)
ENABLE = change("emea/settings", verb="enable", action=Action.CREATE, risk=Risk.IRREVERSIBLE)
IMPOSSIBLE = Diagnostic("S2S101", "S2S is on.", "Leave it.", HERE, "hq/settings")
DOWN = Diagnostic("S2S301", "No answer.", where="hq")
EXPIRED = Diagnostic("S2S015", "It counted until today.")
ENDED = Diagnostic("S2S027", "It holds no longer.")
UNUSED = Diagnostic("S2S028", "Nothing differs.")
WAITS = pending(since="2026-01-05T08:00:00Z", until="2026-01-19T08:00:00+00:00")
TODAY = date(2026, 11, 25)
END = (
    "S2S is switched off in Spring '27: preview sandboxes from 10 January 2027, "
    "every org by 20 February 2027 (87 days at the most).\n"
)


HELD = change("hq-emea@emea", verb="accept", attribute="")
IGNORED = Ignored(Address.parse("hq-emea@hq"), "invite", ignore("hq-emea@hq", reason="not \x1byet"))


def test_a_plan_is_told_in_full() -> None:
    """What is done, what waits, what is theirs, what is left alone, what was not read, the sum."""
    made = plan(
        change(),
        pending=(WAITS,),
        blocked=(change("hq-acme@hq/publish/Lead", verb="publish", attribute=""), HELD),
        held=(HELD,),
        ignored=(IGNORED,),
        observed=(change("eye/settings", shown_by="eye\x1b"),),
        unmanaged=(Address("hq", "template", "Old\x1b"),),
        unread=(Address("acme", "settings"),),
        used_up=(approval("hq/settings\x1b", "enable"),),
    )

    assert plan_text(made, TODAY) == (
        "   ~ hq/settings  set from_name: old -> new  (safe, s2s.yaml:3:5)\n"
        "\n"
        "Waits for somebody:\n"
        "   ! hq-acme@hq  waits for acme to accept since 2026-01-05, until 2026-01-19\n"
        "       1. Open the link\n"
        "       2. Press Accept\n"
        "\n"
        "Cannot run before that:\n"
        "   ~ hq-acme@hq/publish/Lead  publish  (safe, s2s.yaml:3:5)\n"
        "\n"
        "Cannot run while something that it needs is ignored:\n"
        "   ~ hq-emea@emea  accept  (safe, s2s.yaml:3:5)\n"
        "\n"
        "Counterparty: differs on sides that others manage, where nothing is written:\n"
        "   ~ eye/settings  set from_name: old -> new  (relied on at s2s.yaml:3:5)\n"
        "       shown by eye\\u001b\n"
        "\n"
        "Live but not declared, left alone:\n"
        "     hq/template/Old%1B\n"
        "\n"
        "Ignored:\n"
        "     hq-emea@hq  invite, until 2026-12-31: not \\u001byet\n"
        "\n"
        "Not read:\n"
        "   ? acme/settings\n"
        "\n"
        "Approvals that are used up and may be removed:\n"
        "     hq/settings\\u001b  enable  (s2s.yaml:3:5)\n"
        "\n"
        f"{END}"
        "Plan: 0 to add, 1 to change, 0 to remove, 1 waiting, 1 held back, 1 at a counterparty, 1 ignored.\n"
        "Verified 4 of 5 values; 1 unreadable.\n"
    )


def test_no_changes_is_never_said_without_the_coverage() -> None:
    """Nothing found is worth as much as was read."""
    assert plan_text(plan(), TODAY) == END + "No changes.\nVerified 4 of 5 values; 1 unreadable.\n"


@pytest.mark.parametrize(
    ("made", "line"),
    [
        pytest.param(plan(), "No changes.", id="nothing"),
        pytest.param(
            plan(change(), UNPUBLISH, ENABLE),
            "Plan: 1 to add, 1 to change, 1 to remove, 1 irreversible.",
            id="one of each",
        ),
        pytest.param(
            plan(ENABLE, consents={ENABLE.address: {"enable": Consent(needed=True)}}),
            "Plan: 1 to add, 0 to change, 0 to remove, 1 irreversible, 1 without approval.",
            id="without approval",
        ),
        pytest.param(
            plan(refused=(IMPOSSIBLE,)),
            "Plan: 0 to add, 0 to change, 0 to remove, 1 refused.",
            id="impossible",
        ),
        pytest.param(
            plan(pending=(WAITS,)),
            "Plan: 0 to add, 0 to change, 0 to remove, 1 waiting.",
            id="waiting",
        ),
        pytest.param(
            plan(diagnostics=(DOWN, DOWN, EXPIRED)),
            "Plan: 0 to add, 0 to change, 0 to remove, 2 error(s).",
            id="errors: not everything was looked at",
        ),
        pytest.param(plan(diagnostics=(EXPIRED,)), "No changes.", id="a warning alone"),
        pytest.param(
            plan(observed=(change("eye/settings"),)),
            "No changes, 1 at a counterparty.",
            id="others differ",
        ),
        pytest.param(plan(ignored=(IGNORED,) * 2), "No changes, 2 ignored.", id="ignored"),
        pytest.param(
            plan(blocked=(HELD,), held=(HELD,), ignored=(IGNORED,)),
            "Plan: 0 to add, 0 to change, 0 to remove, 1 held back, 1 ignored.",
            id="held back",
        ),
        pytest.param(
            plan(change(), refused=(IMPOSSIBLE,), pending=(WAITS,), diagnostics=(DOWN,)),
            "Plan: 0 to add, 1 to change, 0 to remove, 1 refused, 1 waiting, 1 error(s).",
            id="everything",
        ),
    ],
)
def test_a_plan_is_told_in_one_line(made: Plan, line: str) -> None:
    """Counts, and what needs attention."""
    assert summary_line(made) == line


FIELDS = tuple(
    change(f"{LEAD}.{name}", verb="publish-field", attribute="fields") for name in ("Email", "Fax")
)
OLD = Diagnostic("S2S402", "It still shows\x1b the old value.", "Look.")


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        pytest.param(
            Outcome(Step("hq-emea@hq", "p", "f", "Lead", Phase.GROW, FIELDS), Status.DONE),
            f"      done  {LEAD}  publish-field (Email, Fax)",
            id="members",
        ),
        pytest.param(
            Outcome(Step("hq", "s", "sender", "", Phase.GROW, (change(),)), Status.ALREADY),
            "already so  hq/settings  set (from_name)",
            id="attribute",
        ),
        pytest.param(
            Outcome(Step("hq-emea@hq", "p", "o", "", Phase.SHRINK, (UNPUBLISH,)), Status.SKIPPED),
            " not tried  hq-emea@hq/publish  unpublish (Lead)",
            id="resource",
        ),
        pytest.param(
            Outcome(Step("hq", "s", "g", "", Phase.GROW, (change(attribute=""),)), Status.WAITING),
            "   waiting  hq/settings  set",
            id="nothing to name",
        ),
        pytest.param(
            Outcome(Step("hq", "s", "g", "", Phase.GROW, (change(),)), Status.FAILED, OLD),
            "    failed  hq/settings  set (from_name)\n"
            "            S2S402: It still shows\\u001b the old value.\n"
            "            Look.",
            id="why it failed, harmless",
        ),
    ],
)
def test_a_step_tells_how_it_ended(outcome: Outcome, text: str) -> None:
    """Status, form, verbs and what they touched; why, and what to do."""
    assert outcome_text(outcome) == text


@pytest.mark.parametrize(
    ("found", "text"),
    [
        pytest.param(
            Waiting(plan(), (pending("a@hq", clicks=()),), (WAITS,)),
            "Waiting for too long:\n"
            "   ! a@hq  waits for acme to accept\n"
            "\n"
            "Waiting, within its time:\n"
            "   ! hq-acme@hq  waits for acme to accept since 2026-01-05, until 2026-01-19\n"
            "       1. Open the link\n"
            "       2. Press Accept\n"
            "\n"
            f"{END}"
            "Waiting: 2, 1 too long.\n",
            id="late first",
        ),
        pytest.param(
            Waiting(plan(), (), (pending("a@hq", clicks=(), after="invite"),)),
            "Waiting, within its time:\n"
            "   ! a@hq  waits for acme to accept (after invite)\n"
            "\n"
            f"{END}"
            "Waiting: 1.\n",
            id="in time",
        ),
        pytest.param(Waiting(plan(), (), ()), f"{END}Nothing waits for anybody.\n", id="nothing"),
        pytest.param(
            Waiting(plan(diagnostics=(DOWN,)), (), ()),
            f"{END}Not fully checked: 1 error(s).\n",
            id="nothing that is known",
        ),
    ],
)
def test_what_waits_is_told_with_what_to_click(found: Waiting, text: str) -> None:
    """Since when, until when, what is late first; never without the coverage."""
    assert status_text(found, TODAY) == f"{text}Verified 4 of 5 values; 1 unreadable.\n"


def test_diagnostics_say_place_code_why_and_what_to_do() -> None:
    """One block each; hostile text is spelled out."""
    shown = diagnostics_text(
        [
            Diagnostic("S2S005", "There is no `x\x1b` here.", "Remove it.", Source("a", 1, 2)),
            Diagnostic("S2S015", "It counted until today.", where="hq"),
        ]
    )

    assert shown == (
        "a:1:2: error S2S005: unknown key\n"
        "  There is no `x\\u001b` here.\n"
        "  fix: Remove it.\n"
        "\n"
        "warning S2S015: approval is not usable [hq]\n"
        "  It counted until today.\n"
        "\n"
    )


def test_a_member_of_a_list_is_no_value_to_show() -> None:
    """A row of members names them and nothing else."""
    one = change(f"{LEAD}.Email", action=Action.CREATE, attribute="fields", before=None,
                 after=Member.LISTED)  # fmt: skip

    assert "listed" not in plan_text(plan(one), TODAY)


def test_a_plan_says_how_many_e_mails_go_out() -> None:
    """Partners are mailed at each save: that is announced before."""
    told = plan_text(plan(change(), mails={"emea": 2, "ops@emea.example": 1}), TODAY)
    assert "E-mails that go out: 2 to emea, 1 to ops@emea.example.\n" in told
    assert "E-mails" not in plan_text(plan(change()), TODAY)
