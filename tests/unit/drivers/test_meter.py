"""What is counted of an org: API requests apart from all others, and the newest word on its allocation."""

import pytest

from s2s_gitops.drivers.meter import Meter
from s2s_gitops.model.cost import Cost

DATA = "/services/data/v62.0/query/"


def test_requests_are_counted_by_what_they_count_against() -> None:
    """The list of versions, identity and pages are free."""
    meter = Meter()
    for path in (DATA, DATA, "/services/data", "/services/oauth2/userinfo", "/04P000000000001"):
        meter.sent(path)
    assert meter.read() == Cost(2, 3)


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (["api-usage=41/15000"], 14959),
        (["api-usage=42/15000", "api-usage=41/15000"], 14958),
        (["per-app-api-usage=7/250(appName=x); api-usage=3/100"], 97),
        (["per-app-api-usage=7/250(appName=x)"], None),
        (["nonsense"], None),
        ([], None),
    ],
)
def test_the_highest_usage_is_the_newest(told: list[str], left: int | None) -> None:
    """Answers come side by side, in any order; an org may not tell."""
    meter = Meter()
    meter.heard({})
    for one in told:
        meter.heard({"Sforce-Limit-Info": one})
    assert meter.read().left == left
