"""The connected app that every org knows, and what its users log in with. All of it is made up."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import trustme
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate

if TYPE_CHECKING:
    from pathlib import Path

    from s2s_gitops.emulator.nouns import User

CONSUMER_KEY = "3MVG9.emulator.not.a.real.consumer.key"
CONSUMER_SECRET = "emulator-not-a-real-consumer-secret"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """The key that signs assertions and the certificate that the app was given, both as PEM."""

    private_key: bytes
    certificate: bytes

    @property
    def public_key(self) -> bytes:
        """The key in the certificate, as PEM."""
        found = load_pem_x509_certificate(self.certificate).public_key()
        return found.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What one user logs in with."""

    password: str
    security_token: str
    refresh_token: str


@cache
def app_keys() -> KeyPair:
    """Make the key pair of the app, once in a process."""
    made = trustme.CA().issue_cert("connected-app.example", key_type=trustme.KeyType.RSA)
    return KeyPair(made.private_key_pem.bytes(), made.cert_chain_pems[0].bytes())


def write_keys(directory: Path) -> dict[str, str]:
    """Write the key pair into files; return the app as the ready file holds it."""
    key, certificate = directory / "app.key", directory / "app.crt"
    key.write_bytes(app_keys().private_key)
    key.chmod(0o600)
    certificate.write_bytes(app_keys().certificate)
    return {
        "consumer_key": CONSUMER_KEY,
        "consumer_secret": CONSUMER_SECRET,
        "private_key_file": str(key),
        "certificate_file": str(certificate),
    }


def credentials(user: User) -> Credentials:
    """Return what a user logs in with: the same in every run."""

    def made(what: str) -> str:
        return hashlib.sha256(f"{what} {user.facts.token}".encode()).hexdigest()

    return Credentials(
        f"emulator-{made('password')[:12]}",
        f"Emu{made('security token')[:21]}",
        f"5Aep.emulator.{made('refresh token')[:40]}",
    )
