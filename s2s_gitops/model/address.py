"""Addresses: the readable, quotable name of everything that is managed.

Grammar::

    address   = scope [ "/" segment [ "/" key [ member ] ] ]
    scope     = org | connection "@" org
    member    = "." name            on a connection's side:  hq-emea@hq/publish/Lead.Email
              | "/" name            in an org:               hq/template/Standard partner/Lead.Email

In a key or a name, "%", "/" and control characters are percent-encoded. In a pattern "*" stands for
any run of characters without "/", and "**" for any run at all.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

_UNSAFE = re.compile(r"[%/\x00-\x1f\x7f]")


def _quoted(text: str) -> str:
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
        return self.scope.rpartition("@")[2]

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
            text += f"/{_quoted(self.key)}"
        if self.member:
            text += ("." if "@" in self.scope else "/") + _quoted(self.member)
        return text

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Return the address that a text names; the inverse of `str`."""
        scope, _, rest = text.partition("/")
        segment, _, tail = rest.partition("/")
        key, _, member = tail.partition("." if "@" in scope else "/")
        return cls(scope, segment, unquote(key), unquote(member))


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*|\*)", pattern)
    wild = {"**": ".*", "*": "[^/]*"}
    return re.compile("".join(wild.get(part, re.escape(part)) for part in parts), re.DOTALL)


def matches(pattern: str, address: Address) -> bool:
    """Say whether an address fits a pattern of the grammar above."""
    return _compiled(pattern).fullmatch(str(address)) is not None
