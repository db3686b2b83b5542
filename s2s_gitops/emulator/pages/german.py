"""A page as a user sees it whose language is German: headings, labels and buttons.

Inferred: what is translated. The words are made up. Such a page is for looking at: its buttons
have values that no English form takes.
"""

from __future__ import annotations

import re
from types import MappingProxyType

_WORDS = MappingProxyType(
    {
        "Salesforce to Salesforce Settings": "Salesforce-zu-Salesforce-Einstellungen",
        "Enable": "Aktivieren",
        "From Email Address": "Absenderadresse",
        "Name": "Name",
        "Invitation Template": "Einladungsvorlage",
        "Deactivation Template": "Deaktivierungsvorlage",
        "Accept Invitation Template": "Vorlage für Einladungsannahme",
        "Reject Invitation Template": "Vorlage für Einladungsablehnung",
        "Update Connection Profile Template": "Vorlage für Verbindungsprofil",
        "Checked": "Aktiviert",
        "Not Checked": "Nicht aktiviert",
        "Save": "Speichern",
        "Cancel": "Abbrechen",
        "Edit": "Bearbeiten",
        "New": "Neu",
        "Accept": "Annehmen",
        "Deactivate": "Deaktivieren",
        "Connection": "Verbindung",
        "Connections": "Verbindungen",
        "Connection Detail": "Verbindungsdetails",
        "Connection Edit": "Verbindung bearbeiten",
        "Connection Name": "Verbindungsname",
        "Connection Owner": "Inhaber der Verbindung",
        "Connection Status": "Verbindungsstatus",
        "Contact": "Kontakt",
        "Published Objects": "Veröffentlichte Objekte",
        "Subscribed Objects": "Abonnierte Objekte",
        "Connection History": "Verbindungsverlauf",
        "Publish/Unpublish": "Veröffentlichen/Zurückziehen",
        "Publish/Unpublish Objects": "Objekte veröffentlichen/zurückziehen",
        "Subscribe/Unsubscribe": "Abonnieren/Kündigen",
        "Object Name": "Objektname",
        "Action": "Aktion",
        "No records to display": "Keine Datensätze zum Anzeigen",
    }
)
_TEXT = re.compile(r"""(>|(?:value|title|alt)=")([^<>"]+)(?=[<"])""")


def in_german(page: str) -> str:
    """Return the page with every text that is known in German, and marked as German."""
    return _TEXT.sub(_translated, page.replace('lang="en-US"', 'lang="de"'))


def _translated(match: re.Match[str]) -> str:
    before, text = match.groups()
    plain = text.strip()
    return f"{before}{text.replace(plain, _WORDS.get(plain, plain))}" if plain else match.group()
