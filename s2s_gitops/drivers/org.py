"""Joins REST and Setup pages of one org into the ports that kinds and flows know."""

from collections.abc import Mapping, Sequence

from s2s_gitops.drivers.archive import Archive
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
        self, entry: OrgEntry, *, may_write: bool = False, archive: Archive | None = None
    ) -> None:
        login = entry.login
        self._session = OrgSession(
            entry.alias, login["instance_url"], login["access_token"], may_write=may_write
        )
        self._rest = Rest(self._session)
        self._pages = SetupPages(self._session, archive)
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


class WritingOrg(ReadingOrg):
    """An org that `apply` may change. Until pages are verified on live orgs, loopback hosts only."""

    def __init__(self, entry: OrgEntry) -> None:
        if not is_loopback(entry.login["instance_url"]):
            raise RefusedError(
                Diagnostic(
                    "S2S203",
                    "The pages of S2S are known by their labels, not yet by a capture of a live org.",
                    "Use `s2s plan` and make the changes by hand; the next plan sees that they were made.",
                    where=entry.alias,
                )
            )
        super().__init__(entry, may_write=True)

    def submit(self, submission: Submission) -> Page:
        """Send a form once."""
        return self._pages.submit(submission)

    def press(self, page: Page, button: Button) -> Page:
        """Press a button once."""
        return self._pages.press(page, button)
