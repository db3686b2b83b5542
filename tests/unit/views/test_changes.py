"""Changes as lines: dangerous ones first, members that go the same way together."""

import random

import pytest

from s2s_gitops.model.change import Action, Because, Change, Risk
from s2s_gitops.model.part import Part
from s2s_gitops.model.plan import Consent
from s2s_gitops.model.resource import Member, Presence
from s2s_gitops.views.changes import change_lines, grouped

from ..builders import change, plan

LEAD = "hq-emea@hq/publish/Lead"
FIELD = {"verb": "publish-field", "action": Action.CREATE, "attribute": "fields", "before": None}


def field(name: str, **more: object) -> Change:
    """Return the publishing of one field."""
    return change(f"{LEAD}.{name}", **{**FIELD, "after": Member.LISTED, **more})


def test_members_that_go_the_same_way_share_a_row() -> None:
    """In the order of their names."""
    rows = grouped(plan(), [field("Phone"), field("Email"), field("Fax", verb="unpublish-field")])

    assert [[one.address.member for one in row] for row in rows] == [["Email", "Phone"], ["Fax"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(field("Email"), change(f"{LEAD[:-4]}Case.Email", **FIELD), id="resources"),
        pytest.param(field("Email"), field("Phone", verb="other"), id="verbs"),
        pytest.param(field("Email"), field("Phone", risk=Risk.OUTWARD), id="risks"),
        pytest.param(
            change(attribute="from_name"), change(attribute="from_address"), id="attributes"
        ),
    ],
)
def test_what_differs_has_a_row_of_its_own(first: Change, second: Change) -> None:
    """A row says one thing."""
    assert len(grouped(plan(), [first, second])) == 2


APPROVED, OTHERWISE = Consent(needed=True, reason="agreed"), Consent(needed=True, reason="signed")
MISSING = Consent(needed=True)


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        pytest.param(APPROVED, APPROVED, 1, id="the same approval"),
        pytest.param(MISSING, MISSING, 1, id="both without one"),
        pytest.param(APPROVED, MISSING, 2, id="one without"),
        pytest.param(APPROVED, OTHERWISE, 2, id="two approvals"),
    ],
)
def test_members_share_a_row_only_if_they_share_the_consent(
    first: Consent, second: Consent, rows: int
) -> None:
    """What is approved does not vouch for what is not."""
    email, phone = field("Email"), field("Phone")
    made = plan(
        email,
        phone,
        consents={
            email.address: {"publish-field": first},
            phone.address: {"publish-field": second},
        },
    )

    assert len(grouped(made, made.changes)) == rows


def test_each_row_tells_its_own_consent() -> None:
    """Of the same verb at the same resource: what has an approval first."""
    changes = [field(name, risk=Risk.DESTRUCTIVE) for name in ("A", "B", "C")]
    consents = {
        one.address: {"publish-field": consent}
        for one, consent in zip(changes, (MISSING, APPROVED, MISSING), strict=True)
    }

    lines = list(change_lines(plan(*changes, consents=consents), changes))

    assert [line.split("  ")[-1].strip() for line in lines if "ours alone" not in line] == [
        "(destructive, s2s.yaml:3:5)",
        "approved: agreed",
        "(destructive, s2s.yaml:3:5)",
        "needs an approval; apply will refuse",
    ]
    assert [line for line in lines if "publish-field" in line] == [
        f"   + {LEAD}  publish-field B  (destructive, s2s.yaml:3:5)",
        f"   + {LEAD}  publish-field A, C  (destructive, s2s.yaml:3:5)",
    ]


