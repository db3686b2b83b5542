"""The refusals of the emulated platform.

RuleError > InsufficientAccessError | NotFoundError | InvalidInputError | RecordError

Each carries Salesforce's own status code. No HTTP here: the wire rooms decide how a refusal looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class RuleError(Exception):
    """A rule of the platform says no; `code` is the platform's status code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class InsufficientAccessError(RuleError):
    """The user lacks a permission, or the feature is off: the platform shows both alike."""

    def __init__(self, message: str = "insufficient access rights on object id") -> None:
        super().__init__("INSUFFICIENT_ACCESS_OR_READONLY", message)


class NotFoundError(RuleError):
    """There is no such record for this user."""

    def __init__(self, message: str = "The requested resource does not exist") -> None:
        super().__init__("NOT_FOUND", message)


class InvalidInputError(RuleError):
    """Something typed into a form is wrong; `problems` says per control key what."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("FIELD_INTEGRITY_EXCEPTION", "; ".join(problems.values()))
        self.problems = dict(problems)


class RecordError(RuleError):
    """A record cannot be written; `fields` are those that are to blame, if any is."""

    def __init__(self, code: str, message: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(code, message)
        self.fields = fields
