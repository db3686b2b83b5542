"""A picture of live state in a file: what a survey found and what the orgs described, without what names a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from s2s_gitops.model.address import Address
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.survey import Survey


@dataclass(frozen=True, slots=True)
class Described:
    """What an org described: labels of objects by API name, and fields of those that were asked for."""

    org_id: str
    objects: Mapping[str, str]
    fields: Mapping[str, Mapping[str, FieldInfo]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was live at a moment (RFC 3339).

    A value that names a person is REDACTED in the survey. `digests` holds a keyed digest of it, by
    address and attribute, so that it can be compared with what is declared and not be read.
    """

    created: str
    orgs: Mapping[str, Described]
    survey: Survey
    salt: str = ""
    digests: Mapping[tuple[Address, str], str] = field(default_factory=dict)
