"""What a run costs: API requests apart from pages, what is left, and `?` where an org does not tell."""

from s2s_gitops.model.cost import Cost
from s2s_gitops.views.cost import cost_documents, cost_text

COSTS = {"hq": Cost(41, 12, 41, 15000), "emea": Cost(3, 1)}


def test_a_cost_is_told_for_each_org() -> None:
    """Whoever reads the plan sees what is left of the day before anything is applied."""
    assert cost_text(COSTS, {"hq": 90, "emea": 6}) == (
        "API requests of this plan: emea 3 (what is left today: ?), hq 41 (14,959 of 15,000 left today).\n"
        "Applying it will need about this many (an estimate): emea 6, hq 90.\n"
        "Setup pages and logins, which do not count against the allocation: emea 1, hq 12.\n"
    )


def test_nothing_to_apply_needs_no_estimate_and_no_org_no_word() -> None:
    """A line is there only if it says something."""
    assert "estimate" not in cost_text(COSTS, {})
    assert cost_text({}, {}) == ""


def test_a_cost_is_data_for_machines() -> None:
    """Null is what the org did not tell."""
    assert cost_documents(COSTS) == {
        "emea": {
            "api": 3,
            "pages": 1,
            "used_today": None,
            "allowed_today": None,
            "left_today": None,
        },
        "hq": {
            "api": 41,
            "pages": 12,
            "used_today": 41,
            "allowed_today": 15000,
            "left_today": 14959,
        },
    }
