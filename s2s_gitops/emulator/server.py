"""Real sockets: one HTTPS port on 127.0.0.1 for each org, in one process.

Nothing but plumbing here: threads, TLS with a throw-away authority, start and stop.
"""

from __future__ import annotations

import os
import shutil
import ssl
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import certifi
import trustme

from s2s_gitops.emulator.app import OrgApp
from s2s_gitops.emulator.listener import HOST, OrgServer
from s2s_gitops.emulator.seed import Seed, default_seed_file, load_seed
from s2s_gitops.emulator.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class OrgAddress:
    """Where an org answers and with which sessions."""

    url: str
    org_id: str
    users: Mapping[str, str]

    def token(self, username: str | None = None) -> str:
        """Return a user's session; without a name that of the first user."""
        return self.users[username] if username else next(iter(self.users.values()))


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulator; close() or the end of its `with` block stops it."""

    orgs: Mapping[str, OrgAddress]
    ca_file: Path
    env: Mapping[str, str]
    world: World
    directory: Path
    servers: tuple[OrgServer, ...]

    def token(self, username: str) -> str:
        """Return the session of a user of any org."""
        return next(org.users[username] for org in self.orgs.values() if username in org.users)

    def reset(self) -> None:
        """Go back to the seed; addresses and sessions stay."""
        self.world.reset()

    def close(self) -> None:
        """Stop serving and remove the temporary files."""
        for server in self.servers:
            server.close_all()
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self) -> Emulator:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def start(seed: Seed | Path | None = None, *, port: int = 0, dialect: int = 0) -> Emulator:
    """Serve a seed and return once every org answers; port 0 takes free ports, else P, P+1, ..."""
    if not isinstance(seed, Seed):
        seed = load_seed(seed or default_seed_file())
    world = World(seed, dialect)
    directory = Path(tempfile.mkdtemp(prefix="s2s-emulator-"))
    context = _certify(directory)
    servers: list[OrgServer] = []
    try:
        for number, alias in enumerate(world.network.orgs):
            server = OrgServer(port + number if port else 0, OrgApp(world, alias), context)
            servers.append(server)
            world.urls[alias] = server.url
    except BaseException:
        for server in servers:
            server.server_close()
        shutil.rmtree(directory, ignore_errors=True)
        raise
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    orgs = {
        alias: OrgAddress(
            world.urls[alias],
            org.id,
            {user.facts.username: user.facts.token for user in org.users.values()},
        )
        for alias, org in world.network.orgs.items()
    }
    env = _environment(orgs, directory)
    return Emulator(orgs, directory / "ca.pem", env, world, directory, tuple(servers))


def _certify(directory: Path) -> ssl.SSLContext:
    """Make an authority and a certificate for the loopback address; return the server's context."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(directory / "ca.pem"))
    known = (
        os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE") or certifi.where()
    )
    bundle = directory / "bundle.pem"
    bundle.write_bytes(Path(known).read_bytes() + b"\n" + authority.cert_pem.bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST, "localhost").configure_cert(context)
    return context


def _environment(orgs: Mapping[str, OrgAddress], directory: Path) -> Mapping[str, str]:
    """Return the variables that lead a client here."""
    bundle = str(directory / "bundle.pem")
    env = {"REQUESTS_CA_BUNDLE": bundle, "SSL_CERT_FILE": bundle, "NODE_EXTRA_CA_CERTS": bundle}
    for alias, org in orgs.items():
        name = "".join(letter if letter.isalnum() else "_" for letter in alias).upper()
        env[f"{name}_URL"], env[f"{name}_TOKEN"] = org.url, org.token()
    return env
