"""Comments in a file that was just written: above what they speak of, and never more than comments."""

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.engine.annotate import annotate
from s2s_gitops.engine.load import load
from s2s_gitops.engine.render import render
from s2s_gitops.kinds import ALL
from s2s_gitops.views.plain import plain

from ..builders import LAMP

KINDS = (*ALL, LAMP)
FILE = """\
version: 1

orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: 'https://hq.example', access_token: '${env:TOKEN}'}
    settings:
      enabled: true
    lamps:
      - name: desk
        label: "a\\Nb"
        colours: [red]
      - {name: hall, label: x}
  acme: {access: none}

templates:
  - org: hq
    name: A/B
    active: true
    publish:
      - object: Lead

connections:
  - name: hq-acme
    invited_by: hq
    sides:
      hq:
        id: 04P000000000001AAA
        publish:
          - object: Lead
            fields: [Email]
      acme: {}
"""


def comments(text: str) -> dict[str, str]:
    """Return each comment line with the line below it."""
    lines = text.split("\n")
    return {line: lines[at + 1] for at, line in enumerate(lines) if line.lstrip().startswith("#")}


def rendered() -> str:
    """Return the file as it is written."""
    return render(load({"s2s.yaml": FILE.encode()}, KINDS, {"TOKEN": "t"}), KINDS)


@pytest.mark.parametrize(
    ("where", "line"),
    [
        pytest.param("hq", "    org_id: 00D000000000001EAA", id="an org"),
        pytest.param("acme", "  acme: {access: none}", id="an org on one line"),
        pytest.param("hq/settings", "      enabled: true", id="settings"),
        pytest.param("hq/lamp/desk", "      - name: desk", id="an item of a list"),
        pytest.param("hq/lamp/hall", "      - {name: hall, label: x}", id="an item on one line"),
        pytest.param("hq/template/A%2FB", "  - org: hq", id="a template, quoted"),
        pytest.param("hq/template/A%2FB/publish/Lead", "      - {object: Lead}", id="inside of it"),
        pytest.param("hq-acme@hq", "        id: 04P000000000001EAA", id="a side"),
        pytest.param("hq-acme@acme", "      acme: {}", id="an empty side"),
        pytest.param("hq-acme@hq/publish/Lead", "          - object: Lead", id="inside of a side"),
        pytest.param("hq/lamp/none", "version: 1", id="what the file does not have"),
    ],
)
def test_a_comment_stands_above_what_it_speaks_of(where: str, line: str) -> None:
    """At its indentation. What stands nowhere is told at the top."""
    found = comments(annotate(rendered(), {where: ["a note"]}, KINDS))

    indent = line[: len(line) - len(line.lstrip())]
    assert found == {f"{indent}# a note": line}


def test_several_notes_stand_in_order() -> None:
    """Each on a line of its own, wherever they come from."""
    notes = {"hq/lamp/desk": ["one", "two"], "hq-acme@hq": ["three"], "nowhere": ["0"], "x": ["1"]}

    text = annotate(rendered(), notes, KINDS)

    told = [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]
    assert told == ["# 0", "# 1", "# one", "# two", "# three"]


@pytest.mark.parametrize(
    "note",
    [
        "a\nversion: 2",
        "a\r\nversion: 2",
        "a\x85version: 2",
        "a\u2028version: 2\u2029x: 1",
        "\x0b\x0c\x1c\x1d\x1e",
        "\x00\x1b[2J\x7f\x9f",
        "\u202etxet\u202c \u2066x\u2069 \u061c \u200f \ufeff",
        "\ud800 \ue000 \ufffe \uffff",
        "# ' \" : - {} [] & * ! | > %",
        "",
    ],
    ids=ascii,
)
def test_no_text_can_leave_its_comment(note: str) -> None:
    """Names of companies come from others: they neither end the line nor act on a terminal."""
    before = rendered()

    after = annotate(before, {"hq/lamp/desk": [note]}, KINDS)

    (line,) = comments(after)
    assert plain(line) == line
    assert after.replace(f"{line}\n", "", 1) == before


BEFORE = rendered()


@given(notes=st.lists(st.text(), max_size=3))
def test_a_file_reads_the_same_with_and_without_its_comments(notes: Sequence[str]) -> None:
    """Whatever they say."""
    told: Mapping[str, Sequence[str]] = dict.fromkeys(("hq", "hq/lamp/desk", "hq-acme@hq"), notes)
    after = annotate(BEFORE, told, KINDS)

    assert re.sub(r"^ *#.*\n", "", after, flags=re.MULTILINE) == BEFORE
    with_comments = load({"s2s.yaml": after.encode()}, KINDS, {"TOKEN": "t"})
    assert render(with_comments, KINDS) == BEFORE


def test_without_notes_a_file_stays_as_it_is() -> None:
    """Byte for byte."""
    assert annotate(BEFORE, {}, KINDS) == BEFORE
