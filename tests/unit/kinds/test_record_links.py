"""Numbers of shared records: few questions, no guesses about words, and nothing where an org does not answer."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from s2s_gitops.flows.read import consult
from s2s_gitops.kinds.record_links import NO_LINKS, NOT_TOLD, Links, links_by_object, links_of
from s2s_gitops.model.ports import Reading

from ..builders import state
from .orgs import ID, OTHER_ID, org

SOBJECT = "PartnerNetworkRecordConnection"


def group(status: str, links: int, at: str = ID, **more: str) -> Mapping[str, Any]:
    """Return a group as the API answers it."""
    return {"ConnectionId": at, "Status": status, "links": links, **more}


def answering(*groups: Mapping[str, Any]) -> Any:
    """Return an org that answers with these groups."""
    return org(rows={SOBJECT: groups})


def ask(one: Any, question: Any, *ids: str) -> Any:
    """Return what the org answers to a question about connections."""
    ends = [("hq", each) for each in ids]

    def asked(reading: Reading) -> Any:
        return question(reading, ends)

    return consult({"hq": one}, state(), state(), asked)


def test_links_are_told_by_status() -> None:
    """What waits, what lives and what is over are different numbers."""
    hq = answering(
        group("Active (sent)", 2),
        group("Active (received)", 3),
        group("Connected", 4),
        group("Pending (sent)", 5),
        group("Inactive (deleted)", 6),
    )
    links = ask(hq, links_of, ID)["hq", ID]
    assert (links.unaccepted, links.living()) == (5, 9)
    assert (links.living(without="received"), links.living(without="sent")) == (6, 7)
    assert links.shown() == " (3 Active (received), 2 Active (sent), 4 Connected)"
    assert links.shown(without="received") == " (2 Active (sent), 4 Connected)"


def test_words_that_nobody_documented_are_quoted_and_not_understood() -> None:
    """An org may call its statuses otherwise: then no number is made up of them."""
    links = ask(answering(group("Sent", 2), group("Connected", 1)), links_of, ID)["hq", ID]
    assert (links.unaccepted, links.living()) == (None, None)
    assert links.shown() == " (1 Connected, 2 Sent)"


def test_a_connection_without_links_has_none() -> None:
    """The org answered: nothing is not unknown."""
    links = ask(answering(group("Connected", 1)), links_of, ID, OTHER_ID)
    assert links["hq", OTHER_ID] == NO_LINKS
    assert (NO_LINKS.living(), NO_LINKS.shown()) == (0, "")


@pytest.mark.parametrize("question", [links_of, links_by_object])
def test_an_org_that_does_not_answer_tells_nothing(question: Any) -> None:
    """A number that cannot be had is no error."""
    assert ask(org(broken=frozenset({SOBJECT})), question, ID) == {}
    assert (NOT_TOLD.unaccepted, NOT_TOLD.living(), NOT_TOLD.shown()) == (None, None, "")


def test_links_are_told_by_object_where_the_org_answers_that() -> None:
    """Only then can it be said what unpublishing one object stops."""
    hq = answering(
        group("Active (sent)", 2, Type="Lead"),
        group("Pending (sent)", 1, Type="Lead"),
        group("Connected", 7, Type="Case"),
    )
    found: Mapping[str, Links] = ask(hq, links_by_object, ID)["hq", ID]
    assert {name: one.living() for name, one in found.items()} == {"Lead": 2, "Case": 7}
    assert "GROUP BY ConnectionId, LocalRecord.Type, Status" in hq.asked[0]


def test_one_question_is_for_many_connections_and_asks_for_no_record() -> None:
    """A hundred connections are one request, and what comes back are numbers."""
    ids: Sequence[str] = [f"04P{number:012d}AAA" for number in range(101)]
    hq = answering(group("Connected", 1, ids[0]), group("Connected", 2, ids[0][:15]))
    ask(hq, links_of, *ids)
    assert len(hq.asked) == 2
    assert all(one.startswith("SELECT ConnectionId, Status, COUNT(Id) links") for one in hq.asked)
    assert all(one.endswith("GROUP BY ConnectionId, Status") for one in hq.asked)


def test_orgs_that_cannot_be_read_are_not_asked() -> None:
    """A partner's org without a login is no error either."""
    assert ask(org("emea"), lambda reading, _: links_of(reading, [("acme", ID)]), ID) == {}
