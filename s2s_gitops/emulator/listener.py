"""HTTP/1.1 over TLS: the smallest server that keeps connections open and answers in one packet.

A port may be asked to take plain HTTP as well, for clients that cannot be told whom to trust.

Werkzeug's own server closes each connection, which would cost a TLS handshake per request; its
request and response classes are used all the same.
"""

from __future__ import annotations

import io
import socket
import ssl
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from s2s_gitops.emulator.app import OrgApp

HOST = "127.0.0.1"
_HANDSHAKE = b"\x16"  # how every TLS connection begins


class _Handler(BaseHTTPRequestHandler):
    """Reads whole requests, asks the application, sends head and body together."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: OrgServer

    def _answer(self) -> None:
        response = self.server.app.respond(self._environ(self._body()))
        self.send_response_only(response.status_code)
        for key, value in response.headers:
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.get_data())

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815

    def _body(self) -> bytes:
        """Read the body, which Node's clients send in chunks."""
        if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _environ(self, body: bytes) -> WSGIEnvironment:
        path, _, query = self.path.partition("?")
        environ: WSGIEnvironment = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, "latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": str(self.server.server_address[1]),
            "SERVER_PROTOCOL": self.protocol_version,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https" if isinstance(self.connection, ssl.SSLSocket) else "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.input_terminated": True,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for key, value in self.headers.items():
            environ.setdefault(f"HTTP_{key.upper().replace('-', '_')}", value)
        return environ


class OrgServer(ThreadingMixIn, TCPServer):
    """One port. Shakes hands in the connection's own thread: nobody waits for a slow client."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(
        self, port: int, app: OrgApp, context: ssl.SSLContext, *, speaks_plainly: bool = False
    ) -> None:
        super().__init__((HOST, port), _Handler)
        self.app = app
        self.context = context
        self.speaks_plainly = speaks_plainly
        self._open: set[socket.socket] = set()

    @property
    def url(self) -> str:
        """The address of the org."""
        return f"https://{HOST}:{self.server_address[1]}"

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection until either side closes it."""
        with suppress(OSError), self._secure(request) as secured:
            self._open.add(secured)
            try:
                super().process_request_thread(secured, client_address)
            finally:
                self._open.discard(secured)
        request.close()

    def _secure(self, request: socket.socket) -> socket.socket:
        """Shake hands; a port that may speak plainly looks first at what the client begins with."""
        if self.speaks_plainly and request.recv(1, socket.MSG_PEEK) != _HANDSHAKE:
            return request
        return self.context.wrap_socket(request, server_side=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Be silent about clients that went away; show everything else."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def close_all(self) -> None:
        """Stop listening and end the connections that are still open."""
        self.shutdown()
        self.server_close()
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
