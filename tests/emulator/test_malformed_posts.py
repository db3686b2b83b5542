"""A client's mistake is loud in every dialect: status 400, and a refused line in the journal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from s2s_gitops.emulator.controls import successful
from s2s_gitops.emulator.pages.form_dialect import (
    Accepting,
    Extra,
    FormDialect,
    Pressing,
    Sending,
    Spare,
)
from s2s_gitops.emulator.person import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from s2s_gitops.emulator.server import Emulator

    Pairs = list[tuple[str, str]]

EMEA, HQ = "admin@emea.example", "admin@hq.example"
FORMS = FormDialect(
    extras=(Extra("nav01", "1", 2),),
    spare=Spare.LAST,
    sending=Sending.AFTER_A_CHECK,
    deactivating=Pressing.POST,
    resending=Pressing.PAGE,
    accepting=Accepting.LINK,
)


@pytest.fixture
def spoken(emulator: Emulator) -> Iterator[Emulator]:
    """Give an emulator whose forms hold everything that can go wrong."""
    world, plain = emulator.world, emulator.world.dialect
    world.dialect = replace(plain, forms=FORMS)
    world.reset()
    yield emulator
    world.dialect = plain
    world.reset()


def without(name: str) -> Callable[[Pairs], Pairs]:
    return lambda pairs: [pair for pair in pairs if pair[0] != name]


def changed(name: str, value: str) -> Callable[[Pairs], Pairs]:
    return lambda pairs: [(name, value) if pair[0] == name else pair for pair in pairs]


def refused(emulator: Emulator) -> str:
    line = emulator.world.journal[-1]
    assert line.outcome.value == "refused"
    return line.what


@pytest.mark.parametrize(
    ("change", "defect"),
    [
        (without("sysMod"), "the hidden input sysMod is missing"),
        (without("nav01"), "the hidden input nav01 is missing"),
        (changed("nav01", "2"), "the hidden input nav01 was changed"),
        (lambda pairs: [*pairs, ("cancel", " Cancel ")], "more than one button was pressed"),
        (lambda pairs: [*pairs, ("save", " Quick Save ")], "more than one button was pressed"),
        (changed("save", " Quick Save "), "the invisible button save was pressed"),
        (without("p_ti_lkid"), "the input p_ti_lkid is missing"),
        (without("p_ti_mod"), "the input p_ti_mod is missing"),
        (without("p_fn"), "the input p_fn is missing"),
    ],
)
def test_a_post_with_a_defect_is_refused_and_named(
    spoken: Emulator, person: Any, change: Callable[[Pairs], Pairs], defect: str
) -> None:
    """Own and further hidden inputs, buttons, and the companions of a lookup."""
    hq = person(HQ)
    form = hq.open(SETTINGS).page.xpath("//form")[0]
    pairs = change([*successful(form), ("save", " Save ")])
    answer = hq.session.post(urljoin(hq.url, SETTINGS), data=pairs)
    assert (answer.status_code, defect in refused(spoken)) == (400, True)


@pytest.mark.parametrize("age", ["foreign", "stale"])
def test_a_token_of_another_form_or_of_last_week_is_not_good(
    spoken: Emulator, person: Any, age: str
) -> None:
    """The platform's words for it, and nothing is saved."""
    hq = person(HQ)
    form = hq.open(SETTINGS).fill("Name", "Other")
    if age == "foreign":
        token = hq.open("/04P/e").page.xpath("string(//input[@name='_CONFIRMATIONTOKEN']/@value)")
        form.page.xpath("//input[@name='_CONFIRMATIONTOKEN']")[0].set("value", token)
    else:
        spoken.world.network.clock.advance(80 * 3600)
    assert "invalid for your session" in " ".join(form.press("Save").errors)
    assert refused(spoken) == "confirmation token is not good for this form"
    assert spoken.world.network.orgs["hq"].settings.from_name == "Partner Operations"


@pytest.mark.parametrize(
    ("change", "status", "defect"),
    [
        (without("nav01"), 400, "the hidden input nav01 is missing"),
        (without("deactivate"), 400, "no button was pressed"),
        (without("_CONFIRMATIONTOKEN"), 400, "the hidden input _CONFIRMATIONTOKEN is missing"),
        (changed("_CONFIRMATIONTOKEN", "x"), 200, "confirmation token is not good for this link"),
    ],
)
def test_the_small_form_around_a_button_is_checked_as_well(
    spoken: Emulator, person: Any, change: Callable[[Pairs], Pairs], status: int, defect: str
) -> None:
    """One button, one token, all hidden inputs."""
    hq = person(HQ)
    (button,) = hq.connection("Acme Corp").page.xpath("//input[@name='deactivate']")
    form = button.getparent()
    pairs = change([*successful(form), ("deactivate", button.get("value"))])
    answer = hq.session.post(urljoin(hq.url, form.get("action")), data=pairs)
    assert (answer.status_code, refused(spoken)) == (status, defect)


def test_a_reader_that_touches_a_link_which_changes_something_leaves_a_line(
    spoken: Emulator, person: Any
) -> None:
    """Even where that address only takes posts, and although the reader meant no harm."""
    hq, emea = person(HQ), person(EMEA)
    (button,) = hq.connection("Acme Corp").page.xpath("//input[@name='deactivate']")
    assert hq.session.get(urljoin(hq.url, button.getparent().get("action"))).status_code == 200
    assert refused(spoken) == "confirmation token is not good for this link"
    emea.enable()
    hq.invite("Olga Ops")
    (handler,) = emea.connection("HQ Industries").page.xpath("//input[@name='accept']/@onclick")
    emea.open(handler.split("'")[1])
    assert spoken.world.journal[-1].what == "accepted the invitation of HQ Industries"
    emea.session.get(urljoin(emea.url, handler.split("'")[1]))
    assert refused(spoken) == "This invitation is no longer open"


def test_a_page_that_asks_leaves_no_line_when_it_is_looked_at(
    spoken: Emulator, person: Any
) -> None:
    """Nothing happens before its button; one that is older than the last change is refused."""
    hq = person(HQ)
    hq.invite("Olga Ops")
    lines = len(spoken.world.journal)
    asked = hq.connection("EMEA GmbH")._press("Resend")
    assert len(spoken.world.journal) == lines
    hq.cancel("EMEA GmbH")
    assert "another user has modified" in " ".join(asked._press("Resend").errors)
    assert refused(spoken) == "the form is older than the last change"
