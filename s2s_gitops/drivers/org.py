"""Joins REST and Setup pages of one org into the ports that kinds and flows know."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from s2s_gitops.drivers.archive import Archive
from s2s_gitops.drivers.captures import Captures
from s2s_gitops.drivers.chrome import Chrome
from s2s_gitops.drivers.gate import button_objection, objection
from s2s_gitops.drivers.manner import Manner, Transport, choose
from s2s_gitops.drivers.redaction import Known
from s2s_gitops.drivers.rest import Rest
from s2s_gitops.drivers.session import OrgSession
from s2s_gitops.drivers.setup import SetupPages
from s2s_gitops.drivers.tab import Tab
from s2s_gitops.model.config import OrgEntry
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import ByHand
from s2s_gitops.model.page import Button, Page, Submission
from s2s_gitops.model.ports import FieldInfo, Record


class ReadingOrg:
    """An org that can be read. It has no writing verb, and its session refuses to send one.

    An archive keeps every page and file that the session fetches; answers of REST are not kept.
    """

    def __init__(
        self,
        entry: OrgEntry,
        *,
        may_write: bool = False,
        archive: Archive | None = None,
        captures: Captures | None = None,
    ) -> None:
        login = entry.login
        self._session = OrgSession(
            entry.alias, login["instance_url"], login["access_token"], may_write=may_write
        )
        self._rest = Rest(self._session)
        self._pages = SetupPages(self._session, archive)
        self._captures = captures
        self._rest.check_identity(entry.org_id)

    @property
    def alias(self) -> str:
        """The org's name in the files."""
        return self._session.alias

    @property
    def requests_sent(self) -> int:
        """How many requests this run has sent to the org."""
        return self._session.requests_sent

    def name(self) -> str:
        """The organization's own name."""
        return self._rest.organization_name()

    def query(self, soql: str) -> Sequence[Record]:
        """Return all rows of a query."""
        return self._rest.query(soql)

    def objects(self) -> Mapping[str, str]:
        """Return the label of every object, by API name."""
        return self._rest.objects()

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        """Return the fields of an object, by API name."""
        return self._rest.fields(sobject)

    def open(self, address: str) -> Page:
        """Open a Setup page."""
        return self._pages.open(address)

    def download(self, address: str) -> Download:
        """Fetch a file that a page links to."""
        return self._pages.download(address)

    def keep(self, page: Page) -> str:
        """Keep a redacted copy of a page that does not look as expected; empty where none is kept."""
        if self._captures is None:
            return ""
        return self._captures.keep(
            self.alias, page, self.known({}, self._rest.told(), self._captures.words)
        )

    def known(
        self, names: Mapping[str, str], objects: Mapping[str, str], words: frozenset[str]
    ) -> Known:
        """Return what is to be replaced in pages of this org, and which words stay wherever they stand."""
        token, host = self._session.token, self._session.host
        return Known(token, (host,), names, words, objects, self._rest.described())

    def ask(self, path: str, soql: str = "") -> Any:
        """Return what the API answers at a path."""
        return self._rest.ask(path, soql)

    def release(self) -> str:
        """Return the name of the org's release."""
        return self._rest.release()


class WritingOrg(ReadingOrg):
    """An org that `apply` may change, in the manner that was settled for it.

    A session of an org that people write cannot write. `say` shows questions of pages that are
    answered with yes.
    """

    def __init__(
        self,
        entry: OrgEntry,
        manner: Manner,
        chrome: Chrome,
        say: Callable[[str], None],
        *,
        captures: Captures | None = None,
    ) -> None:
        super().__init__(entry, may_write=not manner.by_hand, captures=captures)
        self._manner = manner
        self._say = say
        self._tab = Tab(chrome, self._session, self._pages, say)

    def submit(self, submission: Submission) -> Page:
        """Send a form once. Raises ByHand where only a person may."""
        against = objection(submission)
        if self._carried_by(against, verified=submission.page.verified) is Transport.BROWSER:
            return self._tab.submit(submission)
        self._tell(submission.button)
        return self._pages.submit(submission)

    def press(self, page: Page, button: Button) -> Page:
        """Press a button once. Raises ByHand where only a person may."""
        if button.form >= 0:
            return self.submit(Submission(page, page.forms[button.form], {}, button))
        if self._carried_by(button_objection(button), verified=page.verified) is Transport.BROWSER:
            return self._tab.press(page, button)
        self._tell(button)
        return self._pages.press(page, button)

    def _carried_by(self, against: str, *, verified: bool) -> Transport:
        chosen = choose(self._manner, against, verified=verified)
        if isinstance(chosen, str):
            raise ByHand(self.alias, f"{chosen}.")
        return chosen

    def _tell(self, button: Button) -> None:
        if button.confirm:
            self._say(f"{self.alias} asks: {button.confirm!r}; the answer is yes.")
