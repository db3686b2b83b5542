"""The files as they were at a commit: read from git, whatever lies in the folder now."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from s2s_gitops.cli.baseline import load_baseline
from s2s_gitops.model.config import Config
from s2s_gitops.model.errors import FilesError

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Give a repository with a first, empty commit; the tests work in it."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "S2S_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-such-file"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> str:
        person = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        done = subprocess.run(
            ["git", *person, *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    run("init", "--quiet", "--initial-branch=main")
    run("commit", "--quiet", "--allow-empty", "--message=first")
    return run


ORGS = """\
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "https://a.example", access_token: "${env:NOT_SET}"}
    settings: {from_name: NAME}
"""
APPROVALS = 'version: 1\napprovals: [{address: "hq/**", change: enable, reason: agreed}]\n'


def write(path: str, text: str) -> None:
    """Write a file, with the folders that it needs."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def commit(git: Git, files: dict[str, str], tag: str) -> None:
    """Commit files under a tag."""
    for path, text in files.items():
        write(path, text)
    git("add", "--all")
    git("commit", "--quiet", f"--message={tag}")
    git("tag", tag)


def names(config: Config) -> list[object]:
    """Return the sender's name in each org."""
    return [one.attributes["from_name"] for one in config.desired.resources.values()]


def refused(ref: str, named: str | None = None) -> str:
    """Return why a baseline cannot be used."""
    with pytest.raises(FilesError) as caught:
        load_baseline(named, ref, Path.cwd())
    (told,) = caught.value.diagnostics
    assert (told.code, told.where) == ("S2S029", ref)
    assert told.fix
    return told.detail


def org(name: str, alias: str = "hq") -> str:
    """Return a file that declares the sender's name of one org."""
    return ORGS.replace("NAME", name).replace("hq:", f"{alias}:")


@pytest.mark.parametrize(
    ("named", "path"),
    [
        pytest.param(None, "s2s.yaml", id="found here"),
        pytest.param("deep/er/c.yml", "deep/er/c.yml", id="named, in a folder"),
        pytest.param("c.conf", "c.conf", id="of any name"),
        pytest.param("with space & ü.yaml", "with space & ü.yaml", id="with an odd name"),
    ],
)
def test_a_file_is_read_as_it_was(git: Git, named: str | None, path: str) -> None:
    """At a tag, a branch, a commit or an expression; what lies in the folder does not count."""
    commit(git, {path: org("old")}, "v1")
    commit(git, {path: org("new")}, "v2")
    write(path, org("not committed"))

    refs = ["v1", "v1^{}", "main~1", git("rev-parse", "v1"), git("rev-parse", "--short", "v1")]
    assert [names(load_baseline(named, ref, Path.cwd())) for ref in refs] == [["old"]] * len(refs)
    assert names(load_baseline(named, "main", Path.cwd())) == ["new"]


