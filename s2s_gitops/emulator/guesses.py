"""What the rules need of what nobody documents. Values only; the dialect chooses them.

Guessed: all of it. A client must not lean on any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from s2s_gitops.emulator.seed_values import HistoryForm
from s2s_gitops.emulator.trail import Deed, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTION = "Salesforce to Salesforce"
_CONNECTION = "Changed connection {subject}: {what}"
TRAIL_WORDS: Mapping[Deed, Words] = MappingProxyType(
    {
        Deed.ENABLE: Words("pnetEnabled", _SECTION, "Enabled Salesforce to Salesforce"),
        Deed.SETTING: Words(
            "pnetSettingChanged",
            _SECTION,
            "Changed Salesforce to Salesforce setting {subject} to {what}",
        ),
        Deed.NEW_TEMPLATE: Words(
            "pnetTemplateCreated", _SECTION, "Created connection template {subject}"
        ),
        Deed.TEMPLATE: Words(
            "pnetTemplateChanged", _SECTION, "Changed connection template {subject}: {what}"
        ),
        Deed.CONNECTION: Words("pnetConnectionChanged", _SECTION, _CONNECTION),
        Deed.PUBLISH: Words("pnetPublicationChanged", _SECTION, _CONNECTION),
        Deed.SUBSCRIBE: Words("pnetSubscriptionChanged", _SECTION, _CONNECTION),
        Deed.MAP: Words("pnetMappingChanged", _SECTION, _CONNECTION),
        Deed.BUTTON: Words("pnetConnectionStatus", _SECTION, _CONNECTION),
    }
)


@dataclass(frozen=True, slots=True)
class Guesses:
    """The key prefix of connection templates, the words of the Setup Audit Trail, the history."""

    template_prefix: str = "0T0"
    trail: Mapping[Deed, Words] = field(default_factory=lambda: TRAIL_WORDS)
    history: HistoryForm = HistoryForm()  # noqa: RUF009 - frozen
