"""All connections of which a row is known: those that files declare, and the others under names of their own."""

from collections.abc import Mapping, Sequence
from typing import Final

from s2s_gitops.kinds.connection.adoption import Known, Names, adopt, wish_for
from s2s_gitops.kinds.connection.identity import Match
from s2s_gitops.kinds.connection.records import Directory
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.model.address import Address
from s2s_gitops.model.ports import Reading

Rows = Mapping[str, Sequence[Row]]

_MISFIT: Final = "its two ends are in states that no declared one fits"


def known_connections(
    reading: Reading,
    matches: Mapping[Address, Match],
    others: Rows,
    directories: Mapping[str, Directory],
) -> tuple[Known, ...]:
    """Return every connection whose state is known; `others` are the rows that nobody declared."""
    declared = reading.desired.resources
    companies = {alias: one.org_name for alias, one in directories.items()}
    aliases = {*reading.orgs, *(address.org for address in declared)}
    names = Names(companies, aliases, {address.connection for address in declared})
    told = {alias: [one for one in those if one.state] for alias, those in others.items()}
    return (*_declared(matches, reading), *adopt(told, names))


def unknown_rows(rows: Rows) -> Rows:
    """Return the rows in a state of which nothing is known: no file can declare them."""
    return {alias: [one for one in those if not one.state] for alias, those in rows.items()}


def _declared(matches: Mapping[Address, Match], reading: Reading) -> list[Known]:
    rows: dict[str, dict[str, Row]] = {}
    for address, match in matches.items():
        if match.row is not None and match.row.state and not match.doubt:
            rows.setdefault(address.connection, {})[address.org] = match.row
    found = []
    for name, ends in rows.items():
        org = next(iter(ends))
        facts = reading.desired.resources[Address(f"{name}@{org}")].facts
        sides = (org, str(facts["other"]))
        inviting, invited = sides if facts["role"] == "inviting" else sides[::-1]
        is_told = all(_is_told(matches, name, one) for one in sides if one in reading.orgs)
        state = wish_for(ends, (inviting, invited), reading.orgs) if is_told else None
        note = "" if state or not is_told else _MISFIT
        found.append(Known(name, inviting, invited, ends, state or str(facts["state"]), note))
    return found


def _is_told(matches: Mapping[Address, Match], name: str, org: str) -> bool:
    """Say whether it is known what an end shows. What cannot be told must not be taken for what is gone."""
    match = matches.get(Address(f"{name}@{org}"))
    return match is not None and not match.doubt and (match.row is None or bool(match.row.state))
