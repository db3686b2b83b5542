"""Setup pages over plain HTTP: opening, following, telling faults apart, downloading; for `apply`, saving."""

import re
from collections.abc import Callable
from html import unescape as unescape_html
from typing import Final
from urllib.parse import urljoin, urlsplit

import requests

from s2s_gitops.drivers.archive import Archive
from s2s_gitops.drivers.buttons import unescape
from s2s_gitops.drivers.forms import body_of
from s2s_gitops.drivers.html import is_page, parse_page
from s2s_gitops.drivers.session import OrgSession
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import (
    Forbidden,
    LoginFailed,
    Lost,
    OrgError,
    PageChanged,
    Rejected,
    Unreachable,
)
from s2s_gitops.model.page import Button, Page, Submission

MAX_HOPS: Final = 5

_CHANGES_SOMETHING: Final = ("_CONFIRMATIONTOKEN", "delID", "deleteredirect", "set_preference")
_SCRIPT_REDIRECTS: Final = (
    re.compile(r"handleRedirect\('((?:[^'\\]|\\.)+)'\)"),
    re.compile(r"window\.location\.replace\('((?:[^'\\]|\\.)+)'\)"),
    re.compile(r"window\.location\.href\s*=\s*'((?:[^'\\]|\\.)+)'"),
)
_META_REDIRECT: Final = re.compile(
    r"""<meta[^>]+http-equiv=["']?refresh["']?[^>]+content=["']?\s*0\s*;\s*url=([^"'>]+)""",
    re.IGNORECASE,
)
_LOGIN_PATHS: Final = ("/", "/login")
_NO_ACCESS: Final = (
    "You do not have the level of access necessary to perform the operation you requested",
    "Insufficient Privileges",
    "Data Not Available",
)
_STALE_TOKEN: Final = "invalid for your session"  # noqa: S105 - words of a page
_MAINTENANCE: Final = "/msg/maintenanceandavailable.jsp"


class StaleToken(Rejected):
    """The org refused a form because its token was not valid: nothing was saved."""


