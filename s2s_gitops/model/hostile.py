"""Characters of a text from outside that act instead of being read."""

import re
from typing import Final

HOSTILE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
"""Controls, escapes, line ends of other systems, and marks that hide or turn what stands around them."""
