"""A part of what is declared: what a plan was limited to, and what it left out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """What changed in the files since a commit, by units (see `Address.unit`).

    `needed` is what the `changed` ones lean on; both were looked at. `left_out` is declared too and
    was not. `gone` was declared then and is not any more, so it is left alone. `besides` are
    sentences about what changed without being a wish of its own: approvals, what to ignore.
    """

    since: str
    changed: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()

    @property
    def units(self) -> frozenset[str]:
        """Everything that was looked at."""
        return frozenset((*self.changed, *self.needed))
