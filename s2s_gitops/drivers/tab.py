"""Setup pages in a real browser: the same page is opened there, the same controls set, the same button pressed.

The browser's own script prepares what is sent. It is stopped where that is not what was planned,
where it asks something that does not stand on the page, or where it sends nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from s2s_gitops.drivers.answers import StaleToken
from s2s_gitops.drivers.bodies import body_of
from s2s_gitops.drivers.chrome import Chrome
from s2s_gitops.drivers.questions import stands_in
from s2s_gitops.drivers.relay import Pairs, Relay
from s2s_gitops.drivers.session import OrgSession
from s2s_gitops.drivers.setup import SetupPages
from s2s_gitops.drivers.touch import find_button, find_control, in_order, set_control, set_duel
from s2s_gitops.model.errors import ByHand, Lost, OrgError, PageChanged
from s2s_gitops.model.page import Button, Control, LookupValue, Page, Submission

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Dialog, ElementHandle, Request
    from playwright.sync_api import Page as Window

ASKING: Final = 10_000
"""Milliseconds until a pressed button has asked for something."""

ANSWERING: Final = 180_000
"""Milliseconds until the answer to a save has come to its end: longer than the session waits by itself."""

_AGAIN: Final = (
    "Nothing was sent. Plan again: somebody may have changed it, or the page differs by visit."
)


class Tab:
    """The place of one org in the browser; a class because a window stays open for the page that follows a save."""

    def __init__(
        self, chrome: Chrome, session: OrgSession, pages: SetupPages, say: Callable[[str], None]
    ) -> None:
        self._chrome = chrome
        self._session = session
        self._pages = pages
        self._say = say
        self._relay = Relay(session, pages)
        self._context: BrowserContext | None = None
        self._landed: Page | None = None
        self._questions = ""
        self._answered = False

    def submit(self, submission: Submission) -> Page:
        """Fill in the form in the browser, press the button once, and return where the org lands.

        Raises ByHand or PageChanged if nothing was sent, Lost if nobody knows what became of it.
        """
        with self._guarded():
            window = self._opened(submission.page)
            shown = self._shown(submission.page)
            if _controls_of(shown, submission) != submission.form.controls:
                text = f"{submission.page.address} shows other controls or values in the browser than before."
                raise PageChanged(self._session.alias, text, _AGAIN)
            for entry, filling in in_order(submission.form, submission.fillings):
                element = self._there(
                    find_control(window, submission.form, entry), "a control that is to be changed"
                )
                if isinstance(filling, tuple):
                    set_duel(element, _control_of(submission, entry), filling)
                else:
                    set_control(element, submission.form.entries[entry].name, filling)
            return self._press(window, submission.button, lambda sent: _against(submission, sent))

    def press(self, page: Page, button: Button) -> Page:
        """Press a button outside of a form once, and return where the org lands. Raises as `submit` does."""
        with self._guarded():
            window = self._opened(page)
            if button not in self._shown(page).buttons:
                text = f"{page.address} no longer has the button {button.text!r} as it was."
                raise PageChanged(self._session.alias, text, _AGAIN)
            return self._press(window, button, lambda _sent: "")

    def _opened(self, page: Page) -> "Window":
        """Return the window that stands on a page: the last one if its save landed there, else a new one."""
        context = self._window_of_org()
        if page is self._landed and context.pages:
            self._relay.rest()
            return context.pages[-1]
        self._relay.reset()
        window = context.new_page()
        for one in context.pages[:-1]:
            one.close()
        window.goto(urljoin(self._session.instance_url, page.address), timeout=ANSWERING)
        return window

    def _window_of_org(self) -> "BrowserContext":
        if self._context is None:
            self._context = self._chrome.context(self._session.alias)
            self._context.route("**/*", self._relay.answer)
            self._context.on("dialog", self._asked)
        return self._context

    def _shown(self, page: Page) -> Page:
        """Return the page as the browser got it."""
        if page is self._landed:
            return page
        return self._pages.page_of(self._relay.landed())

    def _press(self, window: "Window", button: Button, check: Callable[[Pairs], str]) -> Page:
        """Press once, and follow to where it leads."""
        element = self._there(find_button(window, button), f"one button {button.text!r}")
        document = self._relay.document
        self._questions = document.text if document is not None else ""
        self._answered = False
        self._relay.arm(check)
        context = window.context
        with (
            context.expect_event(
                "requestfinished", lambda _: self._relay.has_landed, timeout=ANSWERING
            ),
            context.expect_event("request", _is_page, timeout=ASKING),
        ):
            element.click(timeout=ASKING)
            self._raise_failure()
        self._landed = self._pages.page_of(self._relay.landed())
        return self._landed

    def _asked(self, dialog: "Dialog") -> None:
        """Answer a question of the page: yes, once, if it stands in the page itself."""
        is_known = dialog.type == "confirm" and stands_in(dialog.message, self._questions)
        if is_known and not self._answered:
            self._answered = True
            self._say(f"{self._session.alias} asks: {dialog.message!r}; the answer is yes.")
            dialog.accept()
            return
        text = f"The page says or asks what was not expected: {dialog.message!r}. Nothing was sent."
        self._relay.stop(PageChanged(self._session.alias, text, "Look at the page by hand."))
        dialog.dismiss()

    def _raise_failure(self) -> None:
        if self._relay.failure is not None:
            raise self._relay.failure

    def _there(self, element: "ElementHandle | None", what: str) -> "ElementHandle":
        if element is None:
            raise ByHand(self._session.alias, f"The page in the browser does not have {what}.")
        return element

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Tell errors apart: before anything was sent nothing is lost; afterwards nobody knows."""
        from playwright.sync_api import Error

        alias = self._session.alias
        try:
            yield
        except StaleToken:
            raise
        except (OrgError, Error) as error:
            self._landed = None
            said = error.diagnostics[0].detail if isinstance(error, OrgError) else _line(error)
            if self._relay.sent:
                text = f"The answer to a save was: {said}"
                raise Lost(alias, text, "It is looked for, and not sent again.") from error
            if isinstance(error, OrgError):
                raise
            raise ByHand(
                alias, f"The browser could not do it ({said}); nothing was sent."
            ) from error


def _controls_of(shown: Page, submission: Submission) -> tuple[Control, ...]:
    """Return the controls of the same form of the page as it is shown now."""
    place = next(
        (at for at, one in enumerate(submission.page.forms) if one is submission.form), None
    )
    forms = shown.forms if place is not None and place < len(shown.forms) else ()
    return forms[place].controls if forms and place is not None else ()


def _control_of(submission: Submission, entry: int) -> Control:
    return next(one for one in submission.form.controls if one.entry == entry)


def _against(submission: Submission, sent: Pairs) -> str:
    """Return how a post differs from the planned one, in what a person can see of the form."""
    entries = submission.form.entries
    names = {entries[one.entry].name for one in submission.form.controls if one.entry >= 0}
    for entry, filling in submission.fillings.items():
        if isinstance(filling, LookupValue):
            names.add(f"{entries[entry].name}_lkid")
    planned, real = _of(names, body_of(submission)), _of(names, sent)
    different = sorted({name for name, _ in (planned - real) | (real - planned)})
    return f"another value of {', '.join(different)} than was planned" if different else ""


def _of(names: set[str], pairs: Pairs) -> Counter[tuple[str, str]]:
    return Counter(pair for pair in pairs if pair[0] in names and pair[0])


def _is_page(request: "Request") -> bool:
    return request.is_navigation_request()


def _line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
