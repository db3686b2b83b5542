"""Real sockets: one HTTPS port on 127.0.0.1 for each org, in one process.

Nothing but plumbing here: threads, TLS with a throw-away authority, start and stop.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from s2s_gitops.emulator.app import OrgApp
from s2s_gitops.emulator.certificates import certify
from s2s_gitops.emulator.hosts import domain
from s2s_gitops.emulator.listener import HOST, OrgServer
from s2s_gitops.emulator.proxy import Proxy
from s2s_gitops.emulator.seed import Seed, default_seed_file, load_seed
from s2s_gitops.emulator.world import World

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class OrgAddress:
    """Where an org answers and with which sessions; `domain` is its name behind the proxy."""

    url: str
    domain: str
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
    proxy: Proxy | None = None

    def token(self, username: str) -> str:
        """Return the session of a user of any org."""
        return next(org.users[username] for org in self.orgs.values() if username in org.users)

    def reset(self) -> None:
        """Go back to the seed; addresses and sessions stay."""
        self.world.reset()

    def close(self) -> None:
        """Stop serving and remove the temporary files."""
        for server in (*self.servers, self.proxy):
            if server is not None:
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


def start(
    seed: Seed | Path | None = None,
    *,
    port: int = 0,
    dialect: int = 0,
    with_proxy: bool = False,
    with_plain_http: bool = False,
) -> Emulator:
    """Serve a seed and return once every org answers; port 0 takes free ports, else P, P+1, ..."""
    if not isinstance(seed, Seed):
        seed = load_seed(seed or default_seed_file())
    world = World(seed, dialect)
    directory = Path(tempfile.mkdtemp(prefix="s2s-emulator-"))
    context = certify(directory, world.network.orgs)
    try:
        servers = _listen(world, port, context, speaks_plainly=with_plain_http)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise
    ports = {server.app.alias: server.server_address[1] for server in servers}
    proxy = Proxy(ports) if with_proxy else None
    for listening in (*servers, proxy):
        if listening is not None:
            threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True).start()
    orgs = {
        alias: OrgAddress(
            world.urls[alias],
            domain(alias),
            org.id,
            {user.facts.username: user.facts.token for user in org.users.values()},
        )
        for alias, org in world.network.orgs.items()
    }
    env = _environment(orgs, directory, proxy)
    return Emulator(orgs, directory / "ca.pem", env, world, directory, servers, proxy)


def _listen(
    world: World, port: int, context: ssl.SSLContext, *, speaks_plainly: bool
) -> tuple[OrgServer, ...]:
    """Bind a port for each org, or none at all."""
    servers: list[OrgServer] = []
    try:
        for number, alias in enumerate(world.network.orgs):
            wanted, app = port + number if port else 0, OrgApp(world, alias)
            servers.append(OrgServer(wanted, app, context, speaks_plainly=speaks_plainly))
            world.urls[alias] = servers[-1].url
    except BaseException:
        for server in servers:
            server.server_close()
        raise
    return tuple(servers)


def _environment(
    orgs: Mapping[str, OrgAddress], directory: Path, proxy: Proxy | None
) -> Mapping[str, str]:
    """Return the variables that lead a client here."""
    bundle = str(directory / "bundle.pem")
    env = {"REQUESTS_CA_BUNDLE": bundle, "SSL_CERT_FILE": bundle, "NODE_EXTRA_CA_CERTS": bundle}
    for alias, org in orgs.items():
        name = "".join(letter if letter.isalnum() else "_" for letter in alias).upper()
        env[f"{name}_URL"], env[f"{name}_TOKEN"] = org.url, org.token()
    if proxy is not None:
        env |= {"HTTPS_PROXY": proxy.url, "NO_PROXY": f"{HOST},localhost"}
    return env
