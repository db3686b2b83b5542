"""Every choice of markup that no document decides, in one place: the dialect of this emulator.

Known: `penabled` and `save` (seen in public code), the labels on screen (help pages). Inferred: the
screen words of a status. Guessed: everything else here. A client must not lean on any of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.org import Org

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
        "button.save": "save",
        "button.cancel": "cancel",
        "button.invite": "save_send",
        "button.accept": "dec_y",
        "button.decline": "dec_n",
        "button.later": "dec_l",
    }
)
_STATUS = MappingProxyType(
    {
        "Sent": "Invitation Sent",
        "Received": "Invitation Received",
        "Accepted": "Active",
        "Rejected": "Rejected",
        "Inactive": "Inactive",
    }
)
HIDDEN_PAGES = (
    "decision", "objects", "fields", "subscribe", "mapping", "templates", "deactivate", "cancel",
    "resend", "history",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dialect:
    """One form of the unknown; other forms are other values of these attributes."""

    salt: str = "default"
    names: Mapping[str, str] = field(default_factory=lambda: _NAMES)
    statuses: Mapping[str, str] = field(default_factory=lambda: _STATUS)
    published_columns: tuple[str, ...] = ("Action", "Object Name")
    subscribed_columns: tuple[str, ...] = ("Action", "Partner Object", "Object Name", "Auto-Accept")
    history_columns: tuple[str, ...] = ("Date", "User", "Action")
    object_columns: tuple[str, ...] = ("Publish", "Object")
    field_columns: tuple[str, ...] = ("Publish", "Field", "API Label")

    def name(self, key: str) -> str:
        """Return the input name of a control."""
        return self.names[key]

    def object_input(self, org: Org, kind: ObjectType) -> str:
        """Return the input name of an object's tick."""
        return f"e_{self.object_key(org, kind)}"

    def object_key(self, org: Org, kind: ObjectType) -> str:
        """Return how addresses name an object."""
        return to_15(org.custom_ids[kind.name]) if kind.is_custom else kind.prefix

    def field_input(self, org: Org, kind: ObjectType, one: Field) -> str:
        """Return the input name of a field's tick."""
        custom = org.custom_ids.get(f"{kind.name}.{one.name}")
        return f"{to_15(custom) if custom else one.name}_pnf"

    def address(self, org: Org, page: str) -> str:
        """Return the address of a page whose real address nobody knows; only links lead there."""
        return f"/p/{self._digest(f'{org.id} {page}')}"

    def invitation_address(self) -> str:
        """Return the address in an invitation e-mail: the same in every org."""
        return f"/p/{self._digest('invitation')}"

    def _digest(self, text: str) -> str:
        return hashlib.sha256(f"{self.salt} {text}".encode()).hexdigest()[:20]
