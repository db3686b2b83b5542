"""A file of a newer format is refused by one message; every other wrong version says what is wrong with it."""

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError


def problems(**files: str) -> tuple[Diagnostic, ...]:
    """Return what is said against files."""
    try:
        load({f"{name}.yaml": text.encode() for name, text in files.items()}, ALL, {})
    except FilesError as error:
        return error.diagnostics
    return ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("version: 2\n", id="nothing else"),
        pytest.param("version: '2'\nkinds: []\norgs: {hq: {a: b}}\n", id="keys of a newer format"),
        pytest.param("orgs: [1]\nversion: 3\n", id="other shapes, and not the first line"),
        pytest.param("version: 2.1\norgs: {}\norgs: {}\n", id="what this parser refuses"),
        pytest.param("version: 99999999999999999999\nx: ${env:NOPE}\n", id="values of an environment"),
        pytest.param("version: 2\napprovals: [{until: never}]\n", id="values that are not allowed"),
    ],
)  # fmt: skip
def test_a_newer_file_is_refused_by_one_message(text: str) -> None:
    """What its keys mean is not known to an older tool, so it says nothing about them."""
    (one,) = problems(a=text)

    assert one.code == "S2S016"
    assert one.detail.startswith("This s2s reads version 1 of the file format, the file says ")
    assert one.fix == "Install a newer s2s. Nothing else in this file was looked at."
    assert str(one.source) == f"a.yaml:{text[: text.index('version')].count(chr(10)) + 1}:1"


def test_a_newer_file_does_not_hide_what_is_wrong_in_others() -> None:
    """Nor are references into it called unknown: nothing between files is looked at."""
    found = problems(a="version: 2\norgs: {hq: {}}", b="version: 1\nzzz: 1", c="version: 1")

    assert [(str(one.source), one.code) for one in found] == [
        ("a.yaml:1:1", "S2S016"),
        ("b.yaml:2:1", "S2S005"),
    ]


MISSING = "`version` is missing: it says in which format the file is written."


@pytest.mark.parametrize(
    ("text", "code", "detail", "fix"),
    [
        ("orgs: {}", "S2S007", MISSING, "Add `version: 1` as its first line."),
        ("version:", "S2S008", "The version of the file format is missing.", "Write `version: 1`."),
        ("version: [2]", "S2S008", "The version of the file format is one number.",
         "Write `version: 1`."),
        ("version: 0", "S2S008", "There is no version 0 of the file format; this s2s reads 1.",
         "Write `version: 1`."),
        ("version: -1", "S2S008", "There is no version -1 of the file format; this s2s reads 1.",
         "Write `version: 1`."),
        ("version: v2", "S2S008", "There is no version v2 of the file format; this s2s reads 1.",
         "Write `version: 1`."),
        ("version: 1.5", "S2S008",
         "Versions of the file format are whole numbers, and the file says 1.5.",
         "Write `version: 1`."),
    ],
)  # fmt: skip
def test_a_wrong_version_says_what_is_wrong_with_it(
    text: str, code: str, detail: str, fix: str
) -> None:
    """One message, with what to write."""
    assert [(one.code, one.detail, one.fix) for one in problems(a=text)] == [(code, detail, fix)]


@pytest.mark.parametrize("text", ["version: 1", "version: '1'", 'version: "1"'])
def test_quotes_do_not_make_another_version(text: str) -> None:
    """Scalars are typed by the schema, not by how they are written."""
    assert problems(a=text) == ()
