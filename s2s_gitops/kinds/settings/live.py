"""Reading and writing the settings of an org."""

from functools import partial

from s2s_gitops.kinds.contract import SETTINGS, fingerprint
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
from s2s_gitops.model.human import Start
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import Job, ReadableOrg, Reading, Scene, WritableOrg
from s2s_gitops.model.resource import Resource, State

SEGMENT = "settings"


def read(reading: Reading) -> ReadResult:
    """Read the settings page of every org whose settings are wanted: it asks for more permission."""
    wanted = [one for one in reading.orgs if _is_wanted(reading, one)]
    results = reading.gather([Job(alias, SEGMENT, _read_one) for alias in wanted])
    return ReadResult([one for one in results if one is not None])


def _is_wanted(reading: Reading, alias: str) -> bool:
    address = Address(alias, SEGMENT)
    return reading.is_survey or address in reading.desired.resources


def fits(reading: Reading) -> list[Diagnostic]:
    """Return what of the declared settings does not fit the orgs."""
    declared = [reading.desired.resources.get(Address(one, SEGMENT)) for one in reading.orgs]
    live = reading.live.resources
    jobs = [
        Job(one.address.org, SEGMENT, partial(_unknown, wanted=one, live=live.get(one.address)))
        for one in declared
        if one is not None
    ]
    return [problem for found in reading.gather(jobs) for problem in found or ()]


def _unknown(org: ReadableOrg, wanted: Resource, live: Resource | None) -> list[Diagnostic]:
    """Return an error for each new e-mail template that the org does not have exactly once."""
    shown = live.attributes if live else {}
    named = {
        name: str(value)
        for name, value in wanted.attributes.items()
        if name in TEMPLATES and str(shown.get(name)).casefold() != str(value).casefold()
    }
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
    return Resource(Address(org.alias, SEGMENT), read_settings(org, _open(org)))


def _open(org: ReadableOrg) -> Page:
    """Open the settings page. Raises PageChanged if it is another one."""
    return fingerprint(org.alias, org.open(ADDRESS), SETTINGS)


def manual_start(_scope: str, _key: str, _live: State) -> Start:
    """Return where a person begins who changes settings."""
    return Start(ADDRESS)


def enable(org: WritableOrg, _step: Step, _scene: Scene) -> None:
    """Tick the switch and save."""
    page = _open(org)
    save(org, page, tick_enable(org.alias, page), "Save")


def save_emails(org: WritableOrg, step: Step, _scene: Scene) -> None:
    """Set the sender and the e-mail templates."""
    page = _open(org)
    values = {change.attribute: str(change.after) for change in step.changes}
    save(org, page, fill_emails(org, page, values), "Save")
