"""A snapshot as bytes and back: everything that counts comes back, what names a person never leaves, damage is told."""

import gzip
import json
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.engine import snapshot as room
from s2s_gitops.engine.snapshot import digest, pack, unpack
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.kind import Attribute, Place, Shape
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import (
    LATER,
    REDACTED,
    UNREAD,
    Gap,
    Member,
    Resource,
    State,
    Value,
)
from s2s_gitops.model.snapshot import Described, Snapshot
from s2s_gitops.model.source import Source
from s2s_gitops.model.survey import Survey

from ..builders import kind, resource

PERSON = Attribute("owner", "doc", personal=True, normalize=str.casefold)
LAMP = kind(
    "lamp",
    Attribute("label", "doc"),
    Attribute("lit", "doc", shape=Shape.FLAG),
    Attribute("colours", "doc", shape=Shape.NAMES),
    Attribute("wires", "doc", shape=Shape.TABLE),
    Attribute("values", "doc", shape=Shape.TABLES),
    PERSON,
    place=Place.ORG_LIST,
)
KINDS = (LAMP,)
DESK = "hq/lamp/desk"
WHEN, SALT = "2026-01-06T08:00:00+00:00", "5a17"
LISTED, FIXED = Member.LISTED, Member.FIXED


def snapshot(*live: Resource, **more: Any) -> Snapshot:
    """Return a snapshot of one org that shows these resources."""
    parts = {"created": WHEN, "orgs": {}, "survey": survey(*live), "salt": SALT}
    return Snapshot(**{**parts, **more})


def survey(*live: Resource, gaps: tuple[Gap, ...] = (), sides: tuple[Resource, ...] = ()) -> Survey:
    """Return what was found."""
    found = State({one.address: one for one in live}, gaps)
    return Survey(found, {one.address: one for one in sides})


def packed(one: Snapshot) -> bytes:
    """Return a snapshot as bytes."""
    return pack(one, KINDS, "1.2.3")


def back(one: Snapshot) -> Snapshot:
    """Return what comes back of a snapshot."""
    return unpack("x.snap", packed(one), KINDS)


def text(one: Snapshot) -> str:
    """Return what stands in the file."""
    return gzip.decompress(packed(one)).decode()


VALUES: dict[str, tuple[str, Value]] = {
    "text": ("label", "Top \x00\x1b\u2028 <b>'\""),
    "empty text": ("label", ""),
    "none": ("label", None),
    "number": ("label", 7),
    "unread": ("label", UNREAD),
    "later": ("label", LATER),
    "redacted": ("label", REDACTED),
    "on": ("lit", True),
    "off": ("lit", False),
    "names": ("colours", {"red": LISTED, "blue": FIXED, "unread": UNREAD}),
    "no names": ("colours", {}),
    "names unread": ("colours", UNREAD),
    "table": ("wires", {"a": "1", "listed": "listed", "b": UNREAD}),
    "tables": ("values", {"Priority.High": "P1"}),
    "unknown to the kind": ("other", "x"),
    "person unread": ("owner", UNREAD),
    "person none": ("owner", None),
}


@pytest.mark.parametrize(("name", "value"), VALUES.values(), ids=VALUES)
def test_every_kind_of_value_comes_back_as_it_was(name: str, value: Value) -> None:
    """With its type: a member of a list is no text, and "listed" in a table is one."""
    (found,) = back(snapshot(resource(DESK, **{name: value}))).survey.live.resources.values()

    assert found.attributes == {name: value}
    members = value if isinstance(value, Mapping) else {}
    shown = found.attributes[name]
    types = {at: type(one) for at, one in shown.items()} if isinstance(shown, Mapping) else {}
    assert types == {at: type(one) for at, one in members.items()}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), TEXTS, st.just(UNREAD))


