"""The environment is read under `orgs` only, and secrets come from nowhere else."""

from collections.abc import Mapping

import pytest

from s2s_gitops.engine.environment import resolve_environment
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.source import Map

from ..builders import document

ENVIRONMENT = {"URL": "https://hq.example", "TOKEN": "t0ken", "EMPTY": "", "NESTED": "${env:URL}"}


def resolved(
    text: str, environment: Mapping[str, str] = ENVIRONMENT
) -> tuple[Map, tuple[Diagnostic, ...]]:
    """Return a document with its references resolved, and what is wrong with them."""
    read = document(text)
    return read, resolve_environment(read, environment, text.encode()).problems


def unset(text: str, environment: Mapping[str, str] = ENVIRONMENT) -> dict[str, list[str]]:
    """Return which variables each login lacks, by the org's alias."""
    found = resolve_environment(document(text), environment, text.encode()).unset
    return {alias: [f"{one.source} {one.detail}" for one in own] for alias, own in found.items()}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("plain", "plain", id="no reference"),
        pytest.param("${env:URL}", "https://hq.example", id="whole value"),
        pytest.param("${env:NOPE:-a}/x/${env:NOPE:-b}", "a/x/b", id="parts"),
        pytest.param("${env:URL:-other}", "https://hq.example", id="default is not needed"),
        pytest.param("${env:NOPE:-other}", "other", id="default"),
        pytest.param("${env:EMPTY:-other}", "other", id="default for an empty value"),
        pytest.param("${env:NOPE:-}", "", id="empty default"),
        pytest.param("${env:NESTED}", "${env:URL}", id="a value is not read again"),
        pytest.param("$URL ${URL} $(env:URL)", "$URL ${URL} $(env:URL)", id="other syntaxes"),
    ],
)  # fmt: skip
def test_a_reference_is_replaced_by_its_value(written: str, value: str) -> None:
    """`${env:NAME}` and `${env:NAME:-default}`, anywhere in a text under `orgs`."""
    read, problems = resolved(f'orgs: {{hq: {{login: {{instance_url: "{written}"}}}}}}')

    assert (read["orgs"]["hq"]["login"]["instance_url"], problems) == (value, ())


