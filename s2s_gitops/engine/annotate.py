"""Comments into a file that was just written: above what they speak of, at its indentation."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from s2s_gitops.engine.expand import expand
from s2s_gitops.engine.read_yaml import read_yaml
from s2s_gitops.model.address import Address
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.source import source_of

_UNSAFE: Final = re.compile(
    r"[^\x20-\x7e\xa0-\u061b\u061d-\u1fff\u2070-\ud7ff\uf900-\ufefe\U00010000-\U0010ffff]+"
)
"""What could end a comment's line, or act instead of being read."""


def annotate(text: str, notes: Mapping[str, Sequence[str]], kinds: Sequence[Kind]) -> str:
    """Return a file with notes as comments: at the resource with their address, or at the org with that alias."""
    document = read_yaml("", text.encode())
    config, _ = expand([document], kinds)
    above: dict[int, list[str]] = {}
    for where, told in sorted(notes.items()):
        entry = config.orgs.get(where)
        resource = config.desired.resources.get(Address.parse(where))
        node = entry.node if entry else resource.node if resource else None
        line = source_of(node).line if node is not None else 1
        above.setdefault(line, []).extend(told)
    return "".join(_lines(text.splitlines(keepends=True), above))


def _lines(lines: Sequence[str], above: Mapping[int, Iterable[str]]) -> Iterable[str]:
    for number, line in enumerate(lines, start=1):
        indent = line[: len(line) - len(line.lstrip(" "))]
        for told in above.get(number, ()):
            yield f"{indent}# {_UNSAFE.sub(' ', told)}\n"
        yield line
