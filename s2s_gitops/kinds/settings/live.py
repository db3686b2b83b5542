"""Reading and writing the settings of an org."""

from functools import partial

from s2s_gitops.kinds.page_contract import save
from s2s_gitops.kinds.records import find
from s2s_gitops.kinds.settings.pages import (
    ADDRESS,
    TEMPLATES,
    fill_emails,
    read_settings,
    tick_enable,
)
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Step
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.ports import Job, ReadableOrg, Reading, Scene, WritableOrg
from s2s_gitops.model.resource import Resource

SEGMENT = "settings"


def read(reading: Reading) -> ReadResult:
    """Read the settings page of every org whose settings are declared: it asks for more permission."""
    declared = [one for one in reading.orgs if Address(one, SEGMENT) in reading.desired.resources]
    results = reading.gather([Job(alias, SEGMENT, _read_one) for alias in declared])
    wanted = [reading.desired.resources[Address(alias, SEGMENT)] for alias in declared]
    found = reading.gather(
        [Job(one.address.org, SEGMENT, partial(_unknown, wanted=one)) for one in wanted]
    )
    problems = [diagnostic for those in found for diagnostic in those or ()]
    return ReadResult([one for one in results if one is not None], problems)


def _unknown(org: ReadableOrg, wanted: Resource) -> list[Diagnostic]:
    """Return an error for each e-mail template that the org does not have exactly once."""
    named = {name: str(value) for name, value in wanted.attributes.items() if name in TEMPLATES}
    found = find(org, "EmailTemplate", "Name", named.values()) if named else {}
    return [
        Diagnostic(
            "S2S105",
            f"{org.alias} has {len(found.get(value.casefold(), ()))} e-mail templates {value!r}.",
            "Name exactly one: correct the value here, or the templates there.",
            wanted.source(name),
            str(wanted.address),
        )
        for name, value in named.items()
        if len(found.get(value.casefold(), ())) != 1
    ]


def _read_one(org: ReadableOrg) -> Resource:
    return Resource(Address(org.alias, SEGMENT), read_settings(org, org.open(ADDRESS)))


def enable(org: WritableOrg, _step: Step, _scene: Scene) -> None:
    """Tick the switch and save."""
    page = org.open(ADDRESS)
    save(org, page, tick_enable(org.alias, page), "Save")


def save_emails(org: WritableOrg, step: Step, _scene: Scene) -> None:
    """Set the sender and the e-mail templates."""
    page = org.open(ADDRESS)
    values = {change.attribute: str(change.after) for change in step.changes}
    save(org, page, fill_emails(org, page, values), "Save")
