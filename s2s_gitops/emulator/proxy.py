"""A CONNECT proxy on 127.0.0.1: real names of Salesforce lead to the emulator, nothing leads out.

With it clients run with the addresses of production and without a patch. Every other name is
answered 403 and remembered.
"""

from __future__ import annotations

import select
import socket
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import TYPE_CHECKING

from s2s_gitops.emulator.hosts import alias_of
from s2s_gitops.emulator.listener import HOST

if TYPE_CHECKING:
    from collections.abc import Mapping

_HTTPS = 443
_PIECE = 65536


class _Tunnel(BaseHTTPRequestHandler):
    """Reads one CONNECT, then carries bytes both ways until either end is silent for good."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: Proxy

    def do_CONNECT(self) -> None:
        host, _, port = self.path.rpartition(":")
        alias = alias_of(host, self.server.ports) if port == str(_HTTPS) else None
        if alias is None:
            self._refuse()
            return
        self.close_connection = True
        with socket.create_connection((HOST, self.server.ports[alias])) as inner:
            self.send_response_only(200, "Connection established")
            self.end_headers()
            self.wfile.flush()
            self.server.tunnels.add(self.connection)
            with suppress(OSError):
                _carry(self.connection, inner)
            self.server.tunnels.discard(self.connection)

    def _refuse(self) -> None:
        self.server.refused.append(self.path)
        self.close_connection = True
        self.send_response_only(403, "Only names of Salesforce lead anywhere from here")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse  # noqa: N815


def _carry(outer: socket.socket, inner: socket.socket) -> None:
    """Carry bytes until one side closes."""
    other = {outer: inner, inner: outer}
    while True:
        for one in select.select([outer, inner], [], [])[0]:
            piece = one.recv(_PIECE)
            if not piece:
                return
            other[one].sendall(piece)


class Proxy(ThreadingMixIn, TCPServer):
    """One port for all orgs; `ports` leads from an alias to the port of its org."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, ports: Mapping[str, int]) -> None:
        super().__init__((HOST, 0), _Tunnel)
        self.ports = ports
        self.refused: list[str] = []
        self.tunnels: set[socket.socket] = set()

    @property
    def url(self) -> str:
        """The address for HTTPS_PROXY."""
        return f"http://{HOST}:{self.server_address[1]}"

    def close_all(self) -> None:
        """Stop listening and end the tunnels that are still open."""
        self.shutdown()
        self.server_close()
        for one in list(self.tunnels):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
