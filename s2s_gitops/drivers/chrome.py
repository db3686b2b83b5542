"""The browser of a run: an installed Chrome or Chromium, started when it is needed first. Nothing is downloaded.

It has no way to the network: every request is answered by `relay`, names are not looked up, and it
never gets a session.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from s2s_gitops.model.errors import ByHand

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright

VARIABLE: Final = "S2S_BROWSER"
NAMES: Final = (
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
)
PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FLAGS: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-first-run",
)
"""Whatever the relay should miss ends here: no name is found, and nothing is fetched in the background."""


def find_browser(environ: Mapping[str, str]) -> str:
    """Return the path of an installed browser that can be driven; empty if there is none, or no Playwright.

    S2S_BROWSER names one; then no other is looked for.
    """
    if find_spec("playwright") is None:
        return ""
    if VARIABLE in environ:
        return shutil.which(environ[VARIABLE]) or ""
    on_path = (shutil.which(name, path=environ.get("PATH")) for name in NAMES)
    places = (place for place in PLACES if Path(place).is_file())
    return next((one for one in (*on_path, *places) if one), "")


class Chrome:
    """One browser for all orgs of a run; a class because it is a process that has to be ended."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def context(self, alias: str) -> "BrowserContext":
        """Return a new window without cookies or history. Raises ByHand if the browser does not start."""
        from playwright.sync_api import Error

        try:
            return self._started().new_context(service_workers="block")
        except Error as error:
            text = f"The browser {self._path} did not start ({_first_line(error)})."
            raise ByHand(alias, text) from error

    def _started(self) -> "Browser":
        from playwright.sync_api import sync_playwright

        if self._browser is None:
            self._playwright = self._playwright or sync_playwright().start()
            self._browser = self._playwright.chromium.launch(
                executable_path=self._path, headless=True, args=[*FLAGS, *_for_root()]
            )
        return self._browser

    def close(self) -> None:
        """End the browser, if it was started."""
        from_started, self._playwright = self._playwright, None
        browser, self._browser = self._browser, None
        try:
            if browser is not None:
                browser.close()
        finally:
            if from_started is not None:
                from_started.stop()


def _for_root() -> tuple[str, ...]:
    """Chrome's sandbox refuses to run as root, which is who containers run as."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
