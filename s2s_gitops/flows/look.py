"""Pictures of the orgs: taken from them, taken and kept, or remembered from a snapshot."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from s2s_gitops.engine.recall import recall
from s2s_gitops.flows.read import check, read, survey
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import NotRecorded
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.page import Page
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.ports import FieldInfo, ReadableOrg, Record
from s2s_gitops.model.resource import Gap, State
from s2s_gitops.model.snapshot import Described, Snapshot

FRESH: Final = timedelta(days=7)
"""How old a snapshot may be before it is called old."""


def look(
    config: Config,
    orgs: Mapping[str, ReadableOrg],
    kinds: Sequence[Kind],
    among: State | None = None,
) -> Picture:
    """Return what the orgs show of what is declared; of a part, `among` all that is declared."""
    live, found = read(orgs, config.desired, kinds, among)
    return Picture(tuple(sorted(orgs)), live, found)


def record(
    config: Config,
    orgs: Mapping[str, ReadableOrg],
    kinds: Sequence[Kind],
    *,
    created: str,
    salt: str,
) -> tuple[Snapshot, Picture]:
    """Return everything that the orgs show as a snapshot, and what it shows of what is declared.

    `created` is an RFC 3339 time, `salt` a random text that keys the digests of the snapshot.
    """
    listening = {alias: _Listening(org) for alias, org in orgs.items()}
    found, problems = survey(listening, config.desired, kinds)
    described = {
        alias: Described(config.orgs[alias].org_id, one.all_objects, one.asked)
        for alias, one in listening.items()
    }
    whole = Snapshot(created, described, found)
    picture = Picture(tuple(sorted(orgs)), recall(whole, config.desired, kinds), problems)
    return Snapshot(created, described, found, salt), picture


def remember(config: Config, snapshot: Snapshot, kinds: Sequence[Kind], now: datetime) -> Picture:
    """Return what a snapshot shows of what is declared. No org is asked; `now` has a time zone.

    What a snapshot cannot tell, because it is of another org or because nobody asked, is said.
    """
    foreign = tuple(Gap(one.where, None, one) for one in misfits(config, snapshot))
    ours = set(config.orgs) - {gap.scope for gap in foreign}
    orgs: dict[str, ReadableOrg] = {
        alias: _Remembered(alias, one)
        for alias, one in snapshot.orgs.items()
        if alias in ours and config.orgs[alias].access is not Access.NONE
    }
    live = _within(ours, recall(snapshot, config.desired, kinds), foreign)
    found, unknown = check(orgs, config.desired, live, kinds)
    unchecked = dict.fromkeys(gap.diagnostic for gap in unknown)
    return Picture(tuple(sorted(orgs)), live, (*found, *unchecked, *old(snapshot, now)))


def _within(orgs: Collection[str], live: State, foreign: Sequence[Gap]) -> State:
    """Return what is live in some orgs. What a snapshot shows of others is none of the files'."""
    resources = {at: one for at, one in live.resources.items() if at.org in orgs}
    gaps = (gap for gap in live.gaps if Address.parse(gap.scope).org in orgs)
    return State(resources, (*gaps, *foreign), live.probed)


def misfits(config: Config, snapshot: Snapshot) -> list[Diagnostic]:
    """Return an error for each org of the files that the snapshot does not show."""
    problems = []
    for alias, entry in config.orgs.items():
        shown = snapshot.orgs.get(alias)
        if entry.access is Access.NONE or (shown and shown.org_id[:15] == entry.org_id[:15]):
            continue
        detail = (
            f"It shows {shown.org_id} as {alias}, the files pin {entry.org_id}."
            if shown
            else f"It does not show {alias}."
        )
        fix = "Use the snapshot of these files, or record one."
        problems.append(Diagnostic("S2S613", detail, fix, where=alias))
    return problems


def old(snapshot: Snapshot, now: datetime) -> list[Diagnostic]:
    """Return a warning if a snapshot is old. `now` has a time zone."""
    age = now - datetime.fromisoformat(snapshot.created)
    if age <= FRESH:
        return []
    detail = f"It was recorded on {snapshot.created[:10]}, {age.days} days ago."
    return [
        Diagnostic("S2S616", detail, "Record it again: the orgs may show something else by now.")
    ]


@dataclass(slots=True)
class _Listening:
    """An org that keeps what it described. A class because what is kept grows."""

    _org: ReadableOrg
    all_objects: Mapping[str, str] = field(default_factory=dict)
    asked: dict[str, Mapping[str, FieldInfo]] = field(default_factory=dict)

    @property
    def alias(self) -> str:
        return self._org.alias

    def name(self) -> str:
        return self._org.name()

    def query(self, soql: str) -> Sequence[Record]:
        return self._org.query(soql)

    def objects(self) -> Mapping[str, str]:
        self.all_objects = self._org.objects()
        return self.all_objects

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        self.asked[sobject] = self._org.fields(sobject)
        return self.asked[sobject]

    def open(self, address: str) -> Page:
        return self._org.open(address)

    def download(self, address: str) -> Download:
        return self._org.download(address)

    def keep(self, page: Page) -> str:
        return self._org.keep(page)


@dataclass(frozen=True, slots=True)
class _Remembered:
    """An org of which only descriptions are left."""

    alias: str
    _described: Described

    def name(self) -> str:
        raise self._unknown("the organization's name")

    def query(self, soql: str) -> Sequence[Record]:
        raise self._unknown(f"records of {soql.partition(' FROM ')[2].partition(' ')[0]}")

    def objects(self) -> Mapping[str, str]:
        if not self._described.objects:
            raise self._unknown("the list of objects")
        return self._described.objects

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        if sobject not in self.objects():
            return {}
        if sobject not in self._described.fields:
            raise self._unknown(f"the fields of {sobject}")
        return self._described.fields[sobject]

    def open(self, address: str) -> Page:
        raise self._unknown(f"the page {address}")

    def download(self, address: str) -> Download:
        raise self._unknown(f"the file {address}")

    def keep(self, _: Page) -> str:
        return ""

    def _unknown(self, what: str) -> NotRecorded:
        return NotRecorded(self.alias, f"It does not hold {what} of {self.alias}.", _ASK)


_ASK: Final = "A plan that asks the org will check it."
