"""Copies of pages that do not look as expected: redacted, private, few, and never in the way."""

import os
from pathlib import Path

import pytest

from s2s_gitops.drivers.captures import MOST, Captures
from s2s_gitops.drivers.html import parse_page
from s2s_gitops.drivers.redaction import Known

KNOWN = Known(names={"Zzq Mann": "Person"})
PAGE = parse_page(
    "/04P5g00000Abc1d?x=1", "<h1>Who is Zzq Mann</h1><td class='dataCol'>Zzqtext</td>"
)


def test_a_copy_is_private_has_no_names_and_is_made_once_in_a_run(tmp_path: Path) -> None:
    """Git does not see it either."""
    captures = Captures(tmp_path / "a" / "captures", frozenset())
    place = Path(captures.keep("hq", PAGE, KNOWN))
    assert (
        place.read_text(encoding="utf-8")
        == "<h1>Who is Person 1</h1><td class='dataCol'>Text 1</td>"
    )
    assert place.name.startswith("hq-04PREDACTED0001-x=1-")
    assert {one.stat().st_mode & 0o077 for one in (place, place.parent)} == {0}
    assert (place.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"
    place.unlink()
    assert captures.keep("hq", PAGE, KNOWN) == str(place)
    assert not place.exists(), "once"


def test_a_page_without_its_source_leaves_none(tmp_path: Path) -> None:
    """A page that is a value of a test, or of a snapshot."""
    captures = Captures(tmp_path / "captures", frozenset())
    assert captures.keep("hq", parse_page("/x", ""), KNOWN) == ""
    assert not (tmp_path / "captures").exists()


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """It would hide the one that matters."""
    tmp_path.joinpath("captures").touch()
    assert Captures(tmp_path / "captures", frozenset()).keep("hq", PAGE, KNOWN) == ""


def test_old_copies_make_room(tmp_path: Path) -> None:
    """Runs at night must not fill a disk; what is not ours stays."""
    tmp_path.joinpath("notes.txt").touch()
    for number in range(MOST + 1):
        path = tmp_path / f"old-{number:03}.html"
        path.touch()
        os.utime(path, (number, number))
    Captures(tmp_path, frozenset()).keep("", PAGE, KNOWN)
    names = sorted(one.name for one in tmp_path.glob("*"))
    assert len([one for one in names if one.endswith(".html")]) == MOST
    assert "old-000.html" not in names
    assert "notes.txt" in names
    assert any(one.startswith("org-") for one in names)


@pytest.mark.parametrize("alias", ["../hq", "a/b"])
def test_an_alias_leads_nowhere_else(tmp_path: Path, alias: str) -> None:
    """It is a word of the user's file."""
    place = Path(Captures(tmp_path, frozenset()).keep(alias, PAGE, KNOWN))
    assert place.parent == tmp_path
