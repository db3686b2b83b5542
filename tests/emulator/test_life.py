"""How connections and invitations end, and what their history tells."""

from __future__ import annotations

import csv
import dataclasses
import io
from typing import Any

import pytest

from s2s_gitops.emulator.errors import NotFoundError, RuleError
from s2s_gitops.emulator.network import Network
from s2s_gitops.emulator.person import LostError
from s2s_gitops.emulator.server import Emulator

EMEA, HQ, ACME = "admin@emea.example", "admin@hq.example", "partner@acme.example"


def journal(emulator: Emulator) -> list[tuple[str, str, str]]:
    return [(line.method, line.what, line.outcome.value) for line in emulator.world.journal]


def mails(emulator: Emulator) -> list[tuple[str, str, str | None]]:
    return [(one.recipient, one.purpose, one.template) for one in emulator.world.network.outbox]


def invite(person: Any) -> None:
    person(EMEA).enable()
    person(HQ).invite("Olga Ops")


def test_deactivating_ends_both_sides_for_ever(person: Any, emulator: Emulator) -> None:
    """No button leads back; what was shared stays to look at; the partner is mailed."""
    page = person(HQ).deactivate("Acme Corp")
    other = person(ACME).connection("HQ Industries")
    assert (page.value("Connection Status"), other.value("Connection Status")) == (
        "Inactive",
        "Inactive",
    )
    assert page.page.xpath("//td[@id='topButtonRow']/input/@title") == ["Edit"]
    assert page.rows("Published Objects") == [["", "Lead"]]
    assert page.rows("Subscribed Objects") == [["", "Case", "Case", ""]]
    assert other.rows("Connection History")[0][1:] == [
        "Connection User",
        "Connection deactivated by HQ Industries",
    ]
    assert mails(emulator) == [(ACME, "deactivation", None)]
    assert journal(emulator) == [("GET", "deactivated the connection Acme Corp", "done")]


def test_the_question_stands_in_the_button(person: Any) -> None:
    """A client can read it before it acts."""
    page = person(HQ).connection("Acme Corp").page
    handler = page.xpath("//input[@name='deactivate']/@onclick")[0]
    assert "window.confirm('Are you sure you want to deactivate this connection?" in handler


def test_a_link_that_acts_needs_its_token_and_its_state(person: Any, emulator: Emulator) -> None:
    """Both refusals stand in the journal, for they were attempts to write."""
    page = person(HQ).connection("Acme Corp").page
    handler = page.xpath("//input[@name='deactivate']/@onclick")[0]
    address = handler.split("navigateToUrl('")[1].split("'")[0]
    bare = address.split("&_CONFIRMATIONTOKEN")[0]
    assert "invalid for your session" in person(HQ).open(bare).errors[1]
    person(HQ).open(address)
    assert "not in the state" in person(HQ).open(address).errors[1]
    assert [outcome for _, _, outcome in journal(emulator)] == ["refused", "done", "refused"]


def test_a_cancelled_invitation_is_inactive_on_both_sides(person: Any, emulator: Emulator) -> None:
    """Nobody can accept it any more, and the row stays."""
    invite(person)
    page = person(HQ).cancel("EMEA GmbH")
    other = person("ops@emea.example").connection("HQ Industries")
    assert page.value("Connection Status") == other.value("Connection Status") == "Inactive"
    assert other.page.xpath("//input[@title='Accept']") == []
    assert journal(emulator)[-1] == ("GET", "canceled the invitation of EMEA GmbH", "done")


def test_an_invitation_that_reached_nobody_is_cancelled_too(
    person: Any, emulator: Emulator
) -> None:
    """Its link opens nothing afterwards."""
    person(HQ).invite("Olga Ops")
    person(HQ).cancel("EMEA GmbH")
    person(EMEA).enable()
    code = emulator.world.network.outbox[0].invitation
    link = f"{emulator.world.dialect.invitation_address()}?inv={code}"
    with pytest.raises(LostError, match="404"):
        person(EMEA).open(link)


def test_resending_mails_again_and_does_nothing_else(person: Any, emulator: Emulator) -> None:
    """Same link, same state."""
    invite(person)
    page = person(HQ).resend("EMEA GmbH")
    assert page.value("Connection Status") == "Invitation Sent"
    first, second = emulator.world.network.outbox
    assert (first.invitation, first.purpose) == (second.invitation, "invitation")
    assert journal(emulator)[-1] == ("GET", "resent the invitation of EMEA GmbH", "done")
    assert len(emulator.world.network.orgs["emea"].connections) == 1


def test_deciding_later_leaves_the_invitation_open_and_declining_ends_it(person: Any) -> None:
    """Both from the page behind Accept."""
    invite(person)
    ops = person("ops@emea.example")
    assert ops.decide_later("HQ Industries").value("Connection Status") == "Invitation Received"
    assert ops.decline("HQ Industries").value("Connection Status") == "Rejected"


def test_the_history_tells_of_states_owners_sharing_and_mails(person: Any) -> None:
    """In the block with the newest first, in the file with the oldest first."""
    invite(person)
    person("ops@emea.example").accept("HQ Industries")
    hq = person(HQ)
    hq.edit_connection("EMEA GmbH", owner="Maria Meyer", account="Globex")
    hq.choose_objects("EMEA GmbH", ["Lead"])
    page = hq.connection("EMEA GmbH")
    address = page.page.xpath("//a[text()='Download connection history (csv)']/@href")[0]
    answer = hq.session.get(hq.url + address)
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert rows[0] == ["Date", "User", "Action"]
    assert [row[2] for row in rows[1:]] == [
        "Connection status is Sent",
        "E-mail sent to ops@emea.example: HQ Industries invites you to connect",
        "Invitation accepted by EMEA GmbH",
        "Owner changed to Maria Meyer",
        "Account changed to Globex",
        "Published object Lead",
        "E-mail sent to ops@emea.example: HQ Industries changed what it publishes",
    ]
    assert [row[2] for row in reversed(page.rows("Connection History"))] == [r[2] for r in rows[1:]]


def test_mails_name_the_template_that_the_settings_choose(person: Any, emulator: Emulator) -> None:
    """Each purpose has its own; without one the platform's text goes out."""
    hq = person(HQ)
    hq.change_settings({"Deactivation Template": "Partner Update"})
    hq.deactivate("Acme Corp")
    assert mails(emulator)[-1] == (ACME, "deactivation", "Partner Update")
    assert journal(emulator)[0] == ("POST", "changed the settings", "done")


def test_a_connection_without_a_partner_has_no_other_end(network: Network) -> None:
    """Only invitations that reached nobody are so."""
    acme = network.orgs["acme"]
    one = next(iter(acme.connections.values()))
    with pytest.raises(NotFoundError):
        network.partner_of(dataclasses.replace(one, partner=None))
    assert issubclass(NotFoundError, RuleError)
