"""The e-mails of a plan: one for each save that mails somebody, by whom it reaches."""

from s2s_gitops.engine.mails import mails
from s2s_gitops.engine.order import order
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Resource, State

from ..builders import change

FACTS = {"other": "emea", "org": "hq"}


def declared(address: str, **attributes: str) -> Resource:
    """Return a declared resource of the connection."""
    return Resource(Address.parse(address), attributes, facts=FACTS)


def test_changes_of_one_save_are_one_mail() -> None:
    """Objects travel in one save, the fields of each object in one of their own."""
    changes = [
        change("c@hq/publish/Lead", kind="publication", verb="publish"),
        change("c@hq/publish/Case", kind="publication", verb="publish"),
        change("c@hq/publish/Lead.Email", kind="publication", verb="publish-field"),
        change("c@hq/publish/Lead.Phone", kind="publication", verb="publish-field"),
        change("c@hq", kind="connection", verb="invite"),
        change("hq/settings", kind="settings", verb="set"),
    ]
    wanted = [
        declared("c@hq", contact="ops@emea.example"),
        declared("c@hq/publish/Lead"),
        declared("c@hq/publish/Case"),
        declared("hq/settings"),
    ]
    found = mails(order(changes, ALL), ALL, State({one.address: one for one in wanted}))
    assert list(found.items()) == [("emea", 2), ("ops@emea.example", 1)]
