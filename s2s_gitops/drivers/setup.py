"""Setup pages over plain HTTP: opening, following, telling faults apart, downloading; for `apply`, saving."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urljoin

import requests

from s2s_gitops.drivers.answers import (
    StaleToken,
    answer_error,
    is_page_answer,
    path_of,
    redirect_of,
    status_error,
    target_error,
    type_of,
)
from s2s_gitops.drivers.archive import Archive
from s2s_gitops.drivers.bodies import body_of
from s2s_gitops.drivers.html import parse_page
from s2s_gitops.drivers.session import OrgSession
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import Lost, OrgError, PageChanged
from s2s_gitops.model.page import Button, Page, Submission

MAX_HOPS: Final = 5

_CHANGES_SOMETHING: Final = ("_CONFIRMATIONTOKEN", "delID", "deleteredirect", "set_preference")


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
        path, alias = path_of(response.url), self._session.alias
        if is_page_answer(response):
            page = self._shown(response)
            titles = " / ".join(page.titles) or "no heading"
            text = f"{path} shows a page ({titles}) where a file was expected."
            fix = "Open the address by hand and compare it with docs/pages.md."
            raise PageChanged(alias, text, fix, page)
        _raise(status_error(alias, path, response.status_code, "no words of its own"))
        return Download(path, type_of(response), response.content)

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
        if button.form >= 0:
            return self.submit(Submission(page, page.forms[button.form], {}, button))
        if not self._session.may_write:
            raise RuntimeError("a session for reading was asked to press a button")
        headers = {"Referer": urljoin(self._session.instance_url, page.address)}
        return self._act(button.address, lambda url: self._session.get(url, headers=headers))

    def page_of(self, response: requests.Response) -> Page:
        """Return the page that an answer shows. Raises OrgError where it tells of a fault."""
        return self._page(self._kept(response))

    def check_reading(self, url: str) -> None:
        """Raise OrgError if an address leads to a login, or may change something when it is opened."""
        _raise(target_error(self._session.alias, url))
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
            _raise(target_error(self._session.alias, url))
            self._refuse_changes(url)
            response = self._kept(self._session.get(url))
        raise PageChanged(
            self._session.alias, f"{address} leads through more than {MAX_HOPS} redirects."
        )

    def _kept(self, response: requests.Response) -> requests.Response:
        """Keep an answer before it is judged: a page that turns out to be an error is evidence as well."""
        if self._archive is not None and response.content:
            alias, token = self._session.alias, self._session.token
            path, kind = path_of(response.url), type_of(response)
            self._archive.keep(alias, path, kind, response.content, token)
        return response

    def _page(self, response: requests.Response) -> Page:
        """Return what an answer shows. Raises PageChanged if it breaks off: then all of it is in doubt."""
        page = self._shown(response)
        if page.torn:
            text = f"{page.address} breaks off before its end."
            fix = "Run again; if it stays so, look at the page by hand."
            raise PageChanged(self._session.alias, text, fix, page)
        return page

    def _shown(self, response: requests.Response) -> Page:
        """Return what an answer shows, or raise what it says instead."""
        alias, status = self._session.alias, response.status_code
        page = parse_page(path_of(response.url), response.text)
        _raise(answer_error(alias, page, status))
        said = " ".join(page.errors) or "no words of its own"
        _raise(status_error(alias, page.address, status, said))
        return page

    def _refuse_changes(self, address: str) -> None:
        mark = next((one for one in _CHANGES_SOMETHING if one in address), None)
        if mark:
            raise PageChanged(
                self._session.alias,
                f"Reading would have followed an address with {mark}, which may change something.",
                "Nothing was sent. Open the page by hand and compare it with docs/pages.md.",
            )


def _raise(error: OrgError | None) -> None:
    if error is not None:
        raise error
