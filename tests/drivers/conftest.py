"""A host on this machine that answers what a test tells it to."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from s2s_gitops.drivers.session import OrgSession


@dataclass(frozen=True)
class Answer:
    """What the host says to one path."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Host:
    """The host: answers by path, and the requests that it got."""

    url: str
    ca_file: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
        folder / "server.pem"
    )
    return folder / "ca.pem", folder / "server.pem"


@pytest.fixture
def host(certificates: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """Start the host, and make its authority known as a company would."""
    ca_file, server_file = certificates
    found = Host("", str(ca_file))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            found.asked.append((self.command, self.path, self.rfile.read(length).decode()))
            told = found.answers.get(self.path.partition("?")[0], Answer("nothing here", 404))
            body = told.body.encode() if isinstance(told.body, str) else told.body
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = answer  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            """Keep the screen clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server_file)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    found.url = f"https://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ca_file))
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def session(host: Host) -> Iterator[OrgSession]:
    """Open a session that may only read."""
    with OrgSession("hq", host.url, "00D!canary", may_write=False) as one:
        yield one


@pytest.fixture
def writing(host: Host) -> Iterator[OrgSession]:
    """Open a session that may write."""
    with OrgSession("hq", host.url, "00D!canary", may_write=True) as one:
        yield one
