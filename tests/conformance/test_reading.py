"""Pages of any dialect are read alike: what is imported does not depend on how the org shows it."""

import json
import re
from pathlib import Path

import pytest

from s2s_gitops.emulator.server import start
from tests.conftest import ROOT, Run

USUAL, MANY = range(1, 21), range(21, 161)
ORGS = {"hq": 1, "acme": 3}


def imported(s2s: Run, folder: Path, dialect: int, *aliases: str) -> str:
    """Import everything that orgs show in a dialect. Ids of connections tell nothing."""
    orgs = {
        alias: {
            "org_id": f"00D00000000000{ORGS[alias]}EAA",
            "login": {
                "instance_url": f"${{env:{alias.upper()}_URL}}",
                "access_token": f"${{env:{alias.upper()}_TOKEN}}",
            },
        }
        for alias in aliases
    }
    folder.joinpath("s2s.yaml").write_text(json.dumps({"version": 1, "orgs": orgs}))
    with (
        start(ROOT / "examples" / "orgs.yaml", dialect=dialect) as running,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in running.env.items():
            patch.setenv(name, value)
        result = s2s("import")
        assert len(running.world.journal) == 0
    assert result.code == 0, result.err
    return re.sub(r"04P\w+", "ID", result.out)


@pytest.fixture(scope="module")
def plain() -> dict[tuple[str, ...], str]:
    """Keep what was imported in the dialect that is the default."""
    return {}


def is_alike(
    s2s: Run,
    folder: Path,
    plain: dict[tuple[str, ...], str],
    dialect: int,
    aliases: tuple[str, ...],
) -> bool:
    if aliases not in plain:
        plain[aliases] = imported(s2s, folder, 0, *aliases)
    assert "Priority: {High: P1, Low: P3}" in plain[aliases]
    return imported(s2s, folder, dialect, *aliases) == plain[aliases]


BOTH = pytest.mark.parametrize(
    "aliases", [("hq",), ("hq", "acme")], ids=["partner not readable", "partner readable"]
)


@BOTH
@pytest.mark.parametrize("dialect", USUAL)
def test_what_is_live_is_read_alike_in_every_dialect(
    s2s: Run,
    folder: Path,
    plain: dict[tuple[str, ...], str],
    dialect: int,
    aliases: tuple[str, ...],
) -> None:
    """By reading only: nothing stands in the journal."""
    assert is_alike(s2s, folder, plain, dialect, aliases)


@pytest.mark.long
@BOTH
@pytest.mark.parametrize("dialect", MANY)
def test_what_is_live_is_read_alike_in_many_more_dialects(
    s2s: Run,
    folder: Path,
    plain: dict[tuple[str, ...], str],
    dialect: int,
    aliases: tuple[str, ...],
) -> None:
    """The same for dialects that nobody looks at one by one."""
    assert is_alike(s2s, folder, plain, dialect, aliases)
