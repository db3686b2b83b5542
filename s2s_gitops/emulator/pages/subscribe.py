"""Subscribe/Unsubscribe: a row for each object that the partner publishes.

Documented: a drop-down of own objects with --None--, Auto-Accept in many rows, Save. Inferred:
one edit form. Guessed: address, input names, option values, how objects are named, what is in place of
Auto-Accept for child objects, whether it waits for a choice, the detail page as place to land.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import sharing, subscribing
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.pages.forms import Choice, Form, FormRow, Tick
from s2s_gitops.emulator.pages.list_choices import AcceptWhen, ChildAccept
from s2s_gitops.emulator.pages.serve import NONE, Saved, save_buttons, serve_form
from s2s_gitops.emulator.pages.words import about, cell_text, dates, line_text
from s2s_gitops.emulator.subscribing import CHILDREN, SubscriptionWish

if TYPE_CHECKING:
    from s2s_gitops.emulator.nouns import Connection, Subscription
    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.pages.list_dialect import ListDialect
    from s2s_gitops.emulator.pages.posts import Posted
    from s2s_gitops.emulator.pages.visit import Reply, Visit


def subscribe_page(visit: Visit) -> Reply:
    """Show or receive the objects that a connection subscribes to."""
    org, user = visit.org, visit.user
    one = sharing.active_connection(org, user, visit.query.get("id", ""))
    offered = subscribing.offered_subscriptions(visit.network, one)
    rows = tuple(_row(visit, one, kind) for kind in offered)
    stamp = visit.stamp_of(one.revision, [kind.name for kind in offered])
    form = Form(
        visit.action,
        visit.hidden(stamp, f"/{to_15(one.id)}"),
        rows,
        save_buttons(visit),
        "Subscribe/Unsubscribe Objects",
        one.name,
        visit.dialect.lists.subscribe_columns,
    )

    def save(posted: Posted) -> Saved:
        wanted = {row.key: _wish(visit, row, posted) for row in form.rows}
        actions = subscribing.subscribe(visit.network, org, user, one.id, wanted)
        return Saved(actions, form.hidden_value("retURL"))

    return serve_form(visit, form, save)


def _row(visit: Visit, one: Connection, kind: ObjectType) -> FormRow:
    lists, before = visit.dialect.lists, one.subscribed.get(kind.name)
    partner, _ = visit.network.partner_of(one)
    select, tick = visit.dialect.subscription_inputs(partner, kind)
    choices = {own.name: own for own in subscribing.own_choices(visit.org, kind)}
    if before is not None:
        choices.setdefault(before.ours, visit.org.objects[before.ours])
    keys = {name: visit.dialect.object_key(visit.org, own) for name, own in choices.items()}
    options = tuple(
        (keys[name], line_text(lists.own_objects, own)) for name, own in choices.items()
    )
    value = keys[before.ours] if before is not None else ""
    second = _accept(lists, kind, before, (select, tick))
    waits = second is not None and second.chosen_by != ""
    return FormRow(
        kind.name,
        cell_text(lists.partner_objects, kind),
        Choice(select, (NONE, *options), value, enables=tick if waits else ""),
        note=kind.name,
        second=second,
        texts={"about": about(kind), **dates(one)},
    )


def _accept(
    lists: ListDialect, kind: ObjectType, before: Subscription | None, inputs: tuple[str, str]
) -> Tick | None:
    """Return Auto-Accept as it is for this object and in this dialect."""
    select, tick = inputs
    if kind.name in CHILDREN:
        match lists.child_accept:
            case ChildAccept.ABSENT:
                return None
            case ChildAccept.DISABLED:
                return Tick(tick, is_ticked=False, is_disabled=True)
            case ChildAccept.HIDDEN:
                return Tick(tick, is_ticked=False, is_hidden=True)
    is_ticked = before is not None and before.is_auto_accepted
    if lists.accept_when is AcceptWhen.ALWAYS:
        return Tick(tick, is_ticked=is_ticked)
    return Tick(tick, is_ticked=is_ticked, is_disabled=before is None, chosen_by=select)


def _wish(visit: Visit, row: FormRow, posted: Posted) -> SubscriptionWish:
    chosen, org = posted.choice(row.control), visit.org
    names = {visit.dialect.object_key(org, kind): name for name, kind in org.objects.items()}
    return SubscriptionWish(names.get(chosen), posted.is_ticked(row.second))
