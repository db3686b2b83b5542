"""Answers of real orgs that CumulusCI recorded, read from its installed wheel. Nothing is copied.

A cassette is a list of exchanges. Exchanges that a cassette includes from a shared one are compared
where the shared one is.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import yaml

FOLDER = Path(sys.prefix) / "recordings"
_FREE = "vxx.0"
_VERSION = "v60.0"
_EXACT = frozenset(
    {
        "errorCode",
        "message",
        "httpStatusCode",
        "referenceId",
        "success",
        "done",
        "created",
    }
)
_NEWER = frozenset({"associateEntityType", "associateParentEntity", "sobjectDescribeOption"})
"""Not yet in the describes of v48, which the wheel holds of Account and Case."""
_OLDER = frozenset({"defaultValues"})
"""No longer in the describes of v59."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with the answer that was recorded; paths begin behind the host."""

    method: str
    path: str
    body: str
    status: int
    answer: Any

    @property
    def title(self) -> str:
        """Return the request in short."""
        return f"{self.method} {unquote_plus(self.path)[:100]}"


def cassettes() -> dict[str, Path]:
    """Return the files by name, without folder and ending; none if the wheel is not there."""
    found = list(distributions(name="cumulusci", path=[str(FOLDER)]))
    files = [
        file for one in found for file in one.files or () if file.parent.name.endswith("cassettes")
    ]
    return {
        file.stem: Path(str(found[0].locate_file(file))) for file in files if file.suffix == ".yaml"
    }


def exchanges(file: Path) -> list[Exchange]:
    """Return what a cassette holds itself, JSON answers and empty ones only."""
    cassette = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    entries = cassette.get("interactions", [cassette])
    return [made for entry in entries if "request" in entry if (made := _exchange(entry))]


def _exchange(entry: Any) -> Exchange | None:
    request, response = entry["request"], entry["response"]
    text = response["body"]["string"]
    match = re.match(r"https://[^/]*salesforce\.com(/services/data/.*)", request["uri"])
    if match is None or not isinstance(text, str):
        return None
    body = request.get("body") or ""
    return Exchange(
        method=request["method"],
        path=match.group(1).replace(_FREE, _VERSION),
        body="" if body == "null" else body.replace(_FREE, _VERSION),
        status=int(response["status"]["code"]),
        answer=json.loads(text.replace(_FREE, _VERSION)) if text else None,
    )


def differences(recorded: Any, got: Any, place: str = "") -> list[str]:
    """Tell where two answers differ in members and JSON types, and refusals in their words.

    Rows of a list are compared by their name if they have one, else by their place, else with the
    first. A value that is null on either side has no type to compare.
    """
    if recorded is None or got is None:
        return []
    if _type(recorded) != _type(got):
        return [f"{place}: {_type(got)} in the place of {_type(recorded)}"]
    if isinstance(recorded, dict):
        return _in_members(recorded, got, place)
    if isinstance(recorded, list):
        return _in_rows(recorded, got, place)
    return []


def _in_members(recorded: dict[str, Any], got: dict[str, Any], place: str) -> list[str]:
    missing = [f"{place}.{key}: missing" for key in recorded if key not in {*got, *_OLDER}]
    added = [f"{place}.{key}: not recorded" for key in got if key not in {*recorded, *_NEWER}]
    shared = [key for key in recorded if key in got]
    inside = [
        line for key in shared for line in differences(recorded[key], got[key], f"{place}.{key}")
    ]
    other = [
        f"{place}.{key}: {got[key]!r} in the place of {recorded[key]!r}"
        for key in shared
        if key in _EXACT and got[key] != recorded[key]
    ]
    return [*missing, *added, *inside, *other]


def _in_rows(recorded: list[Any], got: list[Any], place: str) -> list[str]:
    if recorded and not got:
        return [f"{place}: empty"]
    if not recorded:
        return []
    named = {one["name"]: one for one in recorded if isinstance(one, dict) and "name" in one}
    if not named:
        alike = recorded if len(recorded) == len(got) else [recorded[0]] * len(got)
        inside = enumerate(zip(alike, got, strict=True))
        return [
            line for at, (old, new) in inside for line in differences(old, new, f"{place}[{at}]")
        ]
    pairs = [(named[one["name"]], one) for one in got if one["name"] in named]
    return [line for old, new in pairs for line in differences(old, new, f"{place}[{new['name']}]")]


def _type(value: Any) -> str:
    names = {
        bool: "boolean",
        int: "number",
        float: "number",
        str: "text",
        dict: "object",
        list: "list",
    }
    return names[type(value)]
