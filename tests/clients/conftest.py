"""One emulator with real host names for the clients that other people wrote."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
import requests
from simple_salesforce.api import Salesforce

from s2s_gitops.emulator.seed import ContactSeed, default_seed_file, load_seed
from s2s_gitops.emulator.server import Emulator, start
from tests.clients.nodejs import MANY, require_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def _named() -> Iterator[Emulator]:
    with start(with_proxy=True, with_plain_http=True) as running:
        yield running


@pytest.fixture
def emulator(_named: Emulator) -> Emulator:
    """Give the emulator at its seed: real names behind the proxy, plain HTTP beside TLS."""
    _named.reset()
    return _named


@pytest.fixture
def session(emulator: Emulator) -> Iterator[requests.Session]:
    """Give an HTTP session that trusts the emulator's authority and goes through its proxy."""
    with requests.Session() as made:
        made.trust_env, made.verify = False, str(emulator.ca_file)
        made.proxies = {"https": emulator.env["HTTPS_PROXY"]}
        yield made


@pytest.fixture
def client(emulator: Emulator, session: requests.Session) -> Callable[..., Any]:
    """Log simple-salesforce in with a session, by the real name of an org."""

    def connect(org: str = "hq", **options: Any) -> Any:
        there = emulator.orgs[org]
        token = options.pop("session_id", there.token())
        return Salesforce(instance=there.domain, session_id=token, session=session, **options)

    return connect


@pytest.fixture(scope="session")
def crowded() -> Iterator[Emulator]:
    """Give an emulator for clients on Node; its first org has three pages of contacts."""
    require_node()
    seed = load_seed(default_seed_file())
    first, *others = seed.orgs
    added = tuple(ContactSeed("", f"N{number}", None, None) for number in range(MANY))
    full = dataclasses.replace(first, contacts=first.contacts + added)
    whole = dataclasses.replace(seed, orgs=(full, *others))
    with start(whole, with_proxy=True, with_plain_http=True) as running:
        yield running
