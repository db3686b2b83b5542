"""From HTTP to the ways in and back: which door a request stands at."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

from s2s_gitops.emulator.hosts import LOGIN_HOSTS
from s2s_gitops.emulator.logins.oauth import Door, grant
from s2s_gitops.emulator.logins.soap import log_in

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.world import World

_TOKEN = "/services/oauth2/token"
_SOAP = re.compile(r"/services/Soap/[cu]/(\d\d(?:\.\d)?)(?:/\w*)?")


def origin(request: Request) -> str:
    """Return scheme and name as the client wrote them."""
    return request.host_url.rstrip("/")


def is_common_door(request: Request) -> bool:
    """Tell whether the client stands at the door of all orgs."""
    return request.host.lower() in LOGIN_HOSTS


def org_at(request: Request, world: World, alias: str) -> Org | None:
    """Return whose org a request is about; at the common door only an identity says so."""
    if not is_common_door(request):
        return world.network.orgs[alias]
    org_id = request.path.removeprefix("/id/").partition("/")[0]
    return next((org for org in world.network.orgs.values() if org.id == org_id), None)


def answer_login(request: Request, world: World, alias: str) -> Response | None:
    """Answer a login; None when this is none."""
    soap = _SOAP.fullmatch(request.path)
    if request.method != "POST" or not (soap or request.path == _TOKEN):
        return None
    orgs = tuple(world.network.orgs.values())
    here = orgs if is_common_door(request) else (world.network.orgs[alias],)
    door = Door(here, origin(request))
    if soap is not None:
        status, text = log_in(door, request.get_data(), soap.group(1))
        return Response(text, status, content_type="text/xml;charset=UTF-8")
    now = int(world.network.clock.now().timestamp() * 1000)
    form = {**request.args.to_dict(), **request.form.to_dict()}
    answer = grant(door, form, request.headers.get("Authorization", ""), now)
    text = json.dumps(answer.body)
    return Response(text, answer.status, content_type="application/json;charset=UTF-8")
