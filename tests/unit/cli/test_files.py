"""Which files are meant: named, from the environment, or found here or above."""

import os
from pathlib import Path

import pytest

from s2s_gitops.cli.files import NAMES, find_files, read_bytes, read_files, write_private
from s2s_gitops.model.errors import FilesError


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the user's own setting away."""
    monkeypatch.delenv("S2S_CONFIG", raising=False)


def made(root: Path, *names: str) -> None:
    """Make files; a name that ends with a slash is a folder."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_text(name)


def told(paths: list[Path], root: Path) -> list[str]:
    """Return paths as seen from a folder."""
    return [str(path.relative_to(root)) for path in paths]


def refused(named: str | None, here: Path) -> str:
    """Return why nothing is found."""
    with pytest.raises(FilesError) as caught:
        find_files(named, here)
    (problem,) = caught.value.diagnostics
    assert problem.code == "S2S001"
    return problem.detail


@pytest.mark.parametrize(
    ("names", "here", "expected"),
    [
        pytest.param(["s2s.yaml"], "", ["s2s.yaml"], id="here"),
        pytest.param(["s2s.yaml", "a/b/"], "a/b", ["s2s.yaml"], id="above"),
        pytest.param(["s2s.yaml", "a/s2s.yml"], "a", ["a/s2s.yml"], id="the nearest"),
        pytest.param(["connections.yaml", "s2s.yml"], "", ["s2s.yml"], id="by the order of names"),
        pytest.param(["s2s.yaml", ".git/"], "", ["s2s.yaml"], id="at the repository's root"),
        pytest.param(
            ["connections/b.yaml", "connections/a.yml", "connections/c.txt"],
            "",
            ["connections/a.yml", "connections/b.yaml"],
            id="folder, sorted",
        ),
        pytest.param(
            ["s2s.yaml", "approvals.yaml"], "", ["s2s.yaml", "approvals.yaml"], id="with approvals"
        ),
        pytest.param(
            ["connections/a.yaml", "approvals.yaml"],
            "",
            ["connections/a.yaml", "approvals.yaml"],
            id="folder with approvals beside it",
        ),
        pytest.param(
            ["connections/a.yaml", "connections/approvals.yaml"],
            "",
            ["connections/a.yaml", "connections/approvals.yaml"],
            id="folder with approvals in it",
        ),
        pytest.param(["s2s.yaml", "approvals.yaml/"], "", ["s2s.yaml"], id="folder of that name"),
    ],
)
def test_files_are_found_here_or_above(
    tmp_path: Path, names: list[str], here: str, expected: list[str]
) -> None:
    """By their names; approvals may stand apart, so that code owners can guard them."""
    made(tmp_path, *names)

    assert told(find_files(None, tmp_path / here), tmp_path) == expected


@pytest.mark.parametrize("name", NAMES[:-1])
def test_every_name_is_found(tmp_path: Path, name: str) -> None:
    """Each of them alone."""
    made(tmp_path, name)

    assert told(find_files(None, tmp_path), tmp_path) == [name]


def test_the_search_ends_at_the_repositorys_root(tmp_path: Path) -> None:
    """What stands above belongs to somebody else."""
    made(tmp_path, "s2s.yaml", "repository/.git/", "repository/folder/")

    assert refused(None, tmp_path / "repository" / "folder").startswith("None of s2s.yaml, ")


def test_the_search_ends_at_the_top_where_there_is_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen from a relative folder, the top is where one stands."""
    made(tmp_path, "a/")
    monkeypatch.chdir(tmp_path)

    assert refused(None, Path("a")).startswith("None of s2s.yaml, ")


def test_what_is_named_counts_before_what_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that before what would be found."""
    made(tmp_path, "s2s.yaml", "a.yaml", "b.yaml")
    found = [told(find_files(None, tmp_path), tmp_path)]
    monkeypatch.setenv("S2S_CONFIG", str(tmp_path / "b.yaml"))
    found.append(told(find_files(None, tmp_path), tmp_path))
    found.append(told(find_files(str(tmp_path / "a.yaml"), tmp_path), tmp_path))

    assert found == [["s2s.yaml"], ["b.yaml"], ["a.yaml"]]


def test_what_is_named_must_exist_and_hold_files(tmp_path: Path) -> None:
    """Nothing else is taken in its place."""
    made(tmp_path, "s2s.yaml", "empty/", "other/a.txt")

    assert refused(str(tmp_path / "zzz"), tmp_path) == f"{tmp_path / 'zzz'} does not exist."
    assert refused(str(tmp_path / "empty"), tmp_path).endswith("empty holds no .yaml file.")
    assert refused(str(tmp_path / "other"), tmp_path).endswith("other holds no .yaml file.")


def test_a_named_approvals_file_is_loaded_once(tmp_path: Path) -> None:
    """It stands beside itself."""
    made(tmp_path, "approvals.yaml")

    assert told(find_files(str(tmp_path / "approvals.yaml"), tmp_path), tmp_path) == [
        "approvals.yaml"
    ]


def test_files_are_read_under_the_names_that_messages_show(tmp_path: Path) -> None:
    """Seen from here where they stand below, else as they were named."""
    made(tmp_path, "s2s.yaml", "here/a/b.yaml")
    paths = [tmp_path / "s2s.yaml", tmp_path / "here/a/b.yaml", tmp_path / "here/a/../a/b.yaml"]

    assert read_files(paths, tmp_path / "here") == {
        str(tmp_path / "s2s.yaml"): b"s2s.yaml",
        "a/b.yaml": b"here/a/b.yaml",
    }


def test_every_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """In one run."""
    made(tmp_path, "s2s.yaml", "a/", "b/")
    with pytest.raises(FilesError) as caught:
        read_files([tmp_path / name for name in ("a", "s2s.yaml", "b", "c")], tmp_path)

    assert [(one.code, one.detail) for one in caught.value.diagnostics] == [
        ("S2S001", f"{tmp_path / 'a'}: Is a directory."),
        ("S2S001", f"{tmp_path / 'b'}: Is a directory."),
        ("S2S001", f"{tmp_path / 'c'}: No such file or directory."),
    ]


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Whatever stood there before, and whatever the mask says."""
    path = tmp_path / "x.snap"
    path.write_bytes(b"old")
    path.chmod(0o644)
    mask = os.umask(0)
    try:
        write_private(path, b"new")
    finally:
        os.umask(mask)

    assert (path.stat().st_mode & 0o777, read_bytes(path)) == (0o600, b"new")
    assert list(tmp_path.iterdir()) == [path], "nothing is left beside it"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("no/such/x.snap", "No such file or directory", id="no such folder"),
        pytest.param("folder", "Is a directory", id="a folder"),
        pytest.param("file/x.snap", "Not a directory", id="a file in the place of a folder"),
        pytest.param(".", "", id="the folder itself"),
        pytest.param("x" * 300, "File name too long", id="too long a name"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: str
) -> None:
    """With its name."""
    made(tmp_path, "folder/y", "file")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(FilesError) as caught:
        write_private(Path(name), b"new")

    (problem,) = caught.value.diagnostics
    assert problem.detail.startswith(f"{name}: {why}")
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["file", "folder", "y"]


@pytest.mark.parametrize("name", ["no-such", "folder"])
def test_a_single_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    """With its name, and what to check."""
    made(tmp_path, "folder/")

    with pytest.raises(FilesError) as caught:
        read_bytes(tmp_path / name)

    (problem,) = caught.value.diagnostics
    assert (problem.code, str(tmp_path / name) in problem.detail) == ("S2S001", True)
