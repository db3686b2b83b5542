"""Walks the steps of an approved plan: look, write, read back. What fails stops only what needs it.

Looking first makes a run repeatable: what is already there is not written again, and what changed
since the plan is not overwritten. A write whose answer was lost is never repeated; it is looked for
instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from s2s_gitops.engine.describe import describe
from s2s_gitops.engine.human import human_step
from s2s_gitops.engine.order import order
from s2s_gitops.engine.policy import ApprovedPlan
from s2s_gitops.flows.evidence import told
from s2s_gitops.flows.verify import Sight, look, planned_from, renew, shown
from s2s_gitops.model.change import Step
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import ByHand, Lost, NotYet, S2SError
from s2s_gitops.model.human import Hands
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.ports import Clock, ReadableOrg, Scene, WritableOrg
from s2s_gitops.model.report import Outcome, Status
from s2s_gitops.model.resource import State
from s2s_gitops.model.verb import Repeat

MAX_WRITES: Final = 3
FIRST_PAUSE: Final = 0.25
LONGEST_PAUSE: Final = 10.0

_STOPS: Final = (Status.FAILED, Status.SKIPPED, Status.WAITING)


@dataclass(frozen=True, slots=True)
class Orgs:
    """Sessions by alias: `readers` with every org that may be read, `writers` with those we manage.

    `hands` names those orgs that people write; `hosts` are the addresses of all that we manage.
    """

    readers: Mapping[str, ReadableOrg]
    writers: Mapping[str, WritableOrg]
    hands: Mapping[str, Hands] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait until an org shows what was written. `wait` is in seconds."""

    clock: Clock
    wait: float

    def looks(self) -> Iterator[None]:
        """Yield at growing intervals until the time is over; at least once."""
        deadline = self.clock.monotonic() + self.wait
        pause = FIRST_PAUSE
        yield
        while (left := deadline - self.clock.monotonic()) > 0:
            self.clock.sleep(min(pause, left))
            pause = min(2 * pause, LONGEST_PAUSE)
            yield


def apply(
    approved: ApprovedPlan,
    desired: State,
    live: State,
    orgs: Orgs,
    kinds: Sequence[Kind],
    patience: Patience,
) -> Iterator[Outcome]:
    """Make the changes of a plan, one step after another, and yield how each ended as it ends."""
    steps = order(approved.plan.changes, kinds)
    by_name = {kind.name: kind for kind in kinds}
    walk = _Walk(desired, live, orgs, patience)
    outcomes: list[Outcome] = []
    for step in steps:
        needed = next((outcomes[at] for at in step.requires if outcomes[at].status in _STOPS), None)
        outcome = _after(step, needed) if needed else walk.attempt(by_name[step.kind], step)
        outcomes.append(outcome)
        yield outcome


def _after(step: Step, needed: Outcome) -> Outcome:
    """Return the outcome of a step whose requirement did not succeed."""
    is_waiting = needed.status is Status.WAITING
    text = f"It needs `{needed.step}` ({needed.step.group}), which is {needed.status.value}."
    code = "S2S403" if is_waiting else "S2S404"
    diagnostic = Diagnostic(code, text, "Run `s2s apply` again once that is done.", where=str(step))
    return Outcome(step, Status.WAITING if is_waiting else Status.SKIPPED, diagnostic)


