"""What leaves an org in a capture: shape, labels and handlers stay, whatever belongs to somebody is replaced."""

import re

import pytest

from s2s_gitops.drivers.html import parse_page
from s2s_gitops.drivers.redaction import UNSAFE, Known, Redactor
from s2s_gitops.model.ports import FieldInfo

ID = "0015g00000Abc1d"
LONG = f"{ID}AAE"
TOKEN = "00D5g000000Abc1!AQEAQ.secret_session"  # noqa: S105 - made up
KNOWN = Known(
    token=TOKEN,
    hosts=("zzq.my.salesforce.com", "127.0.0.1:4433"),
    names={"Zzq Mann": "Person", "Zzq & Sons": "Account", "Lead": "Account"},
    words=frozenset({"Auto-Map Fields", "Publish/Unpublish"}),
    objects={
        "Lead": "Lead",
        "Account": "Zzqclient",
        "Zzq_Plan__c": "Zzq plan",
        "ns__Thing__c": "Thing",
    },
    fields={
        "Zzq_Plan__c": {
            "Name": FieldInfo("Name", "Zzq number", publishable=True),
            "Cost__c": FieldInfo("Cost__c", "Zzq cost", publishable=True, values=("Zzqlow",)),
        },
        "Lead": {"LastName": FieldInfo("LastName", "Last Name", publishable=True)},
    },
)

PAGE = f"""<!DOCTYPE html><html><head><title>Zzqpage: Salesforce</title>
<meta http-equiv="refresh" content="0; url=/{ID}"><meta name="description" content="Zzqmeta">
<!-- zzqserver {ID} --><!--[if IE]><![endif]-->
<script>var a = {{'initialValue': 'Zzqsingle', href: '/{LONG}?retURL=%2F{ID}&name=Zzqparam', t: "Zzq Mann wrote"}};
sfdcPage.registerRelatedList('{ID}_RelatedX','0','title',false,'/{ID}','relatedListId=X&hideDL=1');</script>
<style>td {{ color: red }}</style></head>
<body class="sfdcBody"><h1 class="pageType">Connection</h1><h2 class="pageDescription">Zzqrecord</h2>
<div id="userNav">Zzq Mann</div><a href="/{ID}" title="Zzqhover">Zzqrecent</a><a href="/001/o">Accounts of Zzqrecord</a>
<p>Zzqparagraph</p><h3>Values of zzq plan</h3>
<table class="detailList"><tr><td class="labelCol">Owner</td><td class="dataCol">Zzq Mann, 1/5/2026 8:03 AM</td>
<td class="labelCol">When<td class="dataCol">3/14/2026 9:26 PM
<td class="labelCol">Sum<td class="dataCol">$1,234.50</table>
<form id="editPage" method="post" action="https://zzq.my.salesforce.com/{ID}/e" onsubmit="return true;">
<input type="hidden" name="retURL" value="/{ID}?q=Zzqsearch"><input type=hidden name=c value=000000000000000>
<input type="hidden" name="_CONFIRMATIONTOKEN" value="VmpFPSxzecretsecretsecretsecret">
<input id="CF00N5g000001abcd" name="Zzq_Plan__c_x" value="Zzqtyped" type="text"><textarea name="d">Zzqarea</textarea>
<select name="s"><option value="">--None--<option value="Zzqlow" selected>Zzqlow</option><option value="Zzq_Plan__c">
Zzq plan</option></select><input class="btn" type="submit" name="save" value=" Save "><input class="btn" type="button"
value="Publish/Unpublish" onclick="navigateToUrl(&#39;/p/x?id={ID}&#39;, 'DETAIL');">
<input type="checkbox" id="b" value="1"><label for="b">Auto-Map Fields</label></form>
<table class="list"><tr class="headerRow"><th>Name</th><th>Zzq Mann's list</th></tr>
<tr class="dataRow"><th class="dataCell">Zzq &amp; Sons</th><td class="dataCell">zzq.mann@zzqmail.example
<a href="mailto:zzq.mann%40zzqmail.example">Edit</a></td></tr><tr class="dataRow"><td class="dataCell">ns__Thing__c
</td><td class="dataCell"><img src="/img/x.gif" alt="Not Checked" title="Not Checked"></td></tr></table></body></html>
"""


def redactor() -> Redactor:
    """Return one that knows an org."""
    return Redactor(KNOWN)


def test_nothing_that_is_planted_in_a_page_is_left() -> None:
    """In text, attributes, addresses within addresses, script, remarks and inputs."""
    text = redactor().page(PAGE)
    assert text != UNSAFE
    assert "zzq" not in text.casefold()
    assert not re.search(r"0015g|00D5g|00N5g|secret|zecret|mailmann|Thing", text)