def test_references_are_found_in_lists_too() -> None:
    """Every text under `orgs` is looked at."""
    read, _ = resolved('orgs: {hq: {names: ["${env:URL}", b]}}')

    assert read["orgs"]["hq"]["names"] == ["https://hq.example", "b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "orgs:\n  hq: {settings: {from_name: '${env:NOPE}'}}",
            [("S2S009", "s2s.yaml:2:19")],
            id="not set",
        ),
        pytest.param(
            "orgs:\n  hq: {settings: {from_name: '${env:EMPTY}'}}",
            [("S2S009", "s2s.yaml:2:19")],
            id="empty",
        ),
        pytest.param(
            "orgs:\n  hq: {names: [a, '${env:NOPE}${env:NADA}']}",
            [("S2S009", "s2s.yaml:2:19")] * 2,
            id="two in one text",
        ),
        pytest.param("title: '${env:URL}'", [("S2S010", "s2s.yaml:1:1")], id="at the top"),
        pytest.param(
            "connections:\n  - name: ${env:URL}", [("S2S010", "s2s.yaml:2:5")], id="in a connection"
        ),
        pytest.param(
            "approvals:\n  - {address: [x, 'a ${env:URL}']}",
            [("S2S010", "s2s.yaml:2:19")],
            id="inside of a text",
        ),
        pytest.param("x-a: {b: '${env:URL}'}", [], id="free keys are free"),
        pytest.param(
            "orgs: {hq: {name: '${env:URL}'}}\nconnections: [{name: x, sides: ['${env:URL}']}]",
            [("S2S010", "s2s.yaml:2:33")],
            id="in both",
        ),
        pytest.param("connections: [{name: plain}]", [], id="nothing to say"),
        pytest.param("# ${env:URL}\nconnections: [{name: plain}]", [], id="in a comment"),
        pytest.param(
            "orgs:\n  hq:\n    login: {access_token: 00Dsecret}",
            [("S2S017", "s2s.yaml:3:13")],
            id="secret written out",
        ),
        pytest.param(
            "orgs: {hq: {login: {access_token: '${env:TOKEN}'}}}", [], id="secret from outside"
        ),
        pytest.param("orgs: {hq: {login: {access_token: }}}", [], id="secret missing"),
        pytest.param(
            "orgs: {hq: {a: &x ['${env:URL}'], b: *x}}\nconnections: [{name: '${env:URL}'}]",
            [("S2S010", "s2s.yaml:2:16")],
            id="an alias under orgs does not hide one elsewhere",
        ),
        pytest.param(
            "x-a: &x ['${env:URL}']\norgs: {hq: {a: *x, b: *x}}\ntitle: '${env:URL}'",
            [("S2S010", "s2s.yaml:3:1")],
            id="aliases of a free key do not hide one elsewhere",
        ),
        pytest.param(
            "orgs: {hq: {a: &x '${env:URL}'}}\ntitle: *x",
            [("S2S010", "s2s.yaml:2:1")],
            id="an alias of an org's text elsewhere",
        ),
        pytest.param(
            "orgs: {hq: {name: '${env:MY-URL}'}}",
            [("S2S009", "s2s.yaml:1:13")],
            id="name that no variable has",
        ),
        pytest.param(
            "orgs:\n  hq: {names: ['${env:URL}/${env:URL']}",
            [("S2S009", "s2s.yaml:2:16")],
            id="not closed, beside a good one",
        ),
        pytest.param("orgs: {hq: {name: '${env:}'}}", [("S2S009", "s2s.yaml:1:13")], id="no name"),
        pytest.param("orgs: {hq: {login: text}}", [], id="login is no mapping"),
        pytest.param("orgs: {hq: {}}", [], id="no login"),
        pytest.param("orgs: {hq: text}", [], id="org is no mapping"),
        pytest.param("orgs: [a]", [], id="orgs are no mapping"),
        pytest.param("orgs:", [], id="orgs are empty"),
    ],
)
def test_what_is_wrong_with_references_is_told_with_its_place(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """Shared parts do not depend on who runs the tool; other shapes are left to the schema."""
    _, problems = resolved(text)

    assert [(one.code, str(one.source)) for one in problems] == expected


def test_a_secret_that_is_written_out_is_not_repeated() -> None:
    """Messages end up in logs."""
    _, (problem,) = resolved("orgs: {hq: {login: {access_token: 00Dsecret}}}")

    assert "00Dsecret" not in f"{problem.detail}{problem.fix}"


def test_what_cannot_be_resolved_stays_as_it_is_written() -> None:
    """No half-resolved text travels on."""
    read, _ = resolved("orgs: {hq: {login: {instance_url: '${env:NOPE}'}}}", {})

    assert read["orgs"]["hq"]["login"]["instance_url"] == "${env:NOPE}"


def test_a_fix_names_the_variable() -> None:
    """The user reads what to set."""
    _, (problem,) = resolved("orgs: {hq: {name: '${env:NOPE}'}}", {})

    assert problem.detail == "NOPE is not set, or empty."
    assert "${env:NOPE:-...}" in problem.fix


@pytest.mark.parametrize("written", ["${env:MY-URL}", "${env:URL", "${env:1A}", "${env:URL-x}"])
def test_a_reference_that_is_none_says_what_to_write(written: str) -> None:
    """It is not taken for a text, and stays as it is written."""
    read, (problem,) = resolved(f"orgs: {{hq: {{name: '{written}'}}}}")

    assert problem.detail == "What stands at `name` is no whole reference to the environment."
    assert problem.fix == "Write ${env:NAME}."
    assert read["orgs"]["hq"]["name"] == written


def test_what_is_written_is_remembered_where_a_value_took_its_place() -> None:
    """A file that is rendered holds references."""
    read, _ = resolved("orgs: {hq: {name: '${env:URL}', other: plain, label: '${env:NOPE:-x}'}}")

    assert read["orgs"]["hq"].written == {"name": "${env:URL}", "label": "${env:NOPE:-x}"}


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("00Dsecret${env:TOKEN", id="not closed"),
        pytest.param("00Dsecret-${env:TOKEN}-${env:X-Y}", id="beside a good one"),
        pytest.param("${env:TOKEN:-00Dsecret}${env:", id="as a default"),
    ],
)
def test_what_stands_in_a_login_is_never_quoted(written: str) -> None:
    """Not even where it is no reference."""
    _, problems = resolved(f"orgs: {{hq: {{login: {{access_token: '{written}'}}}}}}")

    assert "S2S009" in [one.code for one in problems]
    assert "00Dsecret" not in "".join(f"{one.detail}{one.fix}" for one in problems)


