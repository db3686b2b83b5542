"""Diagnostics have a code from the one table, a severity, and a stable order."""

import random
import re

import pytest

from s2s_gitops.model.diagnostic import CODES, Diagnostic, Severity, has_errors
from s2s_gitops.model.errors import FilesError, OrgError, PageChanged, Throttled
from s2s_gitops.model.source import Source

WARNING = Diagnostic("S2S015", "It counted until yesterday.")
ERROR = Diagnostic("S2S302", "No.", where="hq")

IN_ORDER = [
    Diagnostic("S2S301", "nowhere"),
    Diagnostic("S2S301", "nowhere, emea", where="emea"),
    Diagnostic("S2S302", "nowhere, hq", where="hq"),
    Diagnostic("S2S009", "first file", source=Source("a.yaml", 9, 9)),
    Diagnostic("S2S001", "line", source=Source("b.yaml", 2, 1)),
    Diagnostic("S2S001", "column", source=Source("b.yaml", 2, 7)),
    Diagnostic("S2S001", "a", source=Source("b.yaml", 10, 1)),
    Diagnostic("S2S001", "b", source=Source("b.yaml", 10, 1)),
    Diagnostic("S2S002", "a", source=Source("b.yaml", 10, 1)),
]


@pytest.mark.parametrize("seed", range(5))
def test_diagnostics_are_sorted_by_place_then_by_code(seed: int) -> None:
    """Output is stable; line 10 comes after line 2."""
    shuffled = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311

    assert sorted(shuffled, key=Diagnostic.sort_key) == IN_ORDER


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_designed_summary(code: str) -> None:
    """A summary is a fixed text without a full stop; what it is about is a sentence."""
    entry = CODES[code]

    assert re.fullmatch(r"S2S[0-9]{3}", code)
    assert (entry.summary[-1:] != ".", entry.about[-1:]) == (True, ".")


def test_a_diagnostic_takes_severity_and_summary_from_its_code() -> None:
    """Every message of one code says the same in short."""
    assert (ERROR.severity, ERROR.summary) == (Severity.ERROR, "login was refused")
    assert WARNING.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("diagnostics", "stops"),
    [
        pytest.param((), False, id="none"),
        pytest.param((WARNING,), False, id="warning"),
        pytest.param((WARNING, ERROR), True, id="error among warnings"),
    ],
)
def test_only_errors_stop_a_command(diagnostics: tuple[Diagnostic, ...], stops: bool) -> None:
    """Warnings are shown and nothing more."""
    assert has_errors(diagnostics) is stops


def test_an_error_without_a_view_still_says_what_is_wrong() -> None:
    """All diagnostics stand in the text of the exception."""
    text = str(FilesError(ERROR, WARNING))

    assert "S2S302 login was refused: No." in text
    assert "S2S015" in text


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(OrgError("hq", "no"), "S2S306", id="any"),
        pytest.param(PageChanged("hq", "no"), "S2S305", id="page"),
        pytest.param(Throttled("hq", "no"), "S2S307", id="limit"),
    ],
)
def test_an_org_error_names_its_org_and_code(error: OrgError, code: str) -> None:
    """What one org did not do is told with its alias."""
    (diagnostic,) = error.diagnostics

    assert (error.org, diagnostic.where, diagnostic.code) == ("hq", "hq", code)
