"""Random evenings of clicking: what three people do to the pages of two orgs, in any order, sensible or not."""

import contextlib
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from s2s_gitops.emulator.naming import LostError
from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.server import Emulator

Click = tuple[str, str, tuple[object, ...]]
"""Who sits down, what they do, and with what."""

PARTNERS = {"maria@hq.example": "EMEA GmbH", "paul@emea.example": "HQ Industries"}
CONTACTS = {
    "maria@hq.example": ["Olga Ops", "Pat Partner", "Alex Smith"],
    "paul@emea.example": ["Maria Meyer"],
}
OBJECTS = ["Lead", "Case", "Task", "Opportunity", "Project", "Contact", "Attachment"]
FIELDS = {
    "Lead": ["Email", "Phone", "Status", "Title", "Lead Source"],
    "Case": ["Description", "Priority", "Status", "Case Origin"],
    "Project": ["Budget", "Stage"],
}
USERS = sorted(PARTNERS)


def _some(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


@st.composite
def clicks(draw: st.DrawFn) -> list[Click]:
    """Draw what happens. Connecting comes first, so that there is something to click on."""
    found: list[Click] = [("paul@emea.example", "enable", ())] if draw(st.booleans()) else []
    found += draw(st.lists(_connecting(), max_size=5))
    found += draw(st.lists(_configuring(), max_size=14))
    found += draw(st.lists(_ending(), max_size=2))
    return found


@st.composite
def _connecting(draw: st.DrawFn) -> Click:
    user = draw(st.sampled_from(USERS))
    verb = draw(st.sampled_from(["invite", "accept", "accept", "decline", "cancel", "connect"]))
    if verb == "connect":
        return (user, "connect", ())
    what = draw(st.sampled_from(CONTACTS[user])) if verb == "invite" else PARTNERS[user]
    return (user, verb, (what,))


@st.composite
def _configuring(draw: st.DrawFn) -> Click:
    user = draw(st.sampled_from(USERS))
    partner = PARTNERS[user]
    kind = draw(st.sampled_from(sorted(FIELDS)))
    field = draw(st.sampled_from(FIELDS[kind]))
    own = "Engagement" if (kind, user) == ("Project", "paul@emea.example") else kind
    click: st.SearchStrategy[tuple[str, tuple[object, ...]]] = st.one_of(
        st.tuples(st.just("choose_objects"), st.tuples(st.just(partner), _some(OBJECTS), _some(OBJECTS))),
        st.tuples(
            st.just("choose_fields"),
            st.tuples(st.just(partner), st.just(kind), _some(FIELDS[kind]), _some(FIELDS[kind])),
        ),
        st.tuples(st.just("subscribe"), st.tuples(st.just(partner), st.just({kind: own}))),
        st.tuples(st.just("subscribe"), st.tuples(st.just(partner), st.just({kind: None}))),
        st.tuples(st.just("map_fields"), st.tuples(st.just(partner), st.just(kind), st.just({field: field}))),
        st.tuples(st.just("map_fields"), st.tuples(st.just(partner), st.just(kind), st.just({field: None}))),
        st.tuples(
            st.just("map_values"),
            st.tuples(st.just(partner), st.just("Case"), st.just("Priority"), st.just({"High": "Low"})),
        ),
        st.tuples(st.just("new_template"), st.tuples(st.sampled_from(["Standard", "A/B @ \"C\""]))),
        st.tuples(st.just("template_objects"), st.tuples(st.just("Standard"), _some(OBJECTS))),
        st.tuples(st.just("template_fields"), st.tuples(st.just("Standard"), st.just(kind), _some(FIELDS[kind]))),
        st.tuples(st.just("change_settings"), st.tuples(st.just({"Name": "Ünï #1: <b>"}))),
    )  # fmt: skip
    return (user, *draw(click))


@st.composite
def _ending(draw: st.DrawFn) -> Click:
    user = draw(st.sampled_from(USERS))
    return (user, draw(st.sampled_from(["deactivate", "decline", "cancel"])), (PARTNERS[user],))


def click_all(emulator: Emulator, evening: Sequence[Click]) -> None:
    """Do what was drawn. What the pages do not offer at that moment is not done."""
    people = {
        name: Person(emulator.orgs[org].url, emulator.token(name), str(emulator.ca_file))
        for name, org in (("maria@hq.example", "hq"), ("paul@emea.example", "emea"))
    }
    made: set[Click] = set()
    try:
        for click in evening:
            user, verb, what = click
            if verb == "new_template" and click in made:
                continue  # of two templates with one name none can be told
            made.add((user, verb, what) if verb == "new_template" else ("", "", ()))
            with contextlib.suppress(LostError):
                _act(people, user, verb)(*what)
    finally:
        for person in people.values():
            person.close()


def _act(people: dict[str, Person], user: str, verb: str) -> Callable[..., object]:
    person = people[user]
    if verb != "connect":
        act: Callable[..., object] = getattr(person, verb)
        return act
    other = next(name for name in USERS if name != user)
    contact = CONTACTS[user][0]

    def connect() -> None:
        person.invite(contact)
        people[other].accept(PARTNERS[other])

    return connect
