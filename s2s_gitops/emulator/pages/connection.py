"""The detail page of a connection.

Documented: heading, labels of the detail block, buttons by state, the three lists with their
buttons. Inferred: the address. Guessed: columns, how objects are named, addresses behind buttons. How
lists are shown is in related.
"""

from __future__ import annotations

from s2s_gitops.emulator.clock import to_15, to_page_time
from s2s_gitops.emulator.nouns import Connection, Status, Subscription
from s2s_gitops.emulator.pages import actions
from s2s_gitops.emulator.pages.blocks import Cell, PageButton, RelatedList
from s2s_gitops.emulator.pages.history import history_list
from s2s_gitops.emulator.pages.publish import published_list
from s2s_gitops.emulator.pages.related import key_of, record_page
from s2s_gitops.emulator.pages.visit import Reply, Visit
from s2s_gitops.emulator.pages.words import about, cell_text, dates
from s2s_gitops.emulator.subscribing import CHILDREN


def detail_page(visit: Visit, record_id: str) -> Reply:
    """Show a connection."""
    one = visit.org.connection(visit.user, record_id)
    return record_page(
        visit,
        to_15(one.id),
        (published_list(visit, one), _subscribed(visit, one), history_list(visit, one)),
        heading="Connection",
        description=one.name,
        title="Connection Detail",
        buttons=actions.buttons(visit, one),
        rows=_rows(visit, one),
    )


def _rows(visit: Visit, one: Connection) -> list[tuple[str, Cell]]:
    org = visit.org
    account, contact = (
        org.accounts.get(one.account_id or ""),
        org.contacts.get(one.contact_id or ""),
    )
    created = f"{org.user_name(one.created_by_id)}, {to_page_time(one.created)}"
    modified = f"{org.user_name(one.modified_by_id)}, {to_page_time(one.modified)}"
    return [
        ("Connection Name", Cell(one.name)),
        ("Connection Owner", Cell(org.user_name(one.owner_id), f"/{to_15(one.owner_id)}")),
        ("Connection Status", Cell(visit.dialect.statuses[one.status.value])),
        ("Account", Cell(account.name, f"/{to_15(account.id)}") if account else Cell()),
        ("Contact", Cell(contact.name, f"/{to_15(contact.id)}") if contact else Cell()),
        ("Decision Date", Cell(to_page_time(one.responded) if one.responded else "")),
        ("Created By", Cell(created)),
        ("Last Modified By", Cell(modified)),
    ]


def _subscribed(visit: Visit, one: Connection) -> RelatedList:
    short, is_open = to_15(one.id), one.status is Status.ACCEPTED
    rows = []
    for theirs, subscription in sorted(one.subscribed.items()):
        address = visit.address("mapping", id=short, ent=theirs)
        picture = "Checked" if subscription.is_auto_accepted else "Not Checked"
        action = Cell("Edit", address, is_action=True) if is_open else Cell()
        accept = Cell(picture="" if theirs in CHILDREN else picture)
        names = _names(visit, one, subscription)
        rows.append({"edit": action, "accept": accept, **names})
    button = PageButton("subscribe", "Subscribe/Unsubscribe", visit.address("subscribe", id=short))
    return RelatedList(
        key_of(visit, "Subscribed"),
        "Subscribed Objects",
        visit.dialect.lists.subscribed_columns,
        rows,
        (button,) if is_open else (),
        header="theirs" if is_open else "",
    )


def _names(visit: Visit, one: Connection, subscription: Subscription) -> dict[str, Cell]:
    """Return the cells that name both objects; of one that is gone only the API name is known."""
    naming, other = visit.dialect.lists.listed_objects, visit.network.other_end(one)
    theirs = other[0].objects.get(subscription.theirs) if other else None
    ours = visit.org.objects.get(subscription.ours)
    texts = {
        "theirs": cell_text(naming, theirs) if theirs else subscription.theirs,
        "theirs_api": subscription.theirs,
        "ours": cell_text(naming, ours) if ours else subscription.ours,
        "ours_api": subscription.ours,
        "about": about(theirs) if theirs else "",
        **dates(one),
    }
    return {part: Cell(text) for part, text in texts.items()}
