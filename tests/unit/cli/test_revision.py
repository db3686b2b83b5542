"""Writing into users' files: all or nothing, and nothing over what somebody else wrote."""

from pathlib import Path

import pytest

from s2s_gitops.cli.revision import hold, revise
from s2s_gitops.engine.edits import Put
from s2s_gitops.model.errors import FilesError

BEFORE = b"version: 1\nx-mine: old # kept\n"


def test_what_somebody_wrote_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the reading of files and the writing lie minutes, in which orgs are read."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "s2s.yaml"
    path.write_bytes(BEFORE)
    revision = revise({"s2s.yaml": BEFORE}, {"s2s.yaml": [Put(("x-mine",), "new")]})
    path.write_bytes(BEFORE + b"x-other: 1\n")

    with pytest.raises(FilesError) as refused:
        revision.write()

    assert [one.code for one in refused.value.diagnostics] == ["S2S505"]
    assert path.read_bytes() == BEFORE + b"x-other: 1\n"
    path.write_bytes(BEFORE)
    revision.write()
    assert path.read_bytes() == BEFORE.replace(b"old", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["s2s.yaml"]


def test_a_change_that_means_something_else_is_refused() -> None:
    """Whoever asks says what it should mean."""
    hold(same=True)
    with pytest.raises(FilesError) as refused:
        hold(same=False)
    assert refused.value.diagnostics[0].code == "S2S503"


def test_a_place_that_cannot_be_taken_is_told_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder stands where the new file should be."""
    monkeypatch.chdir(tmp_path)
    edits = {"new.yaml": [Put(("x-mine", "a"), "new")]}
    revision = revise({"s2s.yaml": BEFORE}, edits, "new.yaml")
    (tmp_path / "new.yaml").mkdir()

    with pytest.raises(FilesError) as refused:
        revision.write()

    assert refused.value.diagnostics[0].code == "S2S001"
    assert [one.name for one in tmp_path.iterdir()] == ["new.yaml"]
