"""One HTTP session with one org: its secret, TLS, time-outs, and whether it may write.

The only room that sees secrets. They go into headers and cookies, never into messages.
"""

from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from s2s_gitops.drivers.meter import Meter
from s2s_gitops.model.errors import LoginFailed, Unreachable

TIMEOUT: Final = (10.0, 120.0)
"""Seconds to connect and to wait for an answer: mapping pages and saves can be slow."""

PARALLEL: Final = 4
READING: Final = frozenset({"GET", "HEAD"})


class OrgSession(requests.Session):
    """A session that sends to one host only, and that refuses to write unless it was made for writing."""

    def __init__(self, alias: str, instance_url: str, token: str, *, may_write: bool) -> None:
        super().__init__()
        self.alias = alias
        self.host = urlsplit(instance_url).netloc
        self.instance_url = f"https://{self.host}"
        self.token = token
        self.may_write = may_write
        self.meter = Meter()
        self.auth = _keep_headers
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=PARALLEL)
        self.mount("https://", adapter)

    def __repr__(self) -> str:
        return f"OrgSession({self.alias!r}, {self.host!r})"

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request, without following redirects. Raises Unreachable and LoginFailed."""
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.netloc != self.host:
            raise LoginFailed(
                self.alias,
                f"The org sends us to {parts.netloc or url!r}, which is not its own host.",
            )
        if method.upper() not in READING and not self.may_write:
            raise RuntimeError(f"a session for reading was asked to {method}")
        kwargs.setdefault("timeout", TIMEOUT)
        kwargs["allow_redirects"] = False
        self.meter.sent(parts.path)
        try:
            response = super().request(method, url, *args, **kwargs)
        except requests.exceptions.SSLError as error:
            raise Unreachable(
                self.alias,
                f"The certificate of {self.host} could not be verified: {_plain(error)}.",
                "For a company's own authority set REQUESTS_CA_BUNDLE; verification is never switched off.",
            ) from error
        except requests.exceptions.RequestException as error:
            raise Unreachable(
                self.alias,
                f"{self.host} did not answer ({_plain(error)}).",
                "Check `login.instance_url`, the network and the proxy.",
            ) from error
        self.meter.heard(response.headers)
        return response


def is_loopback(url: str) -> bool:
    """Say whether an address is on this machine."""
    name = urlsplit(url).hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _keep_headers(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stand in for credentials, so that a .netrc cannot replace the session's own header."""
    return request


def _plain(error: Exception) -> str:
    """Name the innermost cause in a word: messages of the layers above repeat addresses."""
    inner: BaseException = error
    while inner.args and isinstance(inner.args[0], BaseException):
        inner = inner.args[0]
    return type(getattr(inner, "reason", None) or inner).__name__
