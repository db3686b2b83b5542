"""A kind that exists in memory only, an org to go with it, and a clock that does not wait."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Risk, Step
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import ByHand, Forbidden, Lost
from s2s_gitops.model.kind import Attribute, Kind, Place, ReadResult, Shape, Use
from s2s_gitops.model.page import Button, Page, Submission
from s2s_gitops.model.ports import FieldInfo, Job, ReadableOrg, Reading, Record, Scene, WritableOrg
from s2s_gitops.model.resource import Member, Resource, Value
from s2s_gitops.model.verb import Per, Repeat, SaveGroup, Verb


@dataclass
class ToyOrg:
    """An org that holds lamps: name to colour and set of switches. Counts saves; can be told to misbehave."""

    alias: str
    lamps: dict[str, dict[str, Value]] = field(default_factory=dict)
    saves: list[str] = field(default_factory=list)
    ignored_saves: int = 0
    lost_answers: int = 0
    hidden_looks: int = 0
    forbidden: bool = False
    by_hand: bool = False

    def name(self) -> str:
        return self.alias

    def query(self, soql: str) -> Sequence[Record]:
        """Return every lamp, unless told to hide them."""
        assert soql == "lamps"
        if self.forbidden:
            raise Forbidden(self.alias, "It is dark here.")
        if self.hidden_looks:
            self.hidden_looks -= 1
            return ()
        return [{"name": name, "lamp": dict(lamp)} for name, lamp in self.lamps.items()]

    def objects(self) -> Mapping[str, str]:
        raise NotImplementedError

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        raise NotImplementedError(sobject)

    def open(self, address: str) -> Page:
        raise NotImplementedError(address)

    def download(self, address: str) -> Download:
        raise NotImplementedError(address)

    def keep(self, _page: Page, /) -> str:
        return ""

    def submit(self, submission: Submission) -> Page:
        raise NotImplementedError(submission)

    def press(self, page: Page, button: Button) -> Page:
        raise NotImplementedError(page, button)

    def save(self, what: str, act: Callable[[], None]) -> None:
        """Make one save, unless told to ignore it; lose the answer, or leave it to people, if told so."""
        if self.by_hand:
            raise ByHand(self.alias, "The switch is behind a curtain.")
        self.saves.append(what)
        if self.ignored_saves:
            self.ignored_saves -= 1
        else:
            act()
        if self.lost_answers:
            self.lost_answers -= 1
            raise Lost(self.alias, "The line went dead.")


def read(reading: Reading) -> ReadResult:
    results = reading.gather([Job(alias, "lamp", _read_one) for alias in reading.orgs])
    return ReadResult([one for lamps in results for one in lamps or ()])


def _read_one(org: ReadableOrg) -> Sequence[Resource]:
    rows = org.query("lamps")
    return [Resource(Address(org.alias, "lamp", row["name"]), row["lamp"]) for row in rows]


def _toy(org: WritableOrg) -> ToyOrg:
    assert isinstance(org, ToyOrg)
    return org


def save_lamps(org: WritableOrg, step: Step, _scene: Scene) -> None:
    toy = _toy(org)

    def act() -> None:
        for change in step.changes:
            if change.action is Action.DELETE:
                del toy.lamps[change.address.key]
            elif not change.attribute:
                toy.lamps[change.address.key] = {"switches": {}}
            else:
                toy.lamps[change.address.key][change.attribute] = change.after

    toy.save(str(step), act)


def save_switches(org: WritableOrg, step: Step, _scene: Scene) -> None:
    toy = _toy(org)

    def act() -> None:
        lamp = toy.lamps[step.key]
        fitted = lamp.get("switches")
        switches = dict(fitted) if isinstance(fitted, Mapping) else {}
        for change in step.changes:
            if change.action is Action.DELETE:
                del switches[change.address.member]
            else:
                switches[change.address.member] = Member.LISTED
        lamp["switches"] = switches

    toy.save(str(step), act)


_LAMPS = SaveGroup("lamps", Per.SCOPE, save_lamps)
_COLOURS = SaveGroup("colours", Per.RESOURCE, save_lamps)
_SWITCHES = SaveGroup("switches", Per.RESOURCE, save_switches)
HANG = Verb("hang", Action.CREATE, Risk.OUTWARD, "{org} gets light", "take it down", _LAMPS)
TAKE_DOWN = Verb("take-down", Action.DELETE, Risk.DESTRUCTIVE, "dark", "hang it again", _LAMPS)
PAINT = Verb(
    "paint",
    Action.UPDATE,
    Risk.SAFE,
    "only paint",
    "paint again",
    _COLOURS,
    repeat=Repeat.AFTER_LOOKING,
)
FIT = Verb("fit", Action.CREATE, Risk.SAFE, "one more switch", "unfit", _SWITCHES)
UNFIT = Verb("unfit", Action.DELETE, Risk.SAFE, "one switch less", "fit", _SWITCHES)

LAMP = Kind(
    name="lamp",
    doc="A lamp in an org.",
    place=Place.ORG_LIST,
    key="lamps",
    segment="lamp",
    attributes=(
        Attribute("name", "The lamp's name.", use=Use.IDENTITY),
        Attribute("colour", "What it shines in.", verb=PAINT, normalize=str.casefold),
        Attribute("switches", "Where it is switched.", shape=Shape.NAMES, add=FIT, remove=UNFIT),
    ),
    verbs=(HANG, TAKE_DOWN, PAINT, FIT, UNFIT),
    read=read,
    create=HANG,
    delete=TAKE_DOWN,
)


class FakeClock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.slept = 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 5, 8, tzinfo=UTC) + timedelta(seconds=self.slept)

    def monotonic(self) -> float:
        return self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


@contextmanager
def file_with(lamps: str, approvals: str = "") -> Iterator[dict[str, bytes]]:
    """Give a file with one org and its lamps."""
    text = (
        "version: 1\n"
        "orgs:\n"
        "  hall:\n"
        "    org_id: 00D000000000001EAA\n"
        '    login: {instance_url: "https://127.0.0.1:1", access_token: "${env:TOKEN}"}\n'
        f"    lamps: {lamps}\n"
    )
    yield {"hall.yaml": (text + approvals).encode()}
