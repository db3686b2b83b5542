"""The rows of an org as the API sees them: behaviour turned into plain values. No HTTP in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_api_time
from s2s_gitops.emulator.objects import Field
from s2s_gitops.emulator.publishing import is_shareable
from s2s_gitops.emulator.trail import kept_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from s2s_gitops.emulator.nouns import Connection, User
    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.written import Row, Value

_S2S_ONLY = ("PartnerNetworkConnection", "PartnerNetworkRecordConnection")


def visible_objects(org: Org, user: User) -> dict[str, ObjectType]:
    """Return the objects that exist for this user, as described in this org right now."""
    shown = {}
    for kind in org.objects.values():
        if kind.name in _S2S_ONLY and not org.sees_connections(user):
            continue
        if kind.name == "SetupAuditTrail" and not user.facts.views_setup:
            continue
        has_links = org.is_s2s_on and is_shareable(kind)
        shown[kind.name] = kind.with_fields(_links()) if has_links else kind
    return shown


def _links() -> tuple[Field, ...]:
    """Return the two fields that shareable objects have while the feature is on."""
    return tuple(
        Field(
            f"Connection{word}Id",
            f"{word} Connection ID",
            "reference",
            18,
            is_createable=False,
            is_updateable=False,
            refers_to=("PartnerNetworkConnection",),
            relationship=f"Connection{word}",
        )
        for word in ("Received", "Sent")
    )


def find_object(org: Org, user: User, name: str) -> ObjectType | None:
    """Return an object by API name, which ignores case as the platform does."""
    shown = visible_objects(org, user)
    return next((kind for kind in shown.values() if kind.name.lower() == name.lower()), None)


def rows(org: Org, kind: ObjectType) -> list[Row]:
    """Return all rows of an object; every field of its describe is in every row."""
    readers = {
        "Organization": _organization,
        "User": _users,
        "Account": _accounts,
        "Contact": _contacts,
        "EmailTemplate": _email_templates,
        "SetupAuditTrail": _trail,
        "PartnerNetworkConnection": _connections,
        "PartnerNetworkRecordConnection": _shared_records,
    }
    reader = readers.get(kind.name)
    found = [*(reader(org) if reader else ()), *org.written.added.get(kind.name, {}).values()]
    return [
        _fill(org, kind, {**row, **org.written.changed.get(str(row["Id"]), {})}) for row in found
    ]


def parent_rows(org: Org, kind: ObjectType) -> list[Row]:
    """Return the rows that a reference can point at: the feature's own user is one of them."""
    found = rows(org, kind)
    if kind.name == "User":
        name = org.user_name(org.connection_user_id)
        found.append(_fill(org, kind, {"Id": org.connection_user_id, "Name": name}))
    return found


def _fill(org: Org, kind: ObjectType, row: Row) -> Row:
    return {field.name: row.get(field.name, _default(org, field)) for field in kind.fields}


def _default(org: Org, field: Field) -> Value:
    if field.type == "boolean":
        return False
    if field.name in {"CreatedDate", "LastModifiedDate", "SystemModstamp"}:
        return to_api_time(org.created)
    if field.name in {"CreatedById", "LastModifiedById", "OwnerId"}:
        return next(iter(org.users))
    return None


def _organization(org: Org) -> Iterator[Row]:
    yield {
        "Id": org.id,
        "Name": org.name,
        "InstanceName": "EMU1",
        "OrganizationType": "Enterprise Edition",
        "LanguageLocaleKey": "en_US",
        "DefaultLocaleSidKey": "en_US",
        "TimeZoneSidKey": "UTC",
        "UiSkin": "Theme3",
        "FiscalYearStartMonth": 1,
        "NumKnowledgeService": 0,
        "MonthlyPageViewsUsed": 0,
        "MonthlyPageViewsEntitlement": 0,
    }


def _users(org: Org) -> Iterator[Row]:
    for user in org.users.values():
        facts = user.facts
        yield {
            "Id": user.id,
            "Username": facts.username,
            "FirstName": facts.first_name or None,
            "LastName": facts.last_name,
            "Name": user.name,
            "Email": facts.email,
            "IsActive": facts.is_active,
            "UserType": "Standard",
            "LanguageLocaleKey": facts.language,
            "LocaleSidKey": locale_of(facts.language),
            "TimeZoneSidKey": "UTC",
        }


def locale_of(language: str) -> str:
    """Return the locale of a language: en_US has its own, others get their own country."""
    return language if "_" in language else f"{language}_{language.upper()}"


def _accounts(org: Org) -> Iterator[Row]:
    for account in org.accounts.values():
        yield {"Id": account.id, "Name": account.name}


def _contacts(org: Org) -> Iterator[Row]:
    for contact in org.contacts.values():
        yield {
            "Id": contact.id,
            "FirstName": contact.first_name or None,
            "LastName": contact.last_name,
            "Name": contact.name,
            "Email": contact.email,
            "AccountId": contact.account_id,
        }


def _email_templates(org: Org) -> Iterator[Row]:
    for template in org.email_templates.values():
        yield {
            "Id": template.id,
            "Name": template.name,
            "DeveloperName": template.name.replace(" ", "_"),
            "FolderId": org.id,
            "TemplateType": "text",
            "IsActive": True,
            "Subject": template.name,
        }


def _trail(org: Org) -> Iterator[Row]:
    for line in kept_lines(org):
        yield {
            "Id": line.id,
            "Action": line.action,
            "Section": line.section,
            "CreatedDate": to_api_time(line.moment),
            "CreatedById": line.user_id,
            "Display": line.display,
            "DelegateUser": line.delegate,
        }


def _connections(org: Org) -> Iterator[Row]:
    for connection in org.connections.values():
        yield _connection(connection)


def _connection(connection: Connection) -> Row:
    responded = connection.responded
    return {
        "Id": connection.id,
        "ConnectionName": connection.name,
        "ConnectionStatus": connection.status.value,
        "PrimaryContactId": connection.owner_id,
        "ContactId": connection.contact_id,
        "AccountId": connection.account_id,
        "ResponseDate": to_api_time(responded) if responded else None,
        "CreatedDate": to_api_time(connection.created),
        "CreatedById": connection.created_by_id,
        "LastModifiedDate": to_api_time(connection.modified),
        "LastModifiedById": connection.modified_by_id,
    }


def _shared_records(org: Org) -> Iterator[Row]:
    for connection in org.connections.values():
        for one in connection.records:
            yield {
                "Id": one.id,
                "ConnectionId": connection.id,
                "LocalRecordId": one.local_id,
                "ParentRecordId": one.parent_id,
                "PartnerRecordId": one.partner_id,
                "RelatedRecords": ",".join(one.related) or None,
                "SendClosedTasks": "closed_tasks" in one.options,
                "SendOpenTasks": "open_tasks" in one.options,
                "SendEmails": "emails" in one.options,
                "StartDate": to_api_time(one.started) if one.started else None,
                "EndDate": to_api_time(one.ended) if one.ended else None,
                "Status": one.status,
            }
