"""How lines tell what is subscribed, mapped and accepted by itself."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from s2s_gitops.kinds.rules import STANDARD
from s2s_gitops.kinds.subscription.live import partner_of
from s2s_gitops.kinds.testimony.things import (
    FIELD,
    OBJECT,
    VALUE,
    field_texts,
    fields_of,
    known,
    objects_of,
)
from s2s_gitops.kinds.testimony.words import (
    AUTO_ACCEPT,
    FLAGS,
    MAPPING,
    NOTHING,
    SUBSCRIBING,
    TEMPLATE,
    unless,
)
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action
from s2s_gitops.model.clue import Clue, Level, Texts
from s2s_gitops.model.finding import Finding
from s2s_gitops.model.ports import ReadableOrg, Reading
from s2s_gitops.model.resource import Value

_SUBSCRIBED: Final[Mapping[Value, str]] = {
    Action.CREATE: r"(?<![\w-])subscri\w*",
    Action.DELETE: r"(?<![\w-])unsubscri\w*",
}
_MAPPED: Final[Mapping[Value, str]] = {
    Action.CREATE: unless(
        rf"{NOTHING}|(?<!\w)unmap", r"(?<!\w)(?:mapped|maps|set|chang\w+|add\w+)(?!\w)"
    ),
    Action.DELETE: rf"{NOTHING}|(?<!\w)unmap\w*",
}
_ACCEPTED: Final[Mapping[Value, str]] = {
    True: r"(?<!\w)(?:on|enabled|activated|ticked|checked)(?!\w)",
    False: r"(?<!\w)(?:off|disabled|deactivated|unticked|unchecked)(?!\w)",
}


def _levels(reading: Reading, finding: Finding) -> Sequence[Level]:
    """Return the levels of a subscription: the pair of objects, of fields, of values."""
    at = finding.address
    org = reading.orgs[at.org]
    partner = partner_of(reading.orgs, reading.desired, at.scope).org
    own = str(_attribute(reading, at.resource, "as") or "")
    field, _, value = (
        at.member.partition(".") if finding.attribute == "values" else (at.member, "", "")
    )
    mapped = _table(_attribute(reading, at.resource, "fields"))
    target = {"as": own, "fields": _target(finding)}.get(finding.attribute, "")
    their_fields = fields_of(partner, at.key) if partner else _own_words(org, at.key)
    return [
        Level(
            at.key,
            known(at.key, objects_of(partner) if partner else _standard(org)),
            OBJECT,
            target=own,
            targets=known(own, objects_of(org)),
            pairs=_subscribed(reading, at.scope),
            tells_target=finding.attribute == "as",
            is_whole=partner is not None,
            inside=partial(field_texts, orgs=[one for one in (org, partner) if one]),
        ),
        Level(
            field,
            known(field, their_fields),
            FIELD,
            target=target if finding.attribute == "fields" else mapped.get(field, ""),
            targets={**{one: (one,) for one in mapped.values()}, **fields_of(org, own)},
            pairs=mapped,
            tells_target=finding.attribute == "fields" and isinstance(finding.live, str),
            is_whole=partner is not None,
        ),
        _values(reading, finding, partner, (field, value)),
    ]


def _values(
    reading: Reading, finding: Finding, partner: ReadableOrg | None, place: tuple[str, str]
) -> Level:
    """Return the level of a field's values; nameless where the finding is about the field."""
    at, (field, value) = finding.address, place
    org, own = reading.orgs[at.org], str(_attribute(reading, at.resource, "as") or "")
    own_field = _table(_attribute(reading, at.resource, "fields")).get(field, "")
    theirs = partner.fields(at.key).get(field) if partner else None
    ours = org.fields(own).get(own_field)
    return Level(
        value,
        known(value, {one: (one,) for one in (theirs.values if theirs else ())}),
        VALUE,
        target=_target(finding) if value else "",
        targets={one: (one,) for one in (ours.values if ours else ())},
        pairs=_table(_attribute(reading, at.resource, "values"), f"{field}."),
        tells_target=isinstance(finding.live, str),
        is_whole=partner is not None,
    )


def _attribute(reading: Reading, at: Address, name: str) -> Value:
    """Return an attribute as live shows it, else as it is declared."""
    found = (state.resources.get(at) for state in (reading.live, reading.desired))
    shown = (one.attributes[name] for one in found if one is not None and name in one.attributes)
    return next(shown, None)


def _table(value: Value, prefix: str = "") -> dict[str, str]:
    """Return what names map to; of members that begin alike, by the rest of their names."""
    items = value.items() if isinstance(value, Mapping) else ()
    texts = {name: to for name, to in items if isinstance(to, str) and name.startswith(prefix)}
    return {name.removeprefix(prefix): to for name, to in texts.items()}


def _target(finding: Finding) -> str:
    """Return what a member is mapped to, or should be where it is mapped to nothing."""
    both = (finding.live, finding.declared)
    return next((one for one in both if isinstance(one, str)), "")


def _subscribed(reading: Reading, scope: str) -> dict[str, str]:
    live = reading.live.resources
    here = {at.key: live[at].attributes.get("as") for at in live if at.scope == scope}
    return {theirs: own for theirs, own in here.items() if isinstance(own, str)}


def _standard(org: ReadableOrg) -> Texts:
    """Return our words for standard objects: where nobody here can read the partner, they stand for its own."""
    return {name: texts for name, texts in objects_of(org).items() if name in STANDARD}


def _own_words(org: ReadableOrg, sobject: str) -> Texts:
    """Return our words for the fields of a standard object, for the same reason."""
    return fields_of(org, sobject) if sobject in STANDARD else {}


CLUES: Final = (
    Clue("", SUBSCRIBING, _SUBSCRIBED, _levels, doubts=TEMPLATE),
    Clue("as", SUBSCRIBING, _SUBSCRIBED, _levels, doubts=TEMPLATE),
    Clue("auto_accept", AUTO_ACCEPT, _ACCEPTED, _levels, above=SUBSCRIBING, doubts=FLAGS),
    *(
        Clue(attribute, MAPPING, _MAPPED, _levels, above=SUBSCRIBING, doubts=TEMPLATE)
        for attribute in ("fields", "values")
    ),
)
