"""The login call of the SOAP interface, in and out as text. Nothing else of SOAP is emulated."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lxml import etree

from s2s_gitops.emulator.logins.oauth import by_password

if TYPE_CHECKING:
    from s2s_gitops.emulator.logins.oauth import Door, Found

_WRONG = (
    "Invalid username, password, security token; or user locked out.",
    "INVALID_LOGIN",
)
_BEYOND = ("The emulator knows the call login only.", "NOT_EMULATED")


def log_in(door: Door, body: bytes, version: str) -> tuple[int, str]:
    """Answer a login: status and envelope."""
    username, password = _read(body)
    if username is None:
        return 500, _fault(*_BEYOND)
    found = by_password(door, username, password)
    return (200, _session(door, found, version)) if found else (500, _fault(*_WRONG))


def _read(body: bytes) -> tuple[str | None, str]:
    """Return name and password of a login, or no name if it is none."""
    try:
        tree = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None, ""
    texts = {
        etree.QName(one).localname: one.text or ""
        for one in tree.iter()
        if isinstance(one.tag, str)
    }
    return (texts.get("username"), texts.get("password", "")) if "login" in texts else (None, "")


def _session(door: Door, found: Found, version: str) -> str:
    org, user = found
    facts = user.facts
    info = {
        "accessibilityMode": "false",
        "organizationId": org.id,
        "organizationName": org.name,
        "userEmail": facts.email,
        "userFullName": user.name,
        "userId": user.id,
        "userLanguage": facts.language,
        "userName": facts.username,
        "userTimeZone": "UTC",
    }
    server = f"{door.address_of(org)}/services/Soap/u/{version}/{org.id[:15]}"
    members = {
        "metadataServerUrl": server.replace("/Soap/u/", "/Soap/m/"),
        "passwordExpired": "false",
        "sandbox": "false",
        "serverUrl": server,
        "sessionId": facts.token,
        "userId": user.id,
    }
    told = f"{_elements(members)}<userInfo>{_elements(info)}</userInfo>"
    return _envelope(f"<loginResponse><result>{told}</result></loginResponse>")


def _elements(members: dict[str, str]) -> str:
    return "".join(f"<{name}>{escape(text)}</{name}>" for name, text in members.items())


def _fault(message: str, code: str) -> str:
    details = f"<sf:exceptionCode>{code}</sf:exceptionCode>"
    details += f"<sf:exceptionMessage>{message}</sf:exceptionMessage>"
    return _envelope(
        f"<soapenv:Fault><faultcode>sf:{code}</faultcode><faultstring>{code}: {message}"
        f"</faultstring><detail><sf:LoginFault>{details}</sf:LoginFault></detail></soapenv:Fault>"
    )


def _envelope(inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope'
        ' xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns="urn:partner.soap.sforce.com" xmlns:sf="urn:fault.partner.soap.sforce.com"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<soapenv:Body>{inside}</soapenv:Body></soapenv:Envelope>"
    )
