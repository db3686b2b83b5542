"""Every choice of markup that no document decides, in one place: the dialect of this emulator.

Known: `penabled` and `save` (seen in public code), the labels on screen (help pages). Inferred: the
screen words of a status. Guessed: everything else here. A client must not lean on any of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.guesses import TRAIL_WORDS, Guesses
from s2s_gitops.emulator.pages.form_dialect import FormDialect
from s2s_gitops.emulator.pages.input_names import RowFamily
from s2s_gitops.emulator.pages.list_dialect import ListDialect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.trail import Deed, Words

_NAMES = MappingProxyType(
    {
        "enabled": "penabled",
        "from_address": "p_fea",
        "from_name": "p_fn",
        "template.invitation": "p_ti",
        "template.deactivation": "p_td",
        "template.accept": "p_ta",
        "template.reject": "p_tr",
        "template.update": "p_tu",
        "contact": "pnc_c",
        "account": "pnc_a",
        "owner": "pnc_o",
        "template": "pnc_t",
        "auto_map": "sf_am",
        "template.name": "ct_n",
        "template.description": "ct_d",
        "template.active": "ct_a",
        "button.objects": "save_obj",
        "button.save": "save",
        "button.cancel": "cancel",
        "button.invite": "save_send",
        "button.accept": "dec_y",
        "button.decline": "dec_n",
        "button.later": "dec_l",
    }
)
_TYPES = MappingProxyType(
    {
        "string": "Text",
        "textarea": "Text Area",
        "picklist": "Picklist",
        "combobox": "Picklist",
        "multipicklist": "Picklist (Multi-Select)",
        "boolean": "Checkbox",
        "int": "Number",
        "double": "Number",
        "currency": "Currency",
        "percent": "Percent",
        "date": "Date",
        "datetime": "Date/Time",
        "email": "Email",
        "phone": "Phone",
        "url": "URL",
        "base64": "Base64",
    }
)
_STATUS = MappingProxyType(
    {
        "Sent": "Invitation Sent",
        "Received": "Invitation Received",
        "Pending": "Pending",
        "Accepted": "Active",
        "Rejected": "Rejected",
        "Inactive": "Inactive",
        "Disconnecting": "Disconnecting",
        "ConnectionSuspended": "Connection Suspended",
        "SubscribeInProgress": "Subscribe In Progress",
        "UsersInitialSync": "Users Initial Sync",
        "BulkSyncMetadata": "Bulk Sync Metadata",
    }
)
_LETTERS = "GHJKLMNPRSTVWXYZ"  # no known prefix is 0 and two of these


@dataclass(frozen=True, slots=True)
class Dialect:
    """One form of the unknown; other forms are other values of these attributes."""

    salt: str = "default"
    number: int = 0
    forms: FormDialect = field(default_factory=FormDialect)
    lists: ListDialect = field(default_factory=ListDialect)
    names: Mapping[str, str] = field(default_factory=lambda: _NAMES)
    statuses: Mapping[str, str] = field(default_factory=lambda: _STATUS)
    types: Mapping[str, str] = field(default_factory=lambda: _TYPES)
    trail: Mapping[Deed, Words] = field(default_factory=lambda: TRAIL_WORDS)

    def name(self, key: str) -> str:
        """Return the input name of a control."""
        return self.names[key]

    @property
    def template_prefix(self) -> str:
        """Return the key prefix of connection templates; no document tells the real one."""
        first, second = (int(digit, 16) for digit in self._digest("template")[:2])
        return f"0{_LETTERS[first]}{_LETTERS[second]}"

    @property
    def guesses(self) -> Guesses:
        """Return the part of the dialect that the rules need."""
        return Guesses(self.template_prefix, self.trail, self.lists.history_form)

    def object_input(self, org: Org, kind: ObjectType) -> str:
        """Return the input name of an object's tick."""
        return self._row_input("object", org, kind)

    def object_key(self, org: Org, kind: ObjectType) -> str:
        """Return how addresses and options name an object."""
        return self._key(self.forms.names.values, org, kind)

    def field_input(self, org: Org, kind: ObjectType, one: Field) -> str:
        """Return the input name of a field's tick."""
        return self._row_input("field", org, kind, one)

    def field_key(self, org: Org, kind: ObjectType, one: Field) -> str:
        """Return what stands for a field in options."""
        return self._key(self.forms.names.values, org, kind, one)

    def subscription_inputs(self, org: Org, kind: ObjectType) -> tuple[str, str]:
        """Return the input names of a row's drop-down and of its Auto-Accept."""
        return self._row_input("own", org, kind), self._row_input("accept", org, kind)

    def mapping_input(self, org: Org, kind: ObjectType, one: Field) -> str:
        """Return the input name of a field's drop-down."""
        return self._row_input("map", org, kind, one)

    def value_input(self, org: Org, kind: ObjectType, one: Field, number: int) -> str:
        """Return the input name of a picklist value's drop-down."""
        return f"{self._row_input('value', org, kind, one)}{number}"

    def _row_input(self, part: str, org: Org, kind: ObjectType, one: Field | None = None) -> str:
        names = self.forms.names
        key, place = self._key(names.rows, org, kind, one), org.places[_path(kind, one)]
        return names.row_input(part, key, place)

    def _key(self, family: RowFamily, org: Org, kind: ObjectType, one: Field | None = None) -> str:
        """Return what stands for an object or a field; a standard field has no id."""
        path, plain = _path(kind, one), one.name if one else kind.name
        match family:
            case RowFamily.API:
                return plain
            case RowFamily.RECORD:
                other = plain if one else kind.prefix
                return to_15(org.custom_ids[path]) if path in org.custom_ids else other
            case RowFamily.POSITION:
                return str(org.places[path] + self.forms.names.first)
            case _:
                assert_never(family)

    def address(self, org: Org, page: str) -> str:
        """Return the address of a page whose real address nobody knows; only links lead there."""
        return f"/p/{self._digest(f'{org.id} {page}')}"

    def invitation_address(self) -> str:
        """Return the address in an invitation e-mail: the same in every org."""
        return f"/p/{self._digest('invitation')}"

    def _digest(self, text: str) -> str:
        return hashlib.sha256(f"{self.salt} {text}".encode()).hexdigest()[:20]


def _path(kind: ObjectType, one: Field | None) -> str:
    return f"{kind.name}.{one.name}" if one else kind.name
