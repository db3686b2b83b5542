"""Random wishes for two orgs: what they publish, subscribe to, map and bundle in templates."""

from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]

FIELDS = {
    "Lead": ("Email", "Phone", "Status", "Title"),
    "Case": ("Description", "Priority", "Status", "Origin"),
    "Project__c": ("Budget__c",),
}
"""Fields that both orgs of the seed have, beside those that are always published."""

ORGS: Document = {
    alias: {
        "org_id": f"00D00000000000{number}EAA",
        "login": {
            "instance_url": f"${{env:{alias.upper()}_URL}}",
            "access_token": f"${{env:{alias.upper()}_TOKEN}}",
        },
        "settings": {"enabled": True},
    }
    for alias, number in (("hq", 1), ("emea", 2))
}

VERBS = (
    "enable",
    "accept",
    "unpublish",
    "unpublish-field",
    "unsubscribe",
    "repoint",
    "remap",
    "clear-mapping",
    "clear-value",
    "remove-object",
    "remove-field",
)
SCOPES = ("**", "hq-emea@hq/**", "hq-emea@emea/**")
"""Everything; and each side by name, so that losing much of it at once is meant as well."""

APPROVALS = [
    {"address": scope, "change": verb, "reason": "a test"} for scope in SCOPES for verb in VERBS
]


@st.composite
def publications(draw: st.DrawFn) -> list[Document]:
    """Draw what a side publishes: every object is listed, so that the whole list is decided."""
    found: list[Document] = []
    for name, fields in FIELDS.items():
        if draw(st.booleans()):
            chosen = draw(st.lists(st.sampled_from(fields), unique=True))
            found.append({"object": name, "fields": chosen})
        else:
            found.append({"object": name, "state": "absent"})
    return found


@st.composite
def subscriptions(draw: st.DrawFn, offered: list[Document]) -> list[Document]:
    """Draw what a side takes in of what the other publishes."""
    found: list[Document] = []
    for publication in offered:
        name = publication["object"]
        is_offered = publication.get("state") != "absent"
        if is_offered and draw(st.booleans()):
            mapped = draw(st.lists(st.sampled_from(publication["fields"] or [""]), unique=True))
            found.append(
                {
                    "object": name,
                    "as": name,
                    "auto_accept": draw(st.booleans()),
                    "fields": {field: field for field in mapped if field},
                }
            )
        else:
            found.append({"object": name, "state": "absent"})
    return found


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a whole file with consent to everything."""
    ours, theirs = draw(publications()), draw(publications())
    sender = draw(st.sampled_from(["Alliances", "Ünïcode & <Söhne>", "No", "010"]))
    orgs = {**ORGS, "hq": {**ORGS["hq"], "settings": {"enabled": True, "from_name": sender}}}
    sides = {
        "hq": {
            "contact": "ops@emea.example",
            "publish": ours,
            "subscribe": draw(subscriptions(theirs)),
        },
        "emea": {
            "owner": draw(st.sampled_from(["admin@emea.example", "paul@emea.example"])),
            "publish": theirs,
            "subscribe": draw(subscriptions(ours)),
        },
    }
    deadline = draw(st.sampled_from(["14 days", "30 days"]))
    connection = {"name": "hq-emea", "invited_by": "hq", "deadline": deadline, "sides": sides}
    return {"version": 1, "orgs": orgs, "connections": [connection], "approvals": APPROVALS}


@st.composite
def shuffled(draw: st.DrawFn, value: Any) -> Any:
    """Draw the same with other orders of keys and of lists."""
    if isinstance(value, dict):
        keys = draw(st.permutations(sorted(value)))
        return {key: draw(shuffled(value[key])) for key in keys}
    if isinstance(value, list):
        return [draw(shuffled(one)) for one in draw(st.permutations(value))]
    return value
