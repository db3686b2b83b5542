"""The query resource: pages of rows, cursors, and the error bodies of bad queries. Wire only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from s2s_gitops.emulator.aggregation import aggregate
from s2s_gitops.emulator.clock import to_18
from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.relationships import read_columns, show
from s2s_gitops.emulator.rest.calls import Answer, not_emulated
from s2s_gitops.emulator.rest.columns import describe_columns, describe_groups
from s2s_gitops.emulator.selection import place_error, run
from s2s_gitops.emulator.soql import parse
from s2s_gitops.emulator.soql_tokens import MalformedQueryError, UnsupportedQueryError
from s2s_gitops.emulator.tables import find_object, rows
from s2s_gitops.emulator.world import Cursor

if TYPE_CHECKING:
    from s2s_gitops.emulator.rest.calls import Call, Place
    from s2s_gitops.emulator.soql_query import Query
    from s2s_gitops.emulator.world import World

_SMALLEST, _LARGEST = 200, 2000
Json = dict[str, object]


def answer_query(call: Call, place: Place) -> Answer:
    """Answer query and queryAll: the first page, a further one, or what the columns are."""
    if call.method not in {"GET", "HEAD"} or "explain" in call.query:
        return not_emulated(call)
    options = call.headers.get("Sforce-Query-Options", "")
    base = f"{place.base}/{place.parts[0]}"
    if len(place.parts) == 2:
        return Answer(200, _next_page(call.world, base, place.parts[1], options))
    try:
        query = parse(call.query.get("q", ""))
        return Answer(200, _answer(call, place, query, options))
    except MalformedQueryError as error:
        raise RuleError("MALFORMED_QUERY", str(error)) from error
    except UnsupportedQueryError as error:
        message = f"The emulator does not run this query: {error}"
        raise RuleError("NOT_EMULATED", message) from error


def _answer(call: Call, place: Place, query: Query, options: str) -> Json:
    world, org, user = call.world, call.org, place.user
    base = f"{place.base}/{place.parts[0]}"
    kind = find_object(org, user, query.source.text)
    if kind is None:
        raise place_error(
            query, query.source.offset, "INVALID_TYPE", _unsupported(query.source.text)
        )
    if query.is_aggregate:
        groups = aggregate(query, kind, rows(org, kind))
        if "columns" in call.query:
            return describe_groups(query, kind)
        return _page(world, base, Cursor(tuple(groups)), options)
    columns = read_columns(query, org, user, kind)
    if "columns" in call.query:
        return describe_columns(columns, kind, org.objects)
    found = run(query, kind, rows(org, kind))
    if query.is_count:
        return {"totalSize": len(found), "done": True, "records": []}
    records = tuple(show(columns, kind.name, row, place.base) for row in found)
    return _page(world, base, Cursor(records), options)


def _unsupported(name: str) -> str:
    return (
        f"sObject type '{name}' is not supported. If you are attempting to use a custom"
        " object, be sure to append the '__c' after the entity name. Please reference your WSDL or"
        " the describe call for the appropriate names."
    )


def _next_page(world: World, base: str, locator: str, options: str) -> Json:
    """Return the page behind a locator."""
    match = re.fullmatch(r"(\w{18})-(\d+)", locator)
    cursor = world.cursors.get(match.group(1)) if match else None
    if match is None or cursor is None:
        raise RuleError("INVALID_QUERY_LOCATOR", "invalid query locator")
    return _page(world, base, cursor, options, match.group(1), int(match.group(2)))


def _page(
    world: World, base: str, cursor: Cursor, options: str, locator: str = "", start: int = 0
) -> Json:
    end = start + _batch_size(options)
    body: Json = {"totalSize": len(cursor.records), "done": end >= len(cursor.records)}
    if end < len(cursor.records):
        locator = locator or to_18(f"01g5g{len(world.cursors):010d}")
        world.cursors[locator] = cursor
        body["nextRecordsUrl"] = f"{base}/{locator}-{end}"
    return {**body, "records": list(cursor.records[start:end])}


def _batch_size(options: str) -> int:
    match = re.search(r"batchSize\s*=\s*(\d+)", options, re.IGNORECASE)
    return min(max(int(match.group(1)), _SMALLEST), _LARGEST) if match else _LARGEST
