"""A survey from before, as the live state of what is declared now: its connections under their declared names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from s2s_gitops.engine.snapshot import digest
from s2s_gitops.model.address import Address
from s2s_gitops.model.kind import Attribute, Kind
from s2s_gitops.model.recorded import Recognised
from s2s_gitops.model.resource import REDACTED, Gap, Resource, State, Value
from s2s_gitops.model.snapshot import Snapshot
from s2s_gitops.model.survey import Survey


def recall(snapshot: Snapshot, desired: State, kinds: Sequence[Kind]) -> State:
    """Return what a snapshot shows of what is declared, and the names of what is not."""
    known = _Known(snapshot, kinds)
    recalled = [kind.recognise(desired, known) for kind in kinds]
    scopes = {here: there for one in recalled for here, there in one.scopes.items()}
    live = snapshot.survey.live
    found = {
        one.address: one
        for address, resource in live.resources.items()
        for one in _placed(address, resource, scopes)
    }
    origins = {there: here for here, there in scopes.items()}
    found = {
        at: known.compared(
            one, replace(at, scope=origins.get(at.scope, at.scope)), desired.resources.get(at)
        )
        for at, one in found.items()
    }
    found |= {one.address: one for result in recalled for one in result.undeclared}
    gaps = [replace(gap, scope=scopes.get(gap.scope, gap.scope)) for gap in live.gaps]
    probed = {(scopes.get(scope, scope), path) for scope, path in live.probed}
    return State(found, (*gaps, *_missing(recalled)), frozenset(probed))


class _Known:
    """A snapshot that can be asked about values it holds as digests. `Recorded`, for the kinds."""

    def __init__(self, snapshot: Snapshot, kinds: Sequence[Kind]) -> None:
        self.snapshot = snapshot
        self.attributes = {(kind.path, one.name): one for kind in kinds for one in kind.attributes}

    @property
    def survey(self) -> Survey:
        """What was found."""
        return self.snapshot.survey

    def sign(self, address: Address, attribute: str, declared: Value) -> str:
        """Return the digest of a declared value if digests are what there is, else the value."""
        found: Attribute = self.attributes[address.path, attribute]
        is_digested = bool(self.snapshot.salt) and found.personal
        return (
            digest(self.snapshot.salt, found, str(declared))
            if is_digested
            else found.normalize(str(declared))
        )

    def signed(self, address: Address, attribute: str) -> str:
        """Return what stands for the value that the org showed; empty if it showed none."""
        if (address, attribute) in self.snapshot.digests:
            return self.snapshot.digests[address, attribute]
        live = self.survey.live.resources.get(address)
        value = live.attributes.get(attribute) if live else None
        return (
            self.attributes[address.path, attribute].normalize(value)
            if isinstance(value, str)
            else ""
        )

    def compared(self, live: Resource, origin: Address, wanted: Resource | None) -> Resource:
        """Return a resource in which redacted values that equal the declared ones are those."""
        shown = {
            name: wanted.attributes[name]
            for name, value in live.attributes.items()
            if value is REDACTED
            and wanted is not None
            and name in wanted.attributes
            and self.sign(origin, name, wanted.attributes[name]) == self.signed(origin, name)
        }
        return replace(live, attributes={**live.attributes, **shown}) if shown else live


def _placed(address: Address, live: Resource, scopes: Mapping[str, str]) -> Iterator[Resource]:
    """Yield a resource at its declared address; nothing for what lies in an undeclared connection."""
    if not address.connection:
        yield live
    elif address.scope in scopes:
        yield replace(live, address=replace(address, scope=scopes[address.scope]))


def _missing(recalled: Sequence[Recognised]) -> Iterator[Gap]:
    for one in recalled:
        yield from one.gaps
