"""What looks like a mistake between the parts of the files, and what looks the same and is none."""

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.subscription.circles import circles
from s2s_gitops.model.diagnostic import Diagnostic

HEAD = """\
version: 1
orgs:
  hq: {org_id: 00D000000000001EAA, login: {instance_url: "https://a", access_token: "${env:A}"}}
  emea: {org_id: 00D000000000002EAA, login: {instance_url: "https://b", access_token: "${env:A}"}}
  apac: {org_id: 00D000000000003EAA, login: {instance_url: "https://c", access_token: "${env:A}"}}
  acme: {access: none}
"""


def told(*connections: str, more: str = "") -> list[Diagnostic]:
    """Return the warnings about connections, each written as `name; inviting side; other side`."""
    text = f"{HEAD}{more}connections:\n"
    for one in connections:
        name, *sides = one.split(";")
        first = name.partition("-")[0]
        text += f"  - name: {name}\n    invited_by: {first}\n    sides:\n"
        for alias, side in zip(name.split("-")[:2], sides, strict=True):
            contact = "contact: a@b.example, " if alias == first else ""
            text += f"      {alias}: {{{contact}{side.strip()}}}\n"
    return list(load({"s2s.yaml": text.encode()}, ALL, {}).warnings)


def codes(found: list[Diagnostic]) -> list[tuple[str, str]]:
    """Return code and address of each."""
    return [(one.code, one.where) for one in found]


def publish(sobject: str, *fields: str) -> str:
    """Return a published object."""
    return f"{{object: {sobject}, fields: [{', '.join(fields)}]}}"


def subscribe(sobject: str, own: str = "", **fields: str) -> str:
    """Return a subscription; without an own object into the same one."""
    mapped = ", ".join(f"{at}: {to}" for at, to in fields.items())
    return f"{{object: {sobject}, as: {own or sobject}, fields: {{{mapped}}}}}"


def side(*, out: str = "", into: str = "", more: str = "owner: a@b") -> str:
    """Return a side that publishes and takes in."""
    return f"{more}, publish: [{out}], subscribe: [{into}]"


LEAD = publish("Lead", "Email", "Phone")
BOTH_WAYS = side(out=LEAD, into=subscribe("Lead", Email="Email", Phone="Phone"))


def test_a_field_that_comes_back_is_told_once_for_all_fields() -> None:
    """A > B > A: both sides write it, and the later one wins."""
    (one,) = told(f"hq-emea; {BOTH_WAYS}; {BOTH_WAYS}")

    assert (one.code, one.where) == ("S2S035", "hq-emea@emea/subscribe/Lead")
    assert one.detail == (
        "What emea publishes of Lead comes back to it: Email, Phone (by hq-emea@hq/subscribe/Lead and "
        "hq-emea@emea/subscribe/Lead)."
    )
    assert str(one.source).startswith("s2s.yaml:12:")


def test_a_circle_may_lead_through_several_connections() -> None:
    """A > B > C > A, and under other names on its way."""
    found = told(
        f"hq-emea; {side(out=publish('A__c', 'X__c'))}; {side(into=subscribe('A__c', 'B__c', X__c='Y__c'))}",
        f"emea-apac; {side(out=publish('B__c', 'Y__c'))}; {side(into=subscribe('B__c', 'C__c', Y__c='Z__c'))}",
        f"apac-hq; {side(out=publish('C__c', 'Z__c'))}; {side(into=subscribe('C__c', 'A__c', Z__c='X__c'))}",
    )

    assert codes(found) == [("S2S035", "apac-hq@hq/subscribe/C__c")]


@pytest.mark.parametrize(
    ("hq", "emea"),
    [
        pytest.param(
            side(out=publish("Lead", "Email"), into=subscribe("Lead", Phone="Phone")),
            side(out=publish("Lead", "Phone"), into=subscribe("Lead", Email="Email")),
            id="each field goes one way",
        ),
        pytest.param(
            side(out=publish("Lead", "Email", "Phone"), into=subscribe("Lead", Email="Phone")),
            side(out=publish("Lead", "Email"), into=subscribe("Lead", Email="Email")),
            id="it comes back into another field",
        ),
        pytest.param(
            side(out=publish("Lead"), into=subscribe("Lead")),
            side(out=publish("Lead"), into=subscribe("Lead")),
            id="only what always comes along",
        ),
        pytest.param(
            side(out="{object: Lead}", into="{object: Lead, as: Lead}"),
            side(out="{object: Lead}", into="{object: Lead, as: Lead}"),
            id="fields are not managed",
        ),
    ],
)
def test_sharing_both_ways_without_coming_back_is_no_circle(hq: str, emea: str) -> None:
    """Nobody could do anything about it."""
    assert told(f"hq-emea; {hq}; {emea}") == []


