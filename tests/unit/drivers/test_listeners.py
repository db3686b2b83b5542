"""A script that attaches itself to a form is a handler like any other: not known, so not sent over HTTP."""

import pytest

from s2s_gitops.drivers.html import parse_page

FORM = (
    '<form id="editPage" name="editPage" method="post" action="/e"><input id="p3" name="p3:x">'
    '<input type="submit" name="save" value="Save"></form>'
)


@pytest.mark.parametrize(
    ("script", "strange"),
    [
        pytest.param("", False, id="no script"),
        pytest.param("var a = document.getElementById('p3').value;", False, id="only looks"),
        pytest.param(
            "window.addEventListener('load', start);", False, id="listens to something else"
        ),
        pytest.param(
            "document.getElementById('editPage').addEventListener('submit', add);", True, id="form"
        ),
        pytest.param("document.forms[0].onsubmit = add;", True, id="whatever form"),
        pytest.param("document.editPage.onsubmit = add;", True, id="form by its name"),
        pytest.param(
            "var e = document.getElementById('p3'); e.attachEvent('onchange', f);", True, id="input"
        ),
        pytest.param(
            "jQuery(\"[name='p3:x']\").on('change', f);", True, id="input by its name, in a library"
        ),
    ],
)
def test_script_that_listens_to_a_form_is_a_handler_of_it(script: str, strange: bool) -> None:
    """Attributes are not the only way to run when a form is sent."""
    page = parse_page("/x", f"<html><body>{FORM}<script>{script}</script></body></html>")
    assert page.form is not None
    assert page.form.strange is strange
