"""What can be published, from Salesforce's help ("Publish Objects", "Publish Fields"); see `docs/facts.md`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from s2s_gitops.model.address import Address

STANDARD: Final = frozenset(
    {
        "Account",
        "Attachment",
        "Case",
        "CaseComment",
        "Contact",
        "Lead",
        "Opportunity",
        "OpportunityLineItem",
        "Product2",
        "Task",
    }
)

PARENTS: Final[Mapping[str, str]] = MappingProxyType(
    {"Attachment": "", "CaseComment": "Case", "OpportunityLineItem": "Opportunity"}
)
"""Objects that are accepted with their parent (told by third parties), and which that is; empty: any with files."""

CHILDREN: Final = frozenset(PARENTS)

_ALWAYS: Final = {
    "Account": frozenset({"LastName", "Name"}),
    "Attachment": frozenset({"Body", "ContentType", "Name"}),
    "Case": frozenset({"Subject"}),
    "CaseComment": frozenset({"CommentBody", "IsPublished"}),
    "Contact": frozenset({"LastName"}),
    "Lead": frozenset({"Company", "LastName"}),
    "Opportunity": frozenset({"CloseDate", "Name", "StageName"}),
    "OpportunityLineItem": frozenset({"Quantity", "UnitPrice"}),
    "Product2": frozenset({"Name"}),
    "Task": frozenset({"Subject"}),
}
_ALWAYS_CUSTOM: Final = frozenset({"Name"})


def can_be_published(sobject: str) -> bool:
    """Say whether the platform offers the object: ten standard objects, and custom ones."""
    return sobject in STANDARD or sobject.endswith("__c")


def always_published(address: Address) -> frozenset[str]:
    """Return the fields that come with an object when it is published."""
    return _ALWAYS.get(address.key, _ALWAYS_CUSTOM)
