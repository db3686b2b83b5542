"""The form side of the dialects: whatever is drawn, a browser can do its work."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
from click.testing import CliRunner

from s2s_gitops.emulator.__main__ import main
from s2s_gitops.emulator.looking import find_buttons, find_control
from s2s_gitops.emulator.naming import LostError
from s2s_gitops.emulator.nouns import Status
from s2s_gitops.emulator.pages.drawing import dialect_of
from s2s_gitops.emulator.pages.form_dialect import (
    TITLES,
    Accepting,
    Declining,
    Extra,
    FormDialect,
    OnSubmit,
    Pointer,
    Pressing,
    Redirect,
    Sending,
    Spare,
    TemplateLabel,
    TemplateShown,
    Unticking,
)
from s2s_gitops.emulator.pages.input_names import Family, IdForm, InputNames, RowFamily
from s2s_gitops.emulator.pages.list_dialect import ListDialect
from s2s_gitops.emulator.person import SETTINGS, Person
from s2s_gitops.emulator.seed import default_seed_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from s2s_gitops.emulator.server import Emulator

EMEA, HQ, ACME = "admin@emea.example", "admin@hq.example", "partner@acme.example"
NUMBERS = range(1, 41)
DRAWN = [dialect_of(number) for number in range(1, 201)]


@pytest.fixture
def speak(emulator: Emulator) -> Iterator[Callable[..., None]]:
    """Give the running emulator drawn forms with plain lists, or plain forms with some choices changed."""
    world, plain = emulator.world, emulator.world.dialect

    def change(number: int = 0, **choices: Any) -> None:
        if number:
            world.dialect = replace(dialect_of(number), lists=ListDialect())
        else:
            forms = replace(FormDialect(), **choices)
            names = plain.names if forms.names == InputNames() else forms.names.table()
            world.dialect = replace(plain, forms=forms, names=names)
        world.reset()

    yield change
    world.dialect = plain
    world.reset()


def outcomes(emulator: Emulator) -> list[tuple[str, str]]:
    return [(line.what, line.outcome.value) for line in emulator.world.journal]


def connect(person: Any, template: str | None = None) -> tuple[Person, Person]:
    """Connect hq and emea, and return somebody at each end."""
    person(EMEA).enable()
    hq, emea = person(HQ), person(EMEA)
    hq.invite("Olga Ops", template)
    emea.accept("HQ Industries")
    return hq, emea


@pytest.mark.parametrize("number", NUMBERS)
def test_the_whole_life_can_be_clicked_in_every_dialect(
    speak: Any, person: Any, emulator: Emulator, number: int
) -> None:
    """Each form comes back as a browser posts it, with the effect that is documented."""
    speak(number)
    orgs = emulator.world.network.orgs
    hq = person(HQ)
    hq.change_settings({"Name": "Alliances", "Invitation Template": "Partner Invitation"})
    hq.new_template("Standard", "What all get", objects=["Lead"])
    hq.template_fields("Standard", "Lead", ["Phone"])
    hq.edit_template("Standard", description="For all")
    hq, emea = connect(person, "Standard")
    hq.choose_objects("EMEA GmbH", ["Case", "Project"])
    hq.choose_objects("EMEA GmbH", [], ["Case"])
    hq.choose_fields("EMEA GmbH", "Project", ["Budget", "Stage"])
    hq.choose_fields("EMEA GmbH", "Project", [], ["Budget"])
    emea.subscribe("HQ Industries", {"Project": "Engagement"}, auto_accept=["Project"])
    emea.map_fields("HQ Industries", "Project", {"Stage": "Phase"}, auto=True)
    emea.map_values("HQ Industries", "Project", "Stage", {"Planned": "Open"})
    hq.edit_connection("EMEA GmbH", account="Globex", owner="Maria Meyer")

    ours = next(one for one in orgs["hq"].connections.values() if one.name == "EMEA GmbH")
    (theirs,) = orgs["emea"].connections.values()
    settings = orgs["hq"].settings
    assert settings.from_name == "Alliances"
    assert orgs["hq"].email_templates[settings.templates["invitation"]].name == "Partner Invitation"
    owner, account = orgs["hq"].user_name(ours.owner_id), orgs["hq"].accounts[ours.account_id or ""]
    assert (ours.status, owner, account.name) == (Status.ACCEPTED, "Maria Meyer", "Globex")
    again = emulator.world.dialect.forms.template_shown is TemplateShown.LAST
    assert ("Project__c" in ours.published) is not again
    assert "Phone" in ours.published["Lead"]
    if not again:
        assert ours.published["Project__c"] == {"Name", "Stage__c"}
        found = theirs.subscribed["Project__c"]
        assert (found.ours, found.is_auto_accepted) == ("Engagement__c", True)
        assert found.fields["Stage__c"] == "Phase__c"
        assert found.values == {"Stage__c": {"Planned": "Open"}}
    assert "refused" not in {outcome for _, outcome in outcomes(emulator)}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_button_that_acts_at_once_works_in_every_dialect(
    speak: Any, person: Any, emulator: Emulator, number: int
) -> None:
    """Resend, cancel, decline and deactivate, whatever comes between the click and its effect."""
    speak(number)
    hq, emea = person(HQ), person(EMEA)
    emea.enable()
    hq.invite("Olga Ops")
    hq.resend("EMEA GmbH")
    hq.cancel("EMEA GmbH")
    hq.deactivate("Acme Corp")
    hq_ends = emulator.world.network.orgs["hq"].connections.values()
    assert {one.status for one in hq_ends} == {Status.INACTIVE}
    assert [mail.purpose for mail in emulator.world.network.outbox] == [
        "invitation",
        "invitation",
        "deactivation",
    ]
    assert "refused" not in {outcome for _, outcome in outcomes(emulator)}


@pytest.mark.parametrize("number", NUMBERS)
def test_an_invitation_is_declined_where_there_is_a_way(
    speak: Any, person: Any, emulator: Emulator, number: int
) -> None:
    """Where Accept acts at once and Decline stands nowhere else, only the e-mail leads to it."""
    speak(number)
    person(EMEA).enable()
    person(HQ).invite("Olga Ops")
    forms = emulator.world.dialect.forms
    is_at_once = forms.accepting in {Accepting.POST, Accepting.LINK}
    if is_at_once and forms.declining is Declining.ON_PAGE:
        with pytest.raises(LostError, match="accepts at once"):
            person(EMEA).decline("HQ Industries")
        link = f"{emulator.world.dialect.invitation_address()}?inv="
        code = next(mail.invitation for mail in emulator.world.network.outbox if mail.invitation)
        screen = person(EMEA).open(link + code).press("Decline")
    else:
        screen = person(EMEA).decline("HQ Industries")
    assert screen.value("Connection Status") == "Rejected"


@pytest.mark.parametrize("number", NUMBERS)
def test_the_known_parts_of_a_form_are_there_in_every_dialect(
    speak: Any, person: Any, number: int
) -> None:
    """What public code and dumps show is fixed: anatomy, save, labels, lookup companions."""
    speak(number)
    off = person(EMEA).open(SETTINGS).page
    assert off.xpath("//table[@class='detailList']//input[@id='penabled'][@name='penabled']")
    page = person(HQ).open("/04P/e").page
    (form,) = page.xpath("//form[@id='editPage'][@name='editPage'][@method='post']")
    for name in ("cancelURL", "retURL", "save_new_url", "sysMod", "_CONFIRMATIONTOKEN"):
        assert len(form.xpath(".//input[@type='hidden'][@name=$name]", name=name)) == 1
    assert form.xpath(".//*[@id='errorDiv_ep'][contains(@style, 'none')]")
    for row in ("topButtonRow", "bottomButtonRow"):
        values = form.xpath(f".//*[@id='{row}']/input[not(@style)]/@value")
        assert values == [" Save & Send Invite ", " Cancel "]
    contact = next(one for one in form.xpath(".//label") if "Contact" in one.text_content())
    (box,) = form.xpath(".//input[@id=$id]", id=contact.get("for"))
    for ending in ("_lkid", "_lkold", "_lktp", "_lspf", "_lspfsub", "_mod"):
        assert form.xpath(".//input[@name=$name]", name=box.get("name") + ending)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("number", NUMBERS)
def test_the_same_number_gives_the_same_page(
    speak: Any, person: Any, emulator: Emulator, number: int
) -> None:
    """A failure can be replayed; another number gives other pages."""
    pages = []
    for each in (number, number, number + 100):
        speak(each)
        pages.append(person(HQ).session.get(emulator.orgs["hq"].url + SETTINGS).text)
    assert pages[0] == pages[1] != pages[2]


def _every_value() -> Iterator[tuple[str, Any]]:
    for part, read in ((FormDialect, "forms"), (InputNames, "forms.names")):
        for name, kind in get_type_hints(part).items():
            if isinstance(kind, type) and issubclass(kind, Enum):
                yield from ((f"{read}.{name}", value) for value in kind)
    yield from (("forms.unknown_script", title) for title in (*TITLES, ""))


@pytest.mark.parametrize(("path", "value"), list(_every_value()))
def test_every_value_of_every_choice_is_drawn(path: str, value: Any) -> None:
    """By some number up to 200; a value that is never drawn tests nobody."""
    *parts, last = path.split(".")
    found = []
    for dialect in DRAWN:
        one: Any = dialect
        for part in parts:
            one = getattr(one, part)
        found.append(getattr(one, last))
    assert value in found


def test_zero_to_three_hidden_inputs_are_drawn_and_most_forms_have_known_scripts() -> None:
    """A script that nobody knows is the exception."""
    assert {len(one.forms.extras) for one in DRAWN} == {0, 1, 2, 3}
    assert sum(bool(one.forms.unknown_script) for one in DRAWN) < 80


def test_the_plain_dialect_is_the_default_of_every_choice() -> None:
    """Dialect 0 stays what it is."""
    assert dialect_of(0).forms == FormDialect()


@pytest.mark.parametrize("style", Redirect)
def test_a_save_leads_on_in_each_form(
    speak: Any, browser: Any, emulator: Emulator, style: Redirect
) -> None:
    """By a plain answer, by script or by a meta tag, always to the same place."""
    speak(after_save=style)
    session, url = browser(HQ), emulator.orgs["hq"].url + SETTINGS
    form = Person(emulator.orgs["hq"].url, emulator.token(HQ), str(emulator.ca_file)).open(SETTINGS)
    pairs = [(one.get("name"), one.get("value")) for one in form.page.xpath("//form//input")]
    pairs = [pair for pair in pairs if pair[0] not in {"save", "cancel"}]
    answer = session.post(url, data=[*pairs, ("save", " Save ")], allow_redirects=False)
    sign = {
        Redirect.ANSWER: "",
        Redirect.LOAD: "redirectOnLoad",
        Redirect.REPLACE: "window.location.replace('/_ui",
        Redirect.HREF: "window.location.href ='/_ui",
        Redirect.META: '<meta http-equiv="Refresh" content="0; URL=/_ui',
    }[style]
    assert answer.status_code == (302 if style is Redirect.ANSWER else 200)
    assert sign in answer.text
    form.browser.session.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("style", Redirect)
def test_without_a_session_every_form_leads_to_the_login(
    speak: Any, browser: Any, emulator: Emulator, style: Redirect
) -> None:
    """Each carries ec=302 and the way back."""
    speak(session_gone=style)
    answer = browser("").get(f"{emulator.orgs['hq'].url}/04P/o?a='b", allow_redirects=False)
    target = answer.headers.get("Location", answer.text)
    assert "/?ec=302" in target
    assert "startURL=%2F04P%2Fo%3Fa%3D%2527b" in target
    stranger = Person(emulator.orgs["hq"].url, "none", str(emulator.ca_file))
    with pytest.raises(LostError, match="session has expired"):
        stranger.open("/04P")
    stranger.close()


def test_a_user_without_privileges_may_be_told_with_status_200(
    speak: Any, browser: Any, person: Any, emulator: Emulator
) -> None:
    """The words are the same."""
    number = next(one.number for one in DRAWN if one.forms.forbidden.value == "200")
    speak(number)
    answer = browser("sam@hq.example").get(f"{emulator.orgs['hq'].url}/04P")
    assert (answer.status_code, "level of access necessary" in answer.text) == (200, True)
    with pytest.raises(LostError, match="Insufficient Privileges"):
        person("sam@hq.example").open("/04P")


@pytest.mark.parametrize("rows", RowFamily)
@pytest.mark.parametrize("family", Family)
def test_names_differ_within_a_page_and_between_dialects(
    speak: Any, person: Any, family: Family, rows: RowFamily
) -> None:
    """No two inputs of a form share a name by accident, and salt tells dialects apart."""
    seen = []
    for salt, first in (("kzq", 5), ("bcd", 31)):
        names = InputNames(
            family=family, rows=rows, values=rows, ids=IdForm.OTHER, salt=salt, first=first
        )
        speak(names=names)
        person(HQ).choose_objects("Acme Corp", ["Case"])
        acme = person(ACME)
        acme.map_fields("HQ Industries", "Lead", {})
        for form in (
            acme.mapping("HQ Industries", "Lead"),
            acme.connection("HQ Industries").press("Subscribe/Unsubscribe"),
            person(HQ).connection("Acme Corp").edit_row("Published Objects", "Lead"),
        ):
            found = form.page.xpath("//input[@type='checkbox']/@name | //select/@name")
            assert len(found) == len(set(found))
            assert not set(found) & set(form.page.xpath("//*[@type='checkbox']/@id"))
            seen.append(frozenset(found))
    assert not seen[0] & seen[3]


def test_hidden_inputs_stand_among_the_others(speak: Any, person: Any) -> None:
    """At their drawn places, with their values."""
    speak(extras=(Extra("nav01", "a b=c&d", 0), Extra("x17", "", 3)))
    page = person(HQ).open(SETTINGS).page
    names = page.xpath("//form/input[@type='hidden']/@name")
    assert (names[0], names[3]) == ("nav01", "x17")
    assert page.xpath("//input[@name='nav01']/@value") == ["a b=c&d"]


@pytest.mark.parametrize(("spare", "place"), [(Spare.FIRST, 0), (Spare.LAST, 2)])
def test_an_invisible_button_is_called_save_as_well(
    speak: Any, person: Any, spare: Spare, place: int
) -> None:
    """Before or after the two that can be seen, in both rows of buttons."""
    speak(spare=spare, spare_text="Go")
    page = person(HQ).open(SETTINGS).page
    for row in ("topButtonRow", "bottomButtonRow"):
        buttons = page.xpath(f"//*[@id='{row}']/input")
        assert len(buttons) == 3
        assert [buttons[place].get(key) for key in ("name", "value", "style")] == [
            "save",
            " Go ",
            "display: none",
        ]


def test_settings_stand_in_their_order_on_both_pages(speak: Any, person: Any) -> None:
    """And an e-mail template may be a drop-down."""
    rows = ("update", "from_name", "enabled", "invitation", "reject", "accept", "deactivation")
    speak(setting_rows=(*rows, "from_address"), email_templates=Pointer.SELECT)
    form = person(HQ).open(SETTINGS)
    labels = [one.text_content().strip("* ") for one in form.page.xpath("//td[1]/label")]
    assert labels[:2] == ["Update Connection Profile Template", "Name"]
    assert form.options("Invitation Template")[0] == "--None--"
    form.choose("Invitation Template", "Partner Update")
    screen = form.press("Save")
    assert screen.value("Invitation Template") == "Partner Update"
    assert screen.page.xpath("string(//td[@class='labelCol'])").startswith("Update Connection")
    assert person(HQ).change_settings({"Invitation Template": ""}).value("Name")


def test_an_invitation_is_sent_only_after_the_page_that_shows_it(
    speak: Any, person: Any, emulator: Emulator
) -> None:
    """The first press sends nothing, and mistakes are told on the form."""
    speak(sending=Sending.AFTER_A_CHECK, new_template=Pointer.LOOKUP)
    hq = person(HQ)
    hq.new_template("Standard", objects=["Lead"])
    form = hq.open("/04P/e").fill("Contact", "Noel Nomail")
    assert "does not have an email address" in form.press("Save & Send Invite").errors[1]
    form = hq.open("/04P/e").fill("Contact", "Olga Ops").choose("Template", "Standard")
    asked = form._press("Save & Send Invite")
    assert asked.value("Contact") == "Olga Ops"
    assert asked.value("Template") == "Standard"
    assert outcomes(emulator)[-1] == ("asked before saving", "unchanged")
    assert emulator.world.network.outbox == []
    assert asked._press("Cancel").heading.startswith("Connections")
    asked._press("Save & Send Invite")
    assert outcomes(emulator)[-1] == ("invited ops@emea.example", "done")


def test_what_a_page_asked_about_cannot_be_changed(
    speak: Any, person: Any, emulator: Emulator
) -> None:
    """The second post is the first one, with a seal."""
    speak(sending=Sending.AFTER_A_CHECK)
    asked = person(HQ).open("/04P/e").fill("Contact", "Olga Ops")._press("Save & Send Invite")
    asked.page.xpath("//input[@name='pnc_a']")[0].set("value", "Globex")
    with pytest.raises(LostError, match="what the page asked about was changed"):
        asked._press("Save & Send Invite")
    assert outcomes(emulator)[-1][1] == "refused"


@pytest.mark.parametrize("pointer", Pointer)
def test_a_save_may_apply_the_last_template_again(
    speak: Any, person: Any, emulator: Emulator, pointer: Pointer
) -> None:
    """So that a client which only wanted another owner unpublishes something, if it is careless."""
    speak(
        template_shown=TemplateShown.LAST,
        edit_template=pointer,
        template_label=TemplateLabel.LONG,
    )
    hq = person(HQ)
    hq.new_template("Standard", objects=["Lead"])
    hq.edit_connection("Acme Corp", template="Standard")
    hq.choose_objects("Acme Corp", ["Case"])
    hq.edit_template("Standard", active=False)
    form = hq.connection("Acme Corp").press("Edit")
    control = find_control(form.page, "Connection Template")
    shown = (
        control.get("value") if pointer is Pointer.LOOKUP else form.chosen("Connection Template")
    )
    assert shown == "Standard"
    form.press("Save")
    assert "Unpublished object Case" in outcomes(emulator)[-1][0]


def test_a_template_that_waits_for_the_acceptance_is_shown_as_well(speak: Any, person: Any) -> None:
    """Choosing it again changes nothing that counts."""
    speak(template_shown=TemplateShown.LAST)
    hq = person(HQ)
    hq.new_template("Standard", objects=["Lead"])
    hq.invite("Olga Ops", "Standard")
    assert hq.connection("EMEA GmbH").press("Edit").chosen("Template") == "Standard"


@pytest.mark.parametrize("accepting", [Accepting.POST, Accepting.LINK])
def test_accept_may_act_at_once(
    speak: Any, person: Any, emulator: Emulator, accepting: Accepting
) -> None:
    """Then nobody can decide later on the detail page, and the page itself is not there."""
    speak(accepting=accepting, declining=Declining.ON_DETAIL)
    person(EMEA).enable()
    person(HQ).invite("Olga Ops")
    with pytest.raises(LostError, match="accepts at once"):
        person(EMEA).decide_later("HQ Industries")
    assert person(EMEA).accept("HQ Industries").value("Connection Status") == "Active"
    assert outcomes(emulator)[-1] == ("accepted the invitation of HQ Industries", "done")


def test_accept_at_once_is_no_page_where_a_page_decides(person: Any, emulator: Emulator) -> None:
    """Its address answers as any unknown one."""
    person(EMEA).enable()
    person(HQ).invite("Olga Ops")
    org = emulator.world.network.orgs["emea"]
    address = emulator.world.dialect.address(org, "accept")
    with pytest.raises(LostError, match="404"):
        person(EMEA).open(f"{address}?id={next(iter(org.connections))}")


def test_an_owner_can_be_chosen_when_accepting(speak: Any, person: Any) -> None:
    """It is filled in; another one is taken, a wrong one is told before anything happens."""
    speak(accepting=Accepting.OWNER_PAGE)
    person(EMEA).enable()
    person(HQ).invite("Olga Ops")
    form = person(EMEA).connection("HQ Industries").press("Accept")
    assert find_control(form.page, "Connection Owner").get("value") == "Olga Ops"
    refused = form.fill("Connection Owner", "Nobody").press("Accept")
    assert "Error: No matches found." in refused.errors
    refused = refused.fill("Connection Owner", "").press("Accept")
    assert "Error: You must enter a value" in refused.errors
    screen = refused.fill("Connection Owner", "Paul Petit").press("Accept")
    assert (screen.value("Connection Status"), screen.value("Connection Owner")) == (
        "Active",
        "Paul Petit",
    )


@pytest.mark.parametrize(
    ("unticking", "sign"),
    [
        (Unticking.DIALOG, "if ((Modal.confirm && Modal.confirm('The partner"),
        (Unticking.UNKNOWN, "return askBeforeSave(this);"),
    ],
)
def test_save_may_ask_before_something_is_unpublished(
    speak: Any, person: Any, unticking: Unticking, sign: str
) -> None:
    """On the pages where unticked means unpublished, and nowhere else; the script is there."""
    speak(unticking=unticking)
    form = person(HQ).connection("Acme Corp").press("Publish/Unpublish")
    handlers = form.page.xpath("//input[@name='save']/@onclick")
    assert len(handlers) == 2
    assert handlers[0].startswith(sign)
    assert "function askBeforeSave" in form.page.xpath("string(//body)")
    assert not person(HQ).open(SETTINGS).page.xpath("//input[@name='save']/@onclick")


def test_a_page_may_list_what_will_be_dropped(speak: Any, person: Any, emulator: Emulator) -> None:
    """Only when something is dropped; nothing is lost before Save is pressed again."""
    speak(unticking=Unticking.PAGE)
    hq = person(HQ)
    hq.choose_objects("Acme Corp", ["Case"])
    assert "asked before saving" not in dict(outcomes(emulator))
    form = hq.connection("Acme Corp").press("Publish/Unpublish").untick(["Lead"])
    asked = form._press("Save")
    assert asked.value("Unpublish") == "Lead"
    (one,) = emulator.world.network.orgs["hq"].connections.values()
    assert "Lead" in one.published
    assert asked._press("Save").rows("Published Objects") == [["Edit", "Case"]]


@pytest.mark.parametrize(
    ("script", "sign"),
    [
        (OnSubmit.DISABLES, "if (window.sfdcPage && window.sfdcPage.disableSaveButtons)"),
        (OnSubmit.ALERT, "if (window.ffInAlert) { return false; }if (window.sfdcPage"),
    ],
)
def test_posting_may_run_a_harmless_script(
    speak: Any, person: Any, script: OnSubmit, sign: str
) -> None:
    """As on many pages of the platform; one kind of form may have one that nobody knows."""
    speak(on_submit=script, unknown_script="Connection Edit")
    page = person(HQ).open(SETTINGS).page
    assert page.xpath("string(//form/@onsubmit)").startswith(sign)
    other = person(HQ).open("/04P/e").page
    assert other.xpath("string(//form/@onsubmit)") == "return prepareSave(this);"
    assert "function prepareSave" in other.xpath("string(//body)")


@pytest.mark.parametrize("pressing", Pressing)
def test_a_button_works_in_each_form(
    speak: Any, person: Any, emulator: Emulator, pressing: Pressing
) -> None:
    """A link with a token, a form of its own, or a page with the same button again."""
    speak(deactivating=pressing)
    page = person(HQ).connection("Acme Corp")
    (button,) = find_buttons(page.page, "Deactivate")
    handler = button.get("onclick", "")
    assert (button.get("type") == "submit") is (pressing is Pressing.POST)
    assert ("_CONFIRMATIONTOKEN" in handler) is (pressing in {Pressing.LINK, Pressing.NATIVE})
    assert handler.startswith("if (window.confirm(") is (pressing is Pressing.NATIVE)
    if pressing is Pressing.PAGE:
        asked = page._press("Deactivate")
        assert outcomes(emulator) == []
        assert asked.heading == "Please Confirm Acme Corp"
        assert asked._press("Cancel").value("Connection Status") == "Active"
    assert page.press("Deactivate").value("Connection Status") == "Inactive"
    assert outcomes(emulator)[-1] == ("deactivated the connection Acme Corp", "done")


def test_a_dialect_is_said_in_words() -> None:
    """A line for each choice, sorted by page; the plain one has nothing to say."""
    plain = CliRunner().invoke(main, ["dialect", "0"])
    drawn = CliRunner().invoke(main, ["dialect", "7"])
    lines = drawn.output.splitlines()
    assert plain.output == "the plain one\n"
    assert lines == sorted(lines)
    assert len(lines) >= len(fields(FormDialect)) + len(fields(InputNames)) - 1
    assert f"connection detail: Accept: {dialect_of(7).forms.accepting.value}" in lines


def test_run_tells_the_command_how_to_write_and_what_would_replay_it(tmp_path: Path) -> None:
    """The dialect is in the ready file, with the seed."""
    seed = tmp_path / "seed.yaml"
    seed.write_text(default_seed_file().read_text())
    code = (
        "import json, os; ready = json.load(open(os.environ['S2S_EMULATOR']));"
        "print(os.environ['S2S_WRITES'], ready['dialect'], ready['seed'])"
    )
    start = [sys.executable, "-m", "s2s_gitops.emulator", "run", "--seed", str(seed)]
    for options, said in (
        (["--dialect", "7", "--writes", "browser"], f"browser 7 {seed}"),
        ([], f"http 0 {seed}"),
    ):
        whole = [*start, *options, "--", sys.executable, "-c", code]
        done = subprocess.run(whole, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == said
