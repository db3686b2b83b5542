"""Documents to desired resources: the shape of the file is undone here, by the places that kinds declare."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from s2s_gitops.engine.schema import DEPRECATE
from s2s_gitops.engine.values import attributes_of, doubles
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Approval, Config, Ignore, Notice, OrgEntry, Writes
from s2s_gitops.model.diagnostic import CODES, Diagnostic
from s2s_gitops.model.kind import Kind, Place
from s2s_gitops.model.resource import Path, Presence, Resource, State, Value
from s2s_gitops.model.source import Map, source_of
from s2s_gitops.model.spelling import to_long, trimmed

STATE = "state"

_HINTS: Final = 50
"""For how many unknown orgs it is looked up which one may be meant: that takes long where many are known."""


def expand(
    documents: Sequence[Map],
    kinds: Sequence[Kind],
    unset: Mapping[str, tuple[Diagnostic, ...]] = MappingProxyType({}),
) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Return what valid documents declare together, and what is wrong between their parts.

    `unset` says by org which variables of its login are not set.
    """
    expansion = _Expansion(kinds, unset)
    for document in documents:
        expansion.orgs_of(document)
    for document in documents:
        expansion.lists_of(document)
        expansion.connections_of(document)
        expansion.approvals_of(document)
        expansion.ignores_of(document)
    desired = State(expansion.resources)
    approvals, ignores = tuple(expansion.approvals), tuple(expansion.ignores)
    config = Config(expansion.orgs, desired, approvals, ignores, tuple(expansion.notices))
    return config, (*expansion.problems, *_checked(desired, kinds))


def _checked(desired: State, kinds: Sequence[Kind]) -> Iterator[Diagnostic]:
    """Yield what the kinds themselves have against what is declared."""
    by_path: defaultdict[str, list[Resource]] = defaultdict(list)
    for address, resource in desired.resources.items():
        by_path[address.path].append(resource)
    for kind in kinds:
        yield from kind.check(by_path[kind.path], desired)


