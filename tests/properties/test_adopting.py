"""The laws of writing into files: what was taken in is no longer a finding, and nothing else has moved."""

import difflib
import json
from pathlib import Path

from hypothesis import given

from s2s_gitops.emulator.server import Emulator
from tests.conftest import Run
from tests.properties.clicks import Click, click_all, clicks
from tests.properties.test_import import BARE, few
from tests.properties.worlds import Document, documents

BEGUN = f"""\
# Ours. Ask before you touch it.
version: 1

orgs: {json.dumps(BARE["orgs"])} # pinned
"""


def lost(before: str, after: str) -> list[str]:
    """Return the lines that are not there any more."""
    return [
        one[2:] for one in difflib.ndiff(before.splitlines(), after.splitlines()) if one[0] == "-"
    ]


@few
@given(evening=clicks())
def test_whatever_was_clicked_is_added_to_a_file_and_no_line_of_it_is_lost(
    s2s: Run, folder: Path, emulator: Emulator, evening: list[Click]
) -> None:
    """The nights after it are quiet, and a second import has nothing to add."""
    emulator.reset()
    path = folder / "s2s.yaml"
    path.write_text(BEGUN, encoding="utf-8")
    click_all(emulator, evening)

    result = s2s("import", "--into", "s2s.yaml")

    assert result.code == 0, result.err
    after = path.read_text(encoding="utf-8")
    assert after.startswith(BEGUN.partition("orgs:")[0])
    assert len(lost(BEGUN, after)) <= 1, "the orgs stand on one line"
    assert s2s("drift").code == 0
    assert s2s("import", "--into", "s2s.yaml").out == ""


@few
@given(document=documents(), evening=clicks())
def test_whatever_was_clicked_is_taken_into_the_file(
    s2s: Run, folder: Path, emulator: Emulator, document: Document, evening: list[Click]
) -> None:
    """After an accept of everything nothing is found any more; where nothing was found, the file is as it was."""
    emulator.reset()
    path = folder / "s2s.yaml"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert s2s("apply", "--auto-approve", "--json", "--wait", "1").code == 0
    click_all(emulator, evening)
    before = path.read_bytes()
    found = s2s("drift", "--json").document["findings"]

    result = s2s("drift", "accept", "**")

    assert (result.code, "S2S504" in result.err) == ((0, False) if found else (1, True))
    assert (path.read_bytes() == before) == (not found)
    assert s2s("drift", "--json").document["findings"] == []
