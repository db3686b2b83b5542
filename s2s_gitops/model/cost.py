"""What a run has cost an org so far: requests of its API, which a daily allocation limits, and Setup pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """Requests of one org. `used` and `allowed` are what the org last told of its day; None if it did not.

    The allocation is the whole org's: others use it as well.
    """

    api: int
    pages: int
    used: int | None = None
    allowed: int | None = None

    @property
    def left(self) -> int | None:
        """How many API requests the org has left today; None if it did not tell."""
        return None if self.used is None or self.allowed is None else self.allowed - self.used
