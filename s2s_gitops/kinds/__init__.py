"""Floor 1, the knowledge of Salesforce: one folder a kind, each with its declaration, its reading and its pages."""

from typing import Final

from s2s_gitops.kinds.connection import CONNECTION
from s2s_gitops.kinds.publication import PUBLICATION
from s2s_gitops.kinds.settings import SETTINGS
from s2s_gitops.kinds.subscription import SUBSCRIPTION
from s2s_gitops.kinds.template import TEMPLATE, TEMPLATE_PUBLICATION
from s2s_gitops.model.kind import Kind

ALL: Final[tuple[Kind, ...]] = (
    SETTINGS,
    TEMPLATE,
    TEMPLATE_PUBLICATION,
    CONNECTION,
    PUBLICATION,
    SUBSCRIPTION,
)
"""Every kind, in the order in which they are read and put in place."""
