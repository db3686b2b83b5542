"""House rules that a tool does not know: sizes, documentation, cold imports, fresh schema."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from s2s_gitops.cli.main import s2s
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.kinds import ALL
from s2s_gitops.model.diagnostic import CODES
from s2s_gitops.views.plan_schema import plan_schema

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted(ROOT.joinpath("s2s_gitops").rglob("*.py"))
MAX_LINES = 300
MAX_FUNCTION = 40
HEAVY = {
    "requests",
    "simple_salesforce",
    "lxml",
    "deepdiff",
    "jsonschema",
    "playwright",
    "zeep",
    "rich",
}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    """A file is a page of thought; a function does one thing."""
    text = path.read_text(encoding="utf-8")
    longest = max(
        (one.end_lineno - one.lineno + 1 for one in functions(ast.parse(text)) if one.end_lineno),
        default=0,
    )
    assert (len(text.splitlines()) <= MAX_LINES, longest <= MAX_FUNCTION) == (True, True)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_say_what_they_are_for(path: Path) -> None:
    """A stranger finds the room for any line."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_command_has_an_example() -> None:
    """Help shows how a command is used."""
    assert [
        name for name, command in s2s.commands.items() if "Example: s2s" not in (command.help or "")
    ] == []


def test_every_verb_and_attribute_is_documented() -> None:
    """What users read of a kind comes from its declaration."""
    texts = [one.doc for kind in ALL for one in kind.attributes]
    texts += [text for kind in ALL for verb in kind.verbs for text in (verb.reason, verb.undo)]
    assert all(texts)


def test_every_code_that_is_raised_stands_in_the_table_and_the_other_way_round() -> None:
    """A code means one thing, and no code is left over."""
    used = {
        node.value
        for path in SOURCES
        if path.name != "diagnostic.py" and "emulator" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("S2S")
        and node.value[3:].isdigit()
    }
    assert used == set(CODES)


def test_the_schema_in_the_repository_is_fresh() -> None:
    """The editor's schema is generated: run `s2s schema > schemas/connections.schema.json`."""
    stored = json.loads(
        ROOT.joinpath("schemas", "connections.schema.json").read_text(encoding="utf-8")
    )
    assert stored == document_schema(ALL)


def test_the_schema_of_plans_in_the_repository_is_fresh() -> None:
    """Programs read it: run `script/generate`."""
    stored = json.loads(ROOT.joinpath("schemas", "plan.schema.json").read_text(encoding="utf-8"))
    assert stored == plan_schema()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["validate", "--config", "small.yaml"]], ids=["help", "validate"]
)
def test_nothing_heavy_is_imported_before_it_is_needed(
    arguments: list[str], tmp_path: Path
) -> None:
    """Start-up is quick because it loads little."""
    tmp_path.joinpath("small.yaml").write_text("version: 1\norgs: {acme: {access: none}}\n")
    code = (
        "import sys; from s2s_gitops.cli.main import main; code = main(sys.argv[1:]);"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip() == "[]"