@given(
    names=st.dictionaries(TEXTS, st.sampled_from([LISTED, FIXED])),
    table=st.dictionaries(TEXTS, TEXTS),
    label=PLAIN,
    key=TEXTS,
    facts=st.dictionaries(st.sampled_from(["name", "since", "role", "note"]), TEXTS),
)
def test_whatever_an_org_shows_comes_back(
    names: dict[str, Value],
    table: dict[str, Value],
    label: Value,
    key: str,
    facts: dict[str, Value],
) -> None:
    """Round trip; and the same bytes once more."""
    shown = {"label": label, "colours": names, "wires": table}
    one = snapshot(Resource(Address("hq", "lamp", key), shown, facts=facts))

    assert back(one) == one
    assert packed(back(one)) == packed(one)


DOWN = Diagnostic("S2S301", "No answer.", "Try again.", None, "hq-emea@hq")
FIELDS = {
    "Lead": {
        "Email": FieldInfo("Email", "E-Mail", publishable=True, type="email"),
        "Status": FieldInfo("Status", "Status", False, "picklist", ("Open", "", "010")),
    },
    "Case": {},
}


def side(org: str, role: str) -> Resource:
    """Return a side as a survey tells it."""
    names = ("connection", "org", "access", "other", "other_access", "state", "note")
    facts: dict[str, Value] = {**dict.fromkeys(names, "x"), "role": role}
    return Resource(Address(f"hq-emea@{org}"), {"state": "active", "id": org}, facts=facts)


BOTH = (side("hq", "inviting"), side("emea", "invited"))


@pytest.mark.parametrize(
    ("live", "sides"),
    [
        pytest.param((), BOTH[:1], id="a side"),
        pytest.param((), (BOTH[0], side("emea", "inviting")), id="a role"),
        pytest.param((), (BOTH[0], replace(BOTH[1], facts={"role": "invited"})), id="a fact"),
        pytest.param((resource("hq-emea@hq/publish/Lead"),), (), id="the side of a resource"),
        pytest.param((resource("hq-emea@hq", state="active"),), BOTH, id="the id of a row"),
        pytest.param((resource("hq/connection/A", id="1"),), (), id="the state of a row"),
    ],
)
def test_a_snapshot_that_lacks_something_is_refused(
    live: tuple[Resource, ...], sides: tuple[Resource, ...]
) -> None:
    """It may come from a fork: whatever stands in it, the answer is a message."""
    with pytest.raises(FilesError) as refused:
        back(snapshot(survey=survey(*live, sides=sides)))
    assert refused.value.diagnostics[0].code == "S2S611"


def test_everything_that_a_survey_tells_comes_back() -> None:
    """What was found, both sides of connections, what was not read, what is probed, what orgs described."""
    gaps = (Gap("hq-emea@hq", None, DOWN), Gap("hq", "lamp", replace(DOWN, fix="")))
    found = survey(
        resource("hq/template/A%2FB/publish/Lead", id="1", state="x"), gaps=gaps, sides=BOTH
    )
    live = replace(found.live, probed=frozenset({("hq-acme@acme", "publish"), ("a@b", "c")}))
    described = Described("00D000000000001EAA", {"Lead": "Lead", "Case": "Vorgang"}, FIELDS)
    one = snapshot(survey=replace(found, live=live), orgs={"hq": described, "emea": described})

    assert back(one) == one


def test_only_facts_that_tell_a_connection_are_kept() -> None:
    """And no place in a file."""
    facts: dict[str, Value] = {"name": "Acme", "since": "2026", "secret": "x"}
    one = Resource(Address("hq", "lamp", "A"), {}, facts=facts, path=("a", 1))

    (found,) = back(snapshot(one)).survey.live.resources.values()

    assert found == Resource(one.address, {}, facts={"name": "Acme", "since": "2026"})


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_things_were_read_means_nothing(seed: int) -> None:
    """The same snapshot is the same bytes."""
    numbers = random.Random(seed)  # noqa: S311

    def shuffled(items: Mapping[Any, Any]) -> dict[Any, Any]:
        return {key: items[key] for key in numbers.sample(list(items), len(items))}

    def made(order: Any) -> bytes:
        live = [resource(DESK, label="x", lit=True), resource("hq/lamp/hall", wires=order(TABLE))]
        fields = order({name: order(fields) for name, fields in FIELDS.items()})
        described = Described("00D", order({"Lead": "a", "Case": "b"}), fields)
        found = survey()
        resources = order({one.address: one for one in live})
        probed = frozenset(order({("a", "b"): 1, ("c", "d"): 1}))
        found = replace(found, live=State(resources, probed=probed), sides=resources)
        return packed(snapshot(survey=found, orgs=order({"hq": described, "emea": described})))

    assert made(shuffled) == made(dict)
    assert made(dict)[4:8] == bytes(4), "no time of packing"


