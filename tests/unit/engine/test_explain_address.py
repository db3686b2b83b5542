"""An address is explained from the files and the kinds: what can be done to it, who needs it, with whose consent."""

import pytest

from s2s_gitops.engine.explain_address import explain_address, near_address
from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from tests.conftest import ROOT

EXAMPLE = ROOT.joinpath("examples", "connections.yaml").read_text(encoding="utf-8")


def config(text: str = EXAMPLE) -> Config:
    """Return what a file declares."""
    return load({"s2s.yaml": text.encode()}, ALL, {})


def told(address: str, text: str = EXAMPLE, today: str = "2026-01-06") -> list[str]:
    """Return the lines about an address."""
    return (explain_address(address, config(text), ALL, today) or "").splitlines()


def part(lines: list[str], title: str) -> list[str]:
    """Return the lines under a title."""
    rest = lines[lines.index(title) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


def verbs(lines: list[str]) -> list[str]:
    """Return what can be done, without why."""
    return [one.strip() for one in part(lines, "What can be done to it") if one[2] in "+~-"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "hq-emea@hq/publish/Lead.Email",
            ["+ publish-field: outward", "- unpublish-field: destructive"],
        ),
        (
            "hq-emea@emea/subscribe/Lead.Email",
            ["+ map: safe", "~ remap: destructive", "- clear-mapping: destructive"],
        ),
        ("emea/settings", ["+ enable: irreversible", "~ set: safe"]),
    ],
)
def test_only_what_can_happen_to_an_address_is_told(address: str, expected: list[str]) -> None:
    """With its risk."""
    assert [one.partition(",")[0] for one in verbs(told(address))] == expected


@pytest.mark.parametrize("address", [str(one) for one in config().desired.resources])
def test_every_declared_address_is_explained(address: str) -> None:
    """No word stays in braces."""
    lines = told(address)

    assert lines[0].startswith(f"{address}: ")
    assert [one for one in lines if "{" in one] == []


def test_consent_is_told_with_its_place() -> None:
    """Where it is given, where it is missing, where none is needed, and where an org asks for more."""
    strict = EXAMPLE.replace(
        "    settings:\n      enabled: true\n  acme", "    require_approval: outward\n  acme"
    )
    given, missing = verbs(told("emea/settings"))[0], verbs(told("hq-emea@hq"))

    assert given.startswith("+ enable: irreversible, approved at s2s.yaml:")
    assert given.endswith(": legal agreed on 3 November")
    assert missing[0] == "+ invite: outward, no approval needed"
    assert missing[2] == "+ accept: irreversible, needs an approval, and there is none"
    assert verbs(told("hq-emea@emea/publish/Case", strict))[0] == (
        "+ publish: outward, needs an approval, and there is none"
    )


def test_consent_that_has_run_out_is_none() -> None:
    """As in a plan of that day."""
    ended = EXAMPLE.replace("legal agreed on 3 November", "agreed\n    until: 2026-01-05")

    assert verbs(told("emea/settings", ended))[0].endswith("and there is none")


def test_what_leans_on_an_address_is_told_by_name() -> None:
    """Of a member its namesakes only; of much, the first twenty."""
    many = EXAMPLE.replace(
        "approvals:",
        "".join(
            f"  - {{name: c{at}, invited_by: hq, sides: {{hq: {{contact: a{at}@b.c}}, acme: {{}}}}}}\n"
            for at in range(30)
        )
        + "approvals:",
        1,
    )  # fmt: skip
    fields = part(told("hq-emea@hq/publish/Lead.Email"), "Needed by")
    none = part(told("hq-emea@hq/publish/Lead.Company"), "Needed by")
    settings = part(told("hq/settings", many), "Needed by")

    assert [one.split()[0] for one in fields] == ["hq-emea@emea/subscribe/Lead.Email"]
    assert none == ["  nothing that is declared"]
    assert (len(settings), settings[-1]) == (21, "  and 45 more")


def test_what_it_needs_is_told_even_if_nobody_declares_it() -> None:
    """Then it has to be there."""
    lines = part(told("hq-acme@hq"), "Needs")

    assert [one.split()[0] for one in lines] == ["hq/settings", "acme/settings"]
    assert lines[1].endswith("not declared")
    assert part(told("hq/settings"), "Needs") == ["  nothing"]


def test_what_others_manage_is_told_as_such() -> None:
    """Nothing can be done to it from here."""
    lines = told("hq-acme@acme/publish/Case")

    assert part(lines, "What can be done to it") == ["  nothing by s2s: acme has `access: none`"]
    assert part(lines, "How it is verified")[0].startswith("  nobody here can log in to acme")


def test_what_is_declared_to_go_is_told_as_such() -> None:
    """And an empty list as one."""
    assert "  state: absent" in told("hq-emea@hq/publish/Task")
    empty = (
        EXAMPLE.replace("fields: [Subject, Priority, Status]", "fields: []")
        .replace("fields: { Subject: Subject, Priority: Severity__c }", "fields: {}", 1)
        .replace(
            "values: { Priority: { High: P1, Low: P3 } } # Medium arrives as it is", "values: {}", 1
        )
    )
    assert "  fields: none" in told("hq-emea@emea/publish/Case", empty)


@pytest.mark.parametrize(
    ("address", "near"),
    [
        pytest.param("hq-emea@hq/publish/Laed", "hq-emea@hq/publish/Lead", id="an object"),
        pytest.param("hq-emea@hq/publish/Lead.Emial", "hq-emea@hq/publish/Lead.Email", id="a field"),
        pytest.param("hq-emae@hq/publish/Task", "hq-emea@hq/publish/Task", id="a connection"),
        pytest.param("zzz@zzz", "", id="nothing like it"),
    ],
)  # fmt: skip
def test_what_is_not_declared_has_a_near_miss(address: str, near: str) -> None:
    """Of its own side first."""
    assert (
        explain_address(address, config(), ALL, "2026-01-06"),
        near_address(address, config()),
    ) == (
        None,
        near,
    )
