"""The archive: what a session fetched, on disk, for its owner only, without a secret and inside of its folder."""

import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops import __version__
from s2s_gitops.drivers.archive import Archive
from s2s_gitops.model.errors import S2SError

HTML, CSV = "text/html; charset=UTF-8", "text/csv"
TOKEN = "00D000000000001!AQcanary"  # noqa: S105 - a canary
NOW = "2026-01-05T08:00:00+00:00"
FORM = b'<input name="_CONFIRMATIONTOKEN" value="canary-of-the-form">\xe9\x80'


def manifest(folder: Path) -> Any:
    """Return what the manifest says."""
    return json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))


def files(folder: Path) -> list[str]:
    """Return every file below a folder."""
    found = (one for one in folder.rglob("*") if one.is_file())
    return sorted(str(one.relative_to(folder)) for one in found)


def test_pages_lose_their_secrets_and_files_stay_as_they_are(tmp_path: Path) -> None:
    """The manifest tells what is stored, from where, and in how many places something was replaced."""
    archive = Archive(tmp_path / "a" / "b")
    csv = b"\xef\xbb\xbfDate,User\r\n\xff"
    archive.keep("hq", f"/04P?sid={TOKEN}&x=1", HTML, FORM + f"{TOKEN}".encode(), TOKEN)
    archive.keep("hq", "/history?id=1", CSV, csv, TOKEN)
    archive.close(NOW)
    document = manifest(archive.folder)
    page, table = sorted(document.pop("files"), key=lambda one: str(one["address"]))
    assert document == {
        "kind": "s2s.archive",
        "format_version": "1.0",
        "tool_version": __version__,
        "created": NOW,
    }
    stored = archive.folder.joinpath(page["file"]).read_bytes()
    assert b"canary" not in stored
    assert stored.startswith(b'<input name="_CONFIRMATIONTOKEN" value="REMOVED-')
    assert b'">\xe9\x80' in stored
    assert page == {
        "org": "hq",
        "address": "/04P?sid=REMOVED-SESSION&x=1",
        "file": page["file"],
        "content_type": HTML,
        "bytes": len(stored),
        "sha256": sha256(stored).hexdigest(),
        "scrubbed": 2,
    }
    assert page["file"].startswith("hq/04P-sid=REMOVED-SESSION-x=1-")
    assert page["file"].endswith(".html")
    assert archive.folder.joinpath(table["file"]).read_bytes() == csv
    assert (table["scrubbed"], table["bytes"]) == (0, len(csv))
    assert table["file"].startswith("hq/history-id=1-")
    assert table["file"].endswith(".csv")


