"""Approvals against what is declared: names nothing, allows nothing, is used up."""

from dataclasses import replace
from typing import Any, Final

import pytest

from s2s_gitops.engine.approvals import doubtful, used_up
from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Ignored
from s2s_gitops.model.resource import State

from ..builders import change, ignore, pending, plan

TODAY: Final = "2026-03-01"
FILES: Final = """\
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "https://hq.example", access_token: "${env:T}"}
    settings: {enabled: true, from_name: Ops}
  acme: {access: none}
templates:
  - {org: hq, name: "A*", publish: [{object: Lead, fields: [Email]}]}
connections:
  - name: hq-acme
    invited_by: hq
    sides:
      hq:
        contact: p@acme.example
        publish:
          - {object: Lead, fields: [Email, Status]}
          - {object: Task, state: absent}
        subscribe:
          - object: Case
            as: Case
            auto_accept: true
            fields: {Priority: Severity__c}
            values: {Priority: {High: P1}}
          - {object: Contact, as: Contact, auto_map: true, fields: {Email: Email}}
      acme:
        publish: [{object: Case, fields: [Priority]}, {object: Contact, fields: [Email]}]
  - name: over
    invited_by: hq
    state: inactive
    sides: {hq: {contact: q@acme.example, publish: [{object: Lead}]}, acme: {}}
"""
LEAD: Final = "hq-acme@hq/publish/Lead"
CASE: Final = "hq-acme@hq/subscribe/Case"


def config(*approvals: tuple[str, str], until: str = "") -> Config:
    """Return the files with some approvals."""
    lines = [
        f'  - {{address: "{at}", change: {verb}, reason: agreed{until}}}' for at, verb in approvals
    ]
    text = FILES + "\n".join(["approvals:", *lines] if lines else [])
    return load({"s2s.yaml": text.encode()}, ALL, {"T": "x"})


def doubts(address: str, verb: str) -> list[str]:
    """Return the codes of what is said against one approval."""
    return [one.code for one in doubtful(config((address, verb)), ALL, TODAY)]


@pytest.mark.parametrize(
    ("address", "verb", "code"),
    [
        pytest.param("hq/settings", "enable", "", id="a transition"),
        pytest.param("hq/settings", "set", "", id="an attribute"),
        pytest.param("hq-acme@hq", "invite", "", id="a state that is declared"),
        pytest.param("hq-acme@hq", "deactivate", "S2S030", id="a state that is not"),
        pytest.param("hq-acme@hq", "decline", "S2S030", id="another end"),
        pytest.param("over@hq", "deactivate", "", id="an end"),
        pytest.param("over@hq/publish/Lead", "unpublish-field", "S2S030", id="not compared"),
        pytest.param("hq-acme@hq/publish/Task", "unpublish", "", id="is to go"),
        pytest.param("hq-acme@hq/publish/Task.Subject", "unpublish", "S2S030", id="goes whole"),
        pytest.param("hq-acme@hq/publish/Task", "publish", "S2S030", id="is to go, not to come"),
        pytest.param(LEAD, "unpublish", "S2S030", id="is to stay"),
        pytest.param(LEAD, "publish", "", id="is to come"),
        pytest.param(f"{LEAD}.Email", "publish", "S2S030", id="comes whole"),
        pytest.param(f"{LEAD}.Email", "publish-field", "", id="a field is to come"),
        pytest.param(f"{LEAD}.Phone", "publish-field", "S2S030", id="a field is not listed"),
        pytest.param(f"{LEAD}.Phone", "unpublish-field", "", id="a field is to go"),
        pytest.param(f"{LEAD}.Email", "unpublish-field", "S2S030", id="a field is listed"),
        pytest.param(f"{CASE}.Priority", "remap", "", id="a mapping"),
        pytest.param(f"{CASE}.Priority.Low", "clear-value", "", id="a value is not listed"),
        pytest.param(f"{CASE}.Priority.High", "clear-value", "S2S030", id="a value is listed"),
        pytest.param(CASE, "auto-accept", "", id="a flag"),
        pytest.param(CASE, "accept-by-hand", "S2S030", id="the other flag"),
        pytest.param(f"{CASE}.Priority", "auto-accept", "S2S030", id="no member of a list"),
        pytest.param(
            "hq-acme@hq/subscribe/Contact.Phone", "clear-mapping", "S2S030", id="maps by itself"
        ),
        pytest.param("hq-acme@acme/publish/Case", "publish", "S2S030", id="theirs to do"),
        pytest.param("hq/template/A%2A/publish/Lead.Phone", "remove-field", "", id="quoted star"),
        pytest.param("hq/settings", "unpublish", "S2S031", id="another kind's change"),
        pytest.param("hq/nothing", "set", "S2S031", id="no such kind"),
        pytest.param("hq-acme@hq/publish/Leed", "unpublish", "S2S031", id="no such thing"),
        pytest.param("emea/settings", "enable", "S2S031", id="no such org"),
        pytest.param("hq", "unpublish", "S2S031", id="no such change in the org"),
        pytest.param("**", "unpublish-field", "", id="everything"),
        pytest.param("*/settings", "enable", "", id="a star for an org"),
        pytest.param("*@hq/publish/*", "unpublish-field", "", id="a star for members"),
        pytest.param("*/publish/Lead.*", "unpublish-field", "", id="members of any"),
        pytest.param("*/publish/*Phone", "unpublish-field", "", id="a star over the dot"),
        pytest.param("*/publish/Laed.*", "unpublish-field", "S2S031", id="members of nothing"),
        pytest.param("*@emea/**", "unpublish", "S2S031", id="a side that is not declared"),
        pytest.param("*@acme/**", "publish", "S2S030", id="all theirs"),
        pytest.param("hq-acme@hq", "unpublish-field", "", id="a whole scope by its name"),
        pytest.param("hq-acme@hq/**", "unpublish-field", "", id="all in a scope"),
        pytest.param("hq-acme@hq/**", "clear-value", "", id="all values in a scope"),
        pytest.param("over@hq/**", "unpublish-field", "S2S030", id="all in a scope that is over"),
        pytest.param("hq/**", "enable", "", id="all in an org"),
    ],
)
def test_an_approval_has_something_declared_to_allow(address: str, verb: str, code: str) -> None:
    """Typos and leftovers are told by the files alone, so the warning never depends on the orgs."""
    assert doubts(address, verb) == [code] * bool(code)


