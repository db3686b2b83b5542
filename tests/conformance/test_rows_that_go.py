"""A row that was there when it was planned, and is missing ever since, is not taken away by a save."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from s2s_gitops.emulator.server import start
from tests.conformance.facts import facts_of, unexplained
from tests.conformance.walk import STATES
from tests.conftest import ROOT, Run

LOST = {"Email", "Lead.Email"}


def without_email(text: str) -> str:
    """Return a page of the published fields without what is called Email, and well-formed."""
    if "<form" not in text or "Published Fields" not in text:
        return text
    root: Any = html.document_fromstring(text)
    rows = root.xpath("//tr[contains(@class, 'dataRow')] | //option")
    for row in rows:
        if any(one.strip() in LOST for one in row.itertext()):
            row.drop_tree()
    return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


@pytest.mark.parametrize("dialect", [0, 540])
@pytest.mark.parametrize("whole", [1, 2, 3])
def test_a_row_that_goes_after_the_plan_is_not_unpublished(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, dialect: int, whole: int
) -> None:
    """However many looks still showed it: nothing goes that the plan did not name."""
    with start(ROOT / "examples" / "orgs.yaml", dialect=dialect) as running:
        for name, value in {**running.env, "S2S_WRITES": "http"}.items():
            monkeypatch.setenv(name, value)
        made = next(iter(STATES.values()))
        folder.joinpath("s2s.yaml").write_text(made, encoding="utf-8")
        s2s("apply", "--auto-approve", "--wait", "1")
        more = made.replace(
            '["Email", "Phone", "Region__c"]', '["Email", "Phone", "Region__c", "Title"]'
        )
        assert more != made
        folder.joinpath("s2s.yaml").write_text(more, encoding="utf-8")
        planned = s2s("plan", "--json").document["changes"]
        before, seen = facts_of(running.world), list[str]()

        def tamper(path: str, text: str) -> str:
            cut = without_email(text)
            if cut == text:
                return text
            seen.append(path)
            return cut if len(seen) > whole else text

        running.world.tamper = tamper
        s2s("apply", "--auto-approve", "--wait", "0")

        assert len(seen) > whole or dialect
        assert unexplained(before, facts_of(running.world), planned) == []
