"""`explain` says everything that a kind declares, and everything that a code means."""

import pytest

from s2s_gitops.engine.explain import explain, subjects
from s2s_gitops.kinds import ALL
from s2s_gitops.model.diagnostic import CODES
from s2s_gitops.model.kind import Attribute, Kind, Place
from s2s_gitops.model.verb import Awaits, Impossible, Transition

from ..builders import LAMP, kind, verb

PULL = verb("pull", consequences=("{other} loses {key}",), undo="none in {org}")
TOY = kind(
    "toy",
    Attribute("power", "Whether it is on.", default="on", transitions=(
        Transition("on", "off", Impossible("It stays on in {org}.", "Leave it.")),
        Transition("off", "on", Awaits("{other}", "{other} to pull")),
    )),
    place=Place.SIDE_LIST,
    key="toys",
    verbs=(PULL,),
)  # fmt: skip


def test_a_kind_is_explained_in_full() -> None:
    """Place, attributes, verbs with their risk, and what is impossible."""
    assert explain("toy", (LAMP, TOY)) == (
        "toy: A toy.\n"
        "In the file: connections[].sides.ALIAS.toys[]\n"
        "\n"
        "Attributes\n"
        "  power (text, default on)\n"
        "      Whether it is on.\n"
        "\n"
        "Changes\n"
        "  + pull: safe\n"
        "      why: pull is needed\n"
        "      undo: none in the org\n"
        "      > the other side loses the object\n"
        "  impossible: It stays on in the org.\n"
        "      instead: Leave it."
    )


@pytest.mark.parametrize("subject", ["lamp", "lamps"], ids=["name", "key in the file"])
def test_a_kind_is_found_by_its_name_and_by_its_key(subject: str) -> None:
    """Users know the word of the file."""
    text = explain(subject, (TOY, LAMP)) or ""

    assert text.startswith("lamp: A lamp.")
    assert "  name (text, identity)" in text
    assert "  hint (text, acting)" in text


@pytest.mark.parametrize("one", ALL, ids=[one.name for one in ALL])
def test_every_kind_can_be_explained(one: Kind) -> None:
    """No attribute and no verb is missing, and no word stays in braces."""
    text = explain(one.name, ALL) or ""

    names = [part.name for part in one.attributes] + [part.name for part in one.verbs]
    assert ([name for name in names if name not in text], "{" in text) == ([], False)


@pytest.mark.parametrize("code", CODES)
def test_every_code_can_be_explained(code: str) -> None:
    """In any letters."""
    text = explain(code.lower(), ALL) or ""

    assert text.startswith(f"{code} {CODES[code].summary} (")
    assert text.endswith(CODES[code].about)


@pytest.mark.parametrize("subject", ["zzz", "", " ", "S2S", "S2S000"])
def test_what_does_not_exist_is_not_explained(subject: str) -> None:
    """The command says what does; a kind without a key in the file is not meant by an empty word."""
    assert explain(subject, ALL) is None


def test_everything_that_is_named_can_be_explained() -> None:
    """The list of subjects is complete."""
    named = subjects(ALL)

    assert {one.name for one in ALL} | set(CODES) == set(named)
    assert all(explain(one, ALL) for one in named)


def test_what_is_impossible_is_told_once() -> None:
    """However many transitions end there."""
    stays, burnt = Impossible("It stays on.", "Leave it."), Impossible("It is burnt.", "Leave it.")
    power, light = (
        Attribute(name, "doc", transitions=tuple(Transition(one, "off", end) for one, end in ways))
        for name, ways in (
            ("power", (("on", stays), ("warm", stays), ("burnt", burnt))),
            ("light", (("on", Impossible("It stays on.", "Leave it.")),)),
        )
    )

    text = explain("toy", (kind("toy", power, light),)) or ""

    assert [line for line in text.splitlines() if "impossible" in line] == [
        "  impossible: It stays on.",
        "  impossible: It is burnt.",
    ]
