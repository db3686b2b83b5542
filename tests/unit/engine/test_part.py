"""The part of the files that changed: by units, with what these lean on, and the orgs that have to be asked."""

from s2s_gitops.engine.load import load
from s2s_gitops.engine.part import narrowed, part_of, within
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.resource import Gap, State

from ..builders import resource

LOGIN = 'login: {instance_url: "https://a.example", access_token: "${env:T}"}'
ORGS = f"""\
version: 1
orgs:
  a: {{org_id: 00D000000000001EAA, {LOGIN}, settings: {{enabled: true}}}}
  b: {{org_id: 00D000000000002EAA, {LOGIN}}}
  c: {{org_id: 00D000000000003EAA, {LOGIN}}}
templates:
  - {{org: a, name: T, publish: [{{object: Lead, fields: [Email]}}]}}
connections:
"""


def connection(name: str, inviting: str, invited: str, *, pin: str = "", more: str = "") -> str:
    """Return a connection on one line."""
    sides = f"{inviting}: {{contact: x@y.example{more}}}, {invited}: {{{pin}}}"
    return f"  - {{name: {name}, invited_by: {inviting}, sides: {{{sides}}}}}\n"


def files(*connections: str, orgs: str = ORGS) -> Config:
    """Return what files declare."""
    return load({"s2s.yaml": (orgs + "".join(connections)).encode()}, ALL, {"T": "x"})


ONE = connection("one", "a", "b")
TWO = connection("two", "c", "b", pin="id: 04P000000000001")


def test_a_part_is_what_differs_and_what_it_leans_on() -> None:
    """A connection leans on the settings of both orgs and on its template, which leans on the settings."""
    before = files(ONE, TWO)
    now = files(connection("one", "a", "b", more=", template: T"), TWO)

    part = part_of(before, now, ALL, "main")

    assert (part.changed, part.left_out, part.gone) == (("one",), ("two",), ())
    assert part.needed == ("a/settings", "a/template/T")
    assert part.units == {"one", "a/settings", "a/template/T"}


def test_what_nests_in_a_template_belongs_to_it() -> None:
    """A field of a template is a change of the template; who chooses it has not changed."""
    now = files(ONE, orgs=ORGS.replace("[Email]", "[Email, Phone]"))

    part = part_of(files(ONE), now, ALL, "main")

    assert (part.changed, part.needed, part.left_out) == (
        ("a/template/T",),
        ("a/settings",),
        ("one",),
    )


def test_what_comes_is_changed_and_what_went_is_gone() -> None:
    """Removing lines deletes nothing."""
    part = part_of(files(ONE), files(TWO), ALL, "main")

    assert (part.changed, part.gone) == (("two",), ("one",))


def test_another_org_behind_an_alias_changes_all_that_faces_it() -> None:
    """The declarations are the same, but of another thing."""
    now = files(ONE, TWO, orgs=ORGS.replace("00D000000000003EAA", "00D000000000009EAA"))

    assert part_of(files(ONE, TWO), now, ALL, "main").changed == ("two",)


def test_the_orgs_of_a_part_are_those_that_it_joins() -> None:
    """And the one that invited an unpinned side there: else its row could be taken for another one's."""
    before = files(ONE, TWO)
    now = files(connection("one", "a", "b", more=", account: X"), TWO)
    part = part_of(before, now, ALL, "main")

    pinned = narrowed(now, part, ALL)
    told = narrowed(files(ONE, TWO.replace("id: 04P000000000001", "")), part, ALL)

    assert set(pinned.orgs) == {"a", "b"}
    assert set(told.orgs) == {"a", "b", "c"}
    assert {one.unit for one in pinned.desired.resources} == {"one", "a/settings"}


def test_what_speaks_of_others_alone_is_left_out() -> None:
    """It would be told as consent to nothing; what may mean a part stays."""
    entries = "".join(
        f"  - {{address: '{one}', change: unpublish, reason: x}}\n"
        for one in ("two@b/publish/*", "one@*/**", "**", "gone@b/publish/Lead")
    )
    now = files(ONE, TWO, f"approvals:\n{entries}")

    kept = narrowed(now, part_of(files(TWO), now, ALL, "main"), ALL).approvals

    assert [one.pattern for one in kept] == ["one@*/**", "**", "gone@b/publish/Lead"]


def test_a_picture_of_a_part_holds_nothing_of_others() -> None:
    """Neither what is live there, nor what could not be read, nor what is wrong."""
    now = files(ONE, TWO)
    part = part_of(files(TWO), now, ALL, "main")
    down = Diagnostic("S2S301", "No answer.")
    ours = [
        Gap("one@b", "publish", down),
        Gap("a", "settings", down),
        Gap("a/template/T", None, down),
    ]
    kept = [
        Diagnostic("S2S105", "x", where="one@a"),
        Diagnostic("S2S105", "x", where="b"),
        Diagnostic("S2S616", "x"),
    ]
    others = [Diagnostic("S2S105", "x", where=where) for where in ("two@b/publish/Lead", "c")]
    live = State(
        {
            one.address: one
            for one in map(resource, ("one@a/publish/Lead", "two@b", "b/connection/X"))
        },
        (*ours, Gap("two@b", None, down), Gap("c", None, down)),
    )

    found = within(Picture(("a", "b", "c"), live, (*kept, *others)), part, narrowed(now, part, ALL))

    assert [str(one) for one in found.live.resources] == ["one@a/publish/Lead"]
    assert list(found.live.gaps) == ours[:2]
    assert list(found.diagnostics) == kept
    assert found.orgs == ("a", "b")
