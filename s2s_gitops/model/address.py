"""Addresses: the readable, quotable name of everything that is managed.

Grammar::

    address   = scope [ "/" segment [ "/" key [ member ] ] ]
    scope     = org                                  hq/settings
              | connection "@" org                   hq-emea@hq/publish/Lead
              | org "/" segment "/" key              hq/template/Standard partner/publish/Lead
    member    = "." name                             hq-emea@hq/publish/Lead.Email
              | "/" name, directly in an org         hq/template/Standard partner/Lead

In a key or a name, "%", "/", "@", "*" and control characters are percent-encoded: an address never
is a pattern for others. In a pattern "*" stands for any run of characters without "/", and "**" for
any run at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

_UNSAFE = re.compile(r"[%/@*\x00-\x1f\x7f]")


NESTED = 4
"""An address in an org with more parts than this names something inside of a resource."""


def quoted(text: str) -> str:
    """Return a name as it stands in an address."""
    return _UNSAFE.sub(lambda match: f"%{ord(match.group()):02X}", text)


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """The name of one managed thing: in an org (`hq`) or on one side of a connection (`hq-emea@hq`).

    `segment` is the kind's word ("settings", "publish"; empty for the connection itself), `key` the
    name of the resource within its scope, `member` the name of one member of it, a field for
    example.
    """

    scope: str
    segment: str = ""
    key: str = ""
    member: str = ""

    @property
    def connection(self) -> str:
        """The connection's name, empty for what belongs to the org alone."""
        return self.scope.rpartition("@")[0]

    @property
    def org(self) -> str:
        """The alias of the org in which the thing lives."""
        return self.scope.partition("/")[0].rpartition("@")[2]

    @property
    def unit(self) -> str:
        """What is planned as one: the name of the connection, or the address of what stands in an org."""
        whole = self.scope if "/" in self.scope else str(self.resource)
        return self.connection or whole

    @property
    def path(self) -> str:
        """What tells the kind: the segments without the names, such as "template/publish"."""
        outer = self.scope.split("/")[1:2]
        return "/".join([*outer, self.segment])

    def inside(self, resource: "Address") -> bool:
        """Say whether this is the resource, a member of it, or something nested in it."""
        return self.resource == resource or self.scope == str(resource)

    def holders(self) -> "Iterator[Address]":
        """Yield the address, then what holds it: outer members, the resource, what that is nested in."""
        yield self
        member = self.member
        while member:
            member = member.rpartition(".")[0]
            yield self.of(member)
        if self._is_inner and self.segment:
            yield Address.parse(self.scope)

    @property
    def resource(self) -> "Address":
        """The address without its member."""
        return replace(self, member="") if self.member else self

    def of(self, member: str) -> "Address":
        """The address of one member of this resource."""
        return replace(self, member=member)

    def __str__(self) -> str:
        text = self.scope
        if self.segment:
            text += f"/{self.segment}"
        if self.key:
            text += f"/{quoted(self.key)}"
        if self.member:
            text += ("." if self._is_inner else "/") + quoted(self.member)
        return text

    @property
    def _is_inner(self) -> bool:
        return "@" in self.scope or "/" in self.scope

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Return the address that a text names; the inverse of `str`."""
        parts = text.split("/")
        nested = "@" not in parts[0] and len(parts) > NESTED
        scope = "/".join(parts[:3]) if nested else parts[0]
        segment, key, *member = [*parts[3 if nested else 1 :], "", ""][:3]
        if "@" in parts[0] or nested:
            key, _, inner = key.partition(".")
            member = [inner]
        return cls(scope, segment, unquote(key), unquote("".join(member)))


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*|\*)", pattern)
    wild = {"**": ".*", "*": "[^/]*"}
    return re.compile("".join(wild.get(part, re.escape(part)) for part in parts), re.DOTALL)


def matches(pattern: str, address: Address) -> bool:
    """Say whether an address fits a pattern of the grammar above."""
    return _compiled(pattern).fullmatch(str(address)) is not None
