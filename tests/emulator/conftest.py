"""One running emulator for the whole session of tests, set back before each test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
import requests

from s2s_gitops.emulator.network import Network
from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.seed import default_seed_file, load_seed
from s2s_gitops.emulator.server import Emulator, start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def _served() -> Iterator[Emulator]:
    with start() as emulator:
        yield emulator


@pytest.fixture
def emulator(_served: Emulator) -> Emulator:
    _served.reset()
    return _served


@pytest.fixture
def browser(emulator: Emulator) -> Iterator[Callable[[str], requests.Session]]:
    """Give HTTP sessions; an empty name gives one that is not logged in."""
    made: list[requests.Session] = []

    def open_session(username: str) -> requests.Session:
        session = requests.Session()
        session.trust_env, session.verify = False, str(emulator.ca_file)
        if username:
            token = emulator.token(username)
            session.cookies.set("sid", token)
            session.headers["Authorization"] = f"Bearer {token}"
        made.append(session)
        return session

    yield open_session
    for session in made:
        session.close()


@pytest.fixture
def person(emulator: Emulator) -> Iterator[Callable[[str], Person]]:
    made: list[Person] = []

    def sit_down(username: str) -> Person:
        org = next(org for org in emulator.orgs.values() if username in org.users)
        made.append(Person(org.url, org.token(username), str(emulator.ca_file)))
        return made[-1]

    yield sit_down
    for one in made:
        one.close()


class Seeded(Protocol):
    """Start an emulator on the default seed with texts replaced, once each."""

    def __call__(self, *changes: tuple[str, str]) -> Emulator: ...


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[Seeded]:
    running: list[Emulator] = []

    def begin(*changes: tuple[str, str]) -> Emulator:
        file = tmp_path / "seed.yaml"
        text = default_seed_file().read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text)
        running.append(start(file))
        return running[-1]

    yield begin
    for one in running:
        one.close()


def sit_down(emulator: Emulator, alias: str, username: str) -> Person:
    org = emulator.orgs[alias]
    return Person(org.url, org.token(username), str(emulator.ca_file))


@pytest.fixture
def network() -> Network:
    return Network(load_seed(default_seed_file()))
