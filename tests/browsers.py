"""What tests in a real browser have in common: when they run, and whether something of them is still running."""

import os
from pathlib import Path

import pytest

from s2s_gitops.drivers.chrome import find_browser

_MISSING = "no Chrome or Chromium on this machine, or no Playwright"

NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not find_browser(os.environ), reason=_MISSING),
]


def running_in(folder: Path) -> list[str]:
    """Return the commands of processes that work in a folder; a browser names its own in its command."""
    commands = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = one.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in command:
            commands.append(command)
    return commands
