"""Looking patterns up finds what trying all of them would find."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.model.address import Address, matches
from s2s_gitops.model.patterns import Holders, Patterns

SIDE: Final = Address("hq-emea@hq", "publish", "Lead", "Email")
TEXTS: Final = (
    "hq/settings",
    "hq/template/A",
    "hq/template/A/publish/Lead",
    "hq-emea@hq",
    "hq-emea@hq/publish/Lead",
    "hq-emea@hq/publish/Lead.Email",
    "hq-emea@emea/publish/Lead",
)
PATTERNS: Final = (*TEXTS, "**", "*@hq", "hq-emea@hq/*/Lead", "hq-emea@hq/**", "*/publish/Lead")

addresses = st.sampled_from(TEXTS).map(Address.parse)
patterns = st.sampled_from(PATTERNS)


@given(entries=st.lists(patterns, max_size=6), asked=st.lists(addresses, max_size=3))
def test_the_first_entry_that_fits_is_found(entries: list[str], asked: list[Address]) -> None:
    """The order of the entries counts, whether they have stars or not."""
    fitting = (at for at, one in enumerate(entries) if any(matches(one, to) for to in asked))

    index = Patterns((pattern, at) for at, pattern in enumerate(entries))

    assert index.first(*asked) == next(fitting, None)


@given(pattern=patterns, held=st.lists(addresses, max_size=4))
def test_a_pattern_covers_what_it_fits_and_all_that_lies_in_that(
    pattern: str, held: list[Address]
) -> None:
    """Whichever of many addresses it is."""
    holders = [one for address in held for one in address.holders()]

    assert Holders(held).has(pattern) is any(matches(pattern, one) for one in holders)


@pytest.mark.parametrize(
    ("pattern", "is_covered"),
    [
        pytest.param("hq-emea@hq/publish/Lead.Email", True, id="itself"),
        pytest.param("hq-emea@hq/publish/Lead", True, id="its resource"),
        pytest.param("hq-emea@hq", True, id="its side"),
        pytest.param("*@hq", True, id="any side in an org"),
        pytest.param("hq-emea@hq/publish/*", True, id="any resource"),
        pytest.param("hq-emea@hq/publish/Le", False, id="half a name"),
        pytest.param("hq-emea@emea", False, id="the other side"),
        pytest.param("hq", False, id="the org"),
    ],
)
def test_members_and_what_is_nested_need_no_stars(pattern: str, is_covered: bool) -> None:
    """A pattern covers what lies in what it fits."""
    assert Holders([SIDE]).has(pattern) is is_covered
