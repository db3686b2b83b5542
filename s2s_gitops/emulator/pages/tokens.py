"""Confirmation tokens: bound to a session and to one action, good for three days of virtual time.

Inferred from public samples of the real ones; clients must treat the text as opaque.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta

_LIFE = timedelta(days=3)


def make_token(session: str, action: str, now: datetime) -> str:
    """Return a fresh token for one action of one session."""
    return _token(session, action, (now + _LIFE).isoformat())


def is_good_token(token: str, session: str, action: str, now: datetime) -> bool:
    """Tell whether a token was made for this action of this session and is not too old."""
    try:
        expires = base64.b64decode(token, validate=True).decode().split(",")[1]
        is_young = now <= datetime.fromisoformat(expires)
    except (ValueError, IndexError):
        return False
    return is_young and token == _token(session, action, expires)


def _token(session: str, action: str, expires: str) -> str:
    signature = hashlib.sha256(f"emulator {session} {action} {expires}".encode()).hexdigest()
    tail = hashlib.sha256(action.encode()).hexdigest()[:8]
    return base64.b64encode(f"V1,{expires},{signature},{tail}".encode()).decode()
