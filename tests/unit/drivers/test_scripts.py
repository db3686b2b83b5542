"""Script of links: where it leads is understood completely, or it leads nowhere."""

import pytest

from s2s_gitops.drivers.html import parse_page
from s2s_gitops.drivers.scripts import opened_by, popped_up_by
from s2s_gitops.model.page import Link


@pytest.mark.parametrize(
    ("handler", "address"),
    [
        pytest.param("navigateToUrl('/a')", "/a", id="navigates"),
        pytest.param(
            "javascript:navigateToUrl('/a', null, 'x'); return false;", "/a", id="as link"
        ),
        pytest.param("javascript:srcUp('%2Fa%3Fb%3D1');", "/a?b=1", id="wrapped for Lightning"),
        pytest.param("window.parent.srcUp('%2Fa')", "/a", id="wrapped, of the frame around"),
        pytest.param("srcUp('%2Fa%3Fisdtp%3Dp1')", "/a", id="mark of the frame alone"),
        pytest.param("srcUp('%2Fa%3Fisdtp%3Dp1%26b%3D1')", "/a?b=1", id="mark before others"),
        pytest.param("srcUp('%2Fa%3Fb%3D1%26isdtp%3Dp1')", "/a?b=1", id="mark after others"),
        pytest.param("navigateToUrl()", "", id="without an address"),
        pytest.param("navigateToUrl(where)", "", id="no literal"),
        pytest.param("window.open('/a')", "", id="another window"),
        pytest.param("act('/a')", "", id="another function"),
        pytest.param("a(); navigateToUrl('/a')", "", id="something before"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_handler_opens_what_its_one_call_says(handler: str, address: str) -> None:
    """Nothing else is taken for navigation."""
    assert opened_by(handler) == address


@pytest.mark.parametrize(
    ("handler", "address"),
    [
        pytest.param("window.open('/a', 'x', 'width=7,height=5')", "/a", id="window"),
        pytest.param("javascript:void(window.open('/a', 'x'));", "/a", id="as link"),
        pytest.param("openPopup('/a', 'x', 700, true, this); return false;", "/a", id="pop-up"),
        pytest.param("openPopup('/a', '/b')", "", id="two addresses"),
        pytest.param("openPopup('name')", "", id="no address"),
        pytest.param("navigateToUrl('/a')", "", id="in place of the page"),
    ],
)
def test_a_pop_up_has_one_address(handler: str, address: str) -> None:
    """With two it would not be known which is opened."""
    assert popped_up_by(handler) == address


@pytest.mark.parametrize(
    ("element", "links"),
    [
        pytest.param(
            "<div onclick=\"navigateToUrl('/t')\">Tab</div>", [Link("Tab", "/t")], id="tab"
        ),
        pytest.param(
            "<div onclick=\"window.open('/t')\">Tab</div>", [], id="a tab pops nothing up"
        ),
        pytest.param(
            "<a href='#' onclick=\"openPopup('/t')\">A</a>", [Link("A", "/t")], id="link by script"
        ),
        pytest.param(
            "<a href='/x' onclick=\"act('/t')\">A</a>", [Link("A", "/x")], id="own address"
        ),
        pytest.param(
            "<p><a href='/x'>A</a><a href='/x'>A</a></p>", [Link("A", "/x")], id="twice the same"
        ),
    ],
)
def test_what_leads_somewhere_is_a_link(element: str, links: list[Link]) -> None:
    """Sub-tabs may be no links at all."""
    assert list(parse_page("/p", f"<html><body>{element}</body></html>").links) == links
