"""Dated notices: too early is refused, what is to come and what is due is told."""

from dataclasses import replace
from typing import Final

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.engine.notices import reminders, told_to_partner, too_early
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Config, Notice
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.resource import UNREAD, Gap, Member, State

from ..builders import HERE, change, resource, state

LEAD: Final = "hq-acme@hq/publish/Lead"
BEFORE, FIRST, LAST, AFTER = "2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01"
DAYS: Final = f"on: {FIRST}, remove_after: {LAST}"


def config(entry: str, access: str = "none") -> Config:
    """Return files with one entry of `publish`, beside a partner with some access."""
    login = 'org_id: 00D000000000002EAA, login: {instance_url: "https://x.example", access_token: "${env:T}"}'
    partner = f"{{access: {access}}}" if access == "none" else f"{{access: {access}, {login}}}"
    text = (
        "version: 1\norgs:\n"
        f"  hq: {{{login.replace('2EAA', '1EAA')}}}\n"
        f"  acme: {partner}\n"
        "connections:\n  - name: hq-acme\n    invited_by: hq\n    sides:\n"
        f"      hq: {{contact: a@b.example, publish: [{{object: Lead, {entry}}}]}}\n"
        "      acme: {}\n"
    )
    return load({"s2s.yaml": text.encode()}, ALL, {"T": "x"})


def shown(*fields: str) -> State:
    """Return a picture in which Lead is published with some fields."""
    return state(resource(LEAD, fields=dict.fromkeys(fields, Member.LISTED)))


WHOLE: Final = f"fields: [Email, Phone], deprecate: {{{DAYS}}}"
PHONE: Final = f"fields: [Email, Phone], deprecate: {{{DAYS}, fields: [Phone]}}"


@pytest.mark.parametrize(
    ("entry", "address", "verb", "day", "refused"),
    [
        pytest.param(WHOLE, LEAD, "unpublish", BEFORE, True, id="before it begins"),
        pytest.param(WHOLE, LEAD, "unpublish", LAST, True, id="on the last day"),
        pytest.param(WHOLE, LEAD, "unpublish", AFTER, False, id="after it"),
        pytest.param(WHOLE, f"{LEAD}.Phone", "unpublish-field", LAST, True, id="a field of it"),
        pytest.param(PHONE, f"{LEAD}.Phone", "unpublish-field", LAST, True, id="the field"),
        pytest.param(PHONE, f"{LEAD}.Phone", "unpublish-field", AFTER, False, id="in time"),
        pytest.param(PHONE, f"{LEAD}.Email", "unpublish-field", LAST, False, id="another field"),
        pytest.param(PHONE, LEAD, "unpublish", LAST, True, id="the object with the field"),
        pytest.param(WHOLE, f"{LEAD}.Phone", "publish-field", LAST, False, id="more is shown"),
        pytest.param(WHOLE, LEAD.replace("Lead", "Case"), "unpublish", LAST, False, id="another"),
    ],
)  # fmt: skip
def test_nothing_goes_before_its_announced_day(
    entry: str, address: str, verb: str, day: str, refused: bool
) -> None:
    """The partner was promised the time, whatever was approved."""
    made = change(address, kind="publication", verb=verb, partner="acme")

    found = list(too_early([made], config(entry), ALL, day))

    assert [(one.code, one.where) for one in found] == [("S2S210", address)] * refused
    assert all("promises acme" in one.detail and LAST in one.detail for one in found)


@pytest.mark.parametrize(
    ("entry", "live", "day", "code"),
    [
        pytest.param(WHOLE, shown("Email"), BEFORE, "", id="before it begins"),
        pytest.param(WHOLE, shown("Email"), FIRST, "S2S211", id="from the first day on"),
        pytest.param(WHOLE, shown("Email"), LAST, "S2S211", id="to the last one"),
        pytest.param(WHOLE, shown("Email"), AFTER, "S2S212", id="it is due"),
        pytest.param(WHOLE, shown(), FIRST, "", id="without a field shown"),
        pytest.param(WHOLE, state(), FIRST, "", id="it is gone"),
        pytest.param(WHOLE, state(resource(LEAD, fields=UNREAD)), FIRST, "S2S211", id="unread"),
        pytest.param(
            WHOLE,
            State({}, (Gap("hq", None, Diagnostic("S2S301", "No.")),)),
            FIRST,
            "S2S211",
            id="nothing was read",
        ),
        pytest.param(PHONE, shown("Email", "Phone"), FIRST, "S2S211", id="a field"),
        pytest.param(PHONE, shown("Email"), FIRST, "", id="the field is gone"),
        pytest.param(
            f"fields: [Email], deprecate: {{{DAYS}, fields: [Phone]}}",
            shown("Email", "Phone"),
            AFTER,
            "",
            id="the field goes with this plan",
        ),
        pytest.param(
            f"deprecate: {{{DAYS}, fields: [Phone]}}",
            shown("Phone"),
            AFTER,
            "S2S212",
            id="fields are not declared",
        ),
        pytest.param(
            f"state: absent, deprecate: {{{DAYS}}}",
            shown("Email"),
            AFTER,
            "",
            id="it goes with this plan",
        ),
    ],
)
def test_a_notice_is_told_while_it_matters(entry: str, live: State, day: str, code: str) -> None:
    """From its first day on, as long as the thing is there and nothing takes it away."""
    found = list(reminders(config(entry), live, ALL, day))

    assert [(one.code, one.where) for one in found] == [(code, LEAD)] * bool(code)