@pytest.mark.parametrize(
    ("key", "fix"),
    [
        pytest.param("access_token", "Set NOPE.", id="secret"),
        pytest.param(
            "instance_url", "Set NOPE, or write a default: ${env:NOPE:-...}.", id="no secret"
        ),
    ],
)
def test_no_default_is_advised_for_a_secret(key: str, fix: str) -> None:
    """It would stand in the repository."""
    text = f"orgs: {{hq: {{login: {{{key}: '${{env:NOPE}}'}}}}}}"

    (problem,) = resolve_environment(document(text), {}, text.encode()).unset["hq"]

    assert (problem.code, problem.fix) == ("S2S009", fix)


@pytest.mark.parametrize(
    ("orgs", "expected"),
    [
        pytest.param("hq: {login: {instance_url: '${env:URL}'}}", {}, id="set"),
        pytest.param("hq: {login: {instance_url: '${env:NOPE:-x}'}}", {}, id="default"),
        pytest.param("hq: {login: {instance_url: plain}}", {}, id="no reference"),
        pytest.param(
            "hq: {login: {instance_url: '${env:EMPTY}', access_token: '${env:NOPE}'}}",
            {
                "hq": [
                    "s2s.yaml:2:16 EMPTY is not set, or empty.",
                    "s2s.yaml:2:46 NOPE is not set, or empty.",
                ]
            },
            id="empty, and not set",
        ),
        pytest.param(
            "hq: {login: &l {access_token: '${env:NOPE}'}}\n  emea: {login: *l}",
            {alias: ["s2s.yaml:2:19 NOPE is not set, or empty."] for alias in ("hq", "emea")},
            id="shared by two orgs",
        ),
        pytest.param(
            "hq: {login: {instance_url: 'https://${env:NOPE}.${env:URL}.${env:NADA}'}}",
            {
                "hq": [
                    "s2s.yaml:2:16 NOPE is not set, or empty.",
                    "s2s.yaml:2:16 NADA is not set, or empty.",
                ]
            },
            id="two in one text",
        ),
    ],
)
def test_what_a_login_lacks_is_nothing_wrong_yet(orgs: str, expected: dict[str, list[str]]) -> None:
    """It is kept by org, with its place, for those who log in."""
    text = f"orgs:\n  {orgs}\n"

    assert (unset(text), resolved(text)[1]) == (expected, ())


def test_what_only_looks_like_a_reference_is_wrong_in_a_login_too() -> None:
    """No setting of the environment would cure it."""
    text = "orgs: {hq: {login: {instance_url: '${env:NO-PE}'}}}"

    assert [one.code for one in resolved(text)[1]] == ["S2S009"]
    assert unset(text) == {}


def test_a_value_that_looks_like_a_reference_is_none() -> None:
    """A value is not read again, not even to see what is missing."""
    assert (
        unset("orgs: {hq: {login: {instance_url: '${env:NESTED}'}}}", {"NESTED": "${env:X}"}) == {}
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param(
            "orgs: {hq: {names: &x ['${env:URL}']}}\ntitle: *x", ["s2s.yaml:1:24"], id="a list"
        ),
        pytest.param(
            "orgs: {hq: {login: &x {instance_url: '${env:URL}'}}}\nconnections: [*x]",
            ["s2s.yaml:1:24"],
            id="a mapping",
        ),
    ],
)
def test_what_orgs_share_with_other_places_is_seen_before_it_is_resolved(
    text: str, places: list[str]
) -> None:
    """Afterwards no reference would be left to see."""
    _, problems = resolved(text)

    assert [(one.code, str(one.source)) for one in problems] == [("S2S010", at) for at in places]
