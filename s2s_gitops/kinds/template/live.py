"""Reading and writing templates, and finding the page of one for what it publishes."""

from collections.abc import Sequence
from functools import partial

from s2s_gitops.kinds.connection_detail import TAB, TEMPLATES, list_of_templates
from s2s_gitops.kinds.contract import FORM, TEMPLATE, fingerprint
from s2s_gitops.kinds.page_contract import leads_to, save
from s2s_gitops.kinds.template.pages import (
    fill,
    only_page,
    open_templates,
    shown,
    template_pages,
)
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Step
from s2s_gitops.model.human import Start
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import Job, ReadableOrg, Reading, Scene, WritableOrg
from s2s_gitops.model.resource import Resource, State, Value

SEGMENT = "template"
NESTED = "template/publish"


def read(reading: Reading) -> ReadResult:
    """Read the templates of every org that declares one; of those not wanted, the names alone."""
    declared = {at.org for at in reading.desired.resources if at.path == SEGMENT}
    asked = set(reading.orgs) if reading.is_survey else declared & set(reading.orgs)
    aliases = sorted(alias for alias in asked if _is_on(reading, alias))
    results = reading.gather([Job(alias, SEGMENT, _pages) for alias in aliases])
    pages = {
        Address(alias, SEGMENT, name): found
        for alias, those in zip(aliases, results, strict=True)
        for name, found in (those or {}).items()
    }
    wanted = [at for at in pages if reading.wants(at, "name")]
    details = reading.gather(
        [Job(str(at), None, partial(_read_one, at=at, pages=pages[at])) for at in wanted]
    )
    read_ones = dict(zip(wanted, details, strict=True))
    return ReadResult(
        Resource(at, read_ones.get(at) or {}, facts={"page": found[0]})
        for at, found in pages.items()
        if at not in read_ones or read_ones[at] is not None
    )


def open_template(org: ReadableOrg, scope: str, live: State) -> Page:
    """Open the page of the template that a scope names."""
    return _open(org, str(live.resources[Address.parse(scope)].facts["page"]))


def live_templates(reading: Reading) -> list[str]:
    """Return the scopes of those templates that exist and are wanted."""
    if reading.is_survey:
        return sorted(str(at) for at in reading.live.resources if at.path == SEGMENT)
    desired = {at.scope for at in reading.desired.resources if at.path == NESTED}
    desired |= {str(at) for at in reading.desired.resources if at.path == SEGMENT}
    return sorted(one for one in desired if Address.parse(one) in reading.live.resources)


def to_templates(_scope: str, _key: str, _live: State) -> Start:
    """Return where a person begins who makes a template."""
    return Start(TAB, (f"Choose the sub-tab {TEMPLATES}",))


def template_start(scope: str, key: str, live: State) -> Start:
    """Return where a person begins who changes a template: its page, else the way there."""
    template = live.resources.get(Address(scope, SEGMENT, key))
    if template is None:
        return Start(TAB, (f"Choose the sub-tab {TEMPLATES}", f"Choose {_literal(key)}"))
    return Start(str(template.facts["page"]))


def bundle_start(scope: str, _key: str, live: State) -> Start:
    """Return where a person begins who changes what a template publishes."""
    template = Address.parse(scope)
    return template_start(template.scope, template.key, live)


def _literal(name: str) -> str:
    """Return a name as it has to be written in a text with words in braces."""
    return name.replace("{", "{{").replace("}", "}}")


def create(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Fill in the New page of templates."""
    templates = open_templates(org)
    listed = list_of_templates(templates)
    buttons = (*(listed.buttons if listed else ()), *templates.buttons)
    page = _form_of(org, leads_to(org.alias, templates, buttons, "New"))
    wanted = scene.desired.resources[step.changes[0].address]
    values: dict[str, Value] = {"name": step.key, "active": True, **wanted.attributes}
    save(org, page, fill(org.alias, page, values), "Save")


def edit(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Change a template's description or state."""
    detail = open_template(org, str(step.changes[0].address), scene.live)
    page = _form_of(org, leads_to(org.alias, detail, detail.buttons, "Edit"))
    values = {change.attribute: change.after for change in step.changes}
    save(org, page, fill(org.alias, page, values), "Save")


def _is_on(reading: Reading, alias: str) -> bool:
    settings = reading.live.resources.get(Address(alias, "settings"))
    return settings is None or settings.attributes["enabled"] is True


def _pages(org: ReadableOrg) -> dict[str, tuple[str, ...]]:
    return template_pages(org, open_templates(org))


def _read_one(org: ReadableOrg, at: Address, pages: Sequence[str]) -> dict[str, Value]:
    return shown(org.alias, _open(org, only_page(org.alias, at.key, pages)))


def _form_of(org: ReadableOrg, address: str) -> Page:
    return fingerprint(org.alias, org.open(address), FORM)


def _open(org: ReadableOrg, address: str) -> Page:
    """Open the page of a template. Raises PageChanged if it is another one."""
    return fingerprint(org.alias, org.open(address), TEMPLATE)