def only(address: str, verb: str) -> Diagnostic:
    """Return what is said against one approval."""
    (found,) = doubtful(config((address, verb)), ALL, TODAY)
    return found


def test_an_approval_of_nothing_says_what_may_be_meant() -> None:
    """With its place and, where one is near, the address of a thing that knows the change."""
    near = only("hq-acme@hq/publish/Leed.Phone", "unpublish-field")
    far = only("zzz", "enable")

    assert (str(near.source), near.where) == ("s2s.yaml:33:6", "hq-acme@hq/publish/Leed.Phone")
    assert near.fix == f"Did you mean `{LEAD}.Phone`?"
    assert "such as `hq/settings`" in far.fix


def test_many_unknown_addresses_are_not_all_looked_up() -> None:
    """Looking up what is meant takes long, so only the first fifty are."""
    many = [(f"hq-acme@hq/publish/Leed{at}", "unpublish") for at in range(51)]

    found = doubtful(config(*many), ALL, TODAY)

    assert ["Did you mean" in one.fix for one in found] == [True] * 50 + [False]


def test_a_change_that_no_declared_thing_knows_is_told() -> None:
    """Where there is no template, nothing can be removed from one."""
    files = config(("hq/template/X/publish/Lead", "remove-object"))
    bare = {at: one for at, one in files.desired.resources.items() if at.segment == "settings"}
    (found,) = doubtful(replace(files, desired=State(bare)), ALL, TODAY)

    assert found.fix.startswith("Nothing that is declared knows it")


def test_an_approval_that_has_run_out_is_told_as_that_alone() -> None:
    """One message for one entry."""
    ended = config(("nothing", "enable"), until=", until: 2026-02-28")

    assert doubtful(ended, ALL, TODAY) == ()


PHONE: Final = Address.parse(f"{LEAD}.Phone")


def used(*approvals: tuple[str, str], until: str = "", **more: Any) -> list[str]:
    """Return the approvals that are used up beside a plan."""
    changes = more.pop("changes", ())
    files = config(*(approvals or ((str(PHONE), "unpublish-field"),)), until=until)
    return [one.pattern for one in used_up(files, ALL, plan(*changes, **more), TODAY)]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"changes": (change(str(PHONE), verb="unpublish-field"),)}, id="planned"),
        pytest.param({"blocked": (change(str(PHONE), verb="unpublish-field"),)}, id="blocked"),
        pytest.param({"pending": (pending("hq-acme@hq"),)}, id="behind something pending"),
        pytest.param({"unread": (PHONE.resource,)}, id="not read"),
        pytest.param({"unread": (Address("hq-acme@hq"),)}, id="not read around it"),
        pytest.param({"ignored": (Ignored(PHONE, "x", ignore(str(PHONE))),)}, id="ignored"),
        pytest.param({"diagnostics": (Diagnostic("S2S301", "No answer."),)}, id="not sure"),
        pytest.param({"until": ", until: 2026-02-28"}, id="run out"),
    ],
)
def test_an_approval_that_may_still_be_needed_is_not_used_up(more: dict[str, Any]) -> None:
    """Nobody is told to remove what the next apply asks for."""
    assert used(**more) == []


def test_an_approval_whose_change_has_been_made_is_used_up() -> None:
    """Said without a warning: the entry did its work."""
    other = change(str(PHONE), verb="set")

    assert used(changes=(other,)) == [str(PHONE)]


def test_patterns_and_idle_approvals_are_never_used_up() -> None:
    """A pattern may stand for good; what allows nothing has a warning of its own."""
    assert used(("**", "unpublish-field"), (LEAD, "unpublish"), ("hq/x", "set")) == []


def test_what_waits_in_an_org_does_not_hold_up_other_orgs() -> None:
    """Only the connection that waits keeps its approvals."""
    waiting = (pending("other@hq"), pending("hq/settings"))

    assert used(("hq/settings", "enable"), pending=waiting) == ["hq/settings"]
