"""Did-you-mean for names of an org."""

import difflib
from collections.abc import Collection


def near(name: str, known: Collection[str]) -> str:
    """Advise by what is near, whatever its case."""
    folded = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(name.casefold(), folded, n=1)
    return (
        f"Did you mean {folded[found[0]]!r}?" if found else "Check the name, and the user's access."
    )
