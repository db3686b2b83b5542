"""A page that stops a job or a step is kept, and the message says where."""

from pathlib import Path

import pytest

from s2s_gitops.emulator.server import Emulator
from s2s_gitops.flows.evidence import told
from s2s_gitops.model.errors import Forbidden, PageChanged
from s2s_gitops.model.page import Page
from tests.conftest import ROOT, Run
from tests.flows.toys import ToyOrg

EXAMPLE = ROOT / "examples" / "connections.yaml"
PAGE = Page("/x", (), {}, (), None, (), ())


class Keeping(ToyOrg):
    """An org that keeps pages."""

    def keep(self, page: Page, /) -> str:
        return f"/kept{page.address}"


def test_the_message_says_where_the_page_is_kept() -> None:
    """So that somebody can look, and show it."""
    error = PageChanged("hq", "It is odd.", "Look.", PAGE)
    assert told(error, Keeping("hq")).fix == (
        "Look. A copy without names is kept in /kept/x: look before you show it to anybody."
    )


@pytest.mark.parametrize(
    ("error", "org"),
    [
        (PageChanged("hq", "It is odd.", "Look.", PAGE), ToyOrg("hq")),
        (PageChanged("hq", "It is odd.", "Look."), Keeping("hq")),
        (PageChanged("hq", "It is odd.", "Look.", PAGE), None),
        (Forbidden("hq", "It is dark.", "Look."), Keeping("hq")),
    ],
    ids=["not kept", "no page", "no org", "another error"],
)
def test_without_a_copy_the_message_is_as_it_was(error: PageChanged, org: ToyOrg | None) -> None:
    """What went wrong is never hidden."""
    assert told(error, org).fix == "Look."


def test_a_changed_page_of_a_plan_is_kept_beside_the_files(
    s2s: Run, emulator: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or where S2S_CAPTURES says. Here every page lost a heading that the contract names."""
    monkeypatch.setattr("s2s_gitops.drivers.setup.parse_page", _without_heading)
    folder.joinpath("s2s.yaml").write_bytes(EXAMPLE.read_bytes())
    result = s2s("plan")
    assert result.code == 1
    copies = list((folder / ".s2s" / "captures").glob("hq-04P*.html"))
    assert len(copies) == 1
    assert f"kept in {copies[0]}" in result.err
    text = copies[0].read_text(encoding="utf-8")
    assert "Acme Corp" not in text
    assert "Published Objects" in text

    monkeypatch.setenv("S2S_CAPTURES", str(folder / "elsewhere"))
    s2s("plan")
    assert len(list((folder / "elsewhere").glob("*.html"))) == 1
    assert emulator


def _without_heading(address: str, text: str) -> Page:
    from s2s_gitops.drivers.html import parse_page

    return parse_page(address, text.replace("Connection Detail", "Record Detail"))
