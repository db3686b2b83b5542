"""Hands on a page in a browser: find its controls and buttons as they were read, set them as a user would, press one.

Ids may differ from names and names may repeat, so a control is found by its name and its place
among those with the same name.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from s2s_gitops.model.page import Button, Control, ControlType, Filling, Form, LookupValue

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Page

SETTING: Final = 10_000
"""Milliseconds until a control can be set: script may still be enabling it."""

_ELEMENTS: Final = """
    const pressed = ['submit', 'button', 'image', 'reset'];
    const nameOf = (one) => one.getAttribute('name') || '';
    const fields = (form) => [...form.elements].filter(
        (one) => ['INPUT', 'SELECT', 'TEXTAREA'].includes(one.tagName) && !pressed.includes(one.type));
    const fits = (form) => form.method === 'post'
        && names.every((name) => fields(form).some((one) => nameOf(one) === name));
    const found = [...document.forms].filter(fits);
    const form = found.find((one) => one.id === 'editPage') || found[0];
"""
_CONTROL: Final = f"""([names, name, place]) => {{
    {_ELEMENTS}
    return form ? fields(form).filter((one) => nameOf(one) === name)[place] : null;
}}"""
_COMPANIONS: Final = """(element, companions) => {
    element.blur();  // only then its own script runs, which empties the companions
    for (const [name, value] of Object.entries(companions)) {
        const found = element.form.elements.namedItem(name);
        if (found) { found.value = value; }
    }
}"""
_DUEL: Final = """(element, [id, values, chosen]) => {
    const lists = [...element.form.querySelectorAll('select[multiple]')];
    const target = lists.find((one) => one.id === id);
    const holds = (list) => [...list.options].some((one) => values.includes(one.value));
    const other = lists.find((one) => one !== target && holds(one)) || lists.find((one) => one !== target);
    const options = lists.flatMap((one) => [...one.options]).filter((one) => values.includes(one.value));
    const named = new Map(options.map((one) => [one.value, one]));
    for (const one of options) {
        if (!chosen.includes(one.value) && one.parentElement === target) { other.appendChild(one); }
    }
    for (const one of chosen) { target.appendChild(named.get(one)); }
}"""
_BUTTONS: Final = """(text) => {
    const shown = (one) => (one.tagName === 'INPUT' ? one.value : one.textContent).replace(/\\s+/g, ' ').trim();
    const acts = (one) => ['onclick', 'href', 'name', 'value'].map((name) => one.getAttribute(name)).join('|');
    const all = [...document.querySelectorAll('input[type=submit], input[type=button], button, a.btn')];
    const found = all.filter((one) => shown(one) === text && one.checkVisibility() && !one.disabled);
    return new Set(found.map(acts)).size === 1 ? found[0] : null;
}"""


def find_control(page: "Page", form: Form, entry: int) -> "ElementHandle | None":
    """Return the element of an entry of a form, or None if the page in the browser has none."""
    names = sorted({one.name for one in form.entries})
    name = form.entries[entry].name
    place = sum(one.name == name for one in form.entries[:entry])
    return page.evaluate_handle(_CONTROL, [names, name, place]).as_element()


def find_button(page: "Page", button: Button) -> "ElementHandle | None":
    """Return the visible button with a text, or None if there is none, or several that do different things."""
    return page.evaluate_handle(_BUTTONS, button.text).as_element()


def set_duel(element: "ElementHandle", control: Control, chosen: tuple[str, ...]) -> None:
    """Move the entries of a duelling list; `element` is the input into which script copies what is chosen."""
    values = [one.value for one in control.options]
    element.evaluate(_DUEL, [control.id, values, list(chosen)])


def set_control(
    element: "ElementHandle",
    name: str,
    filling: bool | str | LookupValue,  # noqa: FBT001 - a tick
) -> None:
    """Set one control as a user would. Raises Playwright's error if that cannot be done."""
    if isinstance(filling, bool):
        element.set_checked(filling, timeout=SETTING)
    elif isinstance(filling, LookupValue):
        element.fill(filling.text, timeout=SETTING)
        element.evaluate(_COMPANIONS, _companions(name, filling))
    elif element.evaluate("one => one.tagName") == "SELECT":
        element.select_option(value=filling, timeout=SETTING)
    else:
        element.fill(filling, timeout=SETTING)


def in_order(form: Form, fillings: Mapping[int, Filling]) -> Iterator[tuple[int, Filling]]:
    """Yield what is to be filled in, choices first: a tick box may be enabled by one."""
    types = {one.entry: one.type for one in form.controls}
    yield from sorted(
        fillings.items(), key=lambda pair: (types.get(pair[0]) is not ControlType.SELECT, pair[0])
    )


def _companions(name: str, record: LookupValue) -> dict[str, str]:
    return {f"{name}_lkid": record.id, f"{name}_lkold": record.text, f"{name}_mod": "1"}
