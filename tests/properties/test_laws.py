"""Laws that hold for every wish and every live state that an emulated pair of orgs can get into."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.server import Emulator
from s2s_gitops.engine.load import load
from s2s_gitops.engine.render import render
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from tests.conftest import Result, Run
from tests.properties.worlds import Document, documents, shuffled

GRAVE = re.compile(
    r"\b(enabled|accepted|declined|deactivated|cancel\w*|unpublished|unsubscribed|cleared|removed)\b"
    r"|changed from",
    re.IGNORECASE,
)
"""How the emulator's journal words what the product may not do without consent."""

few = settings(
    max_examples=int(os.environ.get("S2S_EXAMPLES", "6")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
many = settings(max_examples=200, suppress_health_check=list(HealthCheck))


def write(folder: Path, document: Document) -> None:
    """Write a file. JSON is YAML."""
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")


def applied(s2s: Run, folder: Path, document: Document) -> Result:
    write(folder, document)
    return s2s("apply", "--auto-approve", "--json", "--wait", "1")


def journal(server: Emulator) -> list[Any]:
    return list(server.world.journal)


def meaning(config: Config) -> dict[Any, Any]:
    resources = config.desired.resources.values()
    return {one.address: (dict(one.attributes), one.presence) for one in resources}


@few
@given(before=documents(), after=documents())
def test_any_wish_is_reached_from_any_state_and_then_nothing_is_left(
    s2s: Run, folder: Path, emulator: Emulator, before: Document, after: Document
) -> None:
    """Convergence and idempotence; and the platform never had to refuse a step: the order was right."""
    emulator.reset()
    for document in (before, after):
        result = applied(s2s, folder, document)
        assert result.code == 0, result.out
    assert s2s("plan", "--detailed-exitcode").code == 0
    assert {one.outcome.value for one in journal(emulator)} <= {"done"}
    writes = len(journal(emulator))
    assert s2s("apply", "--auto-approve").code == 0
    assert len(journal(emulator)) == writes


@few
@given(document=documents(), data=st.data())
def test_the_order_of_keys_and_lists_means_nothing(
    s2s: Run, folder: Path, emulator: Emulator, document: Document, data: st.DataObject
) -> None:
    """Determinism: the digest is over meaning."""
    emulator.reset()
    digests = set()
    for one in (document, data.draw(shuffled(document))):
        write(folder, one)
        digests.add(s2s("plan", "--json").document["digest"])
    assert len(digests) == 1


@few
@given(before=documents(), after=documents(), other=documents())
def test_a_reviewed_plan_is_applied_whole_or_not_at_all(
    s2s: Run, folder: Path, emulator: Emulator, before: Document, after: Document, other: Document
) -> None:
    """Saved plans: stale while the wish is another one, applied while it is the same, and then never again."""
    emulator.reset()
    assert applied(s2s, folder, before).code == 0
    write(folder, after)
    asked = s2s("plan", "--json", "--out", "json=plan.json").document
    writes = len(journal(emulator))
    write(folder, other)
    is_same = s2s("plan", "--json").document["digest"] == asked["digest"]
    if not is_same:
        assert (s2s("apply", "plan.json").code, len(journal(emulator))) == (3, writes)
    write(folder, after)
    assert s2s("apply", "plan.json").code == 0
    assert s2s("plan", "--json").document["changes"] == []
    writes = len(journal(emulator))
    assert s2s("apply", "plan.json").code == 0
    assert len(journal(emulator)) == writes


@few
@given(before=documents(), after=documents())
def test_without_approvals_nothing_destructive_or_irreversible_is_written(
    s2s: Run, folder: Path, emulator: Emulator, before: Document, after: Document
) -> None:
    """Consent: a plan that needs it is refused whole, and the journal stays as it was."""
    emulator.reset()
    assert applied(s2s, folder, before).code == 0
    writes = len(journal(emulator))
    without = {key: value for key, value in after.items() if key != "approvals"}
    result = applied(s2s, folder, without)
    plan = s2s("plan", "--json").document
    needed = [one for one in plan["changes"] if one["approval"]["needed"]]
    assert (result.code == 3) == bool(needed)
    new = [one.what for one in journal(emulator)[writes:]]
    assert new == [] or not needed
    assert [what for what in new if GRAVE.search(what)] == []


@few
@given(before=documents(), after=documents())
def test_what_nobody_declared_is_left_alone(
    s2s: Run, folder: Path, emulator: Emulator, before: Document, after: Document
) -> None:
    """Unmanaged: an object published by hand stays published, whatever the files say of others."""
    emulator.reset()
    assert applied(s2s, folder, before).code == 0
    person = Person(
        emulator.orgs["hq"].url, emulator.token("maria@hq.example"), str(emulator.ca_file)
    )
    person.choose_objects("EMEA GmbH", tick=["Task"])
    person.close()
    assert applied(s2s, folder, after).code == 0
    assert "hq-emea@hq/publish/Task" in s2s("plan", "--json").document["unmanaged"]


@few
@given(before=st.none() | documents(), after=documents(), data=st.data())
def test_what_is_ignored_stays_and_nothing_else_stumbles_over_it(
    s2s: Run,
    folder: Path,
    emulator: Emulator,
    before: Document | None,
    after: Document,
    data: st.DataObject,
) -> None:
    """Whatever differences are left alone: all that is planned works out, and they are still there."""
    emulator.reset()
    if before:
        assert applied(s2s, folder, before).code == 0
    write(folder, after)
    changes = s2s("plan", "--json").document["changes"]
    addresses = sorted({one["address"] for one in changes}) or ["hq/settings"]
    chosen = data.draw(st.lists(st.sampled_from(addresses), min_size=1, max_size=3, unique=True))
    entries = [{"address": one, "reason": "a test", "until": "2026-12-31"} for one in chosen]
    write(folder, {**after, "ignore": entries})
    asked = s2s("plan", "--json").document
    result = applied(s2s, folder, {**after, "ignore": entries})
    left = result.document["after"]
    assert {one["status"] for one in result.document["steps"]} <= {"done"}, result.out
    assert {one.outcome.value for one in journal(emulator)} <= {"done"}
    assert left["changes"] == []
    assert result.code == (2 if left["held"] else 0)
    assert left["ignored"] == asked["ignored"]
    assert left["held"] == asked["held"]


@many
@given(document=documents())
def test_what_is_loaded_can_be_written_and_loaded_again(document: Document) -> None:
    """Round trip: load after render gives the same, and render is canonical."""
    environment = dict.fromkeys(("HQ_URL", "EMEA_URL"), "https://127.0.0.1:1")
    environment |= dict.fromkeys(("HQ_TOKEN", "EMEA_TOKEN"), "secret-canary")
    first = load({"a.yaml": json.dumps(document).encode()}, ALL, environment)
    text = render(first, ALL)
    second = load({"a.yaml": text.encode()}, ALL, environment)
    assert "secret-canary" not in text
    assert render(second, ALL) == text
    assert meaning(second) == meaning(first)


@pytest.mark.long
@settings(parent=few, max_examples=150)
@given(before=documents(), after=documents())
def test_any_wish_is_reached_from_any_state_in_many_worlds(
    s2s: Run, folder: Path, emulator: Emulator, before: Document, after: Document
) -> None:
    """The law of convergence once more, for as long as CI has time."""
    emulator.reset()
    for document in (before, after):
        assert applied(s2s, folder, document).code == 0
    assert s2s("plan", "--detailed-exitcode").code == 0
