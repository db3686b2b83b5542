"""A survey from before, as what is live of the files of today: under their names, with what can be compared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.engine.recall import recall
from s2s_gitops.engine.snapshot import pack, unpack
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import REDACTED, UNREAD, Gap, Member, Resource, State, Value
from s2s_gitops.model.snapshot import Snapshot
from s2s_gitops.model.survey import Survey

from ..builders import resource

ONE, TWO = "04P000000000001AAA", "04P000000000002AAA"
OPS, MAX = "ops@emea.example", "max@hq.example"
LISTED = Member.LISTED
DOWN = Diagnostic("S2S301", "No answer.")


def desired(side: str = "contact: ops@emea.example", name: str = "main", more: str = "") -> State:
    """Return what files declare: one connection between hq and emea."""
    text = f"""
version: 1
orgs:
  hq: {{org_id: 00D000000000001EAA, login: {{instance_url: "https://a.example", access_token: "${{env:T}}"}}{more}}}
  emea: {{org_id: 00D000000000002EAA, login: {{instance_url: "https://b.example", access_token: "${{env:T}}"}}}}
connections:
  - name: {name}
    invited_by: hq
    sides:
      hq: {{{side}, publish: [{{object: Lead, fields: [Email]}}]}}
      emea: {{}}
"""
    return load({"s2s.yaml": text.encode()}, ALL, {"T": "t"}).desired


def side(scope: str, other: str, role: str, pin: str, name: str) -> tuple[Resource, Resource]:
    """Return a recorded side of a connection, and its row."""
    address = Address(scope)
    facts: dict[str, Value] = {"role": role, "other": other, "access": "manage", "state": "active"}
    facts |= {"connection": address.connection, "org": address.org, "note": ""}
    facts |= {"other_access": "manage"}
    shown: dict[str, Value] = {"state": "active", "id": pin, "contact": None, "owner": MAX}
    recorded = Resource(address, {"state": "active", "id": pin}, facts=facts)
    return recorded, Resource(address, shown, facts={"name": name})


def kept(
    *more: Resource,
    gaps: Sequence[Gap] = (),
    probed: Sequence[tuple[str, str]] = (),
    name: str = "old",
    row: Mapping[str, Value] | None = None,
) -> Snapshot:
    """Return a snapshot of a connection between hq and emea; `row` is what hq shows beside it."""
    inviting, ours = side(f"{name}@hq", "emea", "inviting", ONE, "EMEA GmbH")
    invited, theirs = side(f"{name}@emea", "hq", "invited", TWO, "HQ Industries")
    ours = replace(ours, attributes={**ours.attributes, "contact": OPS, **(row or {})})
    live = {one.address: one for one in (ours, theirs, *more)}
    sides = {one.address: one for one in (inviting, invited)}
    survey = Survey(State(live, tuple(gaps), frozenset(probed)), sides)
    return Snapshot("2026-01-06T08:00:00+00:00", {}, survey, "5a17")


def from_file(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot as it comes back from its file."""
    return unpack("x.snap", pack(snapshot, ALL, "1.2.3"), ALL)


