"""What a partner without the tool is asked to do, in words that can be sent. Nothing of other partners is in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to do in the partner's org: what it is, and the clicks in their order."""

    what: str
    clicks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What there is to say about the connections with one of our orgs, which goes by its own name.

    `asks` differ, or are waited for; `checks` is relied on and cannot be seen from here; `notices`
    say what we are going to take away.
    """

    name: str
    asks: tuple[Ask, ...] = ()
    checks: tuple[Ask, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything for one partner. `parts` without anything to say are left out."""

    to: str
    parts: tuple[About, ...]
