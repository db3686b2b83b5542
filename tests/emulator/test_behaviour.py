"""The rules without any HTTP."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from s2s_gitops.emulator import invitations, sharing
from s2s_gitops.emulator.clock import is_id, to_18, to_page_time
from s2s_gitops.emulator.errors import InsufficientAccessError, NotFoundError, RuleError
from s2s_gitops.emulator.invitations import Wish
from s2s_gitops.emulator.network import Network
from s2s_gitops.emulator.nouns import User
from s2s_gitops.emulator.org import Org


def someone(org: Org, username: str) -> User:
    return next(user for user in org.users.values() if user.facts.username == username)


def hq_and_admin(network: Network) -> tuple[Org, User, str]:
    org = network.orgs["hq"]
    return org, someone(org, "admin@hq.example"), next(iter(org.connections))


def test_the_check_suffix_of_an_id_follows_its_capitals() -> None:
    """The 18-character form is the documented one."""
    assert to_18("00D000000000001") == "00D000000000001EAA"
    assert not is_id("00D000000000001AAA")


def test_a_page_writes_midnight_and_noon_as_people_do() -> None:
    """Dates on pages follow en_US."""
    assert to_page_time(datetime(2026, 1, 2, 0, 5, tzinfo=UTC)) == "1/2/2026 12:05 AM"
    assert to_page_time(datetime(2026, 1, 2, 12, 5, tzinfo=UTC)) == "1/2/2026 12:05 PM"


def test_enabling_happens_once_and_only_by_who_modifies_all_data(network: Network) -> None:
    """There is no way back, so there is no second time."""
    org = network.orgs["emea"]
    with pytest.raises(InsufficientAccessError):
        org.enable(someone(org, "ops@emea.example"))
    admin = someone(org, "admin@emea.example")
    assert (org.enable(admin), org.enable(admin)) == (True, False)
    assert org.settings.from_address == "admin@emea.example"


def test_unpublishing_takes_the_subscription_of_the_partner_away(network: Network) -> None:
    """Documented: the partner is unsubscribed, and hears of it once."""
    org, admin, record_id = hq_and_admin(network)
    actions = sharing.publish_objects(network, org, admin, record_id, frozenset({"Case"}))
    partner = next(iter(network.orgs["acme"].connections.values()))
    assert actions == ("Published object Case", "Unpublished object Lead")
    assert partner.subscribed == {}
    assert partner.history[-1].action == "Unsubscribed from Lead"
    assert len(network.outbox) == 1


def test_unpublishing_a_field_clears_its_mapping_at_the_partner(network: Network) -> None:
    """The subscription to the object stays; default fields cannot be taken out."""
    org, admin, record_id = hq_and_admin(network)
    end = next(iter(network.orgs["acme"].connections.values()))
    sharing.publish_fields(network, org, admin, record_id, "Lead", frozenset({"Phone"}))
    published = org.connections[record_id].published["Lead"]
    assert published == {"Company", "LastName", "Phone"}
    assert next(iter(network.orgs["acme"].connections.values())).subscribed == end.subscribed


def test_a_save_without_a_change_mails_nobody_and_moves_no_clock(network: Network) -> None:
    """Each save that changes something mails the partner, the others do not."""
    org, admin, record_id = hq_and_admin(network)
    before = network.clock.now()
    assert sharing.publish_objects(network, org, admin, record_id, frozenset({"Lead"})) == ()
    assert (network.outbox, network.clock.now()) == ([], before)


def test_an_object_that_is_not_published_has_no_fields(network: Network) -> None:
    """The field form belongs to a published object."""
    org, admin, record_id = hq_and_admin(network)
    with pytest.raises(NotFoundError):
        sharing.publish_fields(network, org, admin, record_id, "Task", frozenset())


def test_only_an_accepted_connection_can_publish(network: Network) -> None:
    """A Sent one shares nothing yet."""
    org, admin, _ = hq_and_admin(network)
    contact = next(one for one in org.contacts.values() if one.email == "ops@emea.example")
    sent = invitations.invite(network, org, admin, Wish(admin.id, None, contact.id))
    with pytest.raises(RuleError):
        sharing.publish_objects(network, org, admin, sent.id, frozenset({"Lead"}))
    with pytest.raises(RuleError):
        invitations.accept(network, org, admin, sent.id)


def test_a_code_of_no_invitation_and_the_inviters_own_are_not_found(network: Network) -> None:
    """A link leads the invited one in, nobody else."""
    org, admin, record_id = hq_and_admin(network)
    for code in ("nothing", org.connections[record_id].invitation):
        with pytest.raises(NotFoundError):
            invitations.open_invitation(network, org, admin, code)
    acme = network.orgs["acme"]
    code = org.connections[record_id].invitation
    found, is_new = invitations.open_invitation(
        network, acme, someone(acme, "partner@acme.example"), code
    )
    assert (found.name, is_new) == ("HQ Industries", False)
