"""Answers what a browser asks for, through the session of the org: the browser thinks, the session speaks.

So TLS is verified, the host checked and requests counted as ever, and the session's cookie never
enters the browser. Pages are fetched by reading only; one save passes, and only while it is awaited
and carries what was planned. Nothing else reaches the org, and other hosts send static files only.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests

from s2s_gitops.drivers.answers import redirect_of
from s2s_gitops.drivers.session import TIMEOUT, OrgSession
from s2s_gitops.drivers.setup import MAX_HOPS, SetupPages
from s2s_gitops.model.errors import ByHand, LoginFailed, OrgError, PageChanged

if TYPE_CHECKING:
    from playwright.sync_api import Request, Route

Pairs = list[tuple[str, str]]

STATIC_HOSTS: Final = (".salesforce.com", ".force.com", ".salesforce-setup.com", ".forcecdn.net")
STATIC: Final = frozenset({"font", "image", "script", "stylesheet"})
_FORM: Final = "application/x-www-form-urlencoded"
_STOPPED: Final = "<html><head><title>stopped</title></head></html>"
_SENT_ALONG: Final = ("accept", "content-type", "origin", "referer")


class Relay:
    """The way from one browser window to one org; a class because it counts what passes.

    After `arm` the next document that is asked for is the save: `check` says what stands against
    what it would send. `failure` is why the browser was stopped.
    """

    def __init__(self, session: OrgSession, pages: SetupPages) -> None:
        self._session = session
        self._pages = pages
        self._static = requests.Session()
        self._check: Callable[[Pairs], str] | None = None
        self._hops = 0
        self.sent = False
        self.failure: Exception | None = None
        self.document: requests.Response | None = None

    def arm(self, check: Callable[[Pairs], str]) -> None:
        """Let one save pass."""
        self._check, self.document, self._hops = check, None, 0

    def rest(self) -> None:
        """Let nothing pass but reading, on the page where the browser stands."""
        self._check, self.sent, self.failure, self._hops = None, False, None, 0

    def reset(self) -> None:
        """Forget what was, before another page is opened."""
        self.rest()
        self.document = None

    @property
    def has_landed(self) -> bool:
        """Whether the browser got a page that leads nowhere else, or was stopped."""
        is_page = self.document is not None and redirect_of(self.document) is None
        return is_page or self.failure is not None

    def landed(self) -> requests.Response:
        """Return the page that the browser got. Raises why it was stopped, if it was."""
        if self.failure is not None:
            raise self.failure
        if self.document is None:
            raise RuntimeError("the browser asked for no page")
        return self.document

    def stop(self, failure: Exception) -> None:
        """Note why the browser must not go on; the first reason counts."""
        self.failure = self.failure or failure

    def answer(self, route: "Route") -> None:
        """Answer one request of the browser. What goes wrong is kept for whoever waits."""
        request = route.request
        try:
            if not request.is_navigation_request():
                self._file(route, request)
            elif _is_inner(request):
                self._inner(route, request)
            else:
                self._document(route, request)
        except (OrgError, RuntimeError) as error:
            self.stop(error)
            route.fulfill(status=200, content_type="text/html", body=_STOPPED)

    def _document(self, route: "Route", request: "Request") -> None:
        """Fetch a page, or make the one save; what follows it is reading."""
        is_save = self._check is not None and not self.sent
        if self.failure is not None:
            raise self.failure
        if self._hops > MAX_HOPS:
            text = f"{request.url} is reached through more than {MAX_HOPS} redirects."
            raise PageChanged(self._session.alias, text)
        if is_save:
            self._refuse_unplanned(request)
        elif request.method == "GET":
            self._pages.check_reading(request.url)
        else:
            self._refuse("a second save")
        self._hops += 1
        self.sent = self.sent or is_save
        response = self._send(request)
        target = redirect_of(response)
        if target is not None and self._check is None:
            self._pages.check_reading(urljoin(response.url, target))
            text = f"{request.url} leads elsewhere than before."
            raise PageChanged(self._session.alias, text, "Plan again.")
        self.document = response
        _pass_on(route, response)

    def _refuse_unplanned(self, request: "Request") -> None:
        """Stop a save that would send something else than what was planned."""
        sends = request.headers.get("content-type", _FORM)
        if request.method == "POST" and not sends.startswith(_FORM):
            self._refuse("a form in a shape that is not known")
        body = (request.post_data_buffer or b"").decode()
        against = self._check(parse_qsl(body, keep_blank_values=True)) if self._check else ""
        if against:
            self._refuse(against)

    def _refuse(self, what: str) -> None:
        raise ByHand(self._session.alias, f"The browser would have sent {what}. It was not sent.")

    def _inner(self, route: "Route", request: "Request") -> None:
        """Fetch the page of a frame, which may only read."""
        if request.method == "GET" and urlsplit(request.url).netloc == self._session.host:
            self._pages.check_reading(request.url)
            _pass_on(route, self._send(request))
        else:
            route.abort()

    def _file(self, route: "Route", request: "Request") -> None:
        """Fetch what a page loads beside itself, if that is plain reading; its faults are the page's own."""
        parts = urlsplit(request.url)
        try:
            if request.method != "GET" or parts.scheme != "https":
                route.abort()
            elif parts.netloc == self._session.host:
                self._pages.check_reading(request.url)
                _pass_on(route, self._send(request))
            elif request.resource_type in STATIC and _is_salesforce(parts.hostname or ""):
                answer = self._static.get(request.url, timeout=TIMEOUT, allow_redirects=False)
                self._static.cookies.clear()
                _pass_on(route, answer)
            else:
                route.abort()
        except (OrgError, requests.RequestException):
            route.abort()

    def _send(self, request: "Request") -> requests.Response:
        headers = {name: value for name, value in request.headers.items() if name in _SENT_ALONG}
        if urlsplit(request.url).netloc != self._session.host:
            raise LoginFailed(
                self._session.alias, f"The org leads to {urlsplit(request.url).netloc}."
            )
        body = request.post_data_buffer
        return self._session.request(request.method, request.url, data=body, headers=headers)


def _pass_on(route: "Route", response: requests.Response) -> None:
    """Give the browser an answer without what the session keeps for itself, such as cookies.

    A redirect becomes a page that goes there: a browser would follow it past the relay.
    """
    if response.is_redirect:
        target = json.dumps(urljoin(response.url, response.headers["Location"]))
        script = f"<script>location.replace({target.replace('<', '%3C')})</script>"
        route.fulfill(status=200, content_type="text/html", body=script)
        return
    kind = response.headers.get("Content-Type", "text/html")
    route.fulfill(status=response.status_code, content_type=kind, body=response.content)


def _is_inner(request: "Request") -> bool:
    from playwright.sync_api import Error

    try:
        return request.frame.parent_frame is not None
    except Error:
        return False  # a window that is just being opened has no frame yet


def _is_salesforce(host: str) -> bool:
    return host.endswith(STATIC_HOSTS)
