"""Settings of the feature in one org: whether it is on, and who its e-mails come from."""

from typing import Final

from s2s_gitops.kinds.contract import SETTINGS as PAGE
from s2s_gitops.kinds.contract import shown_on
from s2s_gitops.kinds.settings.clues import CLUES
from s2s_gitops.kinds.settings.live import enable, fits, manual_start, read, save_emails
from s2s_gitops.kinds.settings.pages import CLOSED, TEMPLATES, TEXTS
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.human import Manual
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape
from s2s_gitops.model.verb import Impossible, Per, Repeat, SaveGroup, Transition, Verb

_ENABLING: Final = SaveGroup(
    "enable",
    Per.SCOPE,
    enable,
    manual=Manual(manual_start, proof="the page shows a check mark beside Enable"),
)
_EMAILS: Final = SaveGroup(
    "e-mails",
    Per.SCOPE,
    save_emails,
    manual=Manual(manual_start, proof="the page shows the new values when it is opened again"),
)

_TEMPLATE_USES: Final = {
    "invitation": "of invitations",
    "deactivation": "sent when a connection is deactivated",
    "accept": "sent when an invitation is accepted",
    "reject": "sent when an invitation is declined",
    "update": "sent when a connection's profile changes",
}

ENABLE: Final = Verb(
    name="enable",
    action=Action.CREATE,
    risk=Risk.IRREVERSIBLE,
    reason="nobody can switch S2S off again; it adds a user, a profile, fields and a tab to {org}",
    undo="none: the platform has no way back",
    group=_ENABLING,
    clicks=("Tick Enable",),
    repeat=Repeat.AFTER_LOOKING,
)

SET_EMAIL: Final = Verb(
    name="set",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="set the old value again",
    group=_EMAILS,
    clicks=("{fill}",),
    repeat=Repeat.AFTER_LOOKING,
)

SETTINGS: Final = Kind(
    name="settings",
    doc="The S2S settings of an org.",
    place=Place.ORG,
    key="settings",
    segment="settings",
    attributes=(
        Attribute(
            "enabled",
            "Whether Salesforce to Salesforce is on. One-way, and not offered to new orgs since Spring '26.",
            shape=Shape.FLAG,
            declared_as={CLOSED: False},
            transitions=(
                Transition(before=False, after=True, outcome=ENABLE),
                Transition(
                    before=True,
                    after=False,
                    outcome=Impossible(
                        "S2S is on in {org} and cannot be switched off: the platform has no such verb.",
                        "Write `enabled: true`, or leave the key out. To wind down, deactivate connections instead.",
                    ),
                ),
                Transition(
                    before=CLOSED,
                    after=True,
                    outcome=Impossible(
                        "S2S was never on in {org}, and since Spring '26 it can no longer be switched on.",
                        "Use an org that has it, or a successor: Partner Cloud, Data Cloud One, MuleSoft.",
                    ),
                ),
                Transition(before=CLOSED, after=False, outcome=None),
            ),
        ),
        Attribute(
            "from_name",
            "The name that the feature's e-mails come from.",
            verb=SET_EMAIL,
            label=TEXTS["from_name"][0],
        ),
        Attribute(
            "from_address",
            "The address that the feature's e-mails come from.",
            verb=SET_EMAIL,
            normalize=str.casefold,
            canonical=str.lower,
            personal=True,
            label=TEXTS["from_address"][0],
        ),
        *(
            Attribute(
                f"{name}_template",
                f"The e-mail template {use}, by its name.",
                verb=SET_EMAIL,
                normalize=str.casefold,
                label=TEMPLATES[f"{name}_template"][0],
            )
            for name, use in _TEMPLATE_USES.items()
        ),
    ),
    verbs=(ENABLE, SET_EMAIL),
    read=read,
    fits=fits,
    clues=CLUES,
    shown={"": shown_on(PAGE)},
)
