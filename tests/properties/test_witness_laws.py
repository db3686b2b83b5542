"""Whoever is named did it: for any history, in any of several wordings, the answer is the last editor or nobody."""

from datetime import datetime
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.kinds.testimony.lines import Line, read_times
from s2s_gitops.model.finding import Witness
from tests.unit.builders import resource, state
from tests.unit.kinds.orgs import org
from tests.unit.kinds.test_hearing import became, came, hearing, went

PEOPLE: Final = ("Maria Meyer", "Ada Admin", "Connection User")
FIELDS: Final = {
    "Email": "Email",
    "HasOptedOutOfEmail": "Email Opt Out",
    "Phone": "Phone",
    "MobilePhone": "Mobile Phone",
    "Status": "Lead Status",
    "Company": "Company",
    "Secondary__c": "Secondary Email",
    "Old__c": "Phone (old)",
    "One__c": "Twin",
    "Two__c": "Twin",
}
"""Fields by API name and label; two of them are hidden from whoever reads, and two share a label."""

WORDINGS: Final = (
    "{Done} field {object}: {label}",
    "{Done} {object} {label}",
    "{label} ({object}) was {done}",
    "{object}.{name} {done}",
    "Field {label} of {object}: {done}",
    "{Done} | {object} | {label}",
    "{Done} field {object}: {label} ({name})",
)
NOISE: Final = (
    "Mapped Lead: Email to Phone",
    "Published field Contact: Email",
    "Unpublished field Contact: Phone",
    "E-mail sent to olga@emea.example: HQ published Lead Email",
    "Owner changed to Maria Meyer",
    "Error: field Lead: Email could not be published",
    "Published object Case Comment",
    "Subscribed to Lead as Lead",
)
START: Final = datetime(2026, 1, 5, 8)
Event = tuple[str, bool, str, str, int]


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[Event], list[Line]]:
    """Draw one wording, what happened in order, and the lines of it in any order, with noise between them."""
    wording = draw(st.sampled_from(WORDINGS))
    events: list[Event] = []
    shown: list[tuple[str, str, int]] = []
    minute = 0
    for _ in range(draw(st.integers(1, 12))):
        minute += draw(st.integers(0, 2))
        who = draw(st.sampled_from(PEOPLE))
        if draw(st.integers(0, 3)) == 0:
            shown.append((draw(st.sampled_from(NOISE)), who, minute))
            continue
        name = draw(st.sampled_from(sorted(FIELDS)))
        is_there = [one[1] for one in events if one[0] == name][-1:] == [True]
        done = "unpublished" if is_there else "published"
        words = {"Done": done.capitalize(), "done": done, "object": "Lead"}
        text = wording.format(**words, name=name, label=FIELDS[name])
        events.append((name, not is_there, who, text, minute))
        shown.append((text, who, minute))
    times = [f"1/5/2026 8:{at:02d} AM" for _, _, at in shown]
    lines = [
        Line(text, who, when, read)
        for (text, who, _), when, read in zip(shown, times, read_times(times), strict=True)
    ]
    return wording, events, draw(st.permutations(lines))


def answer(name: str, lines: list[Line], *, is_there: bool) -> Witness | None:
    """Return who made a field what it is."""
    make = came if is_there else went
    return hearing(make(f"c@hq/publish/Lead.{name}", "publication", "fields")).decide(lines, "x")


@given(histories())
def test_nobody_is_named_who_did_not_do_it(drawn: tuple[str, list[Event], list[Line]]) -> None:
    """The one who is named made the last change of exactly this field."""
    _, events, lines = drawn
    for name in {one[0] for one in events}:
        last = [one for one in events if one[0] == name][-1]
        witness = answer(name, lines, is_there=last[1])
        if witness is not None and witness.who:
            assert witness.who.startswith(last[2]), (name, [one.text for one in lines])


@given(histories())
def test_what_live_denies_is_told_to_nobody(drawn: tuple[str, list[Event], list[Line]]) -> None:
    """Where the lines say the contrary of what the org shows, something is missing in them."""
    _, events, lines = drawn
    for name in {one[0] for one in events}:
        mine = [one for one in events if one[0] == name]
        last = [one for one in mine if one[4] == mine[-1][4]]
        if len(last) == 1:
            witness = answer(name, lines, is_there=not last[0][1])
            assert witness is None or not witness.who


MAPPED: Final = (
    "Mapped Lead: {label} to {target}",
    "{label} of Lead mapped to {target}",
    "Mapping changed Lead.{name} -> {own}",
    "Lead | Mapped | {label} | {target}",
    "Mapped Lead: {label} (was {old}) to {target}",
    "Mapped {target} from Lead: {label}",
)
CLEARED: Final = (
    "Mapping removed Lead: {label}",
    "Mapped Lead: {label} to --None--",
    "Mapping of Lead: {label} to {old} removed",
)
Mappings = tuple[dict[str, str], dict[str, str], list[Line]]


@st.composite
def mappings(draw: st.DrawFn) -> Mappings:
    """Draw what is mapped in the end, who touched each field last, and the lines of it in any order."""
    mapped, cleared = draw(st.sampled_from(MAPPED)), draw(st.sampled_from(CLEARED))
    names = st.sampled_from(draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=2, max_size=4)))
    live: dict[str, str] = {}
    editors: dict[str, str] = {}
    shown: list[tuple[str, str, str]] = []
    for minute in range(draw(st.integers(1, 8))):
        name, own, who = draw(names), draw(names), draw(st.sampled_from(PEOPLE))
        old = FIELDS.get(live.get(name, ""), "none")
        if live.get(name) == own:
            text = cleared.format(label=FIELDS[name], old=old)
            del live[name]
        else:
            words = {"label": FIELDS[name], "target": FIELDS[own], "old": old}
            text = mapped.format(**words, name=name, own=own)
            live[name] = own
        editors[name] = who
        shown.append((text, who, f"1/5/2026 8:{minute // 2:02d} AM"))
    moments = read_times([when for _, _, when in shown])
    lines = [Line(*one, moment) for one, moment in zip(shown, moments, strict=True)]
    return live, editors, draw(st.permutations(lines))


@given(mappings(), st.booleans(), st.sampled_from(sorted(FIELDS)))
def test_no_mapping_is_told_to_somebody_who_did_not_make_it(
    drawn: Mappings, is_read: bool, declared: str
) -> None:
    """Also where fields of both sides are called the same, and where nobody can read the partner."""
    live, editors, lines = drawn
    here = state(
        resource("c@hq", id="04P"), resource("c@hq/subscribe/Lead", **{"as": "Lead"}, fields=live)
    )
    partners = {"emea": org("emea")} if is_read else {"acme": None}
    for name, who in editors.items():
        at = f"c@hq/subscribe/Lead.{name}"
        one = (
            became(at, "subscription", "fields", live[name], declared)
            if name in live
            else went(at, "subscription", "fields", declared)
        )
        witness = hearing(one, here, **partners).decide(lines, "x")
        if witness is not None and witness.who:
            assert witness.who.startswith(who), (name, [line.text for line in lines])


def test_the_laws_are_not_kept_by_silence() -> None:
    """Each wording is understood where nothing is doubtful."""
    for wording in WORDINGS:
        text = wording.format(
            Done="Published", done="published", object="Lead", name="Phone", label="Phone"
        )
        line = Line(text, "Maria Meyer", "now", (START,))
        assert answer("Phone", [line], is_there=True) == Witness("Maria Meyer", "now", "x"), text