class SetupPages:
    """The Classic pages of one org, by the session cookie. An archive keeps whatever they send."""

    def __init__(self, session: OrgSession, archive: Archive | None = None) -> None:
        self._session = session
        self._archive = archive
        session.cookies.set(
            "sid", session.token, domain=session.host.partition(":")[0], path="/", secure=True
        )

    def open(self, address: str) -> Page:
        """Open a page and follow it to where it leads. Refuses an address that could change something."""
        self._refuse_changes(address)
        return self._page(self._land(address, lambda url: self._session.get(url)))

    def download(self, address: str) -> Download:
        """Fetch a file by the same rules. Raises PageChanged where a page comes instead of one."""
        self._refuse_changes(address)
        response = self._land(address, lambda url: self._session.get(url))
        path, alias = _path_of(response.url), self._session.alias
        if _is_page(response):
            titles = " / ".join(self._page(response).titles) or "no heading"
            text = f"{path} shows a page ({titles}) where a file was expected."
            raise PageChanged(
                alias, text, "Open the address by hand and compare it with docs/pages.md."
            )
        self._refuse_status(response, "no words of its own")
        return Download(path, _type_of(response), response.content)

    def submit(self, submission: Submission) -> Page:
        """Send a form once, as a browser would, and return the page that the org lands on.

        Raises Lost if the answer does not tell what became of it.
        """
        here = urljoin(self._session.instance_url, submission.page.address)
        headers = {"Referer": here, "Origin": self._session.instance_url}
        body = body_of(submission)
        action = urljoin(submission.page.address, submission.form.action)
        return self._act(action, lambda url: self._session.post(url, data=body, headers=headers))

    def press(self, page: Page, button: Button) -> Page:
        """Press a button outside of an edit form once. Its address may carry a token: that is its purpose.

        Raises Lost if the answer does not tell what became of it.
        """
        if page.form is not None and button in page.form.buttons:
            return self.submit(Submission(page, page.form, {}, button))
        if not self._session.may_write:
            raise RuntimeError("a session for reading was asked to press a button")
        headers = {"Referer": urljoin(self._session.instance_url, page.address)}
        return self._act(button.address, lambda url: self._session.get(url, headers=headers))

    def page_of(self, response: requests.Response) -> Page:
        """Return the page that an answer shows. Raises OrgError where it tells of a fault."""
        return self._page(self._kept(response))

    def check_reading(self, url: str) -> None:
        """Raise OrgError if an address leads to a login, or may change something when it is opened."""
        self._classify_target(url)
        self._refuse_changes(url)

    def _act(self, address: str, send: Callable[[str], requests.Response]) -> Page:
        """Send something that may change the org: whatever it answers but a page has to be looked up."""
        try:
            return self._page(self._land(address, send))
        except StaleToken:
            raise
        except OrgError as error:
            text = f"The answer to a save was: {error.diagnostics[0].detail}"
            raise Lost(error.org, text, "It is looked for, and not sent again.") from error

    def _land(self, address: str, send: Callable[[str], requests.Response]) -> requests.Response:
        """Send one request, then follow redirects by reading only; return the answer at their end."""
        url = urljoin(self._session.instance_url, address)
        response = self._kept(send(url))
        for _ in range(MAX_HOPS):
            target = redirect_of(response)
            if target is None:
                return response
            url = urljoin(url, target)
            self._classify_target(url)
            self._refuse_changes(url)
            response = self._kept(self._session.get(url))
        raise PageChanged(
            self._session.alias, f"{address} leads through more than {MAX_HOPS} redirects."
        )

    def _kept(self, response: requests.Response) -> requests.Response:
        """Keep an answer before it is judged: a page that turns out to be an error is evidence as well."""
        if self._archive is not None and response.content:
            alias, token = self._session.alias, self._session.token
            path, kind = _path_of(response.url), _type_of(response)
            self._archive.keep(alias, path, kind, response.content, token)
        return response

    def _page(self, response: requests.Response) -> Page:
        alias = self._session.alias
        path = _path_of(response.url)
        text = response.text
        if any(words in text for words in _NO_ACCESS):
            raise Forbidden(
                alias,
                f"{path}: the org says that this user may not see or do this.",
                'The pages need "Manage Connections", settings "Modify All Data"; API-only users see no page.',
            )
        if _STALE_TOKEN in text:
            raise StaleToken(
                alias,
                f"{path}: the org says that the page was invalid for this session.",
                "Run again.",
            )
        page = parse_page(path, text)
        self._refuse_status(response, " ".join(page.errors) or "no words of its own")
        return page

    def _refuse_status(self, response: requests.Response, said: str) -> None:
        path, status = _path_of(response.url), response.status_code
        if status == requests.codes.not_found:
            raise PageChanged(
                self._session.alias,
                f"{path} is not served by the org.",
                "The org, or its release, has no such page.",
            )
        if not response.ok:
            raise Rejected(self._session.alias, f"{path} was answered with {status}: {said}.")

    def _classify_target(self, url: str) -> None:
        error = self._target_error(url)
        if error is not None:
            raise error

    def _target_error(self, url: str) -> OrgError | None:
        alias = self._session.alias
        parts = urlsplit(url)
        if "ec=302" in parts.query or (parts.path in _LOGIN_PATHS and "startURL=" in parts.query):
            return LoginFailed(
                alias, "The org asks to log in again.", "Get a new session for this org."
            )
        if parts.path == _MAINTENANCE:
            return Unreachable(alias, "The org shows its maintenance page.", "Try again later.")
        return None

    def _refuse_changes(self, address: str) -> None:
        mark = next((one for one in _CHANGES_SOMETHING if one in address), None)
        if mark:
            raise PageChanged(
                self._session.alias,
                f"Reading would have followed an address with {mark}, which may change something.",
                "Nothing was sent. Open the page by hand and compare it with docs/pages.md.",
            )


def redirect_of(response: requests.Response) -> str | None:
    """Where a response leads: by status, by script or by a meta element; None if it is a page or a file."""
    if response.is_redirect:
        return response.headers["Location"]
    if not _is_page(response) or "<form" in response.text:
        return None
    for pattern in _SCRIPT_REDIRECTS:
        if match := pattern.search(response.text):
            return unescape(match.group(1))
    if match := _META_REDIRECT.search(response.text):
        return unescape_html(match.group(1)).strip()
    return None


def _is_page(response: requests.Response) -> bool:
    return is_page(_type_of(response), response.content)


def _type_of(response: requests.Response) -> str:
    return response.headers.get("Content-Type", "")


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
