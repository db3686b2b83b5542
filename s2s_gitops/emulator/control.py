"""The control interface under /_emulator/: look at the emulator and steer it. No session needed.

Nothing of it exists at Salesforce; a client under test must not use it.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from s2s_gitops.emulator.faults import read_fault
from s2s_gitops.emulator.pages.fault_pages import FAULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from s2s_gitops.emulator.network import Mail
    from s2s_gitops.emulator.world import World

Json = dict[str, object]


def steer(world: World, method: str, name: str, body: Mapping[str, object]) -> tuple[int, Json]:
    """Answer a control call: status and JSON."""
    routes: Mapping[tuple[str, str], Callable[[World, Mapping[str, object]], Json]] = {
        ("POST", "reset"): _reset,
        ("GET", "clock"): _clock,
        ("POST", "clock"): _move_clock,
        ("GET", "outbox"): _outbox,
        ("GET", "journal"): _journal,
        ("GET", "orgs"): _orgs,
        ("GET", "requests"): _requests,
        ("POST", "requests"): _clear_requests,
        ("GET", "faults"): _faults,
        ("POST", "faults"): _add_fault,
        ("DELETE", "faults"): _clear_faults,
    }
    route = routes.get((method, name))
    if route is None:
        known = sorted(f"{verb} /_emulator/{what}" for verb, what in routes)
        return 404, {"error": "no such control", "known": known}
    try:
        return 200, route(world, body)
    except ValueError as error:
        return 400, {"error": str(error)}


def orgs_table(world: World) -> dict[str, Json]:
    """Return per alias: address, org id, users with their tokens."""
    return {
        alias: {
            "url": world.urls[alias],
            "org_id": org.id,
            "users": {user.facts.username: user.facts.token for user in org.users.values()},
        }
        for alias, org in world.network.orgs.items()
    }


def _reset(world: World, _body: Mapping[str, object]) -> Json:
    world.reset()
    return {"reset": True}


def _clock(world: World, _body: Mapping[str, object]) -> Json:
    return {"now": world.network.clock.now().isoformat()}


def _move_clock(world: World, body: Mapping[str, object]) -> Json:
    clock, seconds, moment = world.network.clock, body.get("advance"), body.get("now")
    if isinstance(seconds, int | float) and moment is None:
        clock.advance(seconds)
    elif isinstance(moment, str) and seconds is None:
        wanted = datetime.fromisoformat(moment)
        if wanted.tzinfo is None:
            raise ValueError("the time needs an offset, for example a Z at its end")
        clock.move_to(wanted)
    else:
        raise ValueError('expected {"advance": seconds} or {"now": "2026-01-31T10:00:00Z"}')
    return _clock(world, {})


def _outbox(world: World, _body: Mapping[str, object]) -> Json:
    return {
        "mails": [{**_plain(mail), "link": _link(world, mail)} for mail in world.network.outbox]
    }


def _link(world: World, mail: Mail) -> str | None:
    """Return an invitation's link: on the recipient's org if it is known, else a bare path."""
    if mail.invitation is None:
        return None
    sender = world.network.orgs[mail.org]
    reached = world.network.user_with_email(mail.recipient, besides=sender)
    host = world.urls[reached[0].alias] if reached else ""
    return f"{host}{world.dialect.invitation_address()}?inv={mail.invitation}"


def _journal(world: World, _body: Mapping[str, object]) -> Json:
    return {"writes": [_plain(line) for line in world.journal]}


def _orgs(world: World, _body: Mapping[str, object]) -> Json:
    return {"orgs": orgs_table(world)}


def _requests(world: World, _body: Mapping[str, object]) -> Json:
    return {"count": len(world.requests), "requests": [_plain(line) for line in world.requests]}


def _clear_requests(world: World, _body: Mapping[str, object]) -> Json:
    world.requests.clear()
    return {"count": 0}


def _faults(world: World, _body: Mapping[str, object]) -> Json:
    return {"faults": [_plain(fault) for fault in world.faults]}


def _add_fault(world: World, body: Mapping[str, object]) -> Json:
    world.faults.append(read_fault(body, FAULTS))
    return _faults(world, {})


def _clear_faults(world: World, _body: Mapping[str, object]) -> Json:
    world.faults.clear()
    return _faults(world, {})


def _plain(value: object) -> Json:
    """Turn a value object into JSON: moments as text, outcomes by their word."""
    plain: Json = {}
    for key, one in asdict(value).items():  # type: ignore[call-overload]
        name = "time" if key == "moment" else key
        if isinstance(one, datetime):
            plain[name] = one.isoformat()
        else:
            plain[name] = one.value if isinstance(one, Enum) else one
    return plain
