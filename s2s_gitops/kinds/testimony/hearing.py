"""Hears the lines of a record for one finding, and says who it was. What is not certain is no answer."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import Final

from s2s_gitops.kinds.testimony import words
from s2s_gitops.kinds.testimony.levels import Step, Told
from s2s_gitops.kinds.testimony.lines import Line, outermost
from s2s_gitops.kinds.testimony.names import Names, Span, blanked, is_clear
from s2s_gitops.model.change import Action
from s2s_gitops.model.clue import Clue, Level
from s2s_gitops.model.finding import Finding, Witness
from s2s_gitops.model.resource import Presence, Unknown, Value

PARTNER: Final = "Connection User"
"""The user of the feature itself: it stands where the other side did something."""

_PAST: Final = re.compile(r"(?<!\w)from\s+[\w\0]+", re.IGNORECASE)


class Verdict(Enum):
    """What a line is worth."""

    AGREES = auto()
    """It tells of the finding, and of what live shows."""
    CONTRADICTS = auto()
    """It tells of it, and of the contrary: what live shows came after it."""
    UNSURE = auto()
    """It may tell of it, or tells nothing certain."""


class Hearing:
    """One finding, before which lines are heard. A class because names are made ready once for all lines."""

    def __init__(self, finding: Finding, clue: Clue, levels: Sequence[Level]) -> None:
        self._steps = [Step(one) for one in levels]
        self._named = [step for step in self._steps if step.level.name]
        self._texts = {text for step in self._steps for text in step.texts}
        self._names: dict[frozenset[str], Names] = {}
        self._once = clue.once
        self._topic = words.compiled(clue.topic)
        self._about = words.compiled(clue.topic, clue.above)
        self._other = words.compiled(words.MAIL, clue.other)
        self._doubts = words.compiled(words.UNSURE, clue.doubts)
        shown = clue.shows[outcome(finding, clue)]
        self._agrees = words.compiled(shown)
        self._contradicts = [words.compiled(one) for one in set(clue.shows.values()) - {shown}]

    def decide(self, lines: Iterable[Line], told_by: str) -> Witness | None:
        """Return who it was, an empty witness if that is not certain, None if no line speaks of it.

        The newest lines decide; where their order is not known, or what they tell can have happened
        only once, all of them do. Of lines whose order is not known the last one agrees with live, so
        that those who did the contrary do not count.
        """
        judged = [(line, self.judge(line.text)) for line in lines]
        speaking = [(line, verdict) for line, verdict in judged if verdict is not None]
        if not speaking:
            return None
        decisive = outermost([line for line, _ in speaking], min if self._once else max)
        is_all = decisive is None or self._once
        heard = [one for one in speaking if is_all or one[0] in (decisive or ())]
        agreeing = [line for line, verdict in heard if verdict is Verdict.AGREES]
        is_plain = not self._once and all(verdict is not Verdict.UNSURE for _, verdict in heard)
        people = {line.who for line in agreeing} if is_plain else {line.who for line, _ in heard}
        if not agreeing or len(people) != 1 or not agreeing[0].who:
            return Witness()
        times = {line.when for line in agreeing if decisive is None or line in decisive}
        who = agreeing[0].who
        who = f"{PARTNER} (the other side)" if who == PARTNER else who
        return Witness(who, times.pop() if len(times) == 1 else "", told_by)

    def judge(self, line: str) -> Verdict | None:
        """Return what a line is worth, None if it is about something else."""
        first = self._steps[0] if self._steps else None
        if first and not first.level.is_value and not any(one in line for one in first.own_texts):
            return None
        if not self._about.search(line):
            return None
        spans, strangers = self._spans(line)
        rest = blanked(line, spans)
        place = self._place(spans, rest, strangers)
        if place is Told.OTHER or self._other.search(rest):
            return None
        is_certain = place is Told.NAMED and self._is_exact(spans, rest)
        return self._said(rest) if is_certain else Verdict.UNSURE

    def _spans(self, line: str) -> tuple[list[Span], frozenset[str]]:
        """Return the names in a line, and what stands inside of other things that it names."""
        spans = self._found(line, frozenset())
        explained = self._explained(spans)
        strangers = frozenset(
            text
            for step in self._named
            if step.level.inside is not None
            for span in step.others(spans, explained)
            for name in step.names(span)
            for text in step.level.inside(name)
        )
        return (self._found(line, strangers) if strangers else spans), strangers

    def _found(self, line: str, strangers: frozenset[str]) -> list[Span]:
        if strangers not in self._names:
            self._names[strangers] = Names(self._texts | strangers)
        return self._names[strangers].find(line)

    def _explained(self, spans: Iterable[Span]) -> list[Span]:
        return [one for one in spans if any(step.explains(one) for step in self._steps)]

    def _place(self, spans: Sequence[Span], rest: str, strangers: frozenset[str]) -> Told:
        """Follow a line down the levels of the name: it names ours, may mean ours, or is about another."""
        explained = self._explained(spans)
        is_outer_hinted = False
        for depth, step in enumerate(self._steps):
            told, hinted = step.told(spans, explained, strangers), step.is_hinted(rest)
            if not step.level.name:
                if told is Told.OTHER or hinted:
                    return Told.MAYBE if is_outer_hinted else Told.OTHER
            elif told is Told.MAYBE or (step.level.is_value and told is not Told.NAMED):
                return Told.MAYBE
            elif told is not Told.NAMED:
                is_other = told is Told.OTHER or hinted or step.level.is_label
                return Told.OTHER if is_other or depth == 0 else Told.MAYBE
            is_outer_hinted = hinted
        return Told.NAMED

    def _is_exact(self, spans: Sequence[Span], rest: str) -> bool:
        """Say whether a line names ours and nothing else, under no name that could be a longer one."""
        explained = self._explained(spans)
        for step in self._named:
            level, is_last = step.level, step is self._named[-1]
            if step.others(spans, explained) and not (is_last and level.many):
                return False
            own, targets = step.naming(spans), step.targeting(spans)
            clear = [is_clear(rest, one, is_whole=level.is_whole) for one in own]
            if not (all(clear) if is_last else any(clear)):
                return False
            if level.tells_target and not targets:
                return False
            if not all(is_clear(rest, one, is_whole=True) for one in targets):
                return False
            if step.could_be_swapped(spans, rest):
                return False
        return True

    def _said(self, rest: str) -> Verdict:
        """Say whether a line tells what live shows, or the contrary, without a doubt."""
        if not self._topic.search(rest) or self._doubts.search(rest):
            return Verdict.UNSURE
        now = _PAST.sub(" ", rest)
        agrees = bool(self._agrees.search(now))
        if any(one.search(now) for one in self._contradicts):
            return Verdict.UNSURE if agrees else Verdict.CONTRADICTS
        return Verdict.AGREES if agrees else Verdict.UNSURE


def outcome(finding: Finding, clue: Clue) -> Value:
    """Return under which key a clue holds the words for what live shows; it may hold none.

    That is the value where it stands there, else whether something is there now.
    """
    live = finding.live
    values = [one for one in clue.shows if not isinstance(one, Action)]
    if live in values or isinstance(live, Unknown):
        return live
    if finding.attribute and live in (None, Presence.ABSENT):
        return Action.DELETE
    return Action.CREATE if finding.action is Action.UPDATE else finding.action
