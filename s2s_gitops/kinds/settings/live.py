"""Reading and writing the settings of an org."""

from s2s_gitops.kinds.page_contract import save
from s2s_gitops.kinds.settings.pages import ADDRESS, fill_sender, parse, tick_enable
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Step
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.ports import Job, ReadableOrg, Reading, WritableOrg
from s2s_gitops.model.resource import Resource, State

SEGMENT = "settings"


def read(reading: Reading) -> ReadResult:
    """Read the settings page of every org."""
    jobs = [Job(alias, SEGMENT, _read_one) for alias in reading.orgs]
    return ReadResult([one for one in reading.gather(jobs) if one is not None])


def _read_one(org: ReadableOrg) -> Resource:
    shown = parse(org.alias, org.open(ADDRESS))
    return Resource(Address(org.alias, SEGMENT), {"enabled": shown.enabled, **shown.sender})


def enable(org: WritableOrg, _step: Step, _desired: State, _live: State) -> None:
    """Tick the switch and save."""
    page = org.open(ADDRESS)
    save(org, page, tick_enable(org.alias, page), "Save")


def save_sender(org: WritableOrg, step: Step, _desired: State, _live: State) -> None:
    """Set the sender's name and address."""
    values = {change.attribute: str(change.after) for change in step.changes}
    page = org.open(ADDRESS)
    save(org, page, fill_sender(org.alias, page, values), "Save")
