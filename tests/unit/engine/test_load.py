"""Files to a Config: every problem of every file is reported in one run, in the order of places."""

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Config
from s2s_gitops.model.errors import FilesError

GOOD = """\
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "${env:URL}", access_token: "${env:TOKEN}"}
    settings: {enabled: true, from_name: "${env:SENDER:-Partner Operations}"}
"""
ENVIRONMENT = {"URL": "https://hq.example", "TOKEN": "t0ken"}


def loaded(environment: dict[str, str] = ENVIRONMENT, /, **files: str) -> Config:
    """Load files; a keyword is a file's name without its ending."""
    contents = {f"{name}.yaml": text.encode() for name, text in files.items()}
    return load(contents, ALL, environment)


def problems(environment: dict[str, str] = ENVIRONMENT, /, **files: str) -> list[tuple[str, str]]:
    """Return place and code of everything that is wrong."""
    with pytest.raises(FilesError) as caught:
        loaded(environment, **files)
    return [(str(one.source), one.code) for one in caught.value.diagnostics]


def test_files_become_one_config() -> None:
    """References are resolved, scalars typed, resources expanded."""
    config = loaded(b="version: 1\napprovals: []", a=GOOD)

    settings = config.desired.resources[Address("hq", "settings")]

    assert settings.attributes == {"enabled": True, "from_name": "Partner Operations"}
    assert config.orgs["hq"].login == {
        "instance_url": "https://hq.example",
        "access_token": "t0ken",
    }


def test_no_file_is_no_declaration() -> None:
    """Nothing is declared, nothing is wrong."""
    assert loaded().desired.resources == {}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"b": "version: 1\nzzz: 1", "a": "version: 2\nzzz: 1", "c": "- a"},
            [
                ("a.yaml:1:1", "S2S016"),
                ("b.yaml:2:1", "S2S005"),
                ("c.yaml:1:1", "S2S006"),
            ],
            id="all files, sorted by place",
        ),
        pytest.param(
            {"a": "version: 1\nversion: 1", "b": "version: 1\nzzz: 1"},
            [("a.yaml:2:1", "S2S003"), ("b.yaml:2:1", "S2S005")],
            id="a file that cannot be read does not hide another",
        ),
        pytest.param(
            {"a": GOOD, "b": "version: 1\norgs: {hq: {access: none}}"},
            [("b.yaml:2:8", "S2S012")],
            id="between two files",
        ),
        pytest.param(
            {"a": GOOD.replace("SENDER:-Partner Operations", "NOPE") + "zzz: 1"},
            [("a.yaml:6:31", "S2S009"), ("a.yaml:7:1", "S2S005")],
            id="environment and schema",
        ),
        pytest.param(
            {"a": GOOD.replace("00D000000000001EAA", "${env:NOPE}")},
            [("a.yaml:4:5", "S2S009")],
            id="an unresolved value yields one message only",
        ),
        pytest.param(
            {"a": GOOD.replace("${env:TOKEN}", "00Dsecret")},
            [("a.yaml:5:41", "S2S017")],
            id="secret written out",
        ),
        pytest.param(
            {"a": GOOD + "connections:\n  - {name: '${env:URL}', invited_by: hq, sides: {}}"},
            [("a.yaml:8:6", "S2S010"), ("a.yaml:8:42", "S2S013")],
            id="environment outside of orgs",
        ),
        pytest.param(
            {
                "a": GOOD.replace("SENDER:-Partner Operations", "NOPE").replace(
                    "    org_id", "    #"
                )
            },
            [("a.yaml:5:5", "S2S007"), ("a.yaml:6:31", "S2S009")],
            id="environment and what is missing",
        ),
    ],
)
def test_every_problem_of_every_file_is_told_in_one_run(
    files: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    """Sorted by place; one mistake, one message."""
    assert problems(ENVIRONMENT, **files) == expected


def test_a_token_is_in_no_message() -> None:
    """A value from the environment that does not fit is not shown."""
    with pytest.raises(FilesError) as caught:
        loaded({"URL": "t0ken", "TOKEN": "t0ken"}, a=GOOD)

    assert "t0ken" not in str(caught.value)


@pytest.mark.parametrize(
    ("environment", "url", "told"),
    [
        pytest.param(ENVIRONMENT, "${env:URL}", [], id="set"),
        pytest.param({"URL": "https://hq.example"}, "${env:URL}", ["5:41"], id="no token"),
        pytest.param({}, "${env:URL}", ["5:13", "5:41"], id="nothing"),
        pytest.param({}, "https://${env:HOST}/${env:PATH}", ["5:13"] * 2 + ["5:62"], id="parts"),
    ],
)
def test_what_a_login_lacks_is_kept_with_the_org(
    environment: dict[str, str], url: str, told: list[str]
) -> None:
    """Whoever does not log in needs no secrets; the schema has nothing against a reference."""
    text = GOOD.replace("${env:URL}", url)

    config = loaded(environment, a=text, b="version: 1\norgs: {acme: {access: none}}")

    entries = {alias: list(entry.unset) for alias, entry in config.orgs.items()}
    assert [one.code for one in entries["hq"]] == ["S2S009"] * len(told)
    assert [str(one.source) for one in entries["hq"]] == [f"a.yaml:{place}" for place in told]
    assert entries["acme"] == []
