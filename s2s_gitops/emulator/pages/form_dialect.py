"""The choices of a dialect that concern forms, buttons, saves and redirects.

The words of a choice are its value: `s2s-emulator dialect` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from s2s_gitops.emulator.pages.choosing import Says
from s2s_gitops.emulator.pages.input_names import InputNames, draw_names

if TYPE_CHECKING:
    from random import Random

_FORM, _SETTINGS = "every form", "settings"
_NEW, _EDIT = "new connection", "connection edit"
_DETAIL, _PUBLISH = "connection detail", "publish/unpublish"
SETTING_ROWS = (
    "enabled",
    "from_address",
    "from_name",
    "invitation",
    "deactivation",
    "accept",
    "reject",
    "update",
)
TITLES = (
    "Salesforce to Salesforce Settings",
    "Connection Edit",
    "Connection Invitation",
    "Publish/Unpublish Objects",
    "Published Fields",
    "Subscribe/Unsubscribe Objects",
    "Subscribed Fields",
    "Connection Template Edit",
)


class Redirect(StrEnum):
    """How one page leads to another."""

    ANSWER = "a plain redirect"
    LOAD = "a page whose script runs redirectOnLoad"
    REPLACE = "a page whose script replaces the location"
    HREF = "a page whose script sets the location"
    META = "a page with a meta refresh"


class Forbidden(StrEnum):
    """The status of the page for insufficient privileges."""

    REFUSED = "403"
    FINE = "200"


class Spare(StrEnum):
    """An invisible button that is called save as well, with another value."""

    NONE = "not there"
    FIRST = "before the visible ones"
    LAST = "after the visible ones"


class Pointer(StrEnum):
    """A control that points at a record."""

    LOOKUP = "a lookup"
    SELECT = "a drop-down"


class Sending(StrEnum):
    """What Save & Send Invite does."""

    AT_ONCE = "sends at once"
    AFTER_A_CHECK = "shows what will be sent, with the same button again"


class TemplateLabel(StrEnum):
    """The label of the template on Connection Edit."""

    SHORT = "Template"
    LONG = "Connection Template"


class TemplateShown(StrEnum):
    """What the template of Connection Edit opens on."""

    BLANK = "opens on none, which changes nothing"
    LAST = "opens on the one that was applied last, and every save applies it again"


class Accepting(StrEnum):
    """What Accept on the detail page does."""

    PAGE = "leads to the page with the three buttons"
    OWNER_PAGE = "leads to the page with the three buttons and an owner that is filled in"
    POST = "posts and accepts at once"
    LINK = "is a link with a token and accepts at once"


class Declining(StrEnum):
    """Where Decline is."""

    ON_PAGE = "only on the page of the invitation"
    ON_DETAIL = "on the detail page as well, working as Accept does"


class Pressing(StrEnum):
    """How a button of the detail page that acts at once works."""

    LINK = "is a link with a token, after the question that the platform's pages ask"
    POST = "posts a form of its own"
    PAGE = "leads to a page that asks, with the same button again"
    NATIVE = "is a link with a token, after the browser's own dialog"


class Unticking(StrEnum):
    """What comes between unticking something published and its loss."""

    NOTHING = "nothing"
    PAGE = "a page that lists what will be dropped, with Save again"
    DIALOG = "a dialog on Save of the shape that is known"
    UNKNOWN = "a dialog on Save from a script that nobody knows"


class OnSubmit(StrEnum):
    """What script runs when a form is posted."""

    NONE = "no script"
    DISABLES = "a script that disables the buttons"
    ALERT = "a script that disables the buttons unless an alert is open"


@dataclass(frozen=True, slots=True)
class Extra:
    """A hidden input that nobody knows, and its place among the others."""

    name: str
    value: str
    place: int

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class FormDialect:
    """How forms, buttons, saves and redirects look; the defaults are those of dialect 0."""

    names: InputNames = InputNames()  # noqa: RUF009 - frozen
    extras: Annotated[tuple[Extra, ...], Says(_FORM, "further hidden inputs are")] = ()
    spare: Annotated[Spare, Says(_FORM, "an invisible save button is")] = Spare.NONE
    spare_text: Annotated[str, Says(_FORM, "the invisible save button would say")] = "Quick Save"
    on_submit: Annotated[OnSubmit, Says(_FORM, "posting runs")] = OnSubmit.NONE
    unknown_script: Annotated[str, Says(_FORM, "posting runs a script that nobody knows on")] = ""
    after_save: Annotated[Redirect, Says("every save", "it is followed by")] = Redirect.ANSWER
    session_gone: Annotated[Redirect, Says("session gone", "to the login leads")] = Redirect.ANSWER
    forbidden: Annotated[Forbidden, Says("insufficient privileges", "its status is")] = (
        Forbidden.REFUSED
    )
    email_templates: Annotated[Pointer, Says(_SETTINGS, "an e-mail template is")] = Pointer.LOOKUP
    setting_rows: Annotated[tuple[str, ...], Says(_SETTINGS, "the rows are")] = SETTING_ROWS
    sending: Annotated[Sending, Says(_NEW, "Save & Send Invite")] = Sending.AT_ONCE
    new_template: Annotated[Pointer, Says(_NEW, "the template is")] = Pointer.SELECT
    edit_template: Annotated[Pointer, Says(_EDIT, "the template is")] = Pointer.SELECT
    template_label: Annotated[TemplateLabel, Says(_EDIT, "the template is called")] = (
        TemplateLabel.SHORT
    )
    template_shown: Annotated[TemplateShown, Says(_EDIT, "the template")] = TemplateShown.BLANK
    accepting: Annotated[Accepting, Says(_DETAIL, "Accept")] = Accepting.PAGE
    declining: Annotated[Declining, Says(_DETAIL, "Decline is")] = Declining.ON_PAGE
    deactivating: Annotated[Pressing, Says(_DETAIL, "Deactivate")] = Pressing.LINK
    canceling: Annotated[Pressing, Says(_DETAIL, "Cancel Invitation")] = Pressing.LINK
    resending: Annotated[Pressing, Says(_DETAIL, "Resend")] = Pressing.LINK
    unticking: Annotated[Unticking, Says(_PUBLISH, "between an untick and the loss is")] = (
        Unticking.NOTHING
    )


def draw_forms(random: Random) -> FormDialect:
    """Draw every choice anew."""
    return FormDialect(
        names=draw_names(random),
        extras=_draw_extras(random),
        spare=random.choice(list(Spare)),
        spare_text=random.choice(["Quick Save", "Save Default", "Go"]),
        on_submit=random.choice(list(OnSubmit)),
        unknown_script=random.choice([*TITLES, *[""] * 24]),
        after_save=random.choice(list(Redirect)),
        session_gone=random.choice(list(Redirect)),
        forbidden=random.choice(list(Forbidden)),
        email_templates=random.choice(list(Pointer)),
        setting_rows=tuple(random.sample(SETTING_ROWS, len(SETTING_ROWS))),
        sending=random.choice(list(Sending)),
        new_template=random.choice(list(Pointer)),
        edit_template=random.choice(list(Pointer)),
        template_label=random.choice(list(TemplateLabel)),
        template_shown=random.choice(list(TemplateShown)),
        accepting=random.choice(list(Accepting)),
        declining=random.choice(list(Declining)),
        deactivating=random.choice(list(Pressing)),
        canceling=random.choice(list(Pressing)),
        resending=random.choice(list(Pressing)),
        unticking=random.choice(list(Unticking)),
    )


def _draw_extras(random: Random) -> tuple[Extra, ...]:
    count = random.randrange(4)
    return tuple(
        Extra(
            name=f"{random.choice(['x', 'nav', 'isp', 'cx'])}{number}{random.randrange(100)}",
            value=random.choice(["", "0", "1", "null", f"{random.randrange(10**9):x}", "a b=c&d"]),
            place=random.randrange(6),
        )
        for number in range(count)
    )
