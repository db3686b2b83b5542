"""A seed made by code: orgs with so much of everything that no page shows it at once.

Big Corp has 400 custom objects, one of them with 500 fields, two with one label, two fields with one
label, a renamed Lead, thirty templates and thirty connections. Its partner Small Ltd has a little of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.node import Node
from s2s_gitops.emulator.seed import read_seed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from s2s_gitops.emulator.seed_values import Seed

    Facts = dict[str, object]

_OBJECTS, _FIELDS, _MANY = 400, 500, 30
_SHARED = 8
_LEVELS = ["Low", "Middle", "High"]


def crowded_seed() -> Seed:
    """Return the seed: `start(crowded_seed())`."""
    return read_seed(Node(crowded_facts(), "the crowded seed"))


def crowded_facts() -> Facts:
    """Return what its file would hold."""
    others = [_connection(number) for number in range(2, _MANY)]
    orgs = {"big": _big(), "small": _small()}
    return {"orgs": orgs, "connections": [_shared(), _alike(), *others]}


def _big() -> Facts:
    objects: Facts = {
        "Lead": {"label": "Prospect", "fields": {"Region__c": {"label": "Region"}}},
        "Wide__c": {"label": "Wide", "fields": _fields(_FIELDS)},
        **_twins(),
    }
    missing = _OBJECTS - sum(name.endswith("__c") for name in objects)
    objects |= {f"Thing_{n:03}__c": _thing(f"Thing {n:03}") for n in range(missing)}
    contacts = [_contact(number) for number in range(_MANY)]
    templates = [
        {"name": f"{'ABCDEFGHIJ'[n % 10]} template {n:02}", "active": n % 3 > 0, "publish": {}}
        for n in range(_MANY)
    ]
    users = [_user("ada@big.example", "Ada"), _user("bo@big.example", "Bo")]
    rest = {"accounts": ["Small Ltd"], "contacts": contacts, "templates": templates}
    return _org("00D000000000011EAA", "Big Corp", users, objects) | rest


def _small() -> Facts:
    objects: Facts = {"Wide__c": {"label": "Wide", "fields": _fields(60)}, **_twins()}
    objects |= {f"Job_{n}__c": _thing(f"Job {n}") for n in range(_SHARED)}
    users = [_user("c00@small.example", "Cleo")]
    return _org("00D000000000012EAA", "Small Ltd", users, objects)


def _org(org_id: str, name: str, users: list[Facts], objects: Facts) -> Facts:
    settings = {"from_name": name, "from_address": users[0]["username"]}
    return {
        "org_id": org_id,
        "name": name,
        "s2s": True,
        "settings": settings,
        "users": users,
        "objects": objects,
    }


def _user(username: str, first_name: str) -> Facts:
    return {"username": username, "first_name": first_name, "last_name": "Admin", "admin": True}


def _contact(number: int) -> Facts:
    return {"first_name": "Cleo", "last_name": f"C{number:02}", "email": _address(number)}


def _address(number: int) -> str:
    return f"c{number:02}@small.example"


def _thing(label: str) -> Facts:
    level = {"label": "Level", "type": "picklist", "values": _LEVELS}
    return {"label": label, "fields": {"Level__c": level}}


def _twins() -> Facts:
    return {"Twin_One__c": _thing("Twin"), "Twin_Two__c": _thing("Twin")}


def _fields(count: int) -> Facts:
    same: Facts = {f"Same_{n}__c": {"label": "Same"} for n in (1, 2)}
    return same | {f"Part_{n:03}__c": {"label": f"Part {n:03}"} for n in range(count - len(same))}


def _shared() -> Facts:
    """Connect both orgs, with more objects in each direction than five."""
    things: Facts = {f"Thing_{n:03}__c": ["Level__c"] for n in range(_SHARED)}
    jobs: Facts = {f"Job_{n}__c": ["Level__c"] for n in range(_SHARED)}
    parts: Facts = {"Wide__c": [f"Part_{n:03}__c" for n in range(0, 60, 2)], "Lead": ["Region__c"]}
    return {
        "contact": _address(0),
        "status": "Accepted",
        "inviter": {
            "org": "big",
            "publish": things | parts,
            "subscribe": _subscribed(jobs, "Thing_{:03}__c"),
        },
        "invited": {
            "org": "small",
            "publish": jobs,
            "subscribe": _subscribed(things, "Job_{}__c"),
        },
    }


def _subscribed(names: Iterable[str], ours: str) -> list[Facts]:
    mapped = {"fields": {"Level__c": "Level__c"}, "values": {"Level__c": {"Low": "High"}}}
    return [
        {"object": name, "as": ours.format(number), "auto_accept": number % 2 > 0, **mapped}
        for number, name in enumerate(names)
    ]


def _alike() -> Facts:
    """Connect Big Corp and a partner outside who share what has one label with something else."""
    shared = {name: ["Level__c"] for name in _twins()}
    taken = {"object": "Twin_One__c", "as": "Twin_Two__c", "fields": {"Level__c": "Level__c"}}
    return {
        "contact": _address(1),
        "status": "Accepted",
        "inviter": {"org": "big", "publish": {"Twin_One__c": ["Level__c"]}, "subscribe": [taken]},
        "invited": {"name": "Twin partner 01", "objects": _twins(), "publish": shared},
    }


def _connection(number: int) -> Facts:
    """Connect Big Corp and a partner outside; the names begin with different letters."""
    name = f"{'KLMNOPQRST'[number % 10]} partner {number:02}"
    return {
        "contact": _address(number),
        "status": "Accepted" if number % 2 else "Inactive",
        "inviter": {"org": "big"},
        "invited": {"name": name, "objects": {}, "publish": {}},
    }
