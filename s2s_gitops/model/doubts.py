"""Codes of validation in depth: what can be written down, and yet looks like a mistake or does not fit the orgs."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from s2s_gitops.model.code import Code, Severity

DOUBTS: Final[Mapping[str, Code]] = MappingProxyType(
    {
        # The files alone
        "S2S035": Code(
            "values go round in a circle",
            "What one side publishes comes back into the field that it came from, so two people may write one value "
            "at once, and the later one wins. Salesforce advises not to send a record back to where it came from: "
            "it causes errors where Apex runs.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S036": Code(
            "two sources write one field",
            "One record can get a field's value by two subscriptions: by two connections if the org also publishes "
            "the object on one of them, or by two objects of one connection. The later one wins.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S037": Code(
            "two fields are mapped to one",
            "Two fields of the other side go into the same own field; no document says which of them wins.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S038": Code(
            "auto-accept without a declared owner",
            "Records that belong to others are accepted by themselves only while the connection owner is an active "
            "user, so a side that auto-accepts should say who that is.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S039": Code(
            "child without its parent",
            "Children of other objects travel with their parent: without it they are not accepted, or arrive alone.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S040": Code(
            "template would unpublish",
            "A template that is applied to a connection once more unpublishes what it lacks.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S041": Code(
            "nobody subscribes to it",
            "One side publishes what the other, which is ours as well, does not take in: it is disclosed for nothing.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S042": Code(
            "code cannot be ignored",
            "An `ignore` entry may name codes of warnings about what is declared, and of errors that rest on hearsay.",
        ),
        # Held against the orgs
        "S2S109": Code(
            "own field cannot be written",
            "The user may not edit the field that a value is mapped to, or nobody can, so the page does not offer it.",
        ),
        "S2S110": Code(
            "type cannot be published",
            "By Salesforce's help no field of this type is offered for publishing: rich text, geolocation, and the "
            "latitude and longitude of addresses.",
            can_be_ignored=True,
        ),
        "S2S111": Code(
            "required field gets no value",
            "A field without which the org saves no record has no default and is not mapped, so a record cannot be "
            "accepted by itself.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S112": Code(
            "owner of the connection is not active",
            "A side auto-accepts, and records that belong to others are accepted by themselves only while the "
            "connection owner is an active user.",
            Severity.WARNING,
            can_be_ignored=True,
        ),
        "S2S113": Code(
            "inactive user cannot become the owner",
            "The declared owner of a connection is no active user, and the page offers active ones only.",
        ),
    }
)
