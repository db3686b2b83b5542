"""The query resource: pages of rows, cursors, and the error bodies of bad queries. Wire only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from s2s_gitops.emulator.aggregation import aggregate
from s2s_gitops.emulator.clock import to_18
from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.selection import place_error, run
from s2s_gitops.emulator.soql import parse
from s2s_gitops.emulator.soql_tokens import MalformedQueryError, UnsupportedQueryError
from s2s_gitops.emulator.tables import find_object, rows
from s2s_gitops.emulator.world import Cursor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.tables import Row
    from s2s_gitops.emulator.world import World

_SMALLEST, _LARGEST = 200, 2000
Json = dict[str, object]


def run_query(
    world: World, org: Org, user: User, base: str, text: str, options: str
) -> tuple[int, object]:
    """Answer a query: status and body. Raises RuleError for what the platform itself refuses."""
    try:
        query = parse(text)
    except MalformedQueryError as error:
        raise RuleError("MALFORMED_QUERY", str(error)) from error
    except UnsupportedQueryError as error:
        message = f"The emulator does not run this query: {error}"
        return 501, [{"message": message, "errorCode": "NOT_EMULATED"}]
    kind = find_object(org, user, query.source.text)
    if kind is None:
        raise place_error(
            query, query.source.offset, "INVALID_TYPE", _unsupported(query.source.text)
        )
    if query.is_aggregate:
        groups = aggregate(query, kind, rows(org, kind))
        return 200, _page(world, base, Cursor(tuple(groups)), options)
    found = run(query, kind, rows(org, kind))
    if query.is_count:
        return 200, {"totalSize": len(found), "done": True, "records": []}
    data = base.rsplit("/", 1)[0]
    names = [field.name for name in query.fields if (field := kind.field(name.text))]
    records = tuple(record(kind.name, row, data, names) for row in found)
    return 200, _page(world, base, Cursor(records), options)


def record(name: str, row: Row, base: str, fields: Iterable[str]) -> Json:
    """Return these fields of a row in the shape of the wire."""
    attributes = {"type": name, "url": f"{base}/sobjects/{name}/{row['Id']}"}
    return {"attributes": attributes, **{field: row[field] for field in fields}}


def _unsupported(name: str) -> str:
    return (
        f"sObject type '{name}' is not supported. If you are attempting to use a custom"
        " object, be sure to append the '__c' after the entity name. Please reference your WSDL or"
        " the describe call for the appropriate names."
    )


def next_page(world: World, base: str, locator: str, options: str) -> Json:
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
