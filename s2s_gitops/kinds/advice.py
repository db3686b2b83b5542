"""Did-you-mean for names of an org."""

import difflib
from collections.abc import Collection, Mapping


def near(name: str, known: Collection[str]) -> str:
    """Advise by what is near, whatever its case."""
    folded = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(name.casefold(), folded, n=1)
    return (
        f"Did you mean {folded[found[0]]!r}?" if found else "Check the name, and the user's access."
    )


def meant(name: str, labels: Mapping[str, str], otherwise: str) -> str:
    """Advise by the one API name that differs in case only, lacks its namespace, or has the name as its label.

    There is one spelling of an API name, so that addresses, approvals and reviews have one: the
    org's own. `labels` are those of what could be meant, by API name.
    """
    folded = name.casefold()
    same = [one for one in labels if one.casefold() == folded]
    inside = [one for one in labels if one.casefold().endswith(f"__{folded}")]
    called = [one for one, label in labels.items() if label.casefold() == folded]
    found, why = next(
        ((those[0], why) for those, why in (
            (same, "API names are written as the org writes them."),
            (inside, "The namespace belongs to the API name."),
            (called, f"{name} is its label, which may change; the API name counts."),
        ) if len(those) == 1),
        ("", ""),
    )  # fmt: skip
    return f"Did you mean `{found}`? {why}" if found else otherwise
