"""Ids with 15 and with 18 characters."""

import pytest

from s2s_gitops.model.spelling import to_long


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("00D000000000001", "00D000000000001EAA"),
        ("001A0000006Vm9u", "001A0000006Vm9uIAC"),
        ("04P000000000000", "04P000000000000EAA"),
        ("ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNO555"),
        ("abcde0123456789", "abcde0123456789AAA"),
    ],
)
def test_an_id_has_one_long_form(short: str, long: str) -> None:
    """Whichever of the two is given."""
    assert (to_long(short), to_long(long)) == (long, long)
