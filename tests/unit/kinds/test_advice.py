"""What is meant by a name that is no API name: one spelling counts, and the message says which."""

import pytest

from s2s_gitops.kinds.advice import meant

LABELS = {
    "Lead": "Prospect",
    "own__Budget__c": "Budget",
    "A__c": "Same",
    "B__c": "Same",
    "Case": "Case",
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("lead", "Did you mean `Lead`? API names are written as", id="another case"),
        pytest.param("OWN__budget__C", "Did you mean `own__Budget__c`? API", id="all of it"),
        pytest.param("Budget__c", "Did you mean `own__Budget__c`? The namespace", id="without namespace"),
        pytest.param("Prospect", "Did you mean `Lead`? Prospect is its label", id="a renamed label"),
        pytest.param("Same", "See there.", id="a label of two"),
        pytest.param("Leed", "See there.", id="nothing near"),
    ],
)  # fmt: skip
def test_the_one_thing_that_may_be_meant_is_named(name: str, expected: str) -> None:
    """What could be two things is not guessed."""
    assert meant(name, LABELS, "See there.").startswith(expected)