def test_what_is_to_end_is_no_circle() -> None:
    """Nobody repairs a connection that ends."""
    text = f"{HEAD}connections:\n  - name: hq-emea\n    invited_by: hq\n    state: inactive\n    sides:\n"
    text += f"      hq: {{contact: a@b.example, {BOTH_WAYS}}}\n      emea: {{{BOTH_WAYS}}}\n"

    assert load({"s2s.yaml": text.encode()}, ALL, {}).warnings == ()


INTO = subscribe("Lead", Email="Email")


def test_two_connections_write_one_record_only_if_it_was_sent_to_one_of_them() -> None:
    """What merely comes in belongs to the partner who sent it: an inbox of many partners is no mistake."""
    partners = (f"hq-apac; {side(into=INTO)}; {side(out=LEAD)}",)
    inbox = told(f"hq-emea; {side(into=INTO)}; {side(out=LEAD)}", *partners)
    forwarded = told(
        f"hq-emea; {side(into=INTO, out=LEAD)}; {side(out=LEAD, into='{object: Lead, state: absent}')}",
        *partners,
    )

    assert inbox == []
    assert codes(forwarded) == [("S2S036", "hq-apac@hq/subscribe/Lead")]
    assert forwarded[0].detail == (
        "hq's Lead.Email can be written by hq-emea@hq/subscribe/Lead and hq-apac@hq/subscribe/Lead."
    )


def test_two_objects_of_one_connection_write_one_field() -> None:
    """They are mixed in one object, in two fields or one."""
    out = f"{publish('A__c', 'X__c', 'Y__c')}, {publish('B__c', 'X__c', 'Y__c')}"
    into = (
        f"{subscribe('A__c', 'C__c', X__c='X__c', Y__c='Y__c')}, "
        f"{subscribe('B__c', 'C__c', Y__c='X__c', X__c='Z__c')}"
    )

    (one,) = told(f"hq-emea; {side(into=into)}; {side(out=out)}")

    assert (one.code, one.where) == ("S2S036", "hq-emea@hq/subscribe/B__c")
    assert one.detail.startswith("hq's C__c.X__c can be written by ")


def test_a_message_names_five_of_many_partners() -> None:
    """There may be thousands."""
    head = f"{HEAD}connections:\n"
    for at in range(8):
        head += f"  - name: c{at}\n    invited_by: hq\n    sides:\n"
        head += f"      hq: {{contact: a{at}@b.example, {side(into=INTO, out=LEAD)}}}\n      acme: {{}}\n"

    (one,) = load({"s2s.yaml": head.encode()}, ALL, {}).warnings

    assert one.code == "S2S036"
    assert one.detail.endswith("c4@hq/subscribe/Lead and 3 more.")


@pytest.mark.parametrize(
    ("own", "fields", "details"),
    [
        pytest.param(
            "Lead",
            {"Email": "Email", "Phone": "Email"},
            ["Phone is mapped to Lead.Email, and so is Email."],
            id="two that are listed",
        ),
        pytest.param(
            "Lead",
            {"Email": "LastName"},
            ["Email is mapped to Lead.LastName, and so is LastName, which always comes along."],
            id="one that always comes along",
        ),
        pytest.param("Lead", {"Email": "LastName", "LastName": "Email"}, [], id="they change places"),
        pytest.param("Lead", {"LastName": "LastName"}, [], id="what always comes, listed"),
    ],
)  # fmt: skip
def test_an_own_field_is_mapped_once(own: str, fields: dict[str, str], details: list[str]) -> None:
    """No document says which value would win."""
    found = told(f"hq-emea; {side(into=subscribe('Lead', own, **fields))}; {side(out=LEAD)}")

    assert [(one.code, one.detail) for one in found] == [("S2S037", text) for text in details]


def test_whoever_auto_accepts_says_who_owns_the_connection() -> None:
    """Once for a side, at the first that says so; of a partner's org nobody here knows."""
    accepts = (
        "{object: Lead, as: Lead, auto_accept: true}, {object: Case, as: Case, auto_accept: true}"
    )
    out = "{object: Lead}, {object: Case}"
    bare = side(into=accepts, more="account: X")

    found = told(f"hq-emea; {bare}; {side(out=out)}")

    assert codes(found) == [("S2S038", "hq-emea@hq")]
    assert found[0].detail == "hq-emea@hq auto-accepts Lead, and no `owner` is declared."
    assert told(f"hq-emea; {side(into=accepts)}; {side(out=out)}") == []
    assert told(f"hq-acme; {side(out=out)}; {bare}") == []
    off = bare.replace("auto_accept: true", "auto_accept: false")
    assert told(f"hq-emea; {off}; {side(out=out)}") == []


FILES = "an object that holds files, such as Case"


