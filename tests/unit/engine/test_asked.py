"""Which lines ask for a change: told by two versions of files, without looking at any org."""

import pytest

from s2s_gitops.engine.asked import Asked
from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.model.change import Action, Change
from s2s_gitops.model.config import Config
from s2s_gitops.model.resource import Member, Presence, Value

from ..builders import change

FILE = """\
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "https://a.example", access_token: "${env:T}"}
    settings: {from_name: A}
  emea:
    org_id: 00D000000000002EAA
    login: {instance_url: "https://b.example", access_token: "${env:T}"}
connections:
  - name: main
    invited_by: hq
    sides:
      hq:
        contact: ops@emea.example
        account: EMEA GmbH
        publish: [{object: Lead, fields: [Email, Phone]}, {object: Task}]
      emea:
        contact: max@hq.example
        owner: admin@emea.example
        subscribe:
          - {object: Lead, as: Lead, fields: {Email: Email}}
"""


def files(*pairs: tuple[str, str], file: str = "s2s.yaml") -> Config:
    """Return the files, edited."""
    text = FILE
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return load({file: text.encode()}, ALL, {"T": "x"})


def publish(member: str, *, gone: bool = False) -> Change:
    """Return a change of a published field."""
    values: list[Value] = [Member.LISTED, None] if gone else [None, Member.LISTED]
    action = Action.DELETE if gone else Action.CREATE
    return change(
        f"main@hq/publish/Lead.{member}",
        kind="publication",
        verb="unpublish-field" if gone else "publish-field",
        attribute="fields",
        action=action,
        before=values[0],
        after=values[1],
    )


OWNER = change("main@emea", kind="connection", attribute="owner", after="admin@emea.example")
ACCOUNT = change("main@hq", kind="connection", attribute="account", after="EMEA GmbH")
SENDER = change("hq/settings", after="A")
WHOLE = change(
    "main@hq/publish/Task",
    kind="publication",
    verb="publish",
    attribute="",
    action=Action.CREATE,
    before=Presence.ABSENT,
    after=Presence.PRESENT,
)
INVITE = change(
    "main@hq",
    kind="connection",
    verb="invite",
    attribute="state",
    action=Action.CREATE,
    before=Presence.ABSENT,
    after="active",
    sends={"contact": "ops@emea.example"},
)
MAPPED = change(
    "main@emea/subscribe/Lead.Email",
    kind="subscription",
    verb="clear-mapping",
    attribute="fields",
    action=Action.DELETE,
    after=None,
)
OBSERVED = ("  emea:\n    org_id", "  emea:\n    access: observe\n    org_id")
WAITS = ("    invited_by", "    deadline: 9 days\n    invited_by")
AUTO = ("as: Lead, fields", "as: Lead, auto_map: true, fields")


@pytest.mark.parametrize(
    ("edit", "one", "is_asked"),
    [
        pytest.param(("[Email, Phone]", "[Email, Phone]"), publish("Email"), False, id="nothing"),
        pytest.param(("fields: [Email, Phone]", "fields: [ Phone, Email ]"), publish("Email"), False, id="an order"),
        pytest.param(("[Email, Phone]", "[Email]"), publish("Email"), False, id="another member"),
        pytest.param(("[Email, Phone]", "[Email]"), publish("Phone"), True, id="a member"),
        pytest.param(("[Email, Phone]", "[Email, Phone, Title]"), publish("Title", gone=True), True, id="it goes"),
        pytest.param(("[Email, Phone]", "[Email, Phone]"), publish("Fax", gone=True), False, id="nobody's member"),
        pytest.param((", fields: [Email, Phone]", ""), publish("Fax", gone=True), True, id="the list is new"),
        pytest.param(("from_name: A", "from_name: B"), SENDER, True, id="a value"),
        pytest.param(("    settings: {from_name: A}\n", ""), SENDER, True, id="a resource is new"),
        pytest.param(("account: EMEA GmbH", "account: emea gmbh"), ACCOUNT, False, id="a spelling"),
        pytest.param(("        account: EMEA GmbH\n", ""), ACCOUNT, True, id="an attribute is new"),
        pytest.param(("object: Task", "object: Task, state: absent"), WHOLE, True, id="presence"),
        pytest.param(("[Email, Phone]", "[Email]"), WHOLE, False, id="same presence"),
        pytest.param(("contact: ops@emea", "contact: old@emea"), INVITE, True, id="what is sent"),
        pytest.param(("contact: ops@emea", "contact: OPS@emea"), INVITE, False, id="sent as well"),
        pytest.param(("contact: ops@emea", "contact: old@emea"), publish("Email"), True, id="another row is meant"),
        pytest.param(("invited_by: hq", "invited_by: emea"), OWNER, True, id="a role"),
        pytest.param(("    invited_by", "    state: pending\n    invited_by"), publish("Email"), True, id="a state"),
        pytest.param(WAITS, publish("Email"), False, id="a deadline"),
        pytest.param(AUTO, MAPPED, True, id="a list that was open"),
        pytest.param(("00D000000000001EAA", "00D000000000001"), publish("Email"), False, id="a short id"),
        pytest.param(("00D000000000001EAA", "00D000000000009"), publish("Email"), True, id="another org"),
        pytest.param(OBSERVED, OWNER, True, id="managed otherwise"),
        pytest.param(OBSERVED, SENDER, False, id="an org aside"),
    ],
)  # fmt: skip
def test_a_change_is_asked_for_where_its_declaration_differs(
    edit: tuple[str, str], one: Change, is_asked: bool
) -> None:
    """Or that of something on which it depends; what stands beside it does not count."""
    asked = Asked(files(edit, file="then.yaml"), files(("invited_by: hq", "invited_by: hq")), ALL)

    assert bool(asked.lines([one])[one.sort_key()]) is is_asked


def test_an_org_that_the_files_did_not_know_asks_for_everything_in_it() -> None:
    """Nothing could be declared there."""
    text = "version: 1\norgs: {acme: {access: none}}\n"
    before = load({"s2s.yaml": text.encode()}, ALL, {})

    lines = Asked(before, files(("from_name: A", "from_name: A")), ALL).lines([SENDER])

    assert str(lines[SENDER.sort_key()][0]) == "s2s.yaml:4:5"


def test_what_goes_names_the_line_that_was_there() -> None:
    """Nobody finds it in the files of today."""
    before, now = (
        files(("[Email, Phone]", "[Email, Phone, Title]"), file="then.yaml"),
        files(("A}", "A}")),
    )
    gone = publish("Title", gone=True)

    assert [str(one) for one in Asked(before, now, ALL).lines([gone])[gone.sort_key()]] == [
        "then.yaml:17:57"
    ]


def test_what_can_only_follow_is_asked_for_by_the_same_lines() -> None:
    """What lies in a connection that is newly invited was not there before; removals do not follow."""
    before = files(("    invited_by", "    state: canceled\n    invited_by"))
    now = files(("A}", "A}"))
    settings = change("hq/settings", verb="enable", attribute="enabled", action=Action.CREATE)
    gone = publish("Phone", gone=True)
    drifted = [SENDER, gone]

    lines = Asked(before, now, ALL).lines([INVITE, OWNER, *drifted])

    assert lines[OWNER.sort_key()] == lines[INVITE.sort_key()] != ()
    assert lines[SENDER.sort_key()] == ()
    enabled = files(("from_name: A", "enabled: true"))
    told = Asked(files(("A}", "A}")), enabled, ALL).lines([settings, INVITE])
    assert told[INVITE.sort_key()] == told[settings.sort_key()] != ()