@pytest.mark.parametrize(
    ("access", "advice"),
    [("none", "status --for acme"), ("observe", "status --for acme"), ("manage", "Take out")],
)
def test_who_has_to_be_told_depends_on_who_manages_the_other_side(access: str, advice: str) -> None:
    """A partner gets a letter; our own org has to be made ready."""
    (found,) = reminders(config(PHONE, access), shown("Phone"), ALL, FIRST)

    assert (advice in found.fix, f"Lead.Phone is announced to go after {LAST}" in found.detail) == (
        True,
        True,
    )


def test_a_notice_of_others_and_one_of_nothing_are_left_alone() -> None:
    """What we declare on a side that others manage announces nothing of ours."""
    files = config(WHOLE)
    theirs = {**files.orgs, "hq": replace(files.orgs["hq"], access=Access.OBSERVE)}

    assert list(reminders(replace(files, orgs=theirs), shown("Email"), ALL, FIRST)) == []
    assert list(reminders(replace(files, desired=State({})), shown("Email"), ALL, FIRST)) == []


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        pytest.param(
            WHOLE,
            f"hq is going to unpublish Lead after {LAST}: acme loses its subscription to Lead, with "
            "its mappings; acme receives an e-mail.",
            id="the object",
        ),
        pytest.param(
            PHONE,
            f"hq is going to unpublish field Lead.Phone after {LAST}: acme no longer receives Lead.Phone.",
            id="a field",
        ),
    ],
)
def test_a_partner_is_told_what_it_will_lose(entry: str, sentence: str) -> None:
    """In the words of the verb's own consequences."""
    assert told_to_partner(config(entry), shown("Phone"), ALL, FIRST) == (sentence,)
    assert told_to_partner(config(entry), shown("Phone"), ALL, BEFORE) == ()


def wrong(notice: str) -> list[tuple[str, str]]:
    """Return code and place of what is wrong with a notice."""
    with pytest.raises(FilesError) as caught:
        config(f"deprecate: {notice}")
    return [(one.code, str(one.source)) for one in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("notice", "codes"),
    [
        pytest.param("{on: 2026-02-01}", ["S2S007"], id="without an end"),
        pytest.param("{remove_after: 2026-02-01}", ["S2S007"], id="without a beginning"),
        pytest.param("{on: 2026-02-30, remove_after: 2026-03-31}", ["S2S008"], id="no such day"),
        pytest.param("{on: soon, remove_after: 2026-03-31}", ["S2S008"], id="no day at all"),
        pytest.param("{on: 2026-02-01, remove_after: 2026-02-01}", ["S2S213"], id="no time"),
        pytest.param("{on: 2026-02-02, remove_after: 2026-02-01}", ["S2S213"], id="backwards"),
        pytest.param(f"{{{DAYS}, field: [Phone]}}", ["S2S005"], id="unknown key"),
        pytest.param(f"{{{DAYS}, fields: Phone}}", ["S2S006"], id="no list"),
    ],
)
def test_a_notice_that_promises_nothing_is_an_error(notice: str, codes: list[str]) -> None:
    """Of the file, with its place."""
    found = wrong(notice)

    assert [code for code, _ in found] == codes
    assert all(place.startswith("s2s.yaml:9:") for _, place in found)


def test_notices_are_read_with_their_place() -> None:
    """By the address of what they speak of."""
    (whole,) = config(WHOLE).notices
    (phone,) = config(PHONE).notices

    assert replace(whole, source=HERE) == Notice(Address.parse(LEAD), FIRST, LAST, (), HERE)
    assert (phone.members, phone.source.line) == (("Phone",), 9)
