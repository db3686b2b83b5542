"""The REST side of an org, on simple-salesforce. Reads only: what Setup pages decide has no writing verb here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceError

from s2s_gitops.drivers.session import OrgSession
from s2s_gitops.model.errors import (
    Forbidden,
    LoginFailed,
    NotEnglish,
    OrgError,
    Rejected,
    Throttled,
    WrongOrg,
)
from s2s_gitops.model.once import Once
from s2s_gitops.model.ports import FieldInfo, Record

API_VERSION: Final = "62.0"
LANGUAGE: Final = "en_US"

_ERRORS: Final[Mapping[str, type[OrgError]]] = {
    "INVALID_SESSION_ID": LoginFailed,
    "INVALID_AUTH_HEADER": LoginFailed,
    "API_DISABLED_FOR_ORG": Forbidden,
    "INSUFFICIENT_ACCESS": Forbidden,
    "REQUEST_LIMIT_EXCEEDED": Throttled,
}
_UNPUBLISHABLE: Final = frozenset({"location", "address"})


class Rest:
    """Queries and describes of one org. Describes are asked for once."""

    def __init__(self, session: OrgSession) -> None:
        self._session = session
        self._client = Salesforce(
            instance_url=session.instance_url,
            session_id=session.token,
            session=session,
            version=API_VERSION,
        )
        self._fields: Once[Mapping[str, FieldInfo]] = Once()
        self._objects: Once[Mapping[str, str]] = Once()
        self._names: Once[str] = Once()

    def check_identity(self, org_id: str) -> None:
        """Make sure that the login reaches the pinned org, as a user whose pages we can read.

        Raises WrongOrg, LoginFailed or NotEnglish.
        """
        answer = self._ask(lambda: self._client.oauth2("userinfo"))
        reached = str(answer.get("organization_id", ""))
        if reached[:15] != org_id[:15]:
            raise WrongOrg(
                self._session.alias,
                f"The login reaches {reached or 'an unnamed org'}, pinned is {org_id}.",
                "Correct the login or `org_id`. Nothing was read.",
            )
        language = str(answer.get("language", ""))
        if language != LANGUAGE:
            raise NotEnglish(
                self._session.alias,
                f"The user's language is {language or 'not known'}.",
                "Set the user's language to English (en_US): pages are read by their labels.",
            )

    def organization_name(self) -> str:
        """The organization's own name."""
        return self._names.get(
            "", lambda: str(self.query("SELECT Id, Name FROM Organization")[0]["Name"])
        )

    def query(self, soql: str) -> Sequence[Record]:
        """Return all rows of a query, following it to its end."""
        rows: Sequence[Record] = self._ask(lambda: list(self._client.query_all_iter(soql)))
        return rows

    def objects(self) -> Mapping[str, str]:
        """Return the label of every object that the user can see, by API name."""
        return self._objects.get("", self._describe_all)

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        """Return the fields of an object by API name; empty where the user cannot see the object."""
        return self._fields.get(sobject, lambda: self._describe(sobject))

    def told(self) -> Mapping[str, str]:
        """Return the labels of all objects, if they were asked for. Asks nothing."""
        return self._objects.known().get("", {})

    def described(self) -> Mapping[str, Mapping[str, FieldInfo]]:
        """Return the fields of every object that has been described so far. Asks nothing."""
        return self._fields.known()

    def ask(self, path: str, soql: str) -> Any:
        """Return what the API answers at a path below its version, to a query if there is one."""
        return self._ask(lambda: self._client.restful(path, {"q": soql} if soql else None))

    def release(self) -> str:
        """Return the name of the newest version that the org offers: that of its release."""
        versions = self._ask(
            lambda: self._session.get(f"{self._session.instance_url}/services/data").json()
        )
        return str(versions[-1]["label"]) if isinstance(versions, list) and versions else ""

    def _describe_all(self) -> Mapping[str, str]:
        answer = self._ask(self._client.describe)
        return {one["name"]: one["label"] for one in answer["sobjects"]}

    def _describe(self, sobject: str) -> Mapping[str, FieldInfo]:
        try:
            answer = self._ask(lambda: self._client.restful(f"sobjects/{sobject}/describe"))
        except Rejected as error:
            if "NOT_FOUND" in error.diagnostics[0].detail:
                return {}
            raise
        return {one["name"]: _field_info(one) for one in answer["fields"]}

    def _ask(self, request: Callable[[], Any]) -> Any:
        try:
            return request()
        except SalesforceError as error:
            raise self._error(error) from error
        except ValueError as error:
            raise Rejected(
                self._session.alias, "The org answered with something that is not JSON."
            ) from error

    def _error(self, error: SalesforceError) -> OrgError:
        code, message = _said(error)
        kind = LoginFailed if error.status == 401 else _ERRORS.get(code, Rejected)
        fix = "Get a new session for this org." if kind is LoginFailed else ""
        return kind(self._session.alias, f"The org says {code}: {message}", fix)


def _field_info(field: Mapping[str, Any]) -> FieldInfo:
    values = (one["value"] for one in field.get("picklistValues") or () if one.get("active", True))
    barred = _barred(field)
    return FieldInfo(
        name=field["name"],
        label=field["label"],
        publishable=bool(field.get("updateable")) and not barred,
        type=field["type"],
        values=tuple(values),
        barred=barred,
        is_editable=bool(field.get("updateable") or field.get("createable")),
        is_required=_is_required(field),
    )


def _barred(field: Mapping[str, Any]) -> str:
    """Say why the page offers no field of a type (help, "Publish Fields")."""
    if field["type"] in _UNPUBLISHABLE:
        return str(field["type"])
    if field.get("htmlFormatted"):
        return "rich text"
    is_coordinate = field.get("compoundFieldName") and field["type"] == "double"
    return "a coordinate of an address" if is_coordinate else ""


def _is_required(field: Mapping[str, Any]) -> bool:
    """Say whether somebody must give a value. References are left out: they carry no ids between orgs."""
    is_open = field.get("nillable", True) or field.get("defaultedOnCreate", False)
    return bool(field.get("createable")) and not is_open and field["type"] != "reference"


def _said(error: SalesforceError) -> tuple[str, str]:
    content: Any = error.content
    first = content[0] if isinstance(content, list) and content else content
    if isinstance(first, Mapping):
        return str(first.get("errorCode", error.status)), str(first.get("message", "")).strip()
    return str(error.status), "no words of its own"