TABLE = {"a": "1", "b": "2", "c": "3"}


def test_what_names_a_person_is_digested_on_the_way_in() -> None:
    """What comes back can be compared, and not be read."""
    one = snapshot(resource(DESK, owner="Max@HQ.example", label="max"))
    desk = Address.parse(DESK)

    found = back(one)

    assert "max@hq" not in text(one).casefold()
    assert found.survey.live.resources[desk].attributes == {"owner": REDACTED, "label": "max"}
    assert found.digests == {(desk, "owner"): digest(SALT, PERSON, "max@hq.example")}


def test_texts_about_what_was_not_read_hold_no_address_of_a_person() -> None:
    """Messages may quote what an org said."""
    told = Diagnostic("S2S306", "It says: 'max@hq.example' <eve@x.example>.", "Ask max@hq.example.")

    (gap,) = back(snapshot(survey=survey(gaps=(Gap("hq", None, told),)))).survey.live.gaps

    assert gap.diagnostic.detail == "It says: '(redacted)' <(redacted)>."
    assert gap.diagnostic.fix == "Ask (redacted)"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("max@hq.example", "max@hq.example", True, id="the same"),
        pytest.param("max@hq.example", "MAX@HQ.example", True, id="the same, once normalized"),
        pytest.param("max@hq.example", "eve@hq.example", False, id="another one"),
        pytest.param("", "x", False, id="an empty one"),
    ],
)
def test_equal_values_have_equal_digests(one: str, other: str, same: bool) -> None:
    """Within a snapshot: with another salt nothing can be compared."""
    assert (digest(SALT, PERSON, one) == digest(SALT, PERSON, other)) is same
    assert digest("other salt", PERSON, one) != digest(SALT, PERSON, one)


def edited(**changes: Any) -> bytes:
    """Return a snapshot with members of its document replaced; without those that are None."""
    one = snapshot(
        resource(DESK, label="x", colours={"red": LISTED}, owner="max"),
        survey=survey(resource(DESK, label="x"), gaps=(Gap("hq", None, DOWN),)),
        orgs={"hq": Described("00D", {}, FIELDS)},
    )
    document = {**json.loads(text(one)), **changes}
    kept = {name: value for name, value in document.items() if value is not None}
    return gzip.compress(json.dumps(kept).encode())


def live(**attributes: Any) -> list[Any]:
    """Return the resources of a document: one, with these attributes."""
    return [{"address": DESK, "attributes": attributes, "facts": {}}]