@pytest.mark.parametrize(
    ("objects", "parents"),
    [
        pytest.param(["CaseComment"], ["Case"], id="comments without their case"),
        pytest.param(["OpportunityLineItem", "Product2"], ["Opportunity"], id="lines of nothing"),
        pytest.param(["Attachment"], [FILES], id="files of nothing"),
        pytest.param(["Attachment", "CaseComment"], [FILES, "Case"], id="only children"),
        pytest.param(["Attachment", "A__c"], [], id="files of a custom object"),
        pytest.param(["CaseComment", "Case"], [], id="with its parent"),
    ],
)
def test_children_are_shared_with_their_parent(objects: list[str], parents: list[str]) -> None:
    """Published, bundled and taken in alike."""
    out = ", ".join(f"{{object: {one}}}" for one in objects)
    into = ", ".join(f"{{object: {one}, as: {one}}}" for one in objects)
    bundle = f"templates:\n  - {{org: hq, name: T, publish: [{out}]}}\n"

    published = told(f"hq-acme; {side(out=out)}; owner: a@b")
    bundled = told("hq-acme; owner: a@b; owner: a@b", more=bundle)
    taken = told(f"hq-acme; {side(into=into)}; owner: a@b")

    ends = [
        [one.detail.rpartition("does not ")[2] for one in those] for those in (published, taken)
    ]
    assert ends == [[f"{verb} {one}." for one in parents] for verb in ("publish", "subscribe")]
    assert {one.code for one in (*published, *bundled, *taken)} <= {"S2S039"}
    assert [one.where.partition("/")[2] for one in bundled] == [
        f"template/T/{one.where.partition('/')[2]}" for one in published
    ]


def test_a_child_that_is_to_go_needs_no_parent() -> None:
    """Neither does one whose parent goes as well."""
    assert told(f"hq-acme; {side(out='{object: CaseComment, state: absent}')}; owner: a@b") == []


def templated(*, bundle: str, out: str) -> list[str]:
    """Return what is said of a side that names a template."""
    more = f"templates:\n  - {{org: hq, name: T{bundle}}}\n"
    found = told(f"hq-acme; {side(out=out, more='template: T')}; owner: a@b", more=more)
    assert {one.code for one in found} <= {"S2S040"}
    return [one.detail for one in found]


@pytest.mark.parametrize(
    ("bundle", "lacks"),
    [
        pytest.param(", publish: [{object: Case}]", "Lead", id="an object"),
        pytest.param(", publish: [{object: Lead, fields: [Email]}]", "Lead.Phone", id="a field"),
        pytest.param(", publish: [{object: Lead, fields: []}]", "Lead.Email, Lead.Phone", id="two"),
        pytest.param(", publish: [{object: Case}, {object: Lead, state: absent}]", "Lead",
                     id="an object that the template drops"),
        pytest.param(", publish: [{object: Lead, fields: [Email, Phone]}]", "", id="nothing"),
        pytest.param(", publish: [{object: Lead}]", "", id="its fields are not managed"),
        pytest.param("", "", id="its content is not managed"),
    ],
)  # fmt: skip
def test_a_template_that_would_unpublish_is_told(bundle: str, lacks: str) -> None:
    """Applied once more, it takes away what it lacks."""
    text = f"The template 'T' lacks {lacks}, which this side publishes."

    assert templated(bundle=bundle, out=publish("Lead", "Email", "Phone", "LastName")) == (
        [text] if lacks else []
    )


@pytest.mark.parametrize(
    ("emea", "is_told"),
    [
        pytest.param("owner: a@b, subscribe: [{object: Case, as: Case}]", True, id="others only"),
        pytest.param("owner: a@b, subscribe: []", True, id="nothing"),
        pytest.param("owner: a@b", False, id="its list is not managed"),
        pytest.param("owner: a@b, subscribe: [{object: Lead, state: absent}]", False,
                     id="said with words"),
        pytest.param("owner: a@b, subscribe: [{object: Lead, as: Lead}]", False, id="taken in"),
    ],
)  # fmt: skip
def test_what_nobody_takes_in_is_told(emea: str, *, is_told: bool) -> None:
    """It is disclosed for nothing."""
    case = "" if "Case" not in emea else ", {object: Case}"

    found = told(f"hq-emea; owner: a@b, publish: [{LEAD}{case}]; {emea}")

    assert codes(found) == ([("S2S041", "hq-emea@hq/publish/Lead")] if is_told else [])


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param(["ab", "bc"], [], id="a line"),
        pytest.param(["ab", "ba"], ["ab"], id="two"),
        pytest.param(["ab", "bc", "ca", "cd", "de", "ed"], ["abc", "de"], id="two with a bridge"),
        pytest.param(["ab", "ac", "bd", "cd"], [], id="two ways to one end"),
        pytest.param(["aa"], [], id="of itself"),
    ],
)
def test_circles_are_found(edges: list[str], expected: list[str]) -> None:
    """The largest ones, each once."""
    found = circles([(edge[0], edge[1]) for edge in edges])

    assert sorted("".join(sorted(one)) for one in found) == expected


def test_a_long_line_is_walked_without_recursion() -> None:
    """Files may hold thousands of connections in a row."""
    edges = [(at, at + 1) for at in range(5000)]

    assert [len(one) for one in circles([*edges, (5000, 0)])] == [5001]
    assert circles(edges) == []
