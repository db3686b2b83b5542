"""What a template would disclose: held against its side while the invitation is still to come."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from s2s_gitops.kinds.connection.bundles import bundles_of
from s2s_gitops.kinds.connection.fit import beyond as disclosed
from s2s_gitops.kinds.connection.fit import fits
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Gap, Member, Presence, Resource, State, Value

from ..builders import resource, state
from .pages import Looking, Org

LISTED = Member.LISTED


def side(*, role: str = "inviting", **attributes: Value) -> Resource:
    """Return a side that is to be invited with a template, unless said otherwise."""
    declared: dict[str, Value] = {"state": "active", "template": "T", **attributes}
    return replace(resource("hq-emea@hq", **declared), facts={"role": role})


OURS = "hq-emea@hq/publish/Lead"
BUNDLED = resource("hq/template/T/publish/Lead", fields={"Email": LISTED, "Fax": LISTED})


@pytest.mark.parametrize(
    ("bundled", "own", "beyond"),
    [
        pytest.param(BUNDLED, None, "Lead", id="the whole object"),
        pytest.param(BUNDLED, resource(OURS, fields={"Email": LISTED}), "Lead.Fax", id="a field"),
        pytest.param(
            BUNDLED, resource(OURS, fields={}), "Lead.Email, Lead.Fax", id="several fields"
        ),
        pytest.param(
            BUNDLED,
            replace(resource(OURS), presence=Presence.ABSENT),
            "Lead",
            id="an object that is to go",
        ),
        pytest.param(
            BUNDLED,
            replace(resource(OURS, fields={"Email": LISTED}), presence=Presence.ABSENT),
            "Lead",
            id="an object that is to go, whatever else is said of it",
        ),
        pytest.param(
            BUNDLED, resource(OURS, fields={"Email": LISTED, "Fax": LISTED}), "", id="the same"
        ),
        pytest.param(BUNDLED, resource(OURS), "", id="the side leaves its fields open"),
        pytest.param(
            replace(BUNDLED, presence=Presence.ABSENT), None, "", id="the template drops it"
        ),
        pytest.param(
            resource("hq/template/T/publish/Lead", fields={"Company": LISTED}),
            resource(OURS, fields={}),
            "",
            id="fields that are always published",
        ),
        pytest.param(resource("hq/template/Other/publish/Lead"), None, "", id="another template's"),
        pytest.param(
            resource("hq/template/T/publish/Lead"),
            resource("hq-emea@hq/publish/Case"),
            "Lead",
            id="the side declares another object",
        ),
    ],
)
def test_a_template_publishes_nothing_that_its_side_does_not_declare(
    bundled: Resource, own: Resource | None, beyond: str
) -> None:
    """It would be disclosed unseen."""
    desired = state(resource("hq/template/T"), bundled, *([own] if own else []))

    found = list(disclosed(side(), bundles_of(desired).get("hq/template/T", ()), desired))

    text = f"The template publishes {beyond}, which this side does not declare."
    assert [(one.code, one.detail) for one in found] == ([("S2S022", text)] if beyond else [])


DOWN = Diagnostic("S2S301", "No answer.", where="hq")


@pytest.mark.parametrize(
    ("wanted", "live", "gaps", "told"),
    [
        pytest.param(side(), [], [], True, id="to be invited"),
        pytest.param(side(state="pending"), [], [], True, id="to be invited, and left undecided"),
        pytest.param(side(), [resource("hq-emea@hq")], [], False, id="invited"),
        pytest.param(
            side(), [resource("hq-emea@emea")], [], True, id="only the other end is there"
        ),
        pytest.param(side(role="invited"), [], [], False, id="the other side invites"),
        pytest.param(side(template=None), [], [], False, id="no template"),
        pytest.param(side(state="canceled"), [], [], False, id="canceled: nobody is invited"),
        pytest.param(side(state="inactive"), [], [], False, id="over"),
        pytest.param(side(), [], [Gap("hq-emea@hq", None, DOWN)], False, id="it cannot be told"),
        pytest.param(
            replace(side(), address=resource("hq-emea@acme").address),
            [],
            [],
            False,
            id="nobody here can read the org",
        ),
    ],
)
def test_a_template_is_held_against_its_side_only_while_the_invitation_is_to_come(
    wanted: Resource, live: Sequence[Resource], gaps: Sequence[Gap], told: bool
) -> None:
    """Afterwards it has acted, and is never compared."""
    template = f"{wanted.address.org}/template/T/publish/Lead"
    desired = state(wanted, replace(BUNDLED, address=resource(template).address))
    seen = State({one.address: one for one in live}, tuple(gaps))

    found = list(fits(Looking(desired, seen, {"hq": Org(), "emea": Org()})))

    assert [(one.code, one.where) for one in found] == [("S2S022", "hq-emea@hq")] * told
