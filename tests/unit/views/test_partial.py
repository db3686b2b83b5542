"""What a partial plan says of itself: always what it left out, and never long."""

from datetime import date

import pytest

from s2s_gitops.model.part import Part
from s2s_gitops.views.partial import part_lines
from s2s_gitops.views.text import plan_text

from ..builders import plan

MANY = tuple(f"c{number}" for number in range(11))


def test_a_whole_plan_says_nothing_of_parts() -> None:
    """It is what everybody expects."""
    assert part_lines(None) == []


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        pytest.param((), "nothing", id="nothing"),
        pytest.param(("c",), "1 connection", id="one"),
        pytest.param(MANY, "11 connections", id="many"),
        pytest.param((*MANY, "hq/settings"), "11 connections and the settings of 1 org", id="two kinds"),
        pytest.param(
            ("c", "d", "a/settings", "b/settings", "a/template/T"),
            "2 connections, the settings of 2 orgs and 1 template",
            id="three kinds",
        ),
        pytest.param(("a/desk/x", "b/desk/y", "a/lamp/z"), "2 of desk and 1 lamp", id="other kinds"),
    ],
)  # fmt: skip
def test_what_was_left_out_is_always_told_in_one_line(
    left_out: tuple[str, ...], words: str
) -> None:
    """By number: names are in JSON."""
    lines = part_lines(Part("main", changed=("x",), left_out=left_out))

    assert f"Left out: {words} that did not change since main." in lines


def test_everything_about_a_part_is_told_and_long_lists_are_cut() -> None:
    """Which units were looked at and why, what is gone, and what changed besides."""
    part = Part("main", MANY, ("hq/settings",), (), ("old",), ("+ ignore x (a.yaml:1:1)",))

    assert part_lines(part)[:-1] == [
        "Partial plan: only what changed since main, which is c0, c1, c2, c3, c4, c5, c6, c7 and 3 more.",
        "Looked at as well, because that leans on it: hq/settings.",
        "No longer declared since main, left alone: old.",
        "Changed besides:",
        "   + ignore x (a.yaml:1:1)",
        "Left out: nothing that did not change since main.",
    ]


def test_no_changes_is_said_of_the_part_only() -> None:
    """A partial plan must not be taken for a whole one."""
    text = plan_text(plan(part=Part("main", left_out=("c",))), date(2026, 1, 6))

    assert "Partial plan: nothing that is declared changed since main.\n" in text
    assert "\nNo changes in this part.\n" in text


def test_a_part_has_another_digest_than_the_whole_and_than_another_part() -> None:
    """How it came to be, and what it left out, is no meaning of it."""
    one, same, other = (
        Part("main", ("a", "b")),
        Part("v1", ("b",), ("a",), ("c",), ("d",), ("e",)),
        Part("main", ("a",)),
    )
    digests = [plan(part=part).digest for part in (None, one, same, other)]

    assert digests[1] == digests[2]
    assert len(set(digests)) == 3
