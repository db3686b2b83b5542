"""From HTTP to the three wire rooms and back: one application per org."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

from s2s_gitops.emulator import control
from s2s_gitops.emulator.journal import RequestLine
from s2s_gitops.emulator.logins.wire import answer_login, is_common_door, org_at, origin
from s2s_gitops.emulator.pages.fault_pages import Call, answer
from s2s_gitops.emulator.rest import calls
from s2s_gitops.emulator.rest.router import respond

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from s2s_gitops.emulator.pages.visit import Reply
    from s2s_gitops.emulator.world import World

_SECRETS = re.compile(r"\b(sid|otp|_CONFIRMATIONTOKEN)=[^&]*")


class OrgApp:
    """Answers for one org; a class because it must remember which."""

    def __init__(self, world: World, alias: str) -> None:
        self.world = world
        self.alias = alias

    def respond(self, environ: WSGIEnvironment) -> Response:
        """Answer one request, alone: the behaviour rooms know no threads."""
        with self.world.lock:
            return self._respond(Request(environ))

    def _respond(self, request: Request) -> Response:
        path = request.path
        if path.startswith("/_emulator/"):
            return self._control(request, path.removeprefix("/_emulator/"))
        query = _SECRETS.sub(r"\1=***", request.query_string.decode())
        self.world.requests.append(RequestLine(self.alias, request.method, path, query))
        login = answer_login(request, self.world, self.alias)
        if login is not None:
            return login
        if path.startswith(("/services/", "/id/")) or is_common_door(request):
            return self._rest(request)
        return self._page(request)

    def _control(self, request: Request, name: str) -> Response:
        body = request.get_json(silent=True, force=True)
        known = body if isinstance(body, dict) else {}
        status, answer = control.steer(self.world, request.method, name, known)
        return _json(status, answer, is_pretty=True)

    def _rest(self, request: Request) -> Response:
        is_pretty = "X-PrettyPrint" in request.headers
        org = org_at(request, self.world, self.alias)
        if org is None:
            missing = calls.not_found()
            return _json(missing.status, missing.body, is_pretty=is_pretty)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        call = calls.Call(
            world=self.world,
            org=org,
            method=request.method,
            path=request.path,
            url=origin(request),
            query=request.args.to_dict(),
            token=token if scheme in {"Bearer", "OAuth"} else "",
            headers=dict(request.headers),
            body=request.get_data(as_text=True),
        )
        answer = respond(call)
        response = _json(answer.status, answer.body, is_pretty=is_pretty)
        response.headers.extend(answer.headers)
        return response

    def _page(self, request: Request) -> Response:
        world, org = self.world, self.world.network.orgs[self.alias]
        token = request.cookies.get("sid", "")
        posted = tuple(request.form.items(multi=True))
        query = request.args.to_dict()
        reply = answer(Call(world, org, request.method, request.path, query, posted, token))
        if world.tamper is not None and isinstance(reply.body, str):
            reply = replace(reply, body=world.tamper(request.path, reply.body))
        if reply.what:
            user = org.user_of_token(token)
            name = user.facts.username if user else None
            line = (self.alias, name, request.method, request.path)
            world.write_down(line, reply.what, reply.outcome)
        return _html(reply, is_secure=request.is_secure)


def _json(status: int, body: object, *, is_pretty: bool) -> Response:
    if body is None:
        response = Response(status=status)
        del response.headers["Content-Type"]
        return response
    text = json.dumps(body, indent=2 if is_pretty else None)
    response = Response(text, status, content_type="application/json;charset=UTF-8")
    response.headers["Cache-Control"] = "no-cache,must-revalidate,max-age=0,no-store,private"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _html(reply: Reply, *, is_secure: bool) -> Response:
    response = Response(reply.body, reply.status, content_type=reply.content_type)
    response.headers["Cache-Control"] = "no-cache,must-revalidate,max-age=0,no-store,private"
    response.autocorrect_location_header = False
    if reply.location is not None:
        response.headers["Location"] = reply.location
    if reply.session is not None:
        response.set_cookie("sid", reply.session, path="/", secure=is_secure, httponly=True)
    if reply.attachment is not None:
        response.headers["Content-Disposition"] = f'attachment; filename="{reply.attachment}"'
    return response
