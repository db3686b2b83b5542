"""How pages write objects and fields: by label, by API name, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_page_time
from s2s_gitops.emulator.pages.list_choices import ApiText, Naming

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.nouns import Connection, Template
    from s2s_gitops.emulator.objects import Field, ObjectType


def cell_text(naming: Naming, kind: ObjectType) -> str:
    """Return what names an object in a cell; where both names are shown, a column has the other."""
    return kind.name if naming is Naming.API else kind.label


def line_text(naming: Naming, kind: ObjectType) -> str:
    """Return what names an object in one line, such as an option."""
    return f"{kind.label} ({kind.name})" if naming is Naming.BOTH else cell_text(naming, kind)


def api_text(form: ApiText, field: Field) -> str:
    """Return what stands under API Label beside a field."""
    match form:
        case ApiText.FULL:
            return field.name
        case ApiText.BARE:
            return field.name.removesuffix("__c")
        case ApiText.LABEL:
            return field.label


def dates(one: Connection | Template) -> Mapping[str, str]:
    """Return the parts of a row that tell when its record was made and changed."""
    return {"created": to_page_time(one.created), "modified": to_page_time(one.modified)}


def about(kind: ObjectType) -> str:
    """Return what stands in a column with descriptions."""
    return "Custom object" if kind.is_custom else "Standard object"