class _Expansion:
    """What has been collected so far. A class because documents add to one another."""

    def __init__(self, kinds: Sequence[Kind], unset: Mapping[str, tuple[Diagnostic, ...]]) -> None:
        self.unset = unset
        self.kinds = {
            place: tuple(kind for kind in kinds if kind.place is place) for place in Place
        }
        self.orgs: dict[str, OrgEntry] = {}
        self.connections: dict[str, Map] = {}
        self.resources: dict[Address, Resource] = {}
        self.approvals: list[Approval] = []
        self.ignores: list[Ignore] = []
        self.notices: list[Notice] = []
        self.problems: list[Diagnostic] = []
        self.hints: dict[str, str] = {}

    def orgs_of(self, document: Map) -> None:
        """Take the orgs of a document, and what stands under them."""
        for alias, node in document.get("orgs", {}).items():
            if alias in self.orgs:
                self._twice(
                    f"The org {alias!r}", source_of(self.orgs[alias].node), document["orgs"], alias
                )
                continue
            self._org(alias, node)
            here = ("orgs", alias)
            for kind in self.kinds[Place.ORG]:
                if kind.key in node:
                    self._add(kind, alias, node[kind.key], (*here, kind.key), {})
            for kind in self.kinds[Place.ORG_LIST]:
                self._add_all(kind, alias, node, here, {})

    def lists_of(self, document: Map) -> None:
        """Take the lists at the top of a document, with what nests in their items."""
        for kind in self.kinds[Place.LIST]:
            for at, item in enumerate(document.get(kind.key, ())):
                alias = item["org"]
                if alias not in self.orgs:
                    self._unknown_org(item, "org", alias)
                    continue
                here = (kind.key, at)
                self._add(kind, alias, item, here, {"org": alias})
                scope = str(Address(alias, kind.segment, item[kind.identity]))
                for inner in self.kinds[Place.NESTED_LIST]:
                    if inner.parent == kind.segment:
                        self._add_all(inner, scope, item, here, {"org": alias})

    def connections_of(self, document: Map) -> None:
        """Take the connections of a document."""
        for at, node in enumerate(document.get("connections", ())):
            name = node["name"]
            if name in self.connections:
                first = source_of(self.connections[name], "name")
                self._twice(f"The connection {name!r}", first, node, "name")
                continue
            self.connections[name] = node
            if self._sides_are_known(node):
                for alias, side in node["sides"].items():
                    self._side(node, alias, side, ("connections", at, "sides", alias))

    def approvals_of(self, document: Map) -> None:
        """Take the approvals of a document."""
        for node in document.get("approvals", ()):
            until, source = self._day(node), source_of(node, "address")
            self.approvals.append(
                Approval(node["address"], node["change"], node["reason"], until, source)
            )

    def ignores_of(self, document: Map) -> None:
        """Take what a document asks to ignore."""
        for node in document.get("ignore", ()):
            until, source = self._day(node), source_of(node, "address")
            code = self._code(node)
            self.ignores.append(Ignore(node["address"], node["reason"], until, source, code))

    def _code(self, node: Map) -> str:
        """Return the code that an entry names, empty if it names none."""
        code: str = node.get("code", "")
        place = source_of(node, "code")
        if code and code not in CODES:
            fix = "Take it from the message that is to be left alone."
            self.problems.append(Diagnostic("S2S008", f"There is no code {code}.", fix, place))
        elif code and not CODES[code].can_be_ignored:
            detail = f"{code} ({CODES[code].summary}) has to be settled."
            fix = f"Remove the entry; `s2s explain {code}` says what it is about."
            self.problems.append(Diagnostic("S2S042", detail, fix, place))
        return code

    def _notice(self, address: Address, node: Map) -> None:
        """Take the notice that stands in a resource."""
        on, end = self._day(node, "on"), self._day(node, "remove_after")
        if on >= end:
            place, fix = source_of(node, "remove_after"), "Let it be a later day than `on`."
            detail = f"From {on} to {end} is no time to get ready."
            self.problems.append(Diagnostic("S2S213", detail, fix, place, str(address)))
        named = (name for names in node.values() if not isinstance(names, str) for name in names)
        self.notices.append(Notice(address, on, end, tuple(named), source_of(node)))

    def _day(self, node: Map, key: str = "until") -> str:
        """Return a day of an entry, empty if it has none."""
        day: str = node.get(key, "")
        if day and not _is_day(day):
            detail, fix = f"There is no day {day!r}.", "Write YYYY-MM-DD."
            self.problems.append(Diagnostic("S2S008", detail, fix, source_of(node, key)))
        return day

    def _org(self, alias: str, node: Map) -> None:
        access = Access(node.get("access", "manage"))
        org_id = to_long(node["org_id"]) if "org_id" in node else ""
        for key, code in (("org_id", "S2S007"), ("login", "S2S309")):
            if access is not Access.NONE and key not in node:
                self.problems.append(
                    Diagnostic(
                        code,
                        f"`{key}` is missing: {alias} is to be read.",
                        f"Add `{key}:`, or `access: none` for an org that nobody here can log in to.",
                        source_of(node),
                        alias,
                    )
                )
        if "writes" in node and access is not Access.MANAGE:
            text = f"`writes` says who saves pages of {alias}, and with `access: {access}` nobody does."
            fix = "Leave it out."
            self.problems.append(Diagnostic("S2S008", text, fix, source_of(node, "writes"), alias))
        outward = node.get("require_approval") == "outward"
        writes = Writes(node.get("writes", Writes.AUTO))
        login, unset = node.get("login", {}), self.unset.get(alias, ())
        self.orgs[alias] = OrgEntry(alias, org_id, access, login, outward, node, unset, writes)

    def _sides_are_known(self, node: Map) -> bool:
        places = [(node["sides"], alias) for alias in node["sides"]]
        unknown = [(place, alias) for place, alias in places if alias not in self.orgs]
        for place, alias in unknown:
            self._unknown_org(place, alias, alias)
        inviter = node["invited_by"]
        if inviter not in self.orgs:
            self._unknown_org(node, "invited_by", inviter)
        elif inviter not in node["sides"]:
            self.problems.append(
                Diagnostic(
                    "S2S013",
                    f"{inviter!r} invited, but is not one of the two sides.",
                    f"Write one of: {', '.join(node['sides'])}.",
                    source_of(node, "invited_by"),
                )
            )
        return not unknown and inviter in node["sides"]

    def _side(self, connection: Map, alias: str, node: Map, here: Path) -> None:
        other = next(one for one in connection["sides"] if one != alias)
        facts: dict[str, Value] = {
            "connection": connection["name"],
            "org": alias,
            "access": self.orgs[alias].access.value,
            "other": other,
            "other_access": self.orgs[other].access.value,
            "role": "inviting" if connection["invited_by"] == alias else "invited",
        }
        scope = f"{connection['name']}@{alias}"
        for kind in self.kinds[Place.SIDE]:
            self._add(kind, scope, node, here, facts, connection)
            own = self.resources[Address(scope, kind.segment)].attributes
            shared = {one.name for one in kind.attributes if one.shared}
            facts |= {name: own[name] for name in shared & set(own)}
        for kind in self.kinds[Place.SIDE_LIST]:
            self._add_all(kind, scope, node, here, facts)

    def _add_all(
        self, kind: Kind, scope: str, holder: Map, here: Path, facts: Mapping[str, Value]
    ) -> None:
        for at, item in enumerate(holder.get(kind.key, ())):
            self._add(kind, scope, item, (*here, kind.key, at), facts)

    def _add(
        self,
        kind: Kind,
        scope: str,
        node: Map,
        path: Path,
        facts: Mapping[str, Value],
        shared: Map | None = None,
    ) -> None:
        key = trimmed(node[kind.identity]) if kind.identity else ""
        address = Address(scope, kind.segment, key)
        if address in self.resources:
            first = self.resources[address].source(kind.identity)
            self._twice(f"{address}", first, node, kind.identity)
            return
        attributes = dict(attributes_of(kind.attributes, node, shared))
        self._doubles(kind, node, attributes)
        presence = Presence(node.get(STATE, Presence.PRESENT)) if kind.delete else Presence.PRESENT
        self.resources[address] = Resource(address, attributes, presence, facts, node, path)
        if DEPRECATE in node:
            self._notice(address, node[DEPRECATE])

    def _doubles(self, kind: Kind, node: Map, attributes: Mapping[str, Value]) -> None:
        """Refuse names that differ in white space only: one of them would be lost."""
        for attribute in kind.attributes:
            if attribute.name in node and isinstance(attributes.get(attribute.name), Mapping):
                for name in doubles(attribute, node[attribute.name]):
                    self._twice(repr(name), source_of(node, attribute.name), node, attribute.name)

    def _twice(self, what: str, first: Any, node: Map, key: str) -> None:
        fix = f"Keep one; the first stands at {first}."
        self.problems.append(
            Diagnostic("S2S012", f"{what} is declared twice.", fix, source_of(node, key))
        )

    def _unknown_org(self, node: Map, key: str, alias: str) -> None:
        if alias not in self.hints and len(self.hints) < _HINTS:
            near = difflib.get_close_matches(alias, self.orgs, n=1)
            known = ", ".join(sorted(self.orgs)) or "none"
            add = f"Add it under `orgs`; known: {known}."
            self.hints[alias] = f"Did you mean `{near[0]}`?" if near else add
        fix = self.hints.get(alias, "Add it under `orgs`.")
        self.problems.append(
            Diagnostic("S2S011", f"`orgs` has no {alias!r}.", fix, source_of(node, key), alias)
        )


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
