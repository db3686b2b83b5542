"""A walk through states that presses every button and fills in every form, for one dialect of the pages."""

import json
from typing import Any

from tests.properties.worlds import APPROVALS, ORGS

Document = dict[str, Any]

_MORE = ("deactivate", "cancel", "decline")
_CONSENT = [*APPROVALS, *({"address": "**", "change": one, "reason": "a test"} for one in _MORE)]
_SENDER = {"from_name": "Alliances", "from_address": "a@hq.example"}

CASE = {"object": "Case", "fields": ["Priority", "Status"]}
PROJECT = {"object": "Project__c", "fields": ["Budget__c", "Stage__c"]}
LEAD = {"object": "Lead", "fields": ["Email", "Phone", "Region__c"]}


def _document(
    hq: Document,
    emea: Document,
    templates: list[Document],
    others: list[Document],
    settings: Document,
    state: str = "active",
) -> str:
    orgs = {**ORGS, "hq": {**ORGS["hq"], "settings": {"enabled": True, **settings}}}
    sides = {"hq": {"contact": "ops@emea.example", **hq}, "emea": emea}
    shared = {"name": "hq-emea", "invited_by": "hq", "state": state, "sides": sides}
    found = {
        "version": 1,
        "orgs": {**orgs, "globex": {"access": "none"}},
        "templates": templates,
        "connections": [shared, *others],
        "approvals": _CONSENT,
    }
    return json.dumps(found)


def _globex(state: str) -> Document:
    sides: Document = {"hq": {"contact": "alex.smith@globex.example"}, "globex": {}}
    return {"name": "hq-globex", "invited_by": "hq", "state": state, "sides": sides}


def _template(**more: Any) -> Document:
    return {"org": "hq", "name": "Standard partner", **more}


STATES: dict[str, str] = {
    "all is made": _document(
        {
            "account": "EMEA GmbH",
            "owner": "maria@hq.example",
            "template": "Standard partner",
            "publish": [LEAD, PROJECT],
            "subscribe": [
                {
                    "object": "Case",
                    "as": "Case",
                    "auto_accept": True,
                    "fields": {"Subject": "Subject", "Priority": "Severity__c"},
                    "values": {"Priority": {"High": "P1", "Low": "P3"}},
                }
            ],
        },
        {
            "publish": [CASE],
            "subscribe": [
                {"object": "Lead", "as": "Lead", "fields": {"Email": "Email"}},
                {
                    "object": "Project__c",
                    "as": "Engagement__c",
                    "auto_accept": True,
                    "fields": {"Budget__c": "Budget__c", "Stage__c": "Phase__c"},
                    "values": {"Stage__c": {"Done": "Closed", "Planned": "Open"}},
                },
            ],
        },
        [_template(description="für alle", publish=[{"object": "Lead", "fields": ["Email"]}])],
        [_globex("pending")],
        {**_SENDER, "invitation_template": "Partner Invitation"},
    ),
    "much is changed, some of it taken back": _document(
        {
            "account": "Globex",
            "owner": "admin@hq.example",
            "publish": [
                {"object": "Lead", "fields": ["Email", "Title"]},
                PROJECT,
                {"object": "Contact"},
            ],
            "subscribe": [
                {
                    "object": "Case",
                    "as": "Case",
                    "auto_accept": False,
                    "fields": {"Priority": "Priority", "Status": "Status"},
                    "values": {},
                }
            ],
        },
        {
            "owner": "paul@emea.example",
            "publish": [CASE, {"object": "Contact", "fields": ["Email"]}],
            "subscribe": [
                {"object": "Lead", "state": "absent"},
                {
                    "object": "Project__c",
                    "as": "Project__c",
                    "fields": {"Budget__c": "Budget__c"},
                },
            ],
        },
        [
            _template(
                description="for all",
                active=False,
                publish=[{"object": "Lead", "fields": ["Phone"]}, {"object": "Case"}],
            )
        ],
        [_globex("canceled")],
        {**_SENDER, "from_name": "Ünïcode & <Söhne>", "invitation_template": "Partner Update"},
    ),
    "objects go": _document(
        {
            "publish": [
                {"object": "Lead", "fields": ["Email", "Title"]},
                {"object": "Project__c", "state": "absent"},
                {"object": "Contact", "state": "absent"},
            ],
        },
        {
            "publish": [CASE],
        },
        [
            _template(
                publish=[
                    {"object": "Lead", "fields": []},
                    {"object": "Case", "state": "absent"},
                ]
            )
        ],
        [_globex("canceled")],
        _SENDER,
    ),
    "it ends": _document({}, {}, [], [], _SENDER, state="inactive"),
}
"""Each state is a whole file, with consent to everything. The later a state, the more it takes away."""
