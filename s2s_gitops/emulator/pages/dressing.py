"""What a dialect adds to a form: an invisible button, scripts when it is posted, a dialog on Save.

Known: up to three buttons are called save, one of them may be invisible; scripts that disable the
buttons; the shape of a confirm dialog. Guessed: where any of it is.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from s2s_gitops.emulator.pages.form_dialect import OnSubmit, Spare, Unticking
from s2s_gitops.emulator.pages.forms import Submit

if TYPE_CHECKING:
    from s2s_gitops.emulator.pages.form_dialect import FormDialect
    from s2s_gitops.emulator.pages.forms import Form

_DISABLE = (
    "if (window.sfdcPage && window.sfdcPage.disableSaveButtons)"
    " { return window.sfdcPage.disableSaveButtons(); }"
)
_SCRIPTS = MappingProxyType(
    {
        OnSubmit.NONE: "",
        OnSubmit.DISABLES: _DISABLE,
        OnSubmit.ALERT: f"if (window.ffInAlert) {{ return false; }}{_DISABLE}",
    }
)
_ASK = "'The partner loses what you no longer publish. Do you want to continue?'"
_DIALOGS = MappingProxyType(
    {
        Unticking.DIALOG: (
            f"if ((Modal.confirm && Modal.confirm({_ASK}))"
            f" || (!Modal.confirm && window.confirm({_ASK}))) return true; return false;"
        ),
        Unticking.UNKNOWN: "return askBeforeSave(this);",
    }
)


def dressed(form: Form, forms: FormDialect, *, asks: bool) -> Form:
    """Return the form as this dialect shows it; one that `asks` may drop what is published."""
    script = _SCRIPTS[forms.on_submit]
    if form.title.partition(":")[0] == forms.unknown_script:
        script = "return prepareSave(this);"
    dialog = _DIALOGS.get(forms.unticking, "") if asks else ""
    buttons = tuple(
        replace(one, handler=dialog) if one.key == "save" else one for one in form.buttons
    )
    spare = Submit("spare", "save", forms.spare_text, is_hidden=True)
    if any(one.name == spare.name for one in buttons) and forms.spare is not Spare.NONE:
        is_first = forms.spare is Spare.FIRST and not form.shows_save_first
        buttons = (spare, *buttons) if is_first else (*buttons, spare)
    return replace(form, buttons=buttons, script=script)
