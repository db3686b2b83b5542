"""Which page an address is, and what a refusal looks like as a page.

Known: the words of the privilege page, a 404 page without error elements. Guessed: its status
403, the status of other refusals. Pages that nobody has built yet say so with 501.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from s2s_gitops.emulator.errors import InsufficientAccessError, NotFoundError, RuleError
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.pages import (
    actions,
    connection,
    connections,
    decision,
    invite,
    mapping,
    publish,
    session,
    settings,
    subscribe,
)
from s2s_gitops.emulator.pages.dialect import HIDDEN_PAGES
from s2s_gitops.emulator.pages.posts import PostDefectError
from s2s_gitops.emulator.pages.visit import Reply, Visit, message_page, render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.world import World

_FORBIDDEN = (
    "You do not have the level of access necessary to perform the operation you requested."
    " Please contact the owner of the record or your administrator if access is necessary."
)
_GONE = "The data you were trying to access could not be found."
_RECORD = re.compile(r"/(04P(?:\w{12}|\w{15}))(/e)?")


def open_page(
    world: World,
    org: Org,
    request: tuple[str, str],
    query: Mapping[str, str],
    posted: tuple[tuple[str, str], ...],
    token: str,
) -> Reply:
    """Reply to a (method, path) with its query, its posted pairs and its session cookie."""
    method, path = request
    if path == "/secur/frontdoor.jsp":
        return session.front_door(world, org, {**query, **dict(posted)})
    if path in {"/", "/login"}:
        return session.login_page(query)
    user = org.user_of_token(token)
    if user is None:
        reply = session.to_login(f"{path}?{urlencode(query)}" if query else path)
        if method != "POST":
            return reply
        return replace(reply, what="posted without a session", outcome=Outcome.REFUSED)
    visit = Visit(world, org, user, method, path, query, posted)
    page = _route(visit)
    if page is None:
        text = "The page you are looking for does not exist here."
        return _refuse(
            visit, Reply(404, render("plain.html", title="URL No Longer Exists", text=text))
        )
    return _open(visit, page)


def _open(visit: Visit, page: Callable[[Visit], Reply]) -> Reply:
    try:
        reply = page(visit)
    except PostDefectError as error:
        reply = message_page(400, "Not a post of this form", str(error))
        return _refuse(visit, reply, str(error))
    except InsufficientAccessError:
        return _refuse(visit, message_page(403, "Insufficient Privileges", _FORBIDDEN), "no access")
    except NotFoundError:
        return _refuse(visit, message_page(404, "Data Not Available", _GONE), "no such record")
    except RuleError as error:
        return _refuse(visit, message_page(200, "Validation Error", error.message), error.message)
    if visit.method == "POST" and reply.status == 200 and not reply.what:
        return _refuse(
            visit, message_page(405, "Not a form", "Nothing can be posted here."), "no form here"
        )
    return reply


def _refuse(visit: Visit, reply: Reply, why: str = "no such page") -> Reply:
    """Mark a refused post for the journal; a refused look at a page leaves no trace there."""
    if visit.method != "POST":
        return reply
    return replace(reply, what=why, outcome=Outcome.REFUSED)


def _route(visit: Visit) -> Callable[[Visit], Reply] | None:
    fixed: Mapping[str, Callable[[Visit], Reply]] = {
        settings.EDIT: settings.edit_page,
        settings.READ: settings.read_page,
        connections.HOME: connections.home_page,
        connections.LIST: connections.list_page,
        connections.NEW: invite.new_page,
        session.SETUP_HOME: _landing,
        "/home/home.jsp": _landing,
        visit.dialect.invitation_address(): decision.open_link,
    }
    if visit.path in fixed:
        return fixed[visit.path]
    record = _RECORD.fullmatch(visit.path)
    if record is not None:
        page = invite.edit_page if record.group(2) else connection.detail_page
        return lambda one: page(one, record.group(1))
    return _hidden(visit)


def _hidden(visit: Visit) -> Callable[[Visit], Reply] | None:
    """Find a page whose address only links know."""
    built: Mapping[str, Callable[[Visit], Reply]] = {
        "decision": decision.decision_page,
        "objects": publish.objects_page,
        "fields": publish.fields_page,
        "subscribe": subscribe.subscribe_page,
        "mapping": mapping.mapping_page,
        "deactivate": actions.deactivate_page,
        "cancel": actions.cancel_page,
        "resend": actions.resend_page,
        "history": connection.history_file,
    }
    for name in HIDDEN_PAGES:
        if visit.path == visit.dialect.address(visit.org, name):
            return built.get(name, _later)
    return None


def _landing(visit: Visit) -> Reply:
    return Reply(200, render("plain.html", title="Home", text=f"Logged in as {visit.user.name}."))


def _later(visit: Visit) -> Reply:
    visit.org.require_connections(visit.user)
    return _refuse(
        visit, message_page(501, "Not emulated yet", "The emulator has no such page yet.")
    )
