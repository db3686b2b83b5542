"""Questions that a page may ask before it acts: only a text that stands in the page itself is answered."""

from html import unescape as unescape_html

from s2s_gitops.drivers.scripts import unescape


def stands_in(question: str, source: str) -> bool:
    """Say whether a question is one whole text, between quotes, of a page's handlers or scripts."""
    wanted = _flat(question)
    texts = [_flat(unescape(text)) for text in (source, unescape_html(source))]
    return any(f"{quote}{wanted}{quote}" in text for text in texts for quote in "'\"")


def _flat(text: str) -> str:
    return " ".join(text.split())
