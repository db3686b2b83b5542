"""A file that a page links to, as it was sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """One file: its address after all redirects, its type as the org names it, and its bytes."""

    address: str
    content_type: str
    content: bytes
