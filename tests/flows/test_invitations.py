"""Invitations are a state machine that is read from the orgs: nothing is sent twice, nothing is fixed by inviting."""

import itertools
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from s2s_gitops.emulator.nouns import Status
from s2s_gitops.emulator.server import Emulator
from tests.conftest import DAY, Run
from tests.flows.test_worlds import Seed, world
from tests.properties.worlds import ORGS

PARTNER: Final = {"access": "none"}
ACME: Final = {
    "org_id": "00D000000000003EAA",
    "login": {"instance_url": "${env:ACME_URL}", "access_token": "${env:ACME_TOKEN}"},
}
WATCHED: Final = {"access": "observe"}


def write(folder: Path, hq: Seed, acme: Seed, **side: Any) -> None:
    """Write files with the one connection that the seed has, under some access to both orgs."""
    state = side.pop("state", "active")
    sides = {"hq": {"contact": "partner@acme.example", **side}, "acme": {}}
    connection = {"name": "hq-acme", "invited_by": "hq", "state": state, "sides": sides}
    document = {"version": 1, "orgs": {"hq": hq, "acme": acme}, "connections": [connection]}
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")


def mailed(emulator: Emulator) -> list[str]:
    """Return every write that was made, or tried."""
    return [one.what for one in emulator.world.journal]


def without(seed: Seed) -> None:
    """Take the connection out of the seed."""
    seed["connections"] = []


def standing(status: str) -> Callable[[Seed], None]:
    """Return what gives the seed's connection a status."""

    def change(seed: Seed) -> None:
        seed["connections"][0]["status"] = status

    return change


def test_a_hundred_runs_while_an_invitation_waits_write_nothing(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was mailed once; neither the number of runs nor the days that pass send it again."""
    monkeypatch.setenv("S2S_WRITES", "http")
    with world(folder, monkeypatch, without) as emulator:
        write(folder, ORGS["hq"], PARTNER)
        assert s2s("apply", "--auto-approve").code == 2
        sent = mailed(emulator)

        runs = [s2s("apply", "--auto-approve", at=DAY + timedelta(days=at)) for at in range(100)]

        assert len(sent) == 1
        assert mailed(emulator) == sent
        assert {one.code for one in runs} == {2}


@pytest.mark.parametrize("status", Status, ids=lambda one: one.value)
def test_no_state_of_a_connection_is_fixed_by_inviting(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, status: Status
) -> None:
    """Rejected, suspended, disconnecting or over: whoever we may be, and whatever is wished, nothing is sent."""
    monkeypatch.setenv("S2S_WRITES", "http")
    ours: tuple[tuple[Any, Any], ...]
    ours = ((ORGS["hq"], PARTNER), (PARTNER, ACME), (ORGS["hq"], ACME))
    watched = ((ORGS["hq"], ACME | WATCHED), (ORGS["hq"] | WATCHED, ACME))
    wishes = [
        *itertools.product(ours, ("active", "pending")),
        *((one, "active") for one in watched),
    ]
    with world(folder, monkeypatch, standing(status.value)) as emulator:
        for (hq, acme), state in wishes:
            write(folder, hq, acme, state=state)
            s2s("apply", "--auto-approve")
        assert mailed(emulator) == []

        if status is not Status.SENT:  # `invitations` sends again what waits, and nothing else
            write(folder, ORGS["hq"], PARTNER, invitations="2")
            s2s("apply", "--auto-approve")
            assert mailed(emulator) == []


def test_an_invitation_is_sent_again_as_often_as_the_files_say(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two are wished for: one is sent again, and then no more."""
    monkeypatch.setenv("S2S_WRITES", "http")
    with world(folder, monkeypatch, without) as emulator:
        for number in (1, 2, 2, 2, 1):
            write(folder, ORGS["hq"], PARTNER, invitations=str(number))
            s2s("apply", "--auto-approve")

        assert len(mailed(emulator)) == 2