class _Walk:
    """The steps share one picture of live, which each of them renews in its place."""

    def __init__(self, desired: State, live: State, orgs: Orgs, patience: Patience) -> None:
        self.desired = desired
        self.planned_on = live
        self.known = dict(live.resources)
        self.orgs = orgs
        self.patience = patience

    @property
    def live(self) -> State:
        """What is known of the orgs now."""
        return State(self.known)

    def attempt(self, kind: Kind, step: Step) -> Outcome:
        """Make one step, and say how it ended."""
        try:
            return self._attempt(kind, step)
        except NotYet as error:
            return self._waiting(step, error.diagnostics[0].detail)
        except ByHand as error:
            host = self.orgs.hosts.get(error.org, "")
            return self._by_hand(kind, step, Hands(error.diagnostics[0].detail, host))
        except S2SError as error:
            org = self.orgs.readers.get(step.changes[0].address.org)
            return Outcome(step, Status.FAILED, told(error, org))

    def _attempt(self, kind: Kind, step: Step) -> Outcome:
        sight = self._look_until_ready(kind, step)
        if sight is Sight.WANTED:
            return Outcome(step, Status.ALREADY)
        if sight is Sight.EARLY:
            return self._waiting(step, "What must come first is not visible in the org yet.")
        if sight is Sight.OTHER:
            return self._third_state(
                kind, step, "S2S401", "Since the plan, something was changed here."
            )
        hands = self.orgs.hands.get(step.changes[0].address.org)
        if hands is not None:
            return self._by_hand(kind, step, hands)
        return self._read_back(kind, step, self._write_when_offered(kind, step))

    def _by_hand(self, kind: Kind, step: Step, hands: Hands) -> Outcome:
        """Leave a step to a person. Nothing was sent; the next run looks whether it was done."""
        manual = human_step(step, kind, self.live, hands)
        fix = "Make the clicks below, then run `s2s apply` again: it sees that they were made."
        diagnostic = Diagnostic("S2S406", f"By hand: {hands.why}", fix, where=str(step))
        return Outcome(step, Status.WAITING, diagnostic, manual)

    def _write_when_offered(self, kind: Kind, step: Step) -> Lost | None:
        """Write as soon as the page offers what is to be chosen. Raises NotYet if that takes too long."""
        refusal: NotYet | None = None
        for _ in self.patience.looks():
            try:
                return self._write(kind, step)
            except NotYet as error:
                refusal = error
        raise refusal or AssertionError("there is at least one look")

    def _look(self, kind: Kind, step: Step) -> Sight:
        sight, fresh = look(self.orgs.readers, self.desired, self.live, kind, step)
        renew(self.known, step, fresh)
        return sight

    def _look_until_ready(self, kind: Kind, step: Step) -> Sight:
        sight = Sight.EARLY
        for _ in self.patience.looks():
            sight = self._look(kind, step)
            if sight is not Sight.EARLY:
                break
        return sight

    def _write(self, kind: Kind, step: Step) -> Lost | None:
        """Save once. Return the error if no answer came: then nothing is known of it."""
        verb = kind.verb(step.changes[0].verb)
        writer = self.orgs.writers[step.changes[0].address.org]
        scene = Scene(self.orgs.readers, self.desired, self.live, self.planned_on)
        try:
            verb.group.write(writer, step, scene)
        except Lost as error:
            return error
        return None

    def _read_back(self, kind: Kind, step: Step, lost: Lost | None) -> Outcome:
        may_repeat = all(kind.verb(one.verb).repeat is Repeat.AFTER_LOOKING for one in step.changes)
        writes = 1
        for _ in self.patience.looks():
            sight = self._look(kind, step)
            if sight is Sight.WANTED:
                return Outcome(step, Status.DONE)
            if sight is Sight.OTHER:
                return self._third_state(
                    kind, step, "S2S402", "After the save there is a third value."
                )
            if sight is Sight.READY and may_repeat and not lost and writes < MAX_WRITES:
                lost = self._write(kind, step)
                writes += 1
        if lost:
            return Outcome(step, Status.FAILED, lost.diagnostics[0])
        if may_repeat:
            return _failed(
                step, "S2S402", f"It was saved {writes} times; the org still shows the old value."
            )
        return self._waiting(step, "It was saved; the org does not show it yet.")

    def _third_state(self, kind: Kind, step: Step, code: str, detail: str) -> Outcome:
        """Say what is neither as the plan saw it nor as it should be."""
        moved = describe(planned_from(step), shown(step, kind, self.live))
        return _failed(step, code, f"{detail} {moved}")

    def _waiting(self, step: Step, detail: str) -> Outcome:
        fix = (
            f"Waited {self.patience.wait:g} s. Run `s2s apply` again later; nothing is done twice."
        )
        return Outcome(step, Status.WAITING, Diagnostic("S2S403", detail, fix, where=str(step)))


def _failed(step: Step, code: str, detail: str) -> Outcome:
    fix = "Nothing is overwritten. Look at it in the org, then plan again."
    return Outcome(
        step, Status.FAILED, Diagnostic(code, detail, fix, step.changes[0].source, str(step))
    )