def test_a_page_is_known_by_its_look_where_its_type_says_something_else(tmp_path: Path) -> None:
    """A wrong type is no way past the scrubbing."""
    archive = Archive(tmp_path)
    archive.keep("hq", "/a", "", FORM, TOKEN)
    archive.keep("hq", "/b", "application/octet-stream", b"\n " + FORM, TOKEN)
    archive.keep("hq", "/c", "image/png", b"\x89PNG " + FORM, TOKEN)
    archive.close(NOW)
    assert [one["scrubbed"] for one in sorted(manifest(tmp_path)["files"], key=str)] == [1, 1, 0]
    assert [one.rpartition(".")[2] for one in files(tmp_path)] == ["bin", "bin", "bin", "json"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_page_that_cannot_be_scrubbed_is_not_kept(tmp_path: Path, encoding: str) -> None:
    """Two bytes for a letter would hide every secret; that something was there is told."""
    archive = Archive(tmp_path)
    archive.keep("hq", "/a", HTML, f"<p>{TOKEN}</p>".encode(encoding), TOKEN)
    archive.close(NOW)
    (page,) = manifest(tmp_path)["files"]
    assert tmp_path.joinpath(page["file"]).read_bytes() == b"REMOVED-PAGE"
    assert page["scrubbed"] == 1


def test_the_same_content_is_kept_once_and_another_one_beside_it(tmp_path: Path) -> None:
    """Tokens differ at every visit: what counts is what is stored."""
    archive = Archive(tmp_path)
    for token in ("first-canary", "second-canary"):
        archive.keep("hq", "/a", HTML, FORM.replace(b"canary-of-the-form", token.encode()), TOKEN)
    archive.keep("hq", "/a", HTML, b"<p>Another</p>", TOKEN)
    archive.keep("emea", "/a", HTML, b"<p>Another</p>", TOKEN)
    archive.close(NOW)
    names = [one["file"] for one in manifest(tmp_path)["files"]]
    assert len(set(names)) == 3
    assert [name.split("/")[0] for name in names] == ["emea", "hq", "hq"]
    assert sum(name.endswith("-2.html") for name in names) == 1


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    """Pages name people and partners, even without their secrets."""
    folder = tmp_path / "archive"
    folder.mkdir(mode=0o755)
    archive = Archive(folder)
    archive.keep("hq", "/a", HTML, FORM, TOKEN)
    archive.close(NOW)
    modes = {S_IMODE(one.stat().st_mode) for one in folder.rglob("*") if one.is_file()}
    assert modes == {0o600}
    assert [S_IMODE(one.stat().st_mode) for one in (folder, folder / "hq")] == [0o700, 0o700]


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    """Nothing is mixed, nothing is overwritten."""
    tmp_path.joinpath("mine").write_text("precious")
    with pytest.raises(S2SError, match="S2S601"):
        Archive(tmp_path)
    with pytest.raises(S2SError, match="S2S602"):
        Archive(tmp_path / "mine")
    assert tmp_path.joinpath("mine").read_text() == "precious"


def test_what_cannot_be_stored_stops_the_run(tmp_path: Path) -> None:
    """An archive with holes is no archive; a file that somebody put there is not followed."""
    archive = Archive(tmp_path)
    elsewhere = tmp_path.parent / "elsewhere"
    tmp_path.joinpath("manifest.json").symlink_to(elsewhere)
    with pytest.raises(S2SError, match="S2S602"):
        archive.close(NOW)
    assert not elsewhere.exists()


HOSTILE = [
    "/../../../etc/passwd",
    "..",
    "/",
    "",
    "//elsewhere.example/x",
    "C:\\windows\\system32",
    "/a\x00b\n",
    "/%2e%2e/%2e%2e/x",
    "/" + "a" * 5000,
    "/CON",
    "-rf",
    "~/x",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_addresses_and_aliases_stay_inside(tmp_path: Path, hostile: str) -> None:
    """Names are made of letters and a digest, and are never too long."""
    folder = tmp_path / "archive"
    archive = Archive(folder)
    archive.keep(hostile, hostile, HTML, b"<p>x</p>", TOKEN)
    archive.close(NOW)
    assert [one.name for one in tmp_path.iterdir()] == ["archive"]
    (name,) = (one for one in files(folder) if one != "manifest.json")
    parts = Path(name).parts
    assert len(parts) == 2
    assert all(len(part) <= 100 and part.strip(".-~") == part for part in parts)


def test_a_name_holds_no_secret(tmp_path: Path) -> None:
    """Addresses lose theirs before they become names."""
    archive = Archive(tmp_path)
    archive.keep("hq", "/x?_CONFIRMATIONTOKEN=canary%3D&y=1", HTML, b"<p>x</p>", TOKEN)
    archive.close(NOW)
    assert "canary" not in " ".join(files(tmp_path))
    assert "canary" not in tmp_path.joinpath("manifest.json").read_text(encoding="utf-8")


@given(st.lists(st.tuples(st.text(), st.text()), unique=True, max_size=8))
def test_every_address_of_every_org_has_a_file_of_its_own(places: list[tuple[str, str]]) -> None:
    """Whatever they are called, and also where letters of both cases are one."""
    with TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        for org, address in places:
            archive.keep(org, address, CSV, f"{org}|{address}".encode(), TOKEN)
        archive.close(NOW)
        told = manifest(Path(folder))["files"]
        assert {(one["org"], one["address"]) for one in told} == set(places)
        assert len({one["file"].casefold() for one in told}) == len(places)


def test_threads_share_an_archive(tmp_path: Path) -> None:
    """Sessions read side by side; each content is stored once."""
    archive = Archive(tmp_path)

    def keep(number: int) -> None:
        archive.keep("hq", f"/{number % 5}", CSV, str(number % 10).encode(), TOKEN)

    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(keep, range(200)))
    archive.close(NOW)
    told = manifest(tmp_path)["files"]
    assert len(told) == 10
    assert sorted([*(one["file"] for one in told), "manifest.json"]) == files(tmp_path)
