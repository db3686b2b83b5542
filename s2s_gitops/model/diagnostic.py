"""Designed messages. Every code that the tool can print stands in the table below, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from s2s_gitops.model.code import Code, Severity
from s2s_gitops.model.doubts import DOUBTS
from s2s_gitops.model.source import Source

__all__ = ["CODES", "Code", "Diagnostic", "Severity", "has_errors"]


CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        # The files
        "S2S001": Code(
            "file cannot be read or written",
            "The file or folder is missing, unreadable or not UTF-8 text.",
        ),
        "S2S002": Code("not valid YAML", "The YAML parser stopped at this place."),
        "S2S003": Code(
            "key stands twice", "A mapping names the same key twice; one of them would be lost."
        ),
        "S2S004": Code(
            "too many aliases", "Aliases expand to more than the limit, or one contains itself."
        ),
        "S2S005": Code(
            "unknown key", "The schema has no such key here. Top-level `x-...` keys are free."
        ),
        "S2S006": Code("wrong type", "The value has another shape than the schema asks for."),
        "S2S007": Code("key is missing", "The schema asks for a key that is not here."),
        "S2S008": Code("value not allowed", "The value is not among those that the schema allows."),
        "S2S009": Code(
            "environment variable is not set",
            "A `${env:NAME}` has no value and no default. In a login it stops only what logs in.",
        ),
        "S2S010": Code(
            "environment value outside orgs", "`${env:NAME}` is read under `orgs` only."
        ),
        "S2S011": Code(
            "unknown org", "A side, a template or a connection names an org that `orgs` lacks."
        ),
        "S2S012": Code("declared twice", "Two places declare the same address."),
        "S2S013": Code(
            "connection needs two sides",
            "A connection joins exactly two orgs, and one of them invited.",
        ),
        "S2S014": Code(
            "connection cannot be told apart",
            "An inviting side needs `contact` or `id`, so that one live row can be told from the others.",
        ),
        "S2S015": Code(
            "approval is not usable",
            "An approval has expired. It allows nothing any more.",
            Severity.WARNING,
        ),
        "S2S016": Code(
            "newer file version", "The file was written for a newer s2s. Install that one."
        ),
        "S2S017": Code(
            "secret stands in a file", "Secrets of a login come from the environment only."
        ),
        "S2S018": Code(
            "unknown template", "A side names a template that is not declared, or not active."
        ),
        "S2S019": Code(
            "objects cannot be mapped",
            "A standard object maps to itself, a custom one to a custom one.",
        ),
        "S2S020": Code(
            "not published by the other side",
            "A subscription needs what the other side is declared to publish.",
        ),
        "S2S021": Code(
            "values without their field", "Picklist values are mapped for mapped fields only."
        ),
        "S2S022": Code(
            "template publishes more",
            "A template would publish what the side that chooses it does not declare.",
        ),
        "S2S023": Code("wrong usage", "The command line could not be understood."),
        "S2S024": Code("interrupted", "A person stopped the run."),
        "S2S025": Code(
            "auto-accept is not offered",
            "Children of other objects are accepted with their parent.",
        ),
        "S2S026": Code(
            "last day of an ignore entry has passed",
            "It holds for 14 days more. Then it holds no longer, and `drift` makes an error of it.",
            Severity.WARNING,
        ),
        "S2S027": Code(
            "ignore entry holds no longer",
            "Its last day was more than 14 days ago, so what it covered counts again.",
        ),
        "S2S028": Code(
            "ignore entry covers nothing",
            "Nothing differs at its address any more, or the address is wrong.",
            Severity.WARNING,
        ),
        "S2S029": Code(
            "baseline cannot be read", "The commit, or the files in it, cannot be used."
        ),
        "S2S060": Code(
            "plan is partial",
            "It was made with `--changed-since`. What it left out may be needed, or differ as well.",
        ),
        # The plan
        "S2S101": Code(
            "impossible", "The platform has no way to make this change. Nothing is written."
        ),
        "S2S102": Code(
            "which connection is it", "More than one live row, or none that fits, could be meant."
        ),
        "S2S103": Code(
            "object is not known here", "The org has no such object, or hides it from this user."
        ),
        "S2S105": Code(
            "record cannot be found",
            "A contact, account or user is missing in the org, or stands there twice.",
        ),
        "S2S104": Code(
            "field cannot be published", "The org does not offer the field for publishing."
        ),
        "S2S106": Code(
            "state of the connection is not known",
            "The API shows a status of which nothing is known.",
        ),
        "S2S107": Code(
            "mapping may not fit",
            "Types or picklist values of the two sides differ.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S108": Code(
            "picklist value does not exist",
            "A value is mapped that one of the two picklists lacks.",
        ),
        # Consent
        "S2S201": Code(
            "approval is missing",
            "Destructive and irreversible changes need an entry in `approvals`.",
        ),
        "S2S202": Code(
            "too much at once", "More than 30 % of a scope of ten or more values would be lost."
        ),
        "S2S203": Code(
            "override does not count here",
            "S2S_WRITES=http counts for this machine's own hosts (loopback) only: other orgs are written as their "
            "`writes` says.",
            Severity.WARNING,
        ),
        "S2S204": Code("the change was not confirmed", "`apply` asks before it writes."),
        "S2S205": Code("stale plan", "The saved plan is not what `apply` would do now."),
        "S2S206": Code("plan is too old", "It was made longer ago than `--max-age` allows."),
        "S2S207": Code("newer plan", "A newer s2s saved the plan. Use that one, or plan again."),
        "S2S208": Code("not a plan", "`plan --out json=FILE` did not write it, or not like this."),
        "S2S209": Code("message of a newer version", "This s2s does not know its code."),
        # Notices before something is taken away
        "S2S210": Code(
            "removal before the announced day",
            "A `deprecate` notice promises the other side that it stays until a day, and that has not passed.",
        ),
        "S2S211": Code(
            "announced to go", "A `deprecate` notice has begun: tell them.", Severity.WARNING
        ),
        "S2S212": Code(
            "announced removal is due", "Its time is over, and it is there.", Severity.WARNING
        ),
        "S2S213": Code("notice leaves no time", "`remove_after` has to be a later day than `on`."),
        # The orgs
        "S2S301": Code(
            "org cannot be reached", "No answer from the host: address, network, proxy or TLS."
        ),
        "S2S302": Code("login was refused", "The session is missing, expired or not accepted."),
        "S2S303": Code("wrong org", "The login reaches another org than the one that is pinned."),
        "S2S304": Code(
            "permission is missing",
            "The user may not see or do this; see the documentation on permissions.",
        ),
        "S2S305": Code(
            "page does not look as expected",
            "A Setup page lacks a label, block or control that the contract names. It is never taken as empty.",
        ),
        "S2S306": Code(
            "org answered with an error", "The org refused a request; its own words are quoted."
        ),
        "S2S307": Code("org limit is reached", "The org's allocation of requests is used up."),
        "S2S308": Code("user's language is not English", "Pages are read by their English labels."),
        "S2S309": Code("login is not described", "An org that is read needs `login`."),
        # Apply
        "S2S401": Code(
            "changed since the plan", "The org no longer shows what the plan started from."
        ),
        "S2S402": Code(
            "not applied", "The page was saved and still shows the old value, or a third one."
        ),
        "S2S403": Code(
            "waiting", "Something else must happen first; the next run goes on.", Severity.WARNING
        ),
        "S2S404": Code("not tried", "A step that this one needs did not succeed."),
        "S2S405": Code(
            "answer was lost", "The save may or may not have been carried out; it is not repeated."
        ),
        "S2S406": Code(
            "a person has to do this",
            "The save is not made over this transport: the clicks are listed, and the next run sees that it was done.",
            Severity.WARNING,
        ),
        # Writing files
        "S2S501": Code(
            "value is shared in the file",
            "An anchor, an alias or `<<` shares it with other places, which an edit here would change as well.",
        ),
        "S2S502": Code(
            "file could not be edited safely",
            "The place is not there, or the edited file would not hold just what was asked for. Nothing is changed.",
        ),
        "S2S503": Code(
            "files would not hold together",
            "With the change they would contradict each other, or say more than was asked for. Nothing is changed.",
        ),
        "S2S504": Code("no such finding", "Nothing that was found is at this address."),
        "S2S505": Code(
            "file was changed meanwhile", "Somebody else has written it since it was read."
        ),
        # Archives and snapshots
        "S2S601": Code("folder is not empty", "An archive never mixes with what a folder holds."),
        "S2S602": Code("archive cannot be written", "A file of the archive could not be stored."),
        "S2S603": Code("not in the archive", "Something that belongs there could not be fetched."),
        "S2S621": Code(
            "page could not be redacted",
            "A page would still have shown a known name or id after everything was replaced, so it was not kept.",
        ),
        "S2S622": Code(
            "the API does not tell",
            "A question to the API beside the pages was not answered. A capture does without, and knows less.",
            Severity.WARNING,
        ),
        "S2S611": Code("not a snapshot", "The file was not written by `--record`, or is damaged."),
        "S2S612": Code(
            "snapshot of another format", "The snapshot was written by another version of s2s."
        ),
        "S2S613": Code(
            "snapshot is of another org", "The snapshot does not show an org that the files pin."
        ),
        "S2S614": Code(
            "not in the snapshot", "A pinned connection is missing: the snapshot may be older."
        ),
        "S2S615": Code(
            "not checked",
            "The snapshot does not hold what this check needs; the plan itself is not touched by that.",
            Severity.WARNING,
        ),
        "S2S616": Code(
            "snapshot is old", "The orgs may have changed since it was recorded.", Severity.WARNING
        ),
        **DOUBTS,
    }
)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message: what, where, why here, and what to do.

    `detail` says why in full sentences; `fix` what to do. `where` is an address, an org or empty.
    """

    code: str
    detail: str
    fix: str = ""
    source: Source | None = None
    where: str = ""

    @property
    def severity(self) -> Severity:
        """Whether it stops the command."""
        return CODES[self.code].severity

    @property
    def summary(self) -> str:
        """The fixed text of the code."""
        return CODES[self.code].summary

    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Order by place, then by code, so that output is stable."""
        place = self.source or Source("", 0, 0)
        return (place.file, place.line, place.column, self.where, self.code, self.detail)


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Say whether any of the diagnostics stops the command."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
