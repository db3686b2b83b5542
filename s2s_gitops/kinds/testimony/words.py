"""General words of such lines, as patterns; case does not matter. Wording is a guess, so only what is common counts."""

import re
from typing import Final

PUBLISHING: Final = r"(?<![\w-])(?:un)?publish\w*"
SUBSCRIBING: Final = r"(?<![\w-])(?:un)?subscri\w*"
MAPPING: Final = r"(?<![\w-])(?:un|re)?map(?:s|ped|pings?)?(?!\w)"
AUTO_ACCEPT: Final = r"(?<!\w)auto[- ]?accept\w*"
TEMPLATE: Final = r"(?<!\w)templates?(?!\w)"

NOTHING: Final = (
    r"--none--|\(blank\)|(?<!\w)(?:none|nothing|blank|empty|remov\w+|clear\w+|delet\w+)(?!\w)"
)
"""What is said of a value that went."""

FLAGS: Final = r"(?<!\w)(?:true|false|yes)(?!\w)"
"""With these, another word of the line may be a label, and no statement."""

MAIL: Final = r"(?<!\w)e-?mails?(?!\w).*(?<!\w)sent(?!\w)|(?<!\w)sent(?!\w).*(?<!\w)e-?mails?(?!\w)|(?<!\w)mailed(?!\w)"
"""An entry about an e-mail, which tells no change: help names e-mails as entries of their own."""

UNSURE: Final = (
    r"(?<!\w)(?:no|not|never|fail\w*|errors?|unable|could|cannot|can't|denied|refused|invalid|instead"
    r"|except|without|but|unless|attempt\w*|tr(?:y|ied)|request\w*|plan(?:s|ned)?|will|would)(?!\w)"
)
"""Words with which a line may tell the contrary, or nothing that happened: errors stand there as well."""


def both(*patterns: str) -> str:
    """Return a pattern for a text that holds all of them, in any order."""
    return "^" + "".join(f"(?=.*(?:{one}))" for one in patterns)


def unless(denied: str, pattern: str) -> str:
    """Return a pattern for a text that holds the one and nothing of the other."""
    return f"^(?!.*(?:{denied})).*(?:{pattern})"


def compiled(*patterns: str) -> re.Pattern[str]:
    """Return a pattern for any of these, ignoring case and over line ends. Without one nothing fits."""
    given = [f"(?:{one})" for one in patterns if one]
    return re.compile("|".join(given) or r"(?!)", re.IGNORECASE | re.DOTALL)


_GENERAL: Final = re.compile(
    r"a|all|also|an|and|are|as|at|be|been|both|by|come|comes|for|from|had|has|have|in|into|is|it|its|new|now"
    r"|of|off|on|onto|our|over|own|s|set|side|that|the|their|then|this|to|under|up|via|was|were|with|your"
    r"|(?:account|action|connection|event|mapping|owner|partner|picklist|publication|record|setting|status"
    r"|subscription|template|user)s?"
    r"|(?:un)?publish(?:es|ed|ing)?|(?:un)?subscrib(?:e|es|ed|ing)|(?:un|re)?map(?:s|ped|ping)?|auto|accept"
    r"|(?:de)?activat(?:es|ed|ing)|add(?:s|ed|ing)?|assign(?:s|ed)?|chang(?:es|ed|ing)|clear(?:s|ed)?"
    r"|creat(?:es|ed)|delet(?:es|ed)|disabl(?:es|ed)|edit(?:s|ed)?|enabl(?:es|ed)|modif(?:ies|ied)"
    r"|remov(?:es|ed|ing)|turn(?:s|ed)?|updat(?:es|ed)"
)
_STRUCTURE: Final = re.compile(r"(?:field|object|value)s?", re.IGNORECASE)


def is_general(word: str, *, begins: bool) -> bool:
    """Say whether a word is no part of a name: a small word, or what such lines are about.

    Names are written with capitals, so only a word that begins a sentence may have one.
    """
    plain = word.lower() if begins else word
    return bool(_GENERAL.fullmatch(plain) or _STRUCTURE.fullmatch(word))
