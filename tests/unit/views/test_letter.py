"""Letters as text and as JSON."""

from typing import Final

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.letter import About, Ask, Letter
from s2s_gitops.views.letter import letter_document, letter_text

ASK: Final = Ask("Publish: Case\x1b", ("Open the tab", "Press Save"))
FULL: Final = Letter(
    "acme",
    (About("HQ", (ASK,), (Ask("Map: Lead.Email", ("Choose Email",)),), ("Lead goes.",)),),
)


def test_a_letter_can_be_sent_as_it_is() -> None:
    """What is asked, what is to be checked, what changes; numbered, and harmless for a terminal."""
    assert letter_text(FULL) == (
        "Subject: Salesforce to Salesforce: what we ask of you\n"
        "\n"
        "About your connection with HQ:\n"
        "\n"
        "Please do these in your org, in this order.\n"
        "\n"
        "1. Publish: Case\\u001b\n"
        "   1.1 Open the tab\n"
        "   1.2 Press Save\n"
        "\n"
        "Please check these. We cannot see them from here; what is so already stays as it is.\n"
        "\n"
        "1. Map: Lead.Email\n"
        "   1.1 Choose Email\n"
        "\n"
        "What is going to change:\n"
        "\n"
        "- Lead goes.\n"
    )


def test_a_letter_with_nothing_to_ask_says_so() -> None:
    """It is a letter all the same."""
    text = letter_text(Letter("acme", ()))

    assert text.endswith("what we ask of you\n\nThere is nothing to do for you.\n")


def test_a_letter_is_one_document_for_machines() -> None:
    """With what may be missing in it."""
    made = letter_document(FULL, [Diagnostic("S2S301", "No answer.")])

    assert (made["kind"], made["to"], made["diagnostics"][0]["code"]) == (
        "s2s.letter",
        "acme",
        "S2S301",
    )
    assert made["parts"] == [
        {
            "name": "HQ",
            "asks": [{"what": "Publish: Case\x1b", "clicks": ["Open the tab", "Press Save"]}],
            "checks": [{"what": "Map: Lead.Email", "clicks": ["Choose Email"]}],
            "notices": ["Lead goes."],
        }
    ]
