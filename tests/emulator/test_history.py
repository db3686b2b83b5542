"""The file of the history in the forms that a seed can choose, for nobody knows the real one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.seed import SeedError, default_seed_file, load_seed
from s2s_gitops.emulator.server import Emulator
from tests.emulator.conftest import Seeded, sit_down

HQ, ACME = "admin@hq.example", "partner@acme.example"
NAME = 'Ä "Quoted", 日本\nGmbH'
NAMED = ("accounts: [EMEA GmbH,", 'accounts: [EMEA GmbH, "Ä \\"Quoted\\", 日本\\nGmbH",')


def form(*settings: str) -> tuple[str, str]:
    return "start:", f"history_file: {{{', '.join(settings)}}}\nstart:"


def download(person: Person) -> tuple[str, bytes]:
    page = person.connection("Acme Corp").page
    address = page.xpath("//a[text()='Download connection history (csv)']/@href")[0]
    answer = person.session.get(person.url + address)
    return answer.headers["Content-Type"], answer.content


def change_account(emulator: Emulator) -> tuple[str, bytes]:
    hq = sit_down(emulator, "hq", HQ)
    hq.edit_connection("Acme Corp", account=" ".join(NAME.split()))
    hq.edit_connection("Acme Corp", account="Globex")
    found = download(hq)
    hq.close()
    return found


@pytest.mark.parametrize(
    ("encoding", "charset", "start", "name"),
    [
        ("utf-8", "UTF-8", b"Date,", NAME),
        ("utf-8-bom", "UTF-8", b"\xef\xbb\xbfDate,", NAME),
        ("latin-1", "ISO-8859-1", b"Date,", NAME.replace("日本", "??")),
    ],
)
def test_the_file_comes_in_its_encoding_and_says_so(
    seeded: Seeded, encoding: str, charset: str, start: bytes, name: str
) -> None:
    """Quotes, commas and line breaks are quoted; what an encoding lacks is a question mark."""
    emulator = seeded(form(f"encoding: {encoding}"), NAMED)
    kind, content = change_account(emulator)
    assert (kind, content[: len(start)]) == (f"text/csv; charset={charset}", start)
    text = content.decode({"utf-8-bom": "utf-8-sig"}.get(encoding, encoding))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[2] for row in rows] == [
        "Action",
        "Connection status is Accepted",
        f"Account changed to {name}",
        "Account changed to Globex",
    ]


def test_the_newest_line_can_come_first(seeded: Seeded) -> None:
    """On the page it does in any case."""
    _, content = change_account(seeded(form("order: newest-first"), NAMED))
    lines = content.decode().split("\r\n")
    assert (lines[0], lines[1].rpartition(",")[2]) == (
        "Date,User,Action",
        "Account changed to Globex",
    )


def test_subscriptions_and_mappings_may_not_be_recorded_at_all(seeded: Seeded) -> None:
    """Then neither the page nor the file tells of them; e-mails and the rest stay."""
    emulator = seeded(form("records: publishing-only"))
    hq, acme = sit_down(emulator, "hq", HQ), sit_down(emulator, "acme", ACME)
    hq.map_values("Acme Corp", "Case", "Priority", {"High": "P2"})
    hq.subscribe("Acme Corp", {"Case": None})
    hq.choose_objects("Acme Corp", untick=["Lead"])
    rows = [row[2] for row in hq.connection("Acme Corp").rows("Connection History")]
    assert rows == [
        f"E-mail sent to {ACME}: HQ Industries changed what it publishes",
        "Unpublished object Lead",
        "Connection status is Accepted",
    ]
    rows = [row[2] for row in acme.connection("HQ Industries").rows("Connection History")]
    assert rows == ["Connection status is Accepted"]
    assert acme.connection("HQ Industries").rows("Subscribed Objects") == []
    hq.close()
    acme.close()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("encoding: utf-16", "history_file.encoding: expected one of utf-8, utf-8-bom, latin-1"),
        ("order: none", "history_file.order: expected one of oldest-first, newest-first"),
        ("records: all", "history_file.records: expected one of history, publishing-only"),
        ("form: csv", "history_file.form: unknown key"),
    ],
)
def test_a_wrong_form_is_told(tmp_path: Path, setting: str, message: str) -> None:
    """With its place."""
    old, new = form(setting)
    file = tmp_path / "seed.yaml"
    file.write_text(default_seed_file().read_text().replace(old, new, 1))
    with pytest.raises(SeedError) as caught:
        load_seed(file)
    assert message in str(caught.value)
