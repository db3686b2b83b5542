"""Which page an address is, and what a refusal looks like as a page.

Known: the words of the privilege page, a 404 page without error elements. Guessed: its status
403 or 200, the status of other refusals.
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
    bundles,
    connection,
    connections,
    decision,
    history,
    invite,
    mapping,
    publish,
    session,
    settings,
    subscribe,
)
from s2s_gitops.emulator.pages.framing import framed
from s2s_gitops.emulator.pages.posts import PostDefectError
from s2s_gitops.emulator.pages.redirects import led
from s2s_gitops.emulator.pages.visit import Reply, Visit, message_page, render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.pages.dialect import Dialect
    from s2s_gitops.emulator.world import World

    _RecordPage = Callable[[Visit, str], Reply]

_FORBIDDEN = (
    "You do not have the level of access necessary to perform the operation you requested."
    " Please contact the owner of the record or your administrator if access is necessary."
)
_GONE = "The data you were trying to access could not be found."
_RECORD = re.compile(r"/((\w{3})(?:\w{12}|\w{15}))(/e)?")


def open_page(
    world: World,
    org: Org,
    request: tuple[str, str],
    query: Mapping[str, str],
    posted: tuple[tuple[str, str], ...],
    token: str,
) -> Reply:
    """Reply to a (method, path) with its query, its posted pairs and its session cookie."""
    reply = _open_path(world, org, request, query, posted, token)
    return framed(led(reply, request[0], world.dialect.forms), query)


def _open_path(
    world: World,
    org: Org,
    request: tuple[str, str],
    query: Mapping[str, str],
    posted: tuple[tuple[str, str], ...],
    token: str,
) -> Reply:
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
        return _refuse(visit, lost_page())
    return _open(visit, page)


def _open(visit: Visit, page: Callable[[Visit], Reply]) -> Reply:
    try:
        reply = page(visit)
    except PostDefectError as error:
        reply = message_page(400, "Not a post of this form", str(error))
        return _refuse(visit, reply, str(error))
    except InsufficientAccessError:
        return _refuse(visit, forbidden_page(visit.dialect), "no access")
    except NotFoundError:
        return _refuse(visit, gone_page(), "no such record")
    except RuleError as error:
        return _refuse(visit, message_page(200, "Validation Error", error.message), error.message)
    if visit.method == "POST" and reply.status == 200 and not reply.what:
        return _refuse(
            visit, message_page(405, "Not a form", "Nothing can be posted here."), "no form here"
        )
    return reply


def forbidden_page(dialect: Dialect) -> Reply:
    """Return the privilege page; its status is drawn."""
    status = int(dialect.forms.forbidden.value)
    return message_page(status, "Insufficient Privileges", _FORBIDDEN)


def gone_page() -> Reply:
    """Return the page for a record that is not there, or not for this user."""
    return message_page(404, "Data Not Available", _GONE)


def lost_page() -> Reply:
    """Return the page for an address that nothing serves."""
    text = "The page you are looking for does not exist here."
    return Reply(404, render("plain.html", title="URL No Longer Exists", text=text))


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
        bundles.new_address(visit): bundles.new_page,
        connections.NEW: invite.new_page,
        session.SETUP_HOME: _landing,
        "/home/home.jsp": _landing,
        visit.dialect.invitation_address(): decision.open_link,
    }
    if visit.path in fixed:
        return fixed[visit.path]
    record = _RECORD.fullmatch(visit.path)
    pages = _record_pages(visit).get(record.group(2)) if record else None
    if record is not None and pages is not None:
        page = pages[1] if record.group(3) else pages[0]
        return lambda one: page(one, record.group(1))
    return _hidden(visit)


def _record_pages(visit: Visit) -> Mapping[str, tuple[_RecordPage, _RecordPage]]:
    """Return detail and edit page by key prefix."""
    return {
        "04P": (connection.detail_page, invite.edit_page),
        visit.dialect.template_prefix: (bundles.detail_page, bundles.edit_page),
    }


def _hidden(visit: Visit) -> Callable[[Visit], Reply] | None:
    """Find a page whose address only links know."""
    built: Mapping[str, Callable[[Visit], Reply]] = {
        "decision": decision.decision_page,
        "objects": publish.objects_page,
        "fields": publish.fields_page,
        "subscribe": subscribe.subscribe_page,
        "mapping": mapping.mapping_page,
        "values": mapping.values_page,
        "deactivate": actions.deactivate_page,
        "cancel": actions.cancel_page,
        "resend": actions.resend_page,
        "accept": actions.accept_page,
        "decline": actions.decline_page,
        "templates": bundles.list_page,
        "history": history.history_file,
    }
    for name, page in built.items():
        if visit.path == visit.dialect.address(visit.org, name):
            return page
    return None


def _landing(visit: Visit) -> Reply:
    return Reply(200, render("plain.html", title="Home", text=f"Logged in as {visit.user.name}."))