def test_a_file_is_found_from_a_folder_below(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every command finds it."""
    commit(git, {"s2s.yaml": org("old"), "below/x.txt": ""}, "v1")
    monkeypatch.chdir(tmp_path / "below")

    assert names(load_baseline(None, "v1", Path.cwd())) == ["old"]
    assert names(load_baseline("../s2s.yaml", "v1", Path.cwd())) == ["old"]


@pytest.mark.parametrize("folder", ["connections", "a/b", "."])
def test_all_files_of_a_folder_are_read_as_they_were(git: Git, folder: str) -> None:
    """Those that are gone by now as well; what is no YAML, or lies deeper, does not count."""
    first = {"a.yaml": org("a", "hq"), "b.yml": org("b", "emea"), "README.md": "# no YAML: ["}
    commit(git, {f"{folder}/{name}": text for name, text in first.items()}, "v1")
    Path(folder, "b.yml").unlink()
    commit(git, {f"{folder}/a.yaml": org("new"), f"{folder}/below/c.yaml": "no: s2s file"}, "v2")

    assert names(load_baseline(folder, "v1", Path.cwd())) == ["a", "b"]
    assert names(load_baseline(folder, "v2", Path.cwd())) == ["new"]


@pytest.mark.parametrize(
    ("named", "path", "approvals"),
    [
        pytest.param("s2s.yaml", "s2s.yaml", "approvals.yaml", id="beside a file"),
        pytest.param("x/s2s.yaml", "x/s2s.yaml", "x/approvals.yaml", id="beside a file, deeper"),
        pytest.param("x", "x/s2s.yaml", "approvals.yaml", id="beside a folder"),
        pytest.param("x", "x/s2s.yaml", "x/approvals.yaml", id="in a folder"),
    ],
)
def test_approvals_that_stand_apart_belong_to_it(
    git: Git, named: str, path: str, approvals: str
) -> None:
    """As they do now."""
    commit(git, {path: org("old"), approvals: APPROVALS}, "v1")
    Path(approvals).unlink()

    found = load_baseline(named, "v1", Path.cwd())

    assert (names(found), [one.verb for one in found.approvals]) == (["old"], ["enable"])


@pytest.mark.parametrize(
    ("then", "now"),
    [
        pytest.param("s2s.yaml", "connections/a.yaml", id="a file that became a folder"),
        pytest.param("connections/a.yml", "connections.yml", id="a folder that became a file"),
        pytest.param("x/connections.yml", "x/s2s.yml", id="a file with another name, below"),
    ],
)
def test_files_that_are_found_may_have_had_another_of_the_names(
    git: Git, monkeypatch: pytest.MonkeyPatch, then: str, now: str
) -> None:
    """A pull request that splits a file changes no meaning; who names a file means that one."""
    commit(git, {then: org("old")}, "v1")
    Path(then).unlink()
    if Path(then).parent.name == "connections":
        Path(then).parent.rmdir()
    write(now, org("new"))
    monkeypatch.chdir("x" if now.startswith("x/") else ".")

    assert names(load_baseline(None, "v1", Path.cwd())) == ["old"]
    monkeypatch.setenv("S2S_CONFIG", now.removeprefix("x/").removesuffix("/a.yaml"))
    assert refused("v1").startswith("It has no ")


@pytest.mark.parametrize(
    "ref", ["no-such", "0" * 40, "v1:s2s.yaml", "--all", "-x", "", "HEAD~99"], ids=repr
)
def test_a_commit_that_is_not_known_is_told(git: Git, ref: str) -> None:
    """A shallow clone in CI has few of them."""
    commit(git, {"s2s.yaml": org("old")}, "v1")

    assert refused(ref) == "git says: it is not known here."


@pytest.mark.parametrize(
    ("named", "others"),
    [
        pytest.param("s2s.yaml", {}, id="a file"),
        pytest.param("x", {}, id="a folder"),
        pytest.param("x", {"x/README.md": ""}, id="a folder without YAML"),
        pytest.param("s2s.yaml", {"approvals.yaml": APPROVALS}, id="only approvals stood there"),
        pytest.param("x", {"approvals.yaml": APPROVALS}, id="only approvals, beside a folder"),
    ],
)
def test_files_that_did_not_exist_then_are_told(
    git: Git, named: str, others: dict[str, str]
) -> None:
    """Nothing declared is not the same as no file: everything would seem to be new."""
    commit(git, {"other.txt": "", **others}, "v1")
    write("s2s.yaml", org("new"))
    write("x/a.yaml", org("new"))

    assert refused("v1", named) == f"It has no {named}."


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        pytest.param(b"version: 1\nconections: []\n", "v1:s2s.yaml:2:1: S2S005 ", id="not valid"),
        pytest.param(b"version: [\n", "v1:s2s.yaml:2:1: S2S002 ", id="no YAML"),
        pytest.param(b"version: 1 # M\xfcller\n", "v1:s2s.yaml:1:1: S2S001 ", id="not UTF-8"),
    ],
)
def test_files_that_are_not_valid_now_are_told_with_their_place(
    git: Git, content: bytes, detail: str
) -> None:
    """They may have been valid for an older s2s; the first problem says enough."""
    Path("s2s.yaml").write_bytes(content)
    git("add", "--all")
    git("commit", "--quiet", "--message=v1")
    git("tag", "v1")
    write("s2s.yaml", org("new"))

    assert refused("v1").startswith(f"What it holds is not valid now: {detail}")


def test_a_folder_without_a_repository_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In git's own words."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    write("s2s.yaml", org("new"))

    assert "not a git repository" in refused("v1", "s2s.yaml")


def test_a_machine_without_git_is_told(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is needed for this alone."""
    commit(git, {"s2s.yaml": org("old")}, "v1")
    monkeypatch.setenv("PATH", "")

    assert refused("v1") == "There is no git on this machine."


def test_without_files_of_today_there_is_nothing_to_compare(git: Git) -> None:
    """The same message as without a baseline."""
    commit(git, {"other.txt": ""}, "v1")

    with pytest.raises(FilesError) as caught:
        load_baseline(None, "v1", Path.cwd())

    assert [one.code for one in caught.value.diagnostics] == ["S2S001"]


def test_a_login_of_then_needs_no_variable(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody logs in with it."""
    commit(git, {"s2s.yaml": org("old")}, "v1")
    monkeypatch.delenv("NOT_SET", raising=False)

    assert names(load_baseline(None, "v1", Path.cwd())) == ["old"]
