"""A kind is declared once: a toy kind goes through load, schema, plan, apply and explain without a line elsewhere."""

from datetime import date

from s2s_gitops.engine.explain import explain
from s2s_gitops.engine.load import load
from s2s_gitops.engine.policy import approve
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.flows.apply import Orgs, Patience, apply
from s2s_gitops.flows.look import look
from s2s_gitops.flows.plan import plan
from s2s_gitops.kinds import ALL
from s2s_gitops.model.report import Status
from s2s_gitops.views.text import plan_text
from tests.flows.toys import LAMP, FakeClock, ToyOrg, file_with


def test_a_new_kind_needs_its_declaration_and_nothing_else() -> None:
    """Schema, diff, order, consent, text and help come from the declaration."""
    kinds = (LAMP,)
    org = ToyOrg("hall", {"Old": {"switches": {}}})
    with file_with("[{name: A, colour: red, switches: [door]}]") as files:
        config = load(files, kinds, {"TOKEN": "t"})

    picture = look(config, {"hall": org}, kinds)
    made, live = plan(config, picture, kinds, "2026-01-05"), picture.live
    orgs = Orgs({"hall": org}, {"hall": org})
    outcomes = list(
        apply(approve(made), config.desired, live, orgs, kinds, Patience(FakeClock(), 1))
    )
    again = plan(config, look(config, {"hall": org}, kinds), kinds, "2026-01-05")

    assert [str(one) for one in made.unmanaged] == ["hall/lamp/Old"]
    hung = "+ hall/lamp/A  hang  (outward, hall.yaml:6:13)\n       hall gets light"
    assert hung in plan_text(made, date(2026, 1, 5))
    assert [one.status for one in outcomes] == [Status.DONE] * 3
    assert again.changes == ()
    assert again.coverage.verified == again.coverage.declared == 3
    assert "take-down: destructive" in (explain("lamps", kinds) or "")


def test_a_new_kind_appears_in_the_schema_beside_the_others() -> None:
    """The editor knows a kind as soon as it is declared."""
    schema = document_schema((*ALL, LAMP))
    org = schema["properties"]["orgs"]["additionalProperties"]["properties"]
    assert set(org) >= {"settings", "lamps"}
    assert org["lamps"]["items"]["required"] == ["name"]
