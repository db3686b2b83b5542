"""What is declared can be written as a file that declares the same."""

import pytest
import yaml

from s2s_gitops.engine.load import load
from s2s_gitops.engine.render import render
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape, Use
from s2s_gitops.model.spelling import trimmed

from ..builders import LAMP, kind, org_entry, resource, state

SHELF = kind("shelf", Attribute("name", "doc", use=Use.IDENTITY), place=Place.LIST, key="shelves")
BOOK = kind(
    "book",
    Attribute("title", "doc", use=Use.IDENTITY),
    Attribute("words", "doc", shape=Shape.TABLES),
    place=Place.NESTED_LIST,
    key="books",
    parent="shelf",
)
KINDS = (*ALL, LAMP, SHELF, BOOK)
ENVIRONMENT = {"URL": "https://hq.example", "TOKEN": "t0ken"}

CANONICAL = """\
version: 1

orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: '${env:URL}', access_token: '${env:TOKEN}'}
    require_approval: outward
    settings:
      enabled: true
      from_name: 'No'
    lamps:
      - name: desk
        label: '010'
        colours: ['On', blue]
        wires: {A: '1.0', B: Überblick}
      - {name: hall, state: absent}
  acme: {access: none}

shelves:
  - org: hq
    name: a/b
    books:
      - title: X
        words:
          Priority: {High: P1, Low: 'null'}

connections:
  - name: hq-acme
    invited_by: hq
    deadline: 30 days
    sides:
      hq:
        contact: ops@acme.example
        publish:
          - {object: Case, state: absent}
          - object: Lead
            fields: [Company, Email]
      acme: {}

approvals:
  - {address: hq/settings, change: enable, reason: agreed}
  - {address: hq/**, change: publish, reason: agreed, until: '2026-12-31'}

ignore:
  - {address: hq-acme@hq/publish/Lead.Phone, reason: 'No', until: '2027-01-31'}
"""


def loaded(text: str, kinds: tuple[Kind, ...] = KINDS) -> Config:
    """Return what a file declares."""
    return load({"s2s.yaml": text.encode()}, kinds, ENVIRONMENT)


def declared(config: Config) -> object:
    """Return everything that a config declares, without its places."""
    resources = {
        str(at): (dict(one.attributes), one.presence, dict(one.facts))
        for at, one in config.desired.resources.items()
    }
    orgs = {
        alias: (one.org_id, one.access, dict(one.login), one.approve_outward)
        for alias, one in config.orgs.items()
    }
    approvals = [(one.pattern, one.verb, one.reason, one.until) for one in config.approvals]
    ignores = [(one.pattern, one.reason, one.until) for one in config.ignores]
    return resources, orgs, approvals, ignores


def test_a_file_in_canonical_form_is_rendered_as_it_is() -> None:
    """Quoted only where YAML needs it; keys in the order of their declaration."""
    assert render(loaded(CANONICAL), KINDS) == CANONICAL


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("version: 1\n", id="nothing"),
        pytest.param(
            "version: 1\nx-l: &l {instance_url: '${env:URL}', access_token: '${env:TOKEN}'}\n"
            "orgs: {b: {org_id: 00D000000000001EAA, login: *l},"
            " a: {org_id: 00D000000000002EAA, access: observe, login: *l}}\n",
            id="aliases",
        ),
        pytest.param(
            "version: 1\norgs: {b: {access: none}, a: {access: none}}\nconnections:\n"
            "  - {name: x, invited_by: b, state: inactive, sides: {b: {}, a: {}}}\n"
            "  - {name: c, invited_by: a, sides: {b: {publish: [{object: Lead}]}, a: {}}}\n",
            id="sides in any order",
        ),
    ],
)
def test_what_is_rendered_declares_the_same(text: str) -> None:
    """Load and render are inverse."""
    config = loaded(text)

    again = loaded(render(config, KINDS))

    assert declared(again) == declared(config)


def test_a_rendered_file_holds_references_and_no_secrets() -> None:
    """Logins are written as they were declared, in every place that shares them."""
    text = render(loaded(CANONICAL), KINDS)

    assert "t0ken" not in text
    assert "access_token: '${env:TOKEN}'" in text


def test_a_login_is_written_only_where_there_is_one() -> None:
    """An org that nobody here can log in to has none."""
    config = loaded(CANONICAL)

    assert [dict(one.written_login) for one in config.orgs.values()] == [
        {"instance_url": "${env:URL}", "access_token": "${env:TOKEN}"},
        {},
    ]


def test_what_is_not_declared_is_not_written() -> None:
    """None means "not declared"; written as `null` it would be a mistake."""
    lamp = resource("hq/lamp/desk", name="desk", label=None, hint="x")
    config = Config({"hq": org_entry("hq")}, state(lamp), ())

    text = render(config, KINDS)

    assert "label" not in text
    assert "hint: x" in text


@pytest.mark.parametrize(
    "text",
    [
        "a\x85b", "\u2028", "a\u2029 b", "a\nb", "\r\n", "\x00\x1b[2J\x7f\x9f", "\ufeffx", " x ", "word " * 60,
        "'", '"', "# x", "- a", "a: b", "null", "~", "*a", "&a", "!t", "%d", "{", "`", "\\n", "😀", "\ufffe",
    ],
    ids=ascii,
)  # fmt: skip
def test_every_text_comes_back_as_it_was(text: str) -> None:
    """Orgs hold texts that nobody would type: line ends of other systems, controls, YAML's own marks.

    White space around a text does not count.
    """
    desk = resource("hq/lamp/desk", name="desk", label=text, wires={f"k{text}": text})
    org = loaded(CANONICAL).orgs["hq"]

    again = loaded(render(Config({"hq": org}, state(desk), ()), KINDS))

    bare = trimmed(text)
    expected = {"name": "desk", "label": bare, "wires": {trimmed(f"k{text}"): bare}}
    assert dict(again.desired.resources[desk.address].attributes) == expected


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\x1b", "\x85", "\u2028", "\ufeff"])
def test_what_acts_instead_of_being_read_is_spelled_out(mark: str) -> None:
    """Whoever reviews the file sees what stands there; it is read back as it was."""
    label = f"Über{mark}blick"
    text = render(
        Config(
            {"hq": org_entry("hq")}, state(resource("hq/lamp/desk", name="desk", label=label)), ()
        ),
        KINDS,
    )

    assert mark not in text
    assert yaml.safe_load(text)["orgs"]["hq"]["lamps"][0]["label"] == label