def in_full(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot as a run has it that just recorded it."""
    return replace(snapshot, salt="")


HELD = pytest.mark.parametrize("held", [from_file, in_full], ids=["from a file", "just recorded"])
Held = Callable[[Snapshot], Snapshot]


def shown(state: State) -> list[str]:
    """Return the addresses of what is live."""
    return sorted(str(at) for at in state.resources)


@HELD
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(desired(f"id: {ONE}"), "main", id="pinned"),
        pytest.param(desired(), "main", id="by the contact"),
        pytest.param(desired("contact: OPS@emea.example"), "main", id="by the contact, its case"),
        pytest.param(desired("contact: eve@emea.example"), "", id="another contact"),
        pytest.param(desired("contact: eve@emea.example", "old"), "old", id="by the name"),
        pytest.param(desired(f"id: {ONE}", "x"), "x", id="renamed"),
    ],
)
def test_what_is_in_a_connection_moves_to_its_declared_name(
    held: Held, wanted: State, expected: str
) -> None:
    """All of it, or nothing of it: what nobody declares is told by the name of its company."""
    inside = resource("old@hq/publish/Lead", fields={"Email": LISTED})
    snapshot = held(kept(inside, resource("hq/settings", enabled=True)))

    found = recall(snapshot, wanted, ALL)

    scopes = [f"{expected}@emea", f"{expected}@hq", f"{expected}@hq/publish/Lead"]
    others = ["emea/connection/HQ Industries", "hq/connection/EMEA GmbH"]
    assert shown(found) == sorted(["hq/settings", *(scopes if expected else others)])
    for address, one in found.resources.items():
        assert one.address == address


PERSONAL = "contact: ops@emea.example, owner: {owner}"


@HELD
@pytest.mark.parametrize(
    ("owner", "row", "same"),
    [
        pytest.param(MAX, {}, True, id="the same"),
        pytest.param("MAX@hq.example", {}, True, id="the same, once normalized"),
        pytest.param("eve@hq.example", {}, False, id="another one"),
        pytest.param(MAX, {"owner": UNREAD}, None, id="not read"),
        pytest.param(MAX, {"owner": None}, None, id="none"),
    ],
)
def test_a_value_that_is_redacted_is_the_declared_one_if_it_equals_it(
    held: Held, owner: str, row: Mapping[str, Value], same: bool | None
) -> None:
    """Else it stays what it is: not what is declared."""
    wanted = desired(PERSONAL.format(owner=owner))
    found = recall(held(kept(row=row)), wanted, ALL).resources[Address("main@hq")]

    is_kept = held is from_file
    told = {True: owner.lower() if is_kept else MAX, False: REDACTED if is_kept else MAX}
    assert found.attributes["owner"] == (row["owner"] if same is None else told[same])
    assert found.attributes["contact"] == OPS


def test_what_is_not_declared_stays_redacted() -> None:
    """There is nothing to compare it with."""
    found = recall(from_file(kept()), desired(), ALL)

    assert found.resources[Address("main@hq")].attributes["owner"] is REDACTED
    assert found.resources[Address("main@emea")].attributes["owner"] is REDACTED


@pytest.mark.parametrize(
    ("address", "equal"),
    [
        pytest.param("partners@hq.example", True, id="the same"),
        pytest.param("Partners@HQ.example", True, id="the same, once normalized"),
        pytest.param("eve@hq.example", False, id="another one"),
    ],
)
def test_a_value_of_an_org_is_compared_in_the_same_way(address: str, equal: bool) -> None:
    """Personal values stand in other kinds as well."""
    more = f", settings: {{from_address: {address}}}"
    settings = resource("hq/settings", enabled=True, from_address="partners@hq.example")

    found = recall(from_file(kept(settings)), desired(more=more), ALL)

    shown = found.resources[settings.address].attributes
    assert shown == {"enabled": True, "from_address": address.lower() if equal else REDACTED}


@HELD
def test_what_was_not_read_and_what_is_probed_move_along(held: Held) -> None:
    """What is of an org, or of a connection that nobody declares any more, stays where it was."""
    gaps = [Gap("old@hq", "publish", DOWN), Gap("hq", "settings", DOWN), Gap("gone@hq", None, DOWN)]
    probed = [("old@emea", "publish"), ("gone@acme", "publish")]

    found = recall(held(kept(gaps=gaps, probed=probed)), desired(), ALL)

    assert [(gap.scope, gap.path) for gap in found.gaps] == [
        ("main@hq", "publish"),
        ("hq", "settings"),
        ("gone@hq", None),
    ]
    assert found.probed == {("main@emea", "publish"), ("gone@acme", "publish")}


@HELD
def test_a_pinned_side_that_is_not_shown_is_not_taken_for_absent(held: Held) -> None:
    """It is a gap: the snapshot may be older than the connection."""
    found = recall(held(kept()), desired("id: 04P000000000009AAA"), ALL)

    assert [(gap.scope, gap.diagnostic.code) for gap in found.gaps] == [("main@hq", "S2S614")]
    assert found.gap(Address("main@hq", "publish", "Lead")) == found.gaps[0]


@HELD
@pytest.mark.parametrize("contact", [None, UNREAD, "eve@emea.example"], ids=str)
def test_a_row_that_tells_no_contact_is_not_recognised_by_one(held: Held, contact: Value) -> None:
    """Nor is one that tells another."""
    found = recall(held(kept(row={"contact": contact})), desired(), ALL)

    assert shown(found) == ["emea/connection/HQ Industries", "hq/connection/EMEA GmbH"]


@HELD
def test_a_connection_of_which_only_the_invited_row_is_left_has_no_contact(held: Held) -> None:
    """Its inviting row tells whom it invited, and is gone."""
    snapshot = kept()
    live = {at: one for at, one in snapshot.survey.live.resources.items() if at.org == "emea"}
    survey = replace(snapshot.survey, live=State(live))

    found = recall(held(replace(snapshot, survey=survey)), desired(), ALL)

    assert shown(found) == ["emea/connection/HQ Industries"]


@HELD
def test_what_an_org_shows_and_nobody_declares_stays_as_it_is(held: Held) -> None:
    """A redacted value has nothing to be compared with."""
    settings = resource("hq/settings", enabled=True, from_address="eve@hq.example")

    found = recall(held(kept(settings)), desired(), ALL).resources[settings.address]

    told = REDACTED if held is from_file else "eve@hq.example"
    assert found.attributes == {"enabled": True, "from_address": told}


def test_a_connection_that_is_new_is_absent() -> None:
    """Nothing of it is live, and nothing is wrong."""
    nothing = Snapshot("2026-01-06T08:00:00+00:00", {}, Survey(State({}), {}))

    assert recall(nothing, desired(), ALL) == State({})


@HELD
def test_what_is_declared_as_it_was_recorded_is_live_as_it_was_found(held: Held) -> None:
    """The same names: nothing moves."""
    snapshot = held(kept(resource("main@hq/publish/Lead"), name="main"))

    found = recall(snapshot, desired(), ALL)

    assert shown(found) == shown(snapshot.survey.live)
