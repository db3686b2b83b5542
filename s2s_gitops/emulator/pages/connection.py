"""The detail page of a connection.

Documented: heading, labels of the detail block, buttons by state, the three lists with their
buttons. Inferred: the address, related lists that are complete in the page.
Guessed: list keys, columns, addresses behind buttons.
"""

from __future__ import annotations

from s2s_gitops.emulator.clock import to_15, to_page_time
from s2s_gitops.emulator.nouns import Connection, Status
from s2s_gitops.emulator.pages import actions
from s2s_gitops.emulator.pages.blocks import Cell, PageButton, RelatedList
from s2s_gitops.emulator.pages.history import history_list
from s2s_gitops.emulator.pages.publish import published_list
from s2s_gitops.emulator.pages.visit import Reply, Visit, message_page, render
from s2s_gitops.emulator.subscribing import CHILDREN


def detail_page(visit: Visit, record_id: str) -> Reply:
    """Show a connection."""
    one = visit.org.connection(visit.user, record_id)
    if "relatedListId" in visit.query:
        return message_page(501, "Not emulated", "Single related lists are not emulated yet.")
    body = render(
        "detail.html",
        heading="Connection",
        description=one.name,
        title="Connection Detail",
        buttons=actions.buttons(visit, one),
        rows=_rows(visit, one),
        lists=(published_list(visit, one), _subscribed(visit, one), history_list(visit, one)),
        record_id=to_15(one.id),
    )
    return Reply(200, body)


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
        picture = "" if theirs in CHILDREN else picture
        ours = visit.org.objects.get(subscription.ours)
        rows.append(
            (
                Cell("Edit", address, is_action=True) if is_open else Cell(),
                Cell(_partner_label(visit, one, theirs)),
                Cell(ours.label if ours else subscription.ours),
                Cell(picture=picture),
            )
        )
    button = PageButton("subscribe", "Subscribe/Unsubscribe", visit.address("subscribe", id=short))
    return RelatedList(
        "RelatedSubscribedList",
        "Subscribed Objects",
        visit.dialect.subscribed_columns,
        tuple(rows),
        (button,) if is_open else (),
    )


def _partner_label(visit: Visit, one: Connection, theirs: str) -> str:
    other = visit.network.other_end(one)
    kind = other[0].objects.get(theirs) if other else None
    return kind.label if kind else theirs
