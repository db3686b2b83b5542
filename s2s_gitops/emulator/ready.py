"""The ready file: where the orgs of a running emulator are, and how to log in there."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from s2s_gitops.emulator.logins.app import credentials, write_keys

if TYPE_CHECKING:
    from pathlib import Path

    from s2s_gitops.emulator.server import Emulator


def write_ready_file(emulator: Emulator, file: Path, seed: Path | None = None) -> None:
    """Write where the orgs are, readable by this user only and complete from the first moment.

    It also tells dialect and seed (none is the packaged one), so that a failure can be replayed.
    """
    orgs = {
        alias: {
            "url": org.url,
            "domain": org.domain,
            "org_id": org.org_id,
            "users": dict(org.users),
            "logins": {
                user.facts.username: asdict(credentials(user))
                for user in emulator.world.network.orgs[alias].users.values()
            },
        }
        for alias, org in emulator.orgs.items()
    }
    content = {
        "orgs": orgs,
        "ca_file": str(emulator.ca_file),
        "env": dict(emulator.env),
        "app": write_keys(emulator.directory),
        "proxy": emulator.proxy.url if emulator.proxy else None,
        "dialect": emulator.world.dialect.number,
        "seed": str(seed.resolve()) if seed else None,
    }
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(content, stream, indent=2)
    draft.replace(file)
