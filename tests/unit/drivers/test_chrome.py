"""Which browser is taken: an installed one, and none is ever fetched."""

import os
from pathlib import Path

import pytest

from s2s_gitops.drivers import chrome
from s2s_gitops.drivers.chrome import find_browser

pytest.importorskip("playwright")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with two browsers, and no others on the machine."""
    monkeypatch.setattr(chrome, "PLACES", (str(tmp_path / "place"),))
    for name in ("chromium", "chrome"):
        tmp_path.joinpath(name).touch(mode=0o755)
    return tmp_path


def test_the_usual_names_are_looked_for_on_the_path(installed: Path) -> None:
    """In a fixed order."""
    assert find_browser({"PATH": str(installed)}) == str(installed / "chromium")


def test_then_the_usual_places(installed: Path) -> None:
    """Where installers put it without touching the path."""
    installed.joinpath("place").touch()
    assert find_browser({"PATH": "/nowhere"}) == str(installed / "place")
    installed.joinpath("place").unlink()
    assert find_browser({"PATH": "/nowhere"}) == ""


def test_a_browser_that_is_named_is_taken_and_no_other(installed: Path) -> None:
    """A name that is wrong is not replaced by another browser."""
    named = {"PATH": str(installed), "S2S_BROWSER": str(installed / "chrome")}
    assert find_browser(named) == str(installed / "chrome")
    assert find_browser(named | {"S2S_BROWSER": str(installed / "place")}) == ""


def test_without_playwright_there_is_none(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra `browser` is needed as well."""
    monkeypatch.setattr(chrome, "find_spec", lambda _name: None)
    assert find_browser({"PATH": str(installed)}) == ""


def test_chrome_keeps_its_sandbox_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is left out for root alone, for whom Chrome would not start."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert chrome._for_root() == ()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert chrome._for_root() == ("--no-sandbox",)
