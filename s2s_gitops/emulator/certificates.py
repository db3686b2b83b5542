"""A throw-away authority, and certificates for the loopback address and for real host names."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import TYPE_CHECKING

import certifi
import trustme

from s2s_gitops.emulator.hosts import LOGIN_HOSTS, names
from s2s_gitops.emulator.listener import HOST

if TYPE_CHECKING:
    from collections.abc import Iterable


def certify(directory: Path, aliases: Iterable[str]) -> ssl.SSLContext:
    """Make an authority and one certificate for all names; return the server's context.

    `ca.pem` is the authority alone, `bundle.pem` what this machine trusts anyway and the authority.
    """
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(directory / "ca.pem"))
    known = (
        os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE") or certifi.where()
    )
    bundle = directory / "bundle.pem"
    bundle.write_bytes(Path(known).read_bytes() + b"\n" + authority.cert_pem.bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served = [name for alias in aliases for name in names(alias)]
    authority.issue_cert(HOST, "localhost", *LOGIN_HOSTS, *served).configure_cert(context)
    return context
