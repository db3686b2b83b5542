"""Makes pages fit to be shown: what belongs to one org, its people or its records is replaced; shape and labels stay.

Stands beside `scrub`, which takes out secrets, and uses it. It is not proof against everything: somebody looks
before anything is shared.
"""

from s2s_gitops.drivers.redaction.known import Known
from s2s_gitops.drivers.redaction.redactor import UNSAFE, Redactor

__all__ = ("UNSAFE", "Known", "Redactor")
