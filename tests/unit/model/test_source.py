"""Every value can be traced to its line and column."""

import pytest

from s2s_gitops.model.source import Map, Seq, Source, pack_mark, source_of, walk

from ..builders import document

TEXT = """\
orgs:
  hq:
    names: [a, b]
"""


@pytest.mark.parametrize(
    ("line", "column"),
    [
        pytest.param(0, 0, id="start"),
        pytest.param(7, 3, id="inside"),
        pytest.param(99_999, 900, id="far"),
    ],
)
def test_a_mark_keeps_line_and_column(line: int, column: int) -> None:
    """Marks count from 0, sources from 1."""
    node = Map("f.yaml", pack_mark(line, column))

    assert source_of(node) == Source("f.yaml", line + 1, column + 1)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param([], "s2s.yaml:1:1", id="document"),
        pytest.param(["orgs"], "s2s.yaml:1:1", id="key"),
        pytest.param(["orgs", "hq"], "s2s.yaml:2:3", id="inner key"),
        pytest.param(["orgs", "hq", "names"], "s2s.yaml:3:5", id="deep key"),
        pytest.param(["orgs", "hq", "names", 1], "s2s.yaml:3:16", id="item"),
        pytest.param(["orgs", "hq", "names", 1, "x"], "s2s.yaml:3:16", id="beyond a text"),
        pytest.param(["orgs", "emea", "names"], "s2s.yaml:2:3", id="missing key"),
        pytest.param(["orgs", "hq", "names", 9], "s2s.yaml:3:12", id="missing item"),
    ],
)
def test_a_path_leads_as_deep_as_it_goes(path: list[str | int], place: str) -> None:
    """A missing child is placed at the container that lacks it."""
    assert str(walk(document(TEXT), iter(path))) == place


@pytest.mark.parametrize(
    ("node", "child"),
    [
        pytest.param(Map("f.yaml", 5), "missing", id="key of a mapping"),
        pytest.param(Map("f.yaml", 5), 0, id="index into a mapping"),
        pytest.param(Seq("f.yaml", 5), 0, id="index of a list"),
        pytest.param(Seq("f.yaml", 5), "key", id="key into a list"),
    ],
)
def test_a_child_that_is_not_there_is_placed_at_its_container(
    node: Map | Seq, child: str | int
) -> None:
    """No message is ever without a place."""
    assert source_of(node, child) == Source("f.yaml", 1, 6)
