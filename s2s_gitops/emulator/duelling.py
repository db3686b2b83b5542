"""Two duelling lists under a person's hands, and what the page's script does when it is posted."""

from __future__ import annotations

import re
from typing import Any

from s2s_gitops.emulator.naming import pick, text_of

NONE = "--None--"
_COPYING = re.compile(r"saveAllSelected\(\[(.*?)\], \[(.*?)\], '(.)', '(\\\\)', '(.*?)'\)")


def move(page: Any, label: str, *, to_right: bool) -> bool:
    """Move what is called so to one side; return whether the page has duelling lists at all."""
    lists = page.xpath("//table[contains(@class, 'duel')]//select")
    if not lists:
        return False
    option = pick([*_real(lists[0]), *_real(lists[1])], label, option_names)
    if option.getparent() is not lists[to_right]:
        lists[to_right].xpath("./option[last()]")[0].addprevious(option)
    return True


def option_names(option: Any) -> list[str]:
    """Return how an option can be called: its text, and if it is `Label (API)` each of the two."""
    text = text_of(option)
    match = re.fullmatch(r"(.+) \((.+)\)", text)
    return [text, *(match.groups() if match else ())]


def copied(form: Any) -> None:
    """Do what the script does before the form is posted: copy the values of lists into inputs."""
    match = _COPYING.search(form.get("onsubmit", ""))
    if match is None:
        return
    lists, copies = ([_name(one) for one in match.group(n).split(", ")] for n in (1, 2))
    for shown, hidden in zip(lists, copies, strict=True):
        options = form.xpath(".//select[@name=$name]", name=shown)[0]
        values = [
            one.get("value").replace("\\", "\\\\").replace(",", "\\,") for one in _real(options)
        ]
        form.xpath(".//input[@name=$name]", name=hidden)[0].set("value", ",".join(values))


def _name(path: str) -> str:
    return path.rpartition(".")[2]


def _real(select: Any) -> list[Any]:
    return [one for one in select.xpath("./option") if one.get("value") not in {"", NONE}]
