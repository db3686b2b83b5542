"""One level of a thing's name against the names in a line: does it name ours, another, or could it be either."""

from collections.abc import Collection, Iterable, Sequence
from enum import Enum, auto
from typing import Final

from s2s_gitops.kinds.testimony.names import Span
from s2s_gitops.kinds.testimony.words import compiled
from s2s_gitops.model.clue import Level, Texts

_FROM: Final = compiled(r"(?<!\w)from(?!\w)")


class Told(Enum):
    """What a line tells of a level."""

    NAMED = auto()
    """It names ours."""
    MAYBE = auto()
    """It holds a text that may mean ours."""
    OTHER = auto()
    """It is about something else."""
    NOTHING = auto()


class Step:
    """A level made ready for many lines: which names a text may mean, in both of its roles."""

    def __init__(self, level: Level) -> None:
        self.level = level
        self._names = _by_text(level.among)
        self._targets = _by_text(level.targets)
        self._word = compiled(level.word)
        self.texts = frozenset({*self._names, *self._targets})
        self.own_texts = frozenset(level.among.get(level.name, ()))

    def is_hinted(self, rest: str) -> bool:
        """Say whether a line says in a word that it is about something of this level."""
        return self._word.search(rest) is not None

    def names(self, span: Span) -> frozenset[str]:
        """Return what a name in a line may mean."""
        return self._names.get(span.text, frozenset())

    def told(
        self, spans: Sequence[Span], explained: Collection[Span], strangers: Collection[str]
    ) -> Told:
        """Say what names in a line tell of this level.

        `explained` are those that mean ours in some way; `strangers` what stands inside of other
        things that the line names, and is called the same as ours perhaps.
        """
        ours = self.level.name
        own = self.naming(spans)
        if self.level.inside is not None and any(one.text in strangers for one in own):
            return Told.MAYBE
        if any(self.names(one) == {ours} for one in own):
            return Told.NAMED
        # A text that may mean several things means the one that another text names.
        certain = {name for one in spans if len(self.names(one)) == 1 for name in self.names(one)}
        if any(not self.names(one) & certain for one in own):
            return Told.MAYBE
        return Told.OTHER if self.others(spans, explained) else Told.NOTHING

    def others(self, spans: Iterable[Span], explained: Collection[Span]) -> list[Span]:
        """Return the names that mean something else of this level."""
        return [one for one in spans if one.text in self.texts and one not in explained]

    def explains(self, span: Span) -> bool:
        """Say whether a name means ours, or what it is or was mapped to, or was before."""
        targets = self._targets.get(span.text, frozenset())
        if span.is_from and (targets or self.level.is_value):
            is_name = not self.level.is_value and self.level.name in self.names(span)
            return span.is_past or is_name
        return self.level.name in self.names(span) or self.level.target in targets

    def naming(self, spans: Iterable[Span]) -> list[Span]:
        """Return the names that may mean ours; a value that something came from does not."""
        own = [one for one in spans if self.level.name in self.names(one)]
        return [one for one in own if not (self.level.is_value and one.is_from)]

    def targeting(self, spans: Iterable[Span]) -> list[Span]:
        """Return the names that mean, and can mean only, what ours is mapped to."""
        wanted = frozenset({self.level.target})
        return [one for one in spans if not one.is_past and self._targets.get(one.text) == wanted]

    def could_be_swapped(self, spans: Sequence[Span], rest: str) -> bool:
        """Say whether a line may as well tell that the target is mapped to ours.

        So it is where that is live too, where ours comes last, or where "from" may turn it round.
        """
        names = [one for one in self.naming(spans) if one not in self.targeting(spans)]
        targets = [one for one in self.targeting(spans) if one not in self.naming(spans)]
        if not names or not targets:
            return False
        sources = {name for one in targets for name in self.names(one)}
        ends = {name for one in names for name in self._targets.get(one.text, ())}
        is_live = any(self.level.pairs.get(source) in ends for source in sources)
        is_turned = len(_FROM.findall(rest)) > sum(one.is_past for one in spans)
        return is_live or is_turned or targets[0].start < names[0].start


def _by_text(texts: Texts) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, those in texts.items():
        for text in those:
            found.setdefault(text, set()).add(name)
    return {text: frozenset(names) for text, names in found.items()}
