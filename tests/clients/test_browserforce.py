"""A browserforce that somebody installed, unchanged, twice against the emulator: it enables once.

It is no package of the registries that this project uses, so nothing of it is installed here.
S2S_BROWSERFORCE names a checkout with its `lib` built, or its `bin/run`.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from s2s_gitops.emulator.server import start
from tests.clients.nodejs import environment, require_node, run_node

pytestmark = pytest.mark.node
CONFIG = {"settings": {"salesforceToSalesforce": {"enabled": True}}}
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")


def installed() -> Path:
    """Return its `bin/run`, or skip with the reason."""
    named = os.environ.get("S2S_BROWSERFORCE")
    if not named:
        pytest.skip("no browserforce: S2S_BROWSERFORCE can name a checkout of it")
    found = Path(named)
    return found / "bin" / "run" if found.is_dir() else found


def browser() -> str:
    """Return a browser, or skip with the reason."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no browser: none of " + ", ".join(BROWSERS) + " is installed")
    return found


@pytest.mark.parametrize("dialect", [0, 1, 13])
def test_browserforce_enables_the_feature_once(dialect: int, tmp_path: Path) -> None:
    """The first run clicks, the second says that there is nothing to do."""
    script, chrome = installed(), browser()
    require_node()
    config = tmp_path / "enable.json"
    config.write_text(json.dumps(CONFIG))
    with start(dialect=dialect, with_plain_http=True) as emulator:
        org = emulator.orgs["emea"]
        more = {
            "SF_ORG_INSTANCE_URL": org.url.replace("https:", "http:"),
            "BROWSERFORCE_BROWSER_EXECUTABLE_PATH": chrome,
            "PUPPETEER_EXECUTABLE_PATH": chrome,
        }
        env = {**environment(emulator, tmp_path), **more}
        words = [str(script), "browserforce", "apply", "-f", str(config)]
        words += ["--target-org", org.token()]
        first, second = (run_node(words, env, tmp_path) for _ in range(2))
        assert (first.code, second.code) == (0, 0), first.err + second.err
        assert "changing 'enabled' to 'true'" in first.out + first.err
        assert "no action necessary" in second.out + second.err
        assert emulator.world.network.orgs["emea"].is_s2s_on
        assert [line.outcome.value for line in emulator.world.journal] == ["done"]
