"""Rows of an org are looked up by what they bear, and go when a side claims them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.kinds.connection.free_rows import ALIVE, FreeRows, in_state, of_contact, of_name
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import DEAD, Status

START: Final = datetime(2026, 1, 5, tzinfo=UTC)
DAYS: Final = tuple(START + timedelta(days=day) for day in range(3))


def row(number: int, name: str, state: str, contact: str | None, created: datetime | None) -> Row:
    """Return a row; its number tells its id."""
    return Row(f"04P{number:012}AAA", name, state, contact, "", "", created, "")


numbers = st.integers(0, 9)
rows = st.lists(
    st.builds(
        row,
        numbers,
        st.sampled_from(("EMEA", " emea ", "Acme", "")),
        st.sampled_from((Status.RECEIVED, Status.ACTIVE, Status.INACTIVE)),
        st.sampled_from(("003A", "003B", "", None)),
        st.sampled_from((None, *DAYS)),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(those=rows, claimed=st.lists(numbers, max_size=3))
def test_what_is_looked_up_is_what_a_walk_over_the_free_rows_finds(
    those: list[Row], claimed: list[int]
) -> None:
    """In the order of the org, whatever was claimed before."""
    ids = {row(number, "", "", "", None).id for number in claimed}
    free = FreeRows(those)
    assert free.bearing(in_state(Status.ACTIVE), ALIVE) == free.bearing(ALIVE)
    for one in ids:
        free.claim(one)

    def walk(fits: Callable[[Row], bool]) -> tuple[Row, ...]:
        return tuple(one for one in those if one.id not in ids and fits(one))

    by_name = walk(lambda one: one.name.strip().casefold() == "emea")
    two = walk(lambda one: one.contact_id is None or one.contact_id == "003A")
    late = walk(lambda one: one.created is not None and one.created >= DAYS[1])
    assert free.bearing(of_name("Emea")) == by_name
    assert free.bearing(of_contact("003A"), of_contact(None)) == two
    assert free.bearing(in_state(Status.ACTIVE)) == walk(lambda one: one.state == Status.ACTIVE)
    assert free.bearing(ALIVE) == walk(lambda one: one.state not in DEAD)
    assert free.since(DAYS[1]) == late
    assert bool(free) == bool(walk(lambda _: True))


def test_a_pin_names_a_row_whether_it_is_free_or_not() -> None:
    """A row that is pinned twice is told as such later."""
    one = row(1, "EMEA", Status.ACTIVE, "", None)
    free = FreeRows([one])
    free.claim(one.id)

    assert free.pinned("04P000000000001") is free.pinned("04P000000000001AAA") is one
    assert free.pinned("04P000000000002") is None
