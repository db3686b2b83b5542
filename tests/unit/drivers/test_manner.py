"""How saves are made: the table of what the file says, what the environment says, and what there is."""

import pytest

from s2s_gitops.drivers.manner import Manner, Transport, choose, manner_of
from s2s_gitops.model.config import Access, OrgEntry, Writes
from s2s_gitops.model.source import Map

HERE, LIVE = "https://127.0.0.1:8460", "https://hq.my.salesforce.com"
HTTP, BROWSER = Transport.HTTP, Transport.BROWSER


def entry(writes: Writes, url: str) -> OrgEntry:
    login = {"instance_url": url}
    node = Map("f", 0)
    return OrgEntry(
        "hq", "00D1", Access.MANAGE, login, approve_outward=False, node=node, writes=writes
    )


@pytest.mark.parametrize(
    ("written", "forced", "url", "has_browser", "expected", "by_hand"),
    [
        ("auto", None, LIVE, True, "auto", ""),
        ("auto", None, LIVE, False, "auto", "no browser was found"),
        ("auto", None, HERE, False, "auto", "no browser was found"),
        ("http", None, LIVE, True, "http", "verified"),
        ("http", None, HERE, False, "http", ""),
        ("auto", "http", HERE, False, "http", ""),
        ("auto", "http", LIVE, True, "auto", ""),
        ("human", "http", LIVE, True, "human", "`writes: human`"),
        ("browser", None, LIVE, False, "browser", "no browser was found"),
        ("human", "browser", LIVE, True, "browser", ""),
        ("browser", "human", LIVE, True, "human", "S2S_WRITES is human"),
        ("human", "auto", LIVE, True, "auto", ""),
    ],
)
def test_the_file_decides_unless_the_environment_may(
    written: str, forced: str | None, url: str, has_browser: bool, expected: str, by_hand: str
) -> None:
    """HTTP from the environment is for this machine; browser and human count everywhere."""
    wanted = Writes(forced) if forced else None
    made = manner_of(
        entry(Writes(written), url), wanted, has_browser=has_browser, is_any_verified=False
    )
    assert (made.writes, by_hand in made.by_hand, bool(made.by_hand)) == (
        Writes(expected),
        True,
        bool(by_hand),
    )


@pytest.mark.parametrize("writes", [Writes.AUTO, Writes.HTTP])
def test_once_a_page_is_verified_a_program_makes_some_saves(writes: Writes) -> None:
    """Even without a browser: which saves, the page at hand decides."""
    made = manner_of(entry(writes, LIVE), None, has_browser=False, is_any_verified=True)
    assert made.by_hand == ""


@pytest.mark.parametrize(
    ("writes", "is_waived", "has_browser", "objection", "verified", "expected"),
    [
        ("auto", False, True, "", True, HTTP),
        ("auto", False, True, "", False, BROWSER),
        ("auto", False, True, "strange", True, BROWSER),
        ("auto", False, False, "", True, HTTP),
        ("auto", False, False, "", False, "no page has been verified"),
        ("auto", False, False, "strange", True, "strange, and no browser"),
        ("http", True, True, "", False, HTTP),
        ("http", True, True, "strange", False, "strange"),
        ("http", False, True, "", False, "no page has been verified"),
        ("http", False, True, "", True, HTTP),
        ("browser", False, True, "", True, BROWSER),
        ("browser", False, True, "strange", False, BROWSER),
        ("browser", False, False, "", True, "no browser was found"),
        ("human", False, True, "", True, "`writes: human`"),
    ],
)
def test_a_save_goes_where_it_is_understood(
    writes: str,
    is_waived: bool,
    has_browser: bool,
    objection: str,
    verified: bool,
    expected: Transport | str,
) -> None:
    """What neither HTTP nor a browser may do is left to a person, with the reason."""
    manner = Manner(Writes(writes), is_waived, has_browser)
    found = choose(manner, objection, verified=verified)
    assert found is expected or (isinstance(found, str) and str(expected) in found)
