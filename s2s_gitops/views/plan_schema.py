"""The JSON Schema of a plan's document: what programs may rely on. A minor version adds members, never changes one."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from s2s_gitops.model.change import Action, Because, Risk
from s2s_gitops.model.diagnostic import Severity
from s2s_gitops.model.resource import Unknown
from s2s_gitops.model.shown import Confidence

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> Schema:
    """Return the schema. Members that it does not name are allowed: they are of a newer minor version."""
    return {
        "$schema": DIALECT,
        "title": "s2s plan",
        "description": "What it takes to make live equal to what is declared. Without secrets and record data.",
        **_object(_members()),
        "$defs": {
            "value": _value(),
            "source": {"oneOf": [{"type": "null"}, _place()]},
            "change": _object(_change()),
            "diagnostic": _object(_diagnostic()),
        },
    }


def _members() -> Mapping[str, Schema]:
    change, said = {"$ref": "#/$defs/change"}, {"$ref": "#/$defs/diagnostic"}
    return {
        "kind": {"const": "s2s.plan"},
        "format_version": {"type": "string", "pattern": r"^1\.[0-9]+$"},
        "digest": _text("Over the meaning alone: org ids, addresses, verbs, before, after, sends.")
        | {"pattern": "^sha256:[0-9a-f]{64}$"},
        "orgs": _table("The org ids by alias, of the orgs that were read."),
        "changes": _list(change, "What `apply` does."),
        "blocked": _list(change, "What cannot run before something else has happened."),
        "held": _list(_text(), "Addresses of those of `blocked` that need something ignored."),
        "counterparty": _list(change, "Differences on sides that others manage. Never written."),
        "human_steps": _list(_object(_human_step()), "Saves that a person makes."),
        "pending": _list(_object(_pending()), "What somebody else must do. No difference."),
        "ignored": _list(_object(_ignored()), "Differences that the files ask to leave alone."),
        "unmanaged": _list(_text(), "Addresses that are live, not declared, and left alone."),
        "unread": _list(_text(), "Addresses that could not be read."),
        "used_up": _list(_object(_approval()), "Approvals whose change has been made."),
        "refused": _list(said, "What is impossible, or too much at once."),
        "diagnostics": _list(said, "What is wrong, or could not be read."),
        "coverage": _object({name: _count() for name in ("declared", "verified", "unreadable")}),
        "mails": _table("How many e-mails go out, by whom they reach.", _count()),
        "part": {"oneOf": [{"type": "null"}, _object(_part())]},
        "volatile": _volatile(),
    }


def _approval() -> Mapping[str, Schema]:
    return {"address": _text(), "change": _text(), "source": {"$ref": "#/$defs/source"}}


def _part() -> Mapping[str, Schema]:
    return {
        "since": _text("The commit, branch or tag since which the files changed."),
        "changed": _list(
            _text(), "Connections, settings and templates that are declared otherwise."
        ),
        "needed": _list(_text(), "What these lean on. All else was not looked at."),
        "left_out": _list(_text(), "What is declared and was not looked at."),
        "gone": _list(_text(), "What is no longer declared, and left alone."),
        "besides": _list(
            _text(), "Sentences about approvals and entries of `ignore` that changed."
        ),
    }


def _change() -> Mapping[str, Schema]:
    return {
        "address": _text("What changes. The grammar of addresses is that of the files."),
        "kind": _text(),
        "verb": _text("The word that approvals use."),
        "action": {"enum": [one.name.lower() for one in Action]},
        "attribute": _text("Empty where the presence of the thing itself changes."),
        "before": {"$ref": "#/$defs/value"},
        "after": {"$ref": "#/$defs/value"},
        "sends": _table("Other declared values that travel with it.", {"$ref": "#/$defs/value"}),
        "risk": {"enum": [one.label for one in Risk]},
        "reason": _text("Why it has this risk."),
        "undo": _text("How it is taken back, if at all."),
        "partner": _text("The org on the other side; empty where there is none."),
        "discloses": _count("How many fields the partner did not see before."),
        "consequences": _list(_text(), "What happens on the other side."),
        "approval": _object({"needed": {"type": "boolean"}, "reason": _text()}),
        "because": _words(
            Because,
            "Why it is there. `declared`: the files say so, live does not, and which of them moved is not known "
            "without a baseline. `drift`: no line that changed since the baseline asks for it. `dependency`: another "
            "change takes away what is there.",
        ),
        "explained_by": _list(
            _place(), "The lines that ask for it since the baseline; empty without one."
        ),
        "confidence": _words(Confidence, "How well `before` is known."),
        "needs": _list(
            _text(), "Addresses of the steps that run before; a pattern where many are alike."
        ),
        "verified_by": _text(
            "Where it is read back after the save; empty where nobody here saves."
        ),
        "shown_by": _text("For sides that others manage: what shows it. Empty elsewhere."),
        "source": {"$ref": "#/$defs/source"},
    }


def _human_step() -> Mapping[str, Schema]:
    made = _object({name: _text() for name in ("address", "attribute", "verb")})
    return {
        "address": _text(),
        "group": _text(),
        "changes": _list(made, "Those of `changes` that it makes."),
        "why": _text("Why nobody else makes it."),
        "open": _text("The page to open."),
        "clicks": _list(_text()),
        "proof": _text("What shows that it was done."),
    }


def _pending() -> Mapping[str, Schema]:
    return {
        "address": _text(),
        "who": _text(),
        "waits_for": _text(),
        "clicks": _list(_text()),
        "after": _text("The verb of ours that comes first; empty for what waits already."),
        "source": {"$ref": "#/$defs/source"},
    }


def _ignored() -> Mapping[str, Schema]:
    names = ("address", "what", "reason", "until")
    return {name: _text() for name in names} | {"source": {"$ref": "#/$defs/source"}}


def _diagnostic() -> Mapping[str, Schema]:
    return {
        "code": _text(),
        "severity": {"enum": [one.value for one in Severity]},
        "summary": _text(),
        "detail": _text(),
        "fix": _text(),
        "where": _text(),
        "source": {"$ref": "#/$defs/source"},
    }


def _volatile() -> Schema:
    """Return what moves by itself. All of it may grow, and none of it is meaning."""
    return {
        "type": "object",
        "description": "What moves by itself between two runs: times and counts.",
        "required": ["pending_since", "pending_until", "foreseen"],
        "properties": {
            "created": {"type": "string", "format": "date-time"},
            "pending_since": _table("Since when each address waits."),
            "pending_until": _table("Until when each address may wait."),
            "foreseen": _list(
                _object(_foreseen()), "What changes lead to elsewhere, with numbers."
            ),
        },
    }


def _foreseen() -> Mapping[str, Schema]:
    number = {"type": ["integer", "null"], "minimum": 0}
    return {
        "address": _text(),
        "verb": _text(),
        "text": _text("A sentence with its numbers; ? stands for what nobody here can tell."),
        "counts": _table("The numbers by their names; null is what nobody here can tell.", number),
        "instead_of": _text(
            "Which of the change's `consequences` it says better; empty for one more."
        ),
    }


def _value() -> Schema:
    names = [one.name.lower() for one in Unknown]
    return {
        "description": "A value of an attribute. What is not known is an object with the member `unknown`.",
        "anyOf": [
            {"type": ["string", "boolean", "integer", "null"]},
            {"type": "array", "items": {"$ref": "#/$defs/value"}},
            _object({"unknown": {"enum": names}}),
            {"type": "object", "additionalProperties": {"$ref": "#/$defs/value"}},
        ],
    }


def _place() -> Schema:
    return _object({"file": _text(), "line": _count(), "column": _count()})


def _object(members: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "required": sorted(members), "properties": dict(members)}


def _list(item: Schema, about: str = "") -> Schema:
    return {"type": "array", "items": item} | _about(about)


def _table(about: str, value: Schema | None = None) -> Schema:
    return {"type": "object", "additionalProperties": value or _text()} | _about(about)


def _text(about: str = "") -> Schema:
    return {"type": "string"} | _about(about)


def _count(about: str = "") -> Schema:
    return {"type": "integer", "minimum": 0} | _about(about)


def _words(words: type[Enum], about: str) -> Schema:
    return {"enum": [one.value for one in words]} | _about(about)


def _about(text: str) -> Schema:
    return {"description": text} if text else {}
