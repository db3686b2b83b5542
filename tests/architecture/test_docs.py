"""Pages of docs that come from declarations are fresh, and links lead somewhere."""

import re
from collections.abc import Callable

import pytest

from s2s_gitops.engine.reference import code_page, file_page, pages_page, risk_page
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.contract import NAMES
from s2s_gitops.kinds.contract import PAGES as CONTRACT
from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.joinpath("docs").rglob("*.md")])


def written(name: str) -> str:
    """Return a page of docs as it is."""
    return ROOT.joinpath("docs", name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("file.md", lambda: file_page(ALL)),
        ("risks.md", lambda: risk_page(ALL)),
        ("codes.md", code_page),
        ("pages.md", lambda: pages_page(written("pages.md"), CONTRACT, NAMES)),
    ],
    ids=["file", "risks", "codes", "pages"],
)
def test_generated_pages_are_fresh(name: str, made: Callable[[], str]) -> None:
    """Run `script/generate` after changing a declaration."""
    assert written(name) == made()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: object) -> None:
    """A page that is named exists."""
    path = ROOT / str(page)
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    local = [one for one in links if not one.startswith("http")]
    assert [one for one in local if not (path.parent / one).exists()] == []


def test_the_files_of_the_readme_are_valid() -> None:
    """What the README shows can be copied."""
    from s2s_gitops.engine.load import load

    text = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert [bool(load({"readme.yaml": one.encode()}, ALL, {}).desired) for one in blocks] == [True]