GAP = {"scope": "hq", "path": None, "code": "S2S301", "detail": "", "fix": "", "where": ""}
NO_SNAPSHOT = ("S2S611", "The file holds no snapshot.")
LACKS = ("S2S611", "The snapshot lacks something.")
WHOLE = packed(snapshot(resource(DESK, label="x" * 1000)))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", NO_SNAPSHOT, id="empty"),
        pytest.param(b"version: 1\n", NO_SNAPSHOT, id="a YAML file"),
        pytest.param(gzip.decompress(WHOLE), NO_SNAPSHOT, id="not compressed"),
        pytest.param(WHOLE[:-9], NO_SNAPSHOT, id="its end is missing"),
        pytest.param(WHOLE[:40] + b"\xff\xff" + WHOLE[42:], NO_SNAPSHOT, id="damaged inside"),
        pytest.param(WHOLE + b"more", NO_SNAPSHOT, id="something after it"),
        pytest.param(gzip.compress(b"{"), NO_SNAPSHOT, id="not JSON"),
        pytest.param(gzip.compress(b"\xff"), NO_SNAPSHOT, id="not text"),
        pytest.param(gzip.compress(b"[]"), NO_SNAPSHOT, id="a list"),
        pytest.param(gzip.compress(b"[" * 100_000), NO_SNAPSHOT, id="nests without an end"),
        pytest.param(edited(kind="s2s.plan"), NO_SNAPSHOT, id="a document of another kind"),
        pytest.param(edited(kind=None), NO_SNAPSHOT, id="of no kind"),
        pytest.param(
            edited(format_version="2.0"),
            ("S2S612", "The snapshot has format 2.0, this s2s reads 1.0."),
            id="a newer format",
        ),
        pytest.param(
            edited(format_version="0.9"),
            ("S2S612", "The snapshot has format 0.9, this s2s reads 1.0."),
            id="an older format",
        ),
        *(
            pytest.param(edited(**{name: None}), LACKS, id=f"without {name}")
            for name in ("resources", "sides", "gaps", "probed", "orgs", "created", "salt")
        ),
        pytest.param(edited(created="yesterday"), LACKS, id="no time"),
        pytest.param(edited(created="2026-01-06T08:00:00"), LACKS, id="a time without a zone"),
        pytest.param(edited(created=5), LACKS, id="a number as a time"),
        pytest.param(edited(salt=5), LACKS, id="a number as salt"),
        pytest.param(edited(gaps=[{**GAP, "code": "S2S999"}]), LACKS, id="an unknown code"),
        pytest.param(edited(gaps=[{"scope": "hq"}]), LACKS, id="half a gap"),
        pytest.param(edited(resources=[{"address": DESK}]), LACKS, id="half a resource"),
        pytest.param(edited(resources=[{"address": 1, "attributes": {}}]), LACKS, id="a number"),
        pytest.param(edited(resources=live(label=[1])), LACKS, id="a list as a value"),
        pytest.param(edited(resources=live(label={})), LACKS, id="nothing as a value"),
        pytest.param(
            edited(resources=live(label={"unknown": "?"})), LACKS, id="unknown, but not how"
        ),
        pytest.param(
            edited(resources=live(colours={"members": {"red": "new"}})), LACKS, id="a new member"
        ),
        pytest.param(
            edited(resources=live(wires={"members": {"a": [1]}})), LACKS, id="a list in a table"
        ),
        pytest.param(edited(orgs={"hq": {"org_id": "1"}}), LACKS, id="half an org"),
        pytest.param(
            edited(orgs={"hq": {"org_id": "1", "objects": {}, "fields": {"Lead": [["x"]]}}}),
            LACKS,
            id="half a field",
        ),
        pytest.param(edited(probed=[["a"]]), LACKS, id="half a probed list"),
        pytest.param(edited(resources={"a": 1}), LACKS, id="resources of another shape"),
    ],
)
def test_what_is_no_snapshot_is_told_and_never_taken_for_an_empty_one(
    content: bytes, expected: tuple[str, str]
) -> None:
    """With the file's name, and never with a traceback."""
    with pytest.raises(FilesError) as caught:
        unpack("x.snap", content, KINDS)

    (told,) = caught.value.diagnostics
    assert (told.code, told.detail, told.source) == (*expected, Source("x.snap", 1, 1))
    assert told.fix


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(edited(), id="as it is"),
        pytest.param(edited(format_version="1.9"), id="a later one of the same format"),
        pytest.param(edited(more={"x": 1}), id="with more in it"),
    ],
)
def test_a_snapshot_of_the_same_format_can_be_read(content: bytes) -> None:
    """What is new in it is left alone."""
    (found,) = unpack("x.snap", content, KINDS).survey.live.resources.values()

    assert found.attributes == {"label": "x"}


def test_a_small_file_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a limit it is no snapshot, whatever it would hold."""
    size = len(gzip.decompress(WHOLE))
    monkeypatch.setattr(room, "MAX_BYTES", size)
    assert unpack("x.snap", WHOLE, KINDS).created == WHEN

    monkeypatch.setattr(room, "MAX_BYTES", size - 1)
    with pytest.raises(FilesError) as caught:
        unpack("x.snap", WHOLE, KINDS)

    assert caught.value.diagnostics[0].code == "S2S611"
