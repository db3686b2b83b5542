"""The pages of `docs/` say everything that kinds declare."""

import re

import pytest

from s2s_gitops.engine.describe import describe
from s2s_gitops.engine.reference import code_page, file_page, risk_page
from s2s_gitops.kinds import ALL
from s2s_gitops.model.diagnostic import CODES
from s2s_gitops.model.kind import Attribute, Kind, Place, Use
from s2s_gitops.model.resource import UNREAD, Value
from s2s_gitops.model.verb import Impossible, Transition

from ..builders import LAMP, TAKE_DOWN, kind, verb

PULL = verb("pull", consequences=("{other} loses {key}",), undo="none in {org}")
TOY = kind(
    "toy",
    Attribute("name", "The name.", use=Use.IDENTITY),
    Attribute(
        "power",
        "Whether it is on.",
        default="on",
        choices=("on", "off"),
        shared=True,
        transitions=(
            Transition("on", "off", Impossible("It stays on in {org}.", "Leave it.")),
            Transition("on", "out", Impossible("It stays on in {org}.", "Leave it.")),
            Transition("off", "on", PULL),
        ),
    ),
    place=Place.NESTED_LIST,
    key="toys",
    parent="lamp",
    verbs=(PULL,),
    delete=TAKE_DOWN,
)


def test_the_page_of_the_file_tells_every_key() -> None:
    """Where it stands, its address, its type, its meaning."""
    assert file_page((LAMP, TOY)).partition("## toy\n")[2] == (
        "\n"
        "A toy.\n"
        "\n"
        "Stands at `lamps[].toys[]`; its address reads `ORG/lamp/NAME/toy/NAME`.\n"
        "\n"
        "| key | type | meaning |\n"
        "| --- | --- | --- |\n"
        "| `name` | text | The name. Required. |\n"
        "| `power` | text | Whether it is on. One of `on`, `off`. Default `on`. "
        "Stands at the connection, for both sides. |\n"
        "| `state` | present or absent | `absent` deletes it (`take-down`). |\n"
    )


def test_the_page_of_risks_tells_every_change() -> None:
    """What it costs, what follows, and what is impossible, once."""
    assert risk_page((TOY,)).partition("## toy\n")[2] == (
        "\n"
        "| change | risk | why | way back |\n"
        "| --- | --- | --- | --- |\n"
        "| `pull` | safe | pull is needed | none in the org |\n"
        "\n"
        "On the other side:\n"
        "\n"
        "- `pull`: the other side loses the object\n"
        "\n"
        "Impossible:\n"
        "\n"
        "- It stays on in the org. Leave it.\n"
    )


@pytest.mark.parametrize("one", ALL, ids=[one.name for one in ALL])
def test_no_kind_is_missing_from_the_pages(one: Kind) -> None:
    """Nor any of its attributes and verbs; no word stays in braces."""
    keys, risks = file_page(ALL), risk_page(ALL)

    assert [name.name for name in one.attributes if f"| `{name.name}` |" not in keys] == []
    assert [name.name for name in one.verbs if f"| `{name.name}` |" not in risks] == []
    assert "{" not in re.sub(r"\$\{env:[^}]*\}", "", keys + risks)


@pytest.mark.parametrize("code", CODES)
def test_no_code_is_missing_from_its_page(code: str) -> None:
    """One row each."""
    assert code_page().count(f"\n| {code} |") == 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param({"a": "1"}, {"a": "1"}, "", id="equal"),
        pytest.param({"a": "1"}, {"a": "2"}, 'Value of `a` changed from "1" to "2".', id="changed"),
        pytest.param({"a": "1"}, {"a": UNREAD}, "unread", id="was not read"),
    ],
)
def test_a_difference_is_told_in_words(
    before: dict[str, Value], after: dict[str, Value], said: str
) -> None:
    """In one line, with the names of attributes."""
    text = describe(before, after)

    assert said in text
    assert ("\n" in text, "root" in text, bool(text)) == (False, False, before != after)
