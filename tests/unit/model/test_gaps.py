"""A picture tells of any address whether it was read, however many gaps it has."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Gap, State

ADDRESSES: Final = tuple(
    Address.parse(text)
    for text in (
        "hq/settings",
        "hq/template/A",
        "hq/template/A/publish/Lead",
        "hq-eu@hq",
        "hq-eu@hq/publish/Lead",
        "hq-eu@hq/publish/Lead.Email",
        "hq-eu@eu/subscribe/Lead",
    )
)
SCOPES: Final = ("hq", "eu", "hq-eu@hq", "hq-eu@eu", "hq/template/A", "hq-eu@hq/publish/Lead")
PATHS: Final = (None, "", "settings", "template", "template/publish", "publish", "subscribe")


@given(
    places=st.lists(st.tuples(st.sampled_from(SCOPES), st.sampled_from(PATHS)), max_size=8),
    address=st.sampled_from(ADDRESSES),
)
def test_the_first_gap_that_covers_an_address_is_told(
    places: list[tuple[str, str | None]], address: Address
) -> None:
    """Looking them up by scope finds what walking all of them would find."""
    gaps = tuple(
        Gap(scope, path, Diagnostic("S2S106", f"{at}")) for at, (scope, path) in enumerate(places)
    )

    first = next((gap for gap in gaps if gap.covers(address)), None)

    assert State({}, gaps).gap(address) is first


@pytest.mark.parametrize("gaps", [(), (Gap("hq", None, Diagnostic("S2S106", "down")),)])
def test_pictures_with_the_same_content_are_equal(gaps: tuple[Gap, ...]) -> None:
    """What helps to look things up is no content."""
    assert State({}, gaps) == State({}, gaps)
    assert State({}, gaps) != State({}, gaps, frozenset({("hq-eu@eu", "publish")}))
