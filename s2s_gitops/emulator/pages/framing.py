"""Pages as they are inside the frame of Lightning: `isdtp=p1` turns links into scripts.

Known: the parameter, and links of the form `javascript:srcUp('%2F...')`. A client that does not ask
for it never meets it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.pages.visit import Reply

_LINK = re.compile(r'(<a href=")(/[^"]*)(")')
_SCRIPT = (
    "<script>\nfunction srcUp(url) { window.location.href = decodeURIComponent(url); }\n</script>\n"
)


def framed(reply: Reply, query: Mapping[str, str]) -> Reply:
    """Return the page with its links as scripts, if the address asks for it."""
    if query.get("isdtp") != "p1" or not isinstance(reply.body, str):
        return reply
    body = _LINK.sub(lambda found: f"{found[1]}{_script(found[2])}{found[3]}", reply.body)
    return replace(reply, body=body.replace("</head>", f"{_SCRIPT}</head>", 1))


def _script(address: str) -> str:
    return f"javascript:srcUp('{quote(unescape(address), safe='')}')"
