"""Ways in and out: front door, login page, the two landing pages.

Known (public code): front door by sid with retURL, with or without a leading slash, by GET or
POST; by one-time code; ec=302 with startURL when there is no session, and a login page whose
#error is not empty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from s2s_gitops.emulator.pages.visit import Reply, redirect, render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.world import World

SETUP_HOME = "/setup/forcecomHomepage.apexp"


def login_page(query: Mapping[str, str]) -> Reply:
    """Show the login page, with its error after a lost session."""
    is_lost = query.get("ec") == "302"
    error = "Your session has expired. Please log in again." if is_lost else ""
    return Reply(200, render("login.html", error=error))


def front_door(world: World, org: Org, query: Mapping[str, str]) -> Reply:
    """Turn a session id or a one-time code into the session cookie."""
    target = query.get("retURL") or query.get("startURL") or ""
    token = query.get("sid", "")
    if "otp" in query:
        token, target = world.spend_one_time_code(query["otp"])
    target = _on_this_host(target or SETUP_HOME)
    if org.user_of_token(token) is None:
        return to_login(target)
    return replace(redirect(target), session=token)


def to_login(target: str) -> Reply:
    """Send somebody without a session away, with the way back."""
    return redirect(f"/?ec=302&startURL={quote(target, safe='')}")


def _on_this_host(target: str) -> str:
    path = "/" + target.lstrip("/")
    parts = urlsplit(path)
    return path if not parts.netloc else "/"