@pytest.mark.parametrize("seed", range(4))
def test_dangerous_rows_come_first_and_the_order_is_stable(seed: int) -> None:
    """Irreversible, destructive, outward, safe; then by address."""
    ordered = [
        change("b@hq", risk=Risk.IRREVERSIBLE),
        change("a@hq", risk=Risk.DESTRUCTIVE),
        change("a@hq", risk=Risk.OUTWARD),
        change("b@hq", risk=Risk.OUTWARD),
        change("a@hq", risk=Risk.SAFE),
    ]
    shuffled = random.Random(seed).sample(ordered, len(ordered))  # noqa: S311

    assert [row[0] for row in grouped(plan(), shuffled)] == ordered


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            [change()],
            [
                "   ~ hq/settings  set from_name: old -> new  (safe, s2s.yaml:3:5)",
            ],
            id="attribute",
        ),
        pytest.param(
            [field("Phone"), field("Email")],
            [
                f"   + {LEAD}  publish-field Email, Phone  (safe, s2s.yaml:3:5)",
            ],
            id="members",
        ),
        pytest.param(
            [
                change(
                    LEAD,
                    verb="unpublish",
                    action=Action.DELETE,
                    attribute="",
                    before=Presence.PRESENT,
                    risk=Risk.DESTRUCTIVE,
                    consequences=("emea loses Lead", "emea gets mail"),
                )
            ],
            [
                f"   - {LEAD}  unpublish  (destructive, s2s.yaml:3:5)",
                "       ours alone",
                "     > emea loses Lead",
                "     > emea gets mail",
            ],
            id="resource, with consequences",
        ),
        pytest.param(
            [
                change(
                    "hq-emea@emea",
                    verb="accept",
                    action=Action.CREATE,
                    attribute="state",
                    before=Presence.ABSENT,
                    after="active",
                    risk=Risk.IRREVERSIBLE,
                )
            ],
            ["!! + hq-emea@emea  accept  (irreversible, s2s.yaml:3:5)", "       ours alone"],
            id="life, irreversible",
        ),
        pytest.param(
            [
                field("Email", partner="emea", discloses=1, consequences=("mail",)),
                field("Phone", partner="emea", discloses=2, consequences=("mail",)),
            ],
            [
                f"   + {LEAD}  publish-field Email, Phone  (safe, s2s.yaml:3:5)",
                "     > mail",
                "     > newly disclosed to emea: 3 field(s)",
            ],
            id="disclosure is summed up, consequences are told once",
        ),
        pytest.param(
            [change(after="\x1b[2J\n", reason="\u202etxet", risk=Risk.OUTWARD)],
            [
                "   ~ hq/settings  set from_name: old -> \\u001b[2J\\u000a  (outward, s2s.yaml:3:5)",
                "       \\u202etxet",
            ],
            id="hostile text",
        ),
        pytest.param(
            [
                field("A", before="1", after="2"),
                field("B", after="x"),
                field("C", before="3", after=None),
            ],
            [f"   + {LEAD}  publish-field A: 1 -> 2, B -> x, C  (safe, s2s.yaml:3:5)"],
            id="members of a table, with what they map to",
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_a_row_says_what_where_why_and_what_follows(
    changes: list[Change], expected: list[str]
) -> None:
    """Symbols, never colour alone."""
    assert list(change_lines(plan(), changes)) == expected


@pytest.mark.parametrize(
    ("consent", "line"),
    [
        pytest.param(Consent(needed=False), "", id="not needed"),
        pytest.param(Consent(needed=True, reason="legal"), "approved: legal", id="given"),
        pytest.param(Consent(needed=True), "needs an approval; apply will refuse", id="missing"),
    ],
)
def test_a_row_says_how_it_stands_with_the_approvals(consent: Consent, line: str) -> None:
    """Nobody learns it only from apply."""
    one = change()
    made = plan(one, consents={one.address: {"set": consent}})

    last = list(change_lines(made, [one]))[1:]

    assert [text.strip() for text in last] == ([line] if line else [])


@pytest.mark.parametrize(
    ("sends", "line"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"contact": "a@b"}, ["       with contact: a@b"], id="a contact"),
        pytest.param(
            {"account": "EMEA\x1b", "contact": "a@b", "template": "T"},
            ["       with account: EMEA\\u001b, contact: a@b, template: T"],
            id="all of an invitation; hostile text is spelled out",
        ),
    ],
)
def test_what_travels_with_a_change_stands_below_it(sends: dict[str, str], line: list[str]) -> None:
    """A person sees whom an invitation reaches."""
    made = change("a@hq", verb="invite", sends=sends)

    assert list(change_lines(plan(made), [made]))[1:] == line


@pytest.mark.parametrize(
    ("because", "words"),
    [
        pytest.param(Because.DECLARED, [], id="nothing is known"),
        pytest.param(Because.CONFIG, [], id="what everybody expects"),
        pytest.param(
            Because.DRIFT,
            ["because of drift: no line that changed since the baseline asks for it"],
            id="org",
        ),
        pytest.param(
            Because.PARTNER,
            ["because the other side differs: no line that changed since the baseline asks for it"],
            id="theirs",
        ),
        pytest.param(
            Because.DEPENDENCY, ["because another change of this plan takes it away"], id="another"
        ),
    ],
)  # fmt: skip
def test_why_a_change_is_there_is_told_where_it_is_known(
    because: Because, words: list[str]
) -> None:
    """In a line of its own."""
    lines = [line.strip() for line in change_lines(plan(), [change(because=because)])]

    assert [line for line in lines if line.startswith("because")] == words


def test_what_a_part_leans_on_is_told_from_what_changed() -> None:
    """A partial plan holds changes that nobody thought of: they say so."""
    settings = change("hq/settings", because=Because.DRIFT)
    made = plan(settings, part=Part("main", changed=("hq-emea",), needed=("hq/settings",)))

    (line,) = [one for one in change_lines(made, [settings]) if "because" in one]

    assert line.endswith("asks for it, but what changed leans on it")


def test_members_share_a_row_only_if_they_are_there_for_the_same_reason() -> None:
    """A reviewer of one's own lines must not take another's for them."""
    rows = grouped(plan(), [field("Email"), field("Phone", because=Because.DRIFT), field("Title")])

    assert [[one.address.member for one in row] for row in rows] == [["Email", "Title"], ["Phone"]]
