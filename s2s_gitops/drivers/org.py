"""Joins REST and Setup pages of one org into the ports that kinds and flows know."""

from collections.abc import Mapping, Sequence
from typing import Any

from s2s_gitops.drivers.archive import Archive
from s2s_gitops.drivers.captures import Captures
from s2s_gitops.drivers.redaction import Known
from s2s_gitops.drivers.rest import Rest
from s2s_gitops.drivers.session import OrgSession, is_loopback
from s2s_gitops.drivers.setup import SetupPages
from s2s_gitops.model.config import OrgEntry
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import RefusedError
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
    """An org that `apply` may change. Until pages are verified on live orgs, loopback hosts only."""

    def __init__(self, entry: OrgEntry, *, captures: Captures | None = None) -> None:
        if not is_loopback(entry.login["instance_url"]):
            raise RefusedError(
                Diagnostic(
                    "S2S203",
                    "The pages of S2S are known by their labels, not yet by a capture of a live org.",
                    "Use `s2s plan` and make the changes by hand; the next plan sees that they were made.",
                    where=entry.alias,
                )
            )
        super().__init__(entry, may_write=True, captures=captures)

    def submit(self, submission: Submission) -> Page:
        """Send a form once."""
        return self._pages.submit(submission)

    def press(self, page: Page, button: Button) -> Page:
        """Press a button once."""
        return self._pages.press(page, button)