def test_shape_labels_and_handlers_stay() -> None:
    """A page object reads the redacted page as it reads the page."""
    before, after = parse_page("/x", PAGE), parse_page("/x", redactor().page(PAGE))
    assert after.titles[0] == "Connection"
    assert tuple(after.details) == ("Owner", "When", "Sum")
    assert after.details["When"].text == "1/01/2000 1:01 PM"
    assert after.details["Sum"].text == "$0,000.00"
    assert before.form is not None
    assert after.form is not None
    assert [one.text for one in after.form.buttons] == ["Save", "Publish/Unpublish"]
    assert after.form.buttons[1].address == "/p/x?id=001REDACTED0001"
    assert [(one.type, one.label) for one in after.form.controls][-1] == (
        before.form.controls[-1].type,
        "Auto-Map Fields",
    )
    assert [one.text for one in after.form.controls[2].options] == [
        "--None--",
        "Value 1",
        "Custom Object 1",
    ]
    assert after.form.controls[2].options[2].value == "CustomObject1__c"
    rows = after.tables[-1].rows
    assert rows[0]["Name"].text == "Account 2"
    assert rows[1]["Name"].text.endswith("__c")
    assert 'value="000000000000000"' in redactor().page(PAGE).replace(
        "value=0", 'value="0'
    ).replace("0>", '0">')


def test_redacting_again_changes_nothing() -> None:
    """Nor does the second time by somebody who knows as much."""
    one = redactor()
    text = one.page(PAGE)
    assert one.page(text) == text
    assert redactor().page(text) == text
    assert one.page(PAGE) == text


def test_an_id_keeps_its_prefix_and_its_length_and_both_its_forms_stay_one() -> None:
    """Pages write 15 letters, the API 18."""
    text = redactor().address(f"/{ID}/e?id={LONG}&retURL=%2F{ID}%3Fx%3D{ID}")
    assert text == "/001REDACTED0001/e?id=001REDACTED0001" + text[37:40] + (
        "&retURL=%2F001REDACTED0001%3Fx%3D001REDACTED0001"
    )
    assert len(redactor().address(f"/{LONG}")) == len(f"/{LONG}")


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("/04P/o", "/04P/o"),
        ("/x?retURL=/04P/e&ent=01I", "/x?retURL=/04P/e&ent=01I"),
        ("/x?name=Zzqwho&page=2", "/x?name=Text+1&page=2"),
        ("javascript:srcUp('%2F0015g00000Abc1d');", "javascript:srcUp('%2F001REDACTED0001');"),
        ("https://zzq.my.salesforce.com/x", "https://redacted1.my.salesforce.com/x"),
        ("https://127.0.0.1:4433/x", "https://hostredacted1.example/x"),
        ("https://elsewhere.example/x", "https://hostredacted1.example/x"),
        ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xhtml"),
    ],
)
def test_an_address_keeps_its_path_and_its_parameters(text: str, becomes: str) -> None:
    """Where pages lead is what a capture is for."""
    assert redactor().address(text) == becomes


def test_labels_that_name_things_are_data_where_a_page_is_made_of_them() -> None:
    """A partner's fields and values have labels that nobody here knows; elsewhere labels are the contract."""
    page = "<h3>Values of Zzqfield</h3><table><tr><td class=labelCol>Zzqfield</td><td class=dataCol>x</td></tr></table>"
    assert "Zzqfield</td>" in redactor().page(page)
    assert "Zzq" not in redactor().page(page, names_in_labels=True)


def test_what_is_data_on_one_page_is_no_label_on_another() -> None:
    """A record's name stands in headings of other pages as well."""
    one = redactor()
    one.learn("<table><tr class=dataRow><td>Zzqtask</td></tr></table>")
    assert one.page("<h1>Fields: Zzqtask</h1>") == "<h1>Fields: Text 1</h1>"


def test_a_name_that_would_be_left_gives_the_page_up() -> None:
    """Better no evidence than somebody's name: here it is escaped in a way that nothing expects."""
    assert redactor().page('<p class="Zzq&#32;Mann">x</p>') == UNSAFE
    assert redactor().line("Zzq Mann was here") == "Person 1 was here"


def test_a_file_keeps_its_header_and_words_that_tell_no_names() -> None:
    """What histories are worded like is worth knowing; who did it is not."""
    text = redactor().table(
        'Date,User,Action\r\n1/5/2026,Zzq Mann,"Published fields of Zzqx changed by zzq@zzq.example"\r\n'
    )
    assert (
        text
        == "Date,User,Action\r\n1/1/2000,Person 1,Published fields of Text 1 changed by person1@redacted.example\r\n"
    )


def test_an_answer_of_the_api_keeps_its_members() -> None:
    """Numbers and flags tell nobody's name."""
    answer = {"Url": f"/{ID}", "Label": "Zzq plan", "Zzq_Plan__c": [1, True, None, "DetailUrl"]}
    told = redactor().answer(answer)
    assert told == {
        "Url": "/001REDACTED0001",
        "Label": "Custom Object 1",
        "CustomObject1__c": [1, True, None, "DetailUrl"],
    }


@pytest.mark.parametrize(
    "page",
    [
        "<td class='dataCol'>" * 3 + "Zzq",
        '<a href="/x Zzq',
        "<!-- Zzq",
        "<script>'Zzq it' <",
        "< Zzq > <b",
        "<p =\"'>Zzq</p></td></p>",
    ],
)
def test_a_torn_page_is_redacted_as_well(page: str) -> None:
    """Nobody promises that pages are whole."""
    text = redactor().page(page)
    assert "Zzq" not in text
    assert redactor().page(text) == text
