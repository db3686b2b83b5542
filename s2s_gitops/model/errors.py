"""What stops a run. User mistakes in files are collected as diagnostics instead.

::

    S2SError                      exit code
      FilesError                  1   the files cannot be used; carries every problem
      RefusedError                3   refused before any write
      OrgError                    1   one org did not do what was asked; carries its alias
        Unreachable, LoginFailed, WrongOrg, Forbidden, PageChanged, Rejected, Lost, NotYet, Throttled,
        ByHand, NotEnglish, NotRecorded
"""

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.page import Page
from s2s_gitops.model.source import Map


class S2SError(Exception):
    """Carries the diagnostics that are shown instead of a traceback."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(
            "; ".join(f"{one.code} {one.summary}: {one.detail}" for one in diagnostics)
        )
        self.diagnostics = diagnostics


class FilesError(S2SError):
    """The files cannot be used. `document` is what could be read of one all the same, to find more."""

    def __init__(self, *diagnostics: Diagnostic, document: Map | None = None) -> None:
        super().__init__(*diagnostics)
        self.document = document


class RefusedError(S2SError):
    """The run was refused before anything was written."""


class OrgError(S2SError):
    """One org did not do what was asked. `code` names the diagnostic."""

    code = "S2S306"

    def __init__(self, org: str, detail: str, fix: str = "") -> None:
        super().__init__(Diagnostic(self.code, detail, fix, where=org))
        self.org = org


class Unreachable(OrgError):
    """No answer: nothing is known of whether the request was carried out."""

    code = "S2S301"


class LoginFailed(OrgError):
    """The session is missing, expired or not accepted."""

    code = "S2S302"


class WrongOrg(OrgError):
    """The login reaches another org than the pinned one."""

    code = "S2S303"


class Forbidden(OrgError):
    """The user may not see or do this."""

    code = "S2S304"


class PageChanged(OrgError):
    """A page does not look as the contract says. `page` is that page, where one was read at all."""

    code = "S2S305"

    def __init__(self, org: str, detail: str, fix: str = "", page: Page | None = None) -> None:
        super().__init__(org, detail, fix)
        self.page = page


class ByHand(OrgError):
    """A person has to make this save; nothing was sent. `detail` says why."""

    code = "S2S406"


class Lost(OrgError):
    """A save was sent, and it is not known whether it was carried out."""

    code = "S2S405"


class NotYet(OrgError):
    """The org does not offer yet what is to be saved; nothing was sent."""

    code = "S2S403"


class Rejected(OrgError):
    """The org refused the request and said why."""


class Throttled(OrgError):
    """The org's request allocation is used up."""

    code = "S2S307"


class NotEnglish(OrgError):
    """The user's language is not en_US."""

    code = "S2S308"


class NotRecorded(OrgError):
    """A snapshot does not hold what was asked for."""

    code = "S2S615"
