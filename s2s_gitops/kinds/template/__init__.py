"""A connection template: a named bundle of published objects and fields, chosen when inviting."""

from typing import Final

from s2s_gitops.kinds.contract import FIELDS, shown_on
from s2s_gitops.kinds.contract import TEMPLATE as PAGE
from s2s_gitops.kinds.publication.checks import check_bundles
from s2s_gitops.kinds.publication.fit import publishing_fits
from s2s_gitops.kinds.publication.live import publishing_reader
from s2s_gitops.kinds.publication.write import (
    fields_manual,
    fields_writer,
    objects_manual,
    objects_writer,
)
from s2s_gitops.kinds.rules import always_published
from s2s_gitops.kinds.template.clues import BUNDLE_CLUES, CLUES
from s2s_gitops.kinds.template.live import (
    NESTED,
    bundle_start,
    create,
    edit,
    live_templates,
    open_template,
    read,
    template_start,
    to_templates,
)
from s2s_gitops.kinds.template.pages import CHANGE
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.human import Manual
from s2s_gitops.model.kind import Attribute, Kind, Per, Place, Repeat, SaveGroup, Shape, Use, Verb

_CREATING: Final = Manual(
    to_templates,
    first=("Press New",),
    proof="the sub-tab Templates lists {key}",
)
_EDITING: Final = Manual(
    template_start, first=("Press Edit",), proof="the page of the template shows the new values"
)

CREATE: Final = Verb(
    name="create-template",
    action=Action.CREATE,
    risk=Risk.SAFE,
    reason="ours alone: a template reaches nobody until it is chosen",
    undo="set it to `active: false`; no way to delete a template is documented",
    group=SaveGroup("template", Per.RESOURCE, create, manual=_CREATING),
    clicks=('Set Name to "{key}"', "Tick Active, unless a later step unticks it"),
    carries=("description", "active"),
)

SET: Final = Verb(
    name="set",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="set the old value again",
    group=SaveGroup("edit", Per.RESOURCE, edit, manual=_EDITING),
    clicks=("{fill}",),
    repeat=Repeat.AFTER_LOOKING,
)

TEMPLATE: Final = Kind(
    name="template",
    doc="A connection template of an org. It acts when it is chosen, and is not compared with connections.",
    place=Place.LIST,
    key="templates",
    segment="template",
    attributes=(
        Attribute("name", "The template's name.", use=Use.IDENTITY),
        Attribute("description", "What the template is for.", verb=SET, label="Description"),
        Attribute(
            "active",
            "Only active templates can be chosen.",
            shape=Shape.FLAG,
            verb=SET,
            label="Active",
        ),
    ),
    verbs=(CREATE, SET),
    read=read,
    create=CREATE,
    requires=("settings",),
    clues=CLUES,
    shown={"": shown_on(PAGE)},
)

_UNKNOWN_REACH: Final = "no public source says whether connections that use the template follow"
_OBJECTS: Final = SaveGroup(
    "objects",
    Per.SCOPE,
    objects_writer(open_template, CHANGE),
    manual=objects_manual(bundle_start, CHANGE),
)
_FIELDS: Final = SaveGroup(
    "fields", Per.RESOURCE, fields_writer(open_template), manual=fields_manual(bundle_start)
)

ADD: Final = Verb(
    name="add-object",
    action=Action.CREATE,
    risk=Risk.OUTWARD,
    reason=_UNKNOWN_REACH,
    undo="remove the object from the template",
    group=_OBJECTS,
    clicks=("Tick {key}",),
)
REMOVE: Final = Verb(
    name="remove-object",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason=_UNKNOWN_REACH,
    undo="add the object to the template again",
    group=_OBJECTS,
    clicks=("Untick {key}",),
)
ADD_FIELD: Final = Verb(
    name="add-field",
    action=Action.CREATE,
    risk=Risk.OUTWARD,
    reason=_UNKNOWN_REACH,
    undo="remove the field from the template",
    group=_FIELDS,
    clicks=("Tick {member}",),
)
REMOVE_FIELD: Final = Verb(
    name="remove-field",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason=_UNKNOWN_REACH,
    undo="add the field to the template again",
    group=_FIELDS,
    clicks=("Untick {member}",),
)

TEMPLATE_PUBLICATION: Final = Kind(
    name="template-publication",
    doc="An object that a template publishes, with its fields.",
    place=Place.NESTED_LIST,
    parent="template",
    key="publish",
    segment="publish",
    attributes=(
        Attribute("object", "The object's API name.", use=Use.IDENTITY, pattern=r"^[A-Za-z]\w*$"),
        Attribute(
            "fields",
            "API names of the fields: the whole list. Those always published may be left out.",
            shape=Shape.NAMES,
            add=ADD_FIELD,
            remove=REMOVE_FIELD,
            implied=always_published,
        ),
    ),
    verbs=(ADD, REMOVE, ADD_FIELD, REMOVE_FIELD),
    read=publishing_reader(open_template, NESTED, live_templates),
    fits=publishing_fits(NESTED),
    create=ADD,
    delete=REMOVE,
    refers=lambda resource: (Address.parse(resource.address.scope),),
    check=check_bundles,
    clues=BUNDLE_CLUES,
    shown={"": shown_on(PAGE), "fields": shown_on(FIELDS)},
)
