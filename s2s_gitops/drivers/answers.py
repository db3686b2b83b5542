"""What an answer means: where it leads, and what it says instead of the page that was asked for.

Signs are looked for in this order: host, status and script redirects, session, permission, an old form.
"""

import re
from html import unescape as unescape_html
from typing import Final
from urllib.parse import urlsplit

import requests

from s2s_gitops.drivers.html import is_page
from s2s_gitops.drivers.scripts import unescape
from s2s_gitops.model.errors import (
    Forbidden,
    LoginFailed,
    OrgError,
    PageChanged,
    Rejected,
    Unreachable,
)
from s2s_gitops.model.page import Page

_SCRIPT_REDIRECTS: Final = (
    re.compile(r"handleRedirect\('((?:[^'\\]|\\.)+)'\)"),
    re.compile(r"window\.location\.replace\('((?:[^'\\]|\\.)+)'\)"),
    re.compile(r"window\.location\.href\s*=\s*'((?:[^'\\]|\\.)+)'"),
)
_META_REDIRECT: Final = re.compile(
    r"""<meta[^>]+http-equiv=["']?refresh["']?[^>]+content=["']?\s*0\s*;\s*url=([^"'>]+)""",
    re.IGNORECASE,
)
_CONTENT: Final = re.compile(r"<(?:form|table|h[1-3])\b", re.IGNORECASE)
_LOGIN_PATHS: Final = ("/", "/login")
_PASSWORD: Final = re.compile(r"""<input[^>]+type=["']?password\b""", re.IGNORECASE)
_PASSKEY: Final = re.compile(r"\bpasskey\b", re.IGNORECASE)
_MAINTENANCE: Final = "/msg/maintenanceandavailable.jsp"
_NO_ACCESS: Final = (
    "You do not have the level of access necessary to perform the operation you requested",
    "Insufficient Privileges",
)
_NO_DATA: Final = "Data Not Available"
_STALE_TOKEN: Final = "invalid for your session"  # noqa: S105 - words of a page
_OTHER_HOSTS: Final = (".lightning.force.com", ".my.salesforce-setup.com")
_SHELL_PATHS: Final = ("/one/one.app", "/lightning/")
_SHELL: Final = re.compile(
    r"<force-aloha-page|<iframe[^>]+name=[\"']?vfFrameId|/one/one\.app|auraConfig", re.IGNORECASE
)


class StaleToken(Rejected):
    """The org refused a form because its token was not valid: nothing was saved."""


def redirect_of(response: requests.Response) -> str | None:
    """Return where a response leads: by status, by script or by a meta element; None if it is a page or a file."""
    if response.is_redirect:
        return response.headers["Location"]
    if not is_page_answer(response) or _CONTENT.search(response.text):
        return None
    for pattern in _SCRIPT_REDIRECTS:
        if match := pattern.search(response.text):
            return unescape(match.group(1))
    if match := _META_REDIRECT.search(response.text):
        return unescape_html(match.group(1)).strip()
    return None


def target_error(alias: str, url: str) -> OrgError | None:
    """Return what it means to be sent to an address, if it is not simply followed."""
    parts = urlsplit(url)
    if "ec=302" in parts.query or (parts.path in _LOGIN_PATHS and "startURL=" in parts.query):
        return _logged_out(alias)
    if parts.path == _MAINTENANCE:
        return Unreachable(alias, "The org shows its maintenance page.", "Try again later.")
    host = parts.hostname or ""
    if host.endswith(_OTHER_HOSTS) or parts.path.startswith(_SHELL_PATHS):
        return _lightning(alias, None)
    return None


def answer_error(alias: str, page: Page, status: int) -> OrgError | None:
    """Return what an answer says instead of being the page that was asked for; None if it says nothing such."""
    shown = _said(page)
    if sent := target_error(alias, page.address):
        return sent
    if _PASSWORD.search(page.source) and page.address.partition("?")[0] in _LOGIN_PATHS:
        return _logged_out(alias)
    if _PASSKEY.search(shown):
        return LoginFailed(
            alias,
            f"{page.address}: the org asks this user to create a passkey before it shows anything.",
            "Answer the question once in a browser, as this user; or use a session that was not asked.",
        )
    if not page.tables and not page.forms and _SHELL.search(page.source):
        return _lightning(alias, page)
    return _refusal(alias, page, status, shown)


def _refusal(alias: str, page: Page, status: int, shown: str) -> OrgError | None:
    path = page.address
    if any(words in shown for words in _NO_ACCESS) or status == requests.codes.forbidden:
        return Forbidden(
            alias,
            f"{path}: the org says that this user may not see or do this.",
            'The pages need "Manage Connections", settings "Modify All Data"; API-only users see no page.',
        )
    if _NO_DATA in shown:
        return Forbidden(
            alias,
            f"{path}: the org says that there is no such record, or that this user may not see it.",
            "Check that it was not deleted, and the user's access to it.",
        )
    if _STALE_TOKEN in shown:
        return StaleToken(
            alias, f"{path}: the org says that the page was invalid for this session.", "Run again."
        )
    return None


def status_error(alias: str, path: str, status: int, said: str) -> OrgError | None:
    """Return what a status means, if it is none of success."""
    if status == requests.codes.not_found:
        text = f"{path} is not served by the org."
        return PageChanged(alias, text, "The org, or its release, has no such page.")
    if status == requests.codes.unauthorized:
        return _logged_out(alias)
    if status >= requests.codes.bad_request:
        return Rejected(alias, f"{path} was answered with {status}: {said}.")
    return None


def is_page_answer(response: requests.Response) -> bool:
    """Say whether a response is a page, and no file."""
    return is_page(type_of(response), response.content)


def type_of(response: requests.Response) -> str:
    """Return the content type that a response names."""
    return response.headers.get("Content-Type", "")


def path_of(url: str) -> str:
    """Return an address as it is on the org's own host."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _said(page: Page) -> str:
    """Return where an org says why it does not show a page. Rows of lists may hold the same words as data."""
    if page.tables or any(one.controls for one in page.forms):
        return " ".join((*page.titles, *page.errors))
    return page.source


def _logged_out(alias: str) -> LoginFailed:
    return LoginFailed(alias, "The org asks to log in again.", "Get a new session for this org.")


def _lightning(alias: str, page: Page | None) -> PageChanged:
    return PageChanged(
        alias,
        "The org sent the Lightning shell, which holds none of the page.",
        "`login.instance_url` has to be the host that ends in my.salesforce.com; look at the page there.",
        page,
    )
