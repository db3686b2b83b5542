"""What `validate` says of files that can be loaded."""

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.flows.validate import validate
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.plan import Ignored

from ..builders import ignore, plan

FILE = """\
version: 1
orgs:
  hq: {org_id: 00D000000000001EAA, login: {instance_url: "https://a", access_token: "${env:A}"}}
  acme: {access: none}
connections:
  - name: hq-acme
    invited_by: hq
    sides:
      hq:
        contact: a@b.example
        publish: [{object: CaseComment}]
        subscribe: [{object: Lead, as: Lead, auto_accept: true}]
      acme: {}
"""
OWNER = "S2S038"
CHILD = "S2S039"


def config(*entries: str) -> Config:
    """Return a config with two things that look like mistakes, and entries of `ignore`."""
    text = FILE + ("ignore:\n" if entries else "") + "".join(f"  - {{{one}}}\n" for one in entries)
    return load({"s2s.yaml": text.encode()}, ALL, {})


def entry(code: str, address: str = "hq-acme@hq", until: str = "2026-12-31") -> str:
    """Return an entry of `ignore`."""
    return f"address: {address!r}, code: {code}, reason: agreed, until: {until}"


@pytest.mark.parametrize(
    ("entries", "left", "ignored"),
    [
        pytest.param([], [OWNER, CHILD], [], id="no entry"),
        pytest.param([entry(OWNER)], [CHILD], [OWNER], id="its address"),
        pytest.param([entry(OWNER, "*@hq")], [CHILD], [OWNER], id="a pattern"),
        pytest.param([entry(CHILD, "hq-acme@hq/publish/CaseComment")], [OWNER], [CHILD], id="in full"),
        pytest.param([entry(CHILD, "hq-acme@acme")], [OWNER, CHILD], [], id="another address"),
        pytest.param([entry("S2S040")], [OWNER, CHILD], [], id="another code"),
        pytest.param(
            ["address: '**', reason: agreed, until: 2026-12-31"], [OWNER, CHILD], [],
            id="an entry for differences",
        ),
        pytest.param([entry(OWNER), entry(CHILD, "**")], [], [CHILD, OWNER], id="both"),
        pytest.param([entry(OWNER, until="2025-12-31")], ["S2S026", CHILD], [OWNER],
                     id="in its last days"),
        pytest.param([entry(OWNER, until="2025-01-31")], ["S2S026", OWNER, CHILD], [],
                     id="it holds no longer"),
    ],
)  # fmt: skip
def test_an_entry_with_a_code_leaves_one_message_alone(
    entries: list[str], left: list[str], ignored: list[str]
) -> None:
    """At its address and in what that holds, until a day; and it is told."""
    found = validate(config(*entries), "2026-01-06")

    assert sorted(one.code for one in found.diagnostics) == sorted(left)
    assert sorted(one.what.partition(" ")[0] for one in found.ignored) == sorted(ignored)


@pytest.mark.parametrize(
    ("code", "told", "fix"),
    [
        pytest.param("S2S020", "S2S042", "Remove the entry; `s2s explain S2S020` says what it is about.",
                     id="an error"),
        pytest.param("S2S999", "S2S008", "Take it from the message ", id="no code"),
    ],
)  # fmt: skip
def test_only_what_may_be_wrong_can_be_ignored(code: str, told: str, fix: str) -> None:
    """An error that rests on the org's own word is settled, not hushed up."""
    with pytest.raises(FilesError) as raised:
        config(entry(code))

    wrong = [one for one in raised.value.diagnostics if one.code == told]
    assert [one.fix.startswith(fix) for one in wrong] == [True]
    assert str(wrong[0].source) == "s2s.yaml:15:29"


def test_an_error_that_rests_on_hearsay_can_be_ignored() -> None:
    """The page has the last word."""
    assert config(entry("S2S110")).ignores[0].code == "S2S110"


def test_what_the_orgs_say_comes_from_the_plan() -> None:
    """There is no second way to find it."""
    misfit = Diagnostic("S2S107", "Types differ.", where="hq-acme@hq/subscribe/Lead.A")
    left_alone = Ignored(Address("hq-acme@hq"), "S2S112 x", ignore("**"))
    by_code = Ignored(Address("hq-acme@hq"), "S2S112 x", config(entry("S2S112")).ignores[0])
    made = plan(diagnostics=(misfit,), ignored=(left_alone, by_code))

    found = validate(config(), "2026-01-06", made)

    assert sorted(one.code for one in found.diagnostics) == [OWNER, CHILD, "S2S107"]
    assert (found.ignored, found.orgs) == ((by_code,), ("hq",))
