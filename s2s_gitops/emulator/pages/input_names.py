"""How the inputs of forms are called, and which ids they have.

Known: `penabled`, `save`, `cancel` and the hidden inputs that every form has; they are called so in
every dialect. Seen on neighbouring pages: three families of names. Guessed: which of them these
pages use. Salt keeps two dialects of one family apart.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, assert_never

from s2s_gitops.emulator.pages.choosing import Says

if TYPE_CHECKING:
    from collections.abc import Mapping

KNOWN = MappingProxyType({"enabled": "penabled", "button.save": "save", "button.cancel": "cancel"})
_API = MappingProxyType(
    {
        "from_address": "FromEmailAddress",
        "from_name": "FromName",
        "template.invitation": "InvitationTemplateId",
        "template.deactivation": "DeactivationTemplateId",
        "template.accept": "AcceptTemplateId",
        "template.reject": "RejectTemplateId",
        "template.update": "UpdateTemplateId",
        "contact": "ContactId",
        "account": "AccountId",
        "owner": "PrimaryContactId",
        "template": "PartnerNetworkTemplateId",
        "auto_map": "IsAutoMapped",
        "template.name": "Name",
        "template.description": "Description",
        "template.active": "IsActive",
        "button.objects": "save_new",
        "button.invite": "save",
        "button.accept": "accept",
        "button.decline": "decline",
        "button.later": "later",
    }
)
_PARTS = MappingProxyType(
    {
        "object": ("e_", ""),
        "field": ("", "_pnf"),
        "own": ("so_", ""),
        "accept": ("sa_", ""),
        "map": ("", "_mf"),
        "value": ("", "_mv"),
    }
)


class Family(StrEnum):
    """Where the name of a single input comes from."""

    API = "like fields of the API, such as ContactId"
    CODE = "short codes, such as pnc4"
    POSITION = "places on the page, such as p5"


class RowFamily(StrEnum):
    """What stands for an object or a field."""

    API = "its API name"
    RECORD = "its key prefix or its id of 15 characters"
    POSITION = "its place"


class IdForm(StrEnum):
    """What the id of an input is."""

    NAME = "its name"
    OTHER = "something else than its name"


@dataclass(frozen=True, slots=True)
class InputNames:
    """How this dialect calls inputs; the defaults are those of dialect 0."""

    family: Annotated[Family, Says("every form", "single inputs are called")] = Family.CODE
    rows: Annotated[RowFamily, Says("every form", "the inputs of a row are called after")] = (
        RowFamily.RECORD
    )
    values: Annotated[RowFamily, Says("every form", "an option or an address names by")] = (
        RowFamily.RECORD
    )
    ids: Annotated[IdForm, Says("every form", "the id of an input is")] = IdForm.NAME
    salt: Annotated[str, Says("every form", "names begin with")] = ""
    first: Annotated[int, Says("every form", "places are counted from")] = 1

    def table(self) -> Mapping[str, str]:
        """Return the names of all single inputs, by what the pages call them."""
        keys = list(_API)
        match self.family:
            case Family.API:
                made = {key: self._like_api(key) for key in keys}
            case Family.CODE:
                numbers = Random(self.salt).sample(range(1, 60), len(keys))  # noqa: S311
                made = {key: f"{self.salt}{n}" for key, n in zip(keys, numbers, strict=True)}
            case Family.POSITION:
                made = {key: f"p{self.first + 2 * n}" for n, key in enumerate(keys)}
            case _:
                assert_never(self.family)
        return MappingProxyType({**made, **KNOWN})

    def _like_api(self, key: str) -> str:
        name = _API[key]
        return name if key.startswith("button.") else f"{self.salt}{name}"

    def row_input(self, part: str, key: str, place: int) -> str:
        """Return the name of an input of a row; `key` and `place` stand for its object or field."""
        before, after = _PARTS[part]
        if self.rows is RowFamily.POSITION:
            number = 100 + self.first + 4 * place + 2 * (part == "accept")
            return f"p{number}{'_' if part == 'value' else ''}"
        return f"{self.salt}{before}{key}{after}"

    def id_of(self, name: str) -> str:
        """Return the id of an input."""
        if self.ids is IdForm.NAME or name in KNOWN.values():
            return name
        return f"i{hashlib.sha256(f'{self.salt}{self.first} {name}'.encode()).hexdigest()[:9]}"


def draw_names(random: Random) -> InputNames:
    """Draw every choice anew."""
    return InputNames(
        family=random.choice(list(Family)),
        rows=random.choice(list(RowFamily)),
        values=random.choice(list(RowFamily)),
        ids=random.choice(list(IdForm)),
        salt="".join(random.choices("bcdfghjklmnpqrstvwxz", k=3)),
        first=random.randrange(1, 90, 2),
    )
