"""Several calls in one, each able to use the answers before it: composite. Wire only.

Known from recorded answers: the members of an inner answer, an ETag for a describe, 304 without a
body. Known from documentation: `@{reference.member}`, allOrNone, at most 25 inner calls.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from s2s_gitops.emulator import records
from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.rest.calls import Answer
from s2s_gitops.emulator.rest.sobjects import read_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from s2s_gitops.emulator.rest.calls import Call

_MOST = 25
_REFERENCE = re.compile(r"@\{([^}]+)\}")
_HALTED = "The transaction was rolled back since another operation in the same transaction failed."
Inner = dict[str, object]


def run_inner_calls(call: Call, respond: Callable[[Call], Answer]) -> Answer:
    """Answer the inner calls in their order."""
    given = read_object(call.body)
    wanted = given.get("compositeRequest")
    if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        raise RuleError("JSON_PARSER_ERROR", "expected a list under compositeRequest")
    if len(wanted) > _MOST:
        raise RuleError(
            "LIMIT_EXCEEDED", f"Limit exceeded. At most {_MOST} subrequests are allowed"
        )
    saved = records.save_point(call.org)
    done: list[Inner] = []
    for one in wanted:
        done.append(_run(call, one, done, respond))
    if given.get("allOrNone") is True and any(_has_failed(one) for one in done):
        records.roll_back(call.org, saved)
        done = [one if _has_failed(one) else _halted(one) for one in done]
    return Answer(200, {"compositeResponse": done})


def _run(
    call: Call, wanted: Mapping[str, object], before: list[Inner], respond: Callable[[Call], Answer]
) -> Inner:
    name = str(wanted.get("referenceId", ""))
    try:
        path, _, query = str(_resolve(wanted.get("url", ""), before)).partition("?")
        body = _resolve(wanted.get("body", {}), before)
    except LookupError as error:
        reason = {"errorCode": "PROCESSING_HALTED", "message": f"Invalid reference: {error}"}
        return {"body": [reason], "httpHeaders": {}, "httpStatusCode": 400, "referenceId": name}
    headers = wanted.get("httpHeaders")
    answer = respond(
        call.inner(
            str(wanted.get("method", "GET")),
            unquote(path),
            query=dict(parse_qsl(query)),
            headers=headers if isinstance(headers, dict) else {},
            body=json.dumps(body),
        )
    )
    return {
        "body": answer.body,
        "httpHeaders": dict(answer.headers),
        "httpStatusCode": answer.status,
        "referenceId": name,
    }


def _resolve(value: object, before: list[Inner]) -> object:
    """Put the values of earlier answers into a text or a body."""
    if isinstance(value, str):
        return _REFERENCE.sub(lambda found: str(_look_up(found.group(1), before)), value)
    if isinstance(value, dict):
        return {key: _resolve(one, before) for key, one in value.items()}
    if isinstance(value, list):
        return [_resolve(one, before) for one in value]
    return value


def _look_up(path: str, before: list[Inner]) -> object:
    """Return what reference.member[0].member says in the answers before."""
    name, *steps = re.findall(r"[^.\[\]]+", path)
    found: object = next((one["body"] for one in before if one["referenceId"] == name), None)
    for step in steps:
        if isinstance(found, list) and step.isdigit():
            found = found[int(step)]
        elif isinstance(found, dict):
            found = found[step]
        else:
            raise LookupError(path)
    return found


def _has_failed(one: Inner) -> bool:
    return int(str(one["httpStatusCode"])) >= 400


def _halted(one: Inner) -> Inner:
    reason = {"errorCode": "PROCESSING_HALTED", "message": _HALTED}
    return {**one, "body": [reason], "httpHeaders": {}, "httpStatusCode": 400}
