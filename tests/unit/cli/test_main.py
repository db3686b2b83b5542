"""However a command ends, `--json` gives one document, and the exit code says how it was."""

import json
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import click
import pytest

from s2s_gitops.cli.main import main, s2s
from s2s_gitops.cli.setting import clock, now
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import RefusedError, S2SError
from tests.conftest import StoppedClock

STOPPED = "What was written stays; plan again to see it."


def ending(error: BaseException) -> click.Command:
    """Return a command that ends by an error."""

    def end(**_: object) -> NoReturn:
        raise error

    return click.Command("end", callback=end, params=[click.Option(["--json"], is_flag=True)])


@pytest.mark.parametrize(
    ("error", "code", "name"),
    [
        pytest.param(KeyboardInterrupt(), 130, "S2S024", id="interrupted"),
        pytest.param(click.Abort(), 130, "S2S024", id="interrupted while asking"),
        pytest.param(S2SError(Diagnostic("S2S301", "No answer.")), 1, "S2S301", id="error"),
        pytest.param(RefusedError(Diagnostic("S2S204", "No.")), 3, "S2S204", id="refused"),
        pytest.param(click.UsageError("Odd."), 1, "S2S023", id="wrong usage"),
    ],
)
def test_a_run_that_ends_early_is_one_document_for_machines(
    error: BaseException,
    code: int,
    name: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On the output that is read, with nothing beside it."""
    monkeypatch.setitem(s2s.commands, "end", ending(error))

    assert main(["end", "--json"]) == code

    out, err = capsys.readouterr()
    document = json.loads(out)
    assert (document["kind"], [one["code"] for one in document["diagnostics"]]) == (
        "s2s.error",
        [name],
    )
    assert err.strip() == ""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["plan", "--json", "--zzz"], id="unknown option"),
        pytest.param(["zzz", "--json"], id="unknown command"),
        pytest.param(["plan", "--json", "more"], id="too much"),
    ],
)
def test_wrong_usage_is_one_document_for_machines(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever click would print instead."""
    assert main(arguments) == 1

    out, err = capsys.readouterr()
    assert [one["code"] for one in json.loads(out)["diagnostics"]] == ["S2S023"]
    assert err == ""


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        pytest.param(KeyboardInterrupt(), 130, STOPPED, id="interrupted"),
        pytest.param(click.UsageError("Odd."), 1, "Error: Odd.", id="wrong usage"),
        pytest.param(RefusedError(Diagnostic("S2S204", "No.")), 3, "No.", id="refused"),
    ],
)
def test_people_read_why_beside_the_output(
    error: BaseException,
    code: int,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The output stays empty."""
    monkeypatch.setitem(s2s.commands, "end", ending(error))

    assert main(["end"]) == code

    out, err = capsys.readouterr()
    assert (out, told in err) == ("", True)


def test_a_run_has_one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that it was given: for the time, and for waiting."""
    seen: list[object] = []
    given = StoppedClock(datetime(2026, 3, 1, tzinfo=UTC))
    ask = click.Command("ask", callback=lambda: seen.extend((clock(), now())))
    monkeypatch.setitem(s2s.commands, "ask", ask)

    assert main(["ask"], given) == 0

    assert seen == [given, given.at]


def test_without_another_clock_a_run_has_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing in the environment changes that."""
    seen: list[datetime] = []
    ask = click.Command("ask", callback=lambda: seen.append(now()))
    monkeypatch.setitem(s2s.commands, "ask", ask)

    assert main(["ask"]) == 0

    assert abs(datetime.now(UTC) - seen[0]) < timedelta(minutes=1)
