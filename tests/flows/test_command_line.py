"""How commands end: exit codes, one JSON document, and refusals before any write."""

import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from s2s_gitops.cli.main import s2s as s2s_command
from tests.conftest import ROOT, Run

EXAMPLE = ROOT / "examples" / "connections.yaml"


def example(folder: Path, *changes: tuple[str, str]) -> None:
    """Write the example into the folder, with some of its text replaced."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    folder.joinpath("s2s.yaml").write_text(text, encoding="utf-8")


EMEA_IS_A_PARTNER = (
    'login: { instance_url: "${env:EMEA_URL}", access_token: "${env:EMEA_TOKEN}" }\n'
    "    settings:\n"
    "      enabled: true\n"
    "  acme",
    "access: none\n  acme",
)
"""A change of the example: nobody here can log in to emea."""


def text_line(words: str) -> int:
    """Return the number of the first line of the folder's file that holds some words."""
    lines = Path("s2s.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


@pytest.mark.parametrize(
    "arguments",
    [
        ("plna",),
        ("plan", "--no-such-option"),
        ("apply", "--wait", "-1"),
        ("explain", "nonsense"),
        ("explain",),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_1_and_never_reads_as_differences(
    s2s: Run, arguments: tuple[str, ...]
) -> None:
    """A typo in CI must not look like drift."""
    result = s2s(*arguments)
    assert (result.code, result.out) == (1, "")
    assert "Error" in result.err


def test_without_files_every_command_says_where_it_looked(s2s: Run) -> None:
    """Nothing found is an error, not an empty plan."""
    for command in ("validate", "plan", "apply", "drift", "status"):
        result = s2s(command)
        assert result.code == 1
        assert "S2S001" in result.err


def test_json_is_one_document_also_on_failure(s2s: Run) -> None:
    """A script can always parse stdout."""
    document = s2s("plan", "--json").document
    assert (document["kind"], document["diagnostics"][0]["code"]) == ("s2s.error", "S2S001")


def test_switching_off_is_impossible_and_named_with_its_line(
    s2s: Run, emulator: Any, folder: Path
) -> None:
    """Impossible is an error of the plan, and the rest of the plan is still shown."""
    example(folder, ("enabled: true # one-way: nobody can switch it off again", "enabled: false"))
    result = s2s("plan")
    assert result.code == 3
    line = text_line("enabled: false")
    assert f"s2s.yaml:{line}:7: error S2S101: impossible [hq/settings]" in result.err
    assert "+ hq-emea@hq  invite" in result.out
    assert s2s("apply", "--auto-approve").code == 3
    assert emulator


def test_without_approvals_apply_refuses_before_any_write(
    s2s: Run, emulator: Any, folder: Path, control: Any
) -> None:
    """Consent is missing: 3, and the journal is empty."""
    text = EXAMPLE.read_text(encoding="utf-8")
    folder.joinpath("s2s.yaml").write_text(text[: text.index("approvals:")], encoding="utf-8")
    assert s2s("plan").code == 0
    result = s2s("apply", "--auto-approve")
    assert result.code == 3
    assert result.err.count("S2S201") == 2
    assert control("journal")["writes"] == []
    assert emulator


def _said(option: click.Parameter) -> list[str]:
    """Return an option as it is written, with a value where it takes one."""
    if not isinstance(option, click.Option) or option.opts == ["--config"]:
        return []
    is_number = isinstance(option.type, click.FloatRange | click.types.FloatParamType)
    return [option.opts[0]] if option.is_flag else [option.opts[0], "1" if is_number else "30d"]


def test_no_option_of_apply_takes_the_place_of_an_approval(
    s2s: Run, folder: Path, control: Any
) -> None:
    """Consent stands in the files, where it is reviewed: no flag, alone or with all others, widens it."""
    text = EXAMPLE.read_text(encoding="utf-8")
    folder.joinpath("s2s.yaml").write_text(text[: text.index("\napprovals:")], encoding="utf-8")
    options = [said for one in s2s_command.commands["apply"].params if (said := _said(one))]
    assert ["--auto-approve"] in options

    every = [word for option in options for word in option]
    ends = [s2s("apply", *said) for said in (*options, every)]

    codes = {said[0]: one.code for said, one in zip((*options, ["all"]), ends, strict=True)}
    assert codes["--auto-approve"] == 3
    assert set(codes.values()) <= {1, 3}  # 1 where an option needs a saved plan
    assert all("S2S201" in one.err + one.out for one in ends if one.code == 3)
    assert control("journal")["writes"] == []


@pytest.mark.parametrize("name", ["S2S_FORCE", "S2S_AUTO_APPROVE", "S2S_APPROVE", "S2S_TODAY"])
def test_no_variable_takes_the_place_of_an_approval(
    s2s: Run, folder: Path, control: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The environment of a pipeline is not reviewed with the files."""
    text = EXAMPLE.read_text(encoding="utf-8")
    folder.joinpath("s2s.yaml").write_text(text[: text.index("\napprovals:")], encoding="utf-8")
    monkeypatch.setenv(name, "1")

    assert s2s("apply", "--auto-approve").code == 3
    assert control("journal")["writes"] == []


def test_an_org_may_ask_for_consent_to_what_partners_notice(
    s2s: Run, folder: Path, control: Any
) -> None:
    """With `require_approval: outward` publishing needs its entry; one in a file of its own counts."""
    text = EXAMPLE.read_text(encoding="utf-8")
    strict = text.replace("    settings:\n", "    require_approval: outward\n    settings:\n", 1)
    folder.joinpath("s2s.yaml").write_text(strict, encoding="utf-8")
    refused = s2s("apply", "--auto-approve")
    assert (refused.code, control("journal")["writes"]) == (3, [])
    missing = {
        line.rpartition("change: ")[2] for line in refused.err.splitlines() if "fix:" in line
    }
    assert {one.partition(",")[0] for one in missing} >= {"invite", "add-object"}

    entries = (
        "version: 1\napprovals:\n"
        '  - {address: "hq-emea@hq**", change: invite, reason: agreed}\n'
        "  - {address: hq-emea@hq/**, change: publish, reason: agreed}\n"
        "  - {address: hq-emea@hq/**, change: publish-field, reason: agreed}\n"
        "  - {address: hq-emea@hq/**, change: auto-accept, reason: agreed}\n"
        '  - {address: "hq/template/*/publish/*", change: add-object, reason: agreed}\n'
        '  - {address: "hq/template/*/publish/*", change: add-field, reason: agreed}\n'
    )
    folder.joinpath("approvals.yaml").write_text(entries, encoding="utf-8")
    done = s2s("apply", "--auto-approve")

    assert done.code == 0, done.err
    assert control("journal")["writes"] != []


def test_the_day_of_the_run_decides_whether_an_approval_counts(
    s2s: Run, emulator: Any, folder: Path
) -> None:
    """Its last day included; and the document says when the plan was made."""
    reason = "    reason: legal agreed on 3 November\n"
    example(folder, (reason, f"{reason}    until: 2026-02-01\n"))
    found = []
    for day in (1, 2):
        plan = s2s("plan", "--json", at=datetime(2026, 2, day, 8, tzinfo=UTC)).document
        needed = next(one for one in plan["changes"] if one["verb"] == "enable")["approval"]
        found.append((plan["volatile"]["created"], bool(needed["reason"])))
    assert found == [("2026-02-01T08:00:00+00:00", True), ("2026-02-02T08:00:00+00:00", False)]
    assert emulator


def test_how_long_the_feature_lasts_is_no_part_of_what_a_plan_means(
    s2s: Run, emulator: Any
) -> None:
    """It moves every day; the digest does not."""
    days = [datetime(2027, month, 1, 8, tzinfo=UTC) for month in (1, 3)]
    plans = [s2s("plan", "--json", "--config", str(EXAMPLE), at=day).document for day in days]
    assert [one["volatile"]["switch_off"]["days_left"] for one in plans] == [50, 0]
    assert len({one["digest"] for one in plans}) == 1
    assert emulator


def test_without_a_terminal_apply_wants_auto_approve(s2s: Run, emulator: Any, control: Any) -> None:
    """Nobody can answer, so nothing is written."""
    result = s2s("apply", "--config", str(EXAMPLE))
    assert result.code == 3
    assert "S2S204" in result.err
    assert control("journal")["writes"] == []
    assert emulator


def test_a_login_to_another_org_stops_everything(
    s2s: Run, emulator: Any, folder: Path, control: Any
) -> None:
    """The pin is checked before anything else is asked."""
    example(folder, ("00D000000000001EAA", "00D000000000009EAA"))
    control("requests", {})
    result = s2s("plan")
    assert result.code == 1
    assert "S2S303: wrong org [hq]" in result.err
    asked = [one["path"] for one in control("requests")["requests"] if one["org"] == "hq"]
    assert asked == ["/services/oauth2/userinfo"]
    assert emulator


def test_a_refused_session_is_named_and_not_taken_for_an_empty_org(
    s2s: Run, emulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An expired login is an error of its own, and the token stays out of it."""
    monkeypatch.setenv("EMEA_TOKEN", "00D000000000002!AQ.expired")
    result = s2s("plan", "--config", str(EXAMPLE))
    assert result.code == 1
    assert "S2S302: login was refused [emea]" in result.err
    assert "AQ.expired" not in result.out + result.err
    assert emulator


def test_what_logs_in_names_every_variable_that_is_missing_and_the_rest_needs_none(
    s2s: Run, emulator: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, control: Any
) -> None:
    """All orgs in one run, before any of them is asked; offline nothing is missing."""
    example(
        folder,
        (
            "access: none # a partner's org",
            """access: observe
    org_id: 00D000000000003EAA
    login: { instance_url: "${env:ACME_URL}", access_token: "${env:ACME_TOKEN}" }""",
        ),
    )
    monkeypatch.delenv("HQ_TOKEN")
    monkeypatch.delenv("ACME_URL")
    control("requests", {})
    assert s2s("validate").code == 0
    for command in ("plan", "drift", "apply", "status"):
        document = s2s(command, "--json").document
        told = [(one["code"], one["detail"]) for one in document["diagnostics"]]
        assert told == [
            ("S2S009", "HQ_TOKEN is not set, or empty."),
            ("S2S009", "ACME_URL is not set, or empty."),
        ]
    assert control("requests")["requests"] == []
    assert emulator


def test_a_user_without_permission_is_told_so(
    s2s: Run, emulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may not be seen is unread, never absent: no invitation is planned on top of it."""
    monkeypatch.setenv("HQ_TOKEN", emulator.token("sam@hq.example"))
    result = s2s("plan", "--config", str(EXAMPLE), "--json")
    assert result.code == 1
    assert "S2S304" in {one["code"] for one in result.document["diagnostics"]}
    assert [
        one for one in result.document["changes"] if one["address"].startswith("hq-emea@hq")
    ] == []


def test_http_from_the_environment_counts_for_this_machine_alone(
    s2s: Run, emulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody switches a live org to HTTP with a variable: it does not count, and that is said."""
    monkeypatch.setenv("HQ_URL", "https://hq.my.salesforce.example")
    result = s2s("apply", "--config", str(EXAMPLE), "--auto-approve")
    assert result.code == 1
    assert "S2S_WRITES=http decides how saves are made in: emea." in result.err
    assert "S2S203: override does not count here [hq]" in result.err
    assert emulator


def test_an_unknown_word_in_the_environment_is_wrong_usage(
    s2s: Run, emulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typing error never falls back to something."""
    monkeypatch.setenv("S2S_WRITES", "browzer")
    result = s2s("apply", "--config", str(EXAMPLE), "--auto-approve")
    assert (result.code, "write one of: auto, http, browser, human" in result.err) == (1, True)
    assert emulator


def test_a_partner_who_does_not_answer_is_pending_and_no_difference(
    s2s: Run, emulator: Any, folder: Path, control: Any
) -> None:
    """Waiting for others: plan 0, apply 2, and a hundred runs would send nothing more."""
    example(folder, EMEA_IS_A_PARTNER)
    assert s2s("apply", "--auto-approve").code == 2
    invitations = [one for one in control("journal")["writes"] if "invited" in one["what"]]
    for _ in range(3):
        assert s2s("apply", "--auto-approve").code == 2
        plan = s2s("plan", "--detailed-exitcode", "--json")
        assert plan.code == 0
        assert [one["address"] for one in plan.document["pending"]] == ["hq-emea@hq"]
        assert {one["address"].split("/")[0] for one in plan.document["blocked"]} == {"hq-emea@hq"}
    assert len(invitations) == 1
    assert [one for one in control("journal")["writes"] if "invited" in one["what"]] == invitations
    assert emulator


@pytest.mark.parametrize(
    ("deadline", "days", "code"),
    [
        pytest.param("", 14, 0, id="14 days unless said"),
        pytest.param("", 15, 2, id="later"),
        pytest.param("    deadline: 30 days\n", 30, 0, id="30 days"),
        pytest.param("    deadline: 30 days\n", 31, 2, id="later than that"),
    ],
)
def test_waiting_counts_as_drift_after_the_deadline_of_the_connection(
    s2s: Run, emulator: Any, folder: Path, deadline: str, days: int, code: int
) -> None:
    """The deadline is for us: it travels nowhere, and changes no plan."""
    example(folder, EMEA_IS_A_PARTNER)
    digest = s2s("plan", "--json").document["digest"]
    invited = "name: hq-emea\n    invited_by: hq\n"
    example(folder, EMEA_IS_A_PARTNER, (invited, f"{invited}{deadline}"))
    assert s2s("plan", "--json").document["digest"] == digest
    assert s2s("apply", "--auto-approve").code == 2
    plan = s2s("plan", "--json", "--detailed-exitcode").document
    (since,), (until,) = (plan["volatile"][f"pending_{one}"].values() for one in ("since", "until"))
    waits = datetime.fromisoformat(until) - datetime.fromisoformat(since)
    assert waits.days == (30 if deadline else 14)
    begun = datetime.fromisoformat(since)
    assert s2s("drift", at=begun + timedelta(days=days)).code == code
    status = s2s("status", "--json", at=begun + timedelta(days=days))
    assert (status.code, bool(status.document["late"])) == (code, code == 2)
    assert emulator


class Keyboard(io.StringIO):
    """A terminal at which somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "code", "writes"),
    [("n\n", 3, False), ("", 130, False), ("y\n", 0, True)],
    ids=["no", "interrupt", "yes"],
)
def test_apply_asks_where_a_person_can_answer(
    s2s: Run,
    emulator: Any,
    control: Any,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    code: int,
    writes: bool,
) -> None:
    """No is a refusal, an interrupt is 130, and only yes writes."""
    monkeypatch.setattr("sys.stdin", Keyboard(typed))
    assert s2s("apply", "--config", str(EXAMPLE)).code == code
    assert bool(control("journal")["writes"]) is writes
    assert emulator


def test_schema_validate_explain_and_help_need_no_org(s2s: Run, emulator: Any) -> None:
    """What can be said offline is said offline."""
    assert s2s("schema").document["title"] == "s2s connections"
    assert s2s("validate", "--json", "--config", str(EXAMPLE)).document["resources"] == 18
    assert "publish: outward" in s2s("explain", "publication").out
    assert "S2S305 page does not look as expected" in s2s("explain", "s2s305").out
    assert "did you mean publication?" in s2s("explain", "publicaton").err
    assert "Commands:" in s2s().out
    assert s2s("--version").out.startswith("s2s, version ")
    assert emulator


def test_the_module_and_the_console_script_are_one_command(folder: Path) -> None:
    """`python -m s2s_gitops` exits with the command's code."""
    done = subprocess.run(
        [sys.executable, "-m", "s2s_gitops", "validate"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "S2S001" in done.stderr
