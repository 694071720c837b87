from __future__ import annotations

import datetime as dt
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from cadocs import cli, pipeline
from cadocs.errors import ConfigError, ReadError
from cadocs.export import read_jsonl
from cadocs.read import read
from cadocs.schema import Document, Note, Source
from cadocs.schema.json_schema import document_schema_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from click.testing import Result


class Batch:
    """Stands in for the pipeline: each item gives a Document with its text and nothing else."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}

    def pipe(self, items: Iterable[Source | Path], **options: Any) -> Iterator[Document]:
        self.options = options
        return map(self.process, items)

    def process(self, item: Source | Path) -> Document:
        try:
            source = read(item) if isinstance(item, Path) else item
        except ReadError as error:
            note = Note(step="read", code="error", message=str(error))
            return Document(source=str(item), language="und", text="", notes=(note,))
        stated = "metadata" if source.published else None
        given = self.options["published"]
        return Document(
            source=source.uri,
            language="en",
            text=source.text,
            published=given or source.published,
            published_from="given" if given else stated,
            notes=source.notes,
        )


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch) -> Batch:
    fake = Batch()
    monkeypatch.setattr(pipeline, "pipe", fake.pipe)
    loaded = type("Loaded", (), {"recogniser": None})
    monkeypatch.setattr(pipeline, "load_pipeline", lambda _: loaded)
    return fake


def run(*arguments: object, given: bytes = b"") -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=given)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"b.txt": "Bir", "a.md": "Икки", "deep/c.html": "<p>Uch"}.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


@pytest.mark.usefixtures("batch")
def test_files_and_folders_come_out_as_json_lines_in_order(folder: Path) -> None:
    result = run("extract", folder / "b.txt", folder)
    assert result.exit_code == 0
    assert [record["text"] for record in records(result)] == ["Bir", "Икки", "Bir", "Uch"]
    assert "Икки" in result.stdout


@pytest.mark.usefixtures("batch")
def test_standard_input_is_a_document_too() -> None:
    result = run("extract", "-", given="Привет, Ташкент".encode("koi8-r"))
    assert [record["text"] for record in records(result)] == ["Привет, Ташкент"]


@pytest.mark.usefixtures("batch")
def test_records_go_to_a_file_and_standard_output_stays_quiet(folder: Path) -> None:
    output = folder.parent / "found.jsonl"
    result = run("extract", folder, "--output", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert [document.text for document in read_jsonl(output)] == ["Икки", "Bir", "Uch"]


@pytest.mark.usefixtures("batch")
def test_tables_are_shown_where_they_are_asked_for(folder: Path) -> None:
    output = folder.parent / "found.jsonl"
    result = run("extract", folder / "b.txt", "--table", "--output", output)
    assert result.stdout.startswith(str(folder / "b.txt")[:30])
    assert "day of publication unknown" in result.stdout
    assert len(list(read_jsonl(output))) == 1


def test_a_terminal_shows_tables_and_a_pipe_gets_records(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    assert not cli._is_for_people(None)
    monkeypatch.setattr(cli.sys, "stdout", Terminal())
    assert cli._is_for_people(None)
    assert not cli._is_for_people(table=False)


@pytest.mark.usefixtures("batch")
def test_the_day_of_publication_is_given_to_all_documents(folder: Path) -> None:
    page = '<meta property="article:published_time" content="2020-01-01"><p>a'
    (folder / "b.html").write_text(page, encoding="utf-8")
    found = records(run("extract", folder, "--published", "2025-11-15"))
    assert {(one["published"], one["published_from"]) for one in found} == {("2025-11-15", "given")}
    (record,) = records(run("extract", folder / "b.html"))
    assert (record["published"], record["published_from"]) == ("2020-01-01", "metadata")


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize("options", [[], ["--published", "2025-11-15"]], ids=["plain", "dated"])
def test_one_document_that_fails_does_not_stop_the_others(folder: Path, options: list[str]) -> None:
    bad = folder / "x.docx"
    bad.write_bytes(b"PK\x03\x04")
    result = run("extract", folder / "b.txt", bad, folder / "a.md", *options)
    assert result.exit_code == 1
    assert [record["text"] for record in records(result)] == ["Bir", "", "Икки"]
    assert result.stderr.startswith(f"cadocs: {bad}: Cannot read")
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize("options", [[], ["--published", "2025-11-15"]], ids=["plain", "dated"])
def test_rows_of_a_table_are_documents(folder: Path, options: list[str]) -> None:
    table = folder / "t.csv"
    table.write_text("matn,id\nUch,a\n,b\nBesh,c\n", encoding="utf-8")
    result = run("extract", folder / "b.txt", table, "--text-column", "matn", *options)
    assert result.exit_code == 0
    found = [(record["source"], record["text"]) for record in records(result)]
    rows = [(f"{table}#1", "Uch"), (f"{table}#2", ""), (f"{table}#3", "Besh")]
    assert found == [(str(folder / "b.txt"), "Bir"), *rows]


def test_a_table_without_the_column_is_a_wrong_call(folder: Path) -> None:
    (folder / "t.csv").write_text("matn\nUch\n", encoding="utf-8")
    result = run("extract", folder / "t.csv", "--entities", "gazetteer")
    assert result.exit_code == 2
    assert "no column 'text'" in result.stderr


def test_options_reach_the_batch(batch: Batch, folder: Path) -> None:
    run("extract", folder, "--workers", "2", "--entities", "gazetteer")
    assert batch.options["workers"] == 2
    assert batch.options["config"].entities == "gazetteer"


@pytest.mark.parametrize(
    ("copies", "options", "expected"),
    [
        pytest.param(1, [], False, id="a few documents need no bar"),
        pytest.param(2, [], True, id="many have one"),
        pytest.param(2, ["--table"], False, id="tables tell how far it is"),
    ],
)
def test_a_bar_is_shown_for_more_than_a_few_documents(
    batch: Batch, folder: Path, copies: int, options: list[str], *, expected: bool
) -> None:
    run("extract", *[folder] * copies, *options)
    assert batch.options["progress"] is expected


@pytest.mark.usefixtures("batch")
def test_a_run_goes_on_where_it_was_stopped(folder: Path) -> None:
    output = folder.parent / "found.jsonl"
    call = ("extract", folder, "--output", output, "--published", "2025-11-15")
    run(*call)
    whole = output.read_bytes()
    output.write_bytes(whole[: len(whole) // 2])
    result = run(*call, "--resume")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert output.read_bytes() == whole


@pytest.mark.usefixtures("batch")
def test_a_failure_before_the_stop_is_told_by_the_status_too(folder: Path) -> None:
    bad, output = folder / "x.pdf", folder.parent / "found.jsonl"
    bad.write_bytes(b"%PDF")
    call = ("extract", bad, folder, "--output", output)
    assert run(*call).exit_code == 1
    result = run(*call, "--resume")
    assert (result.exit_code, result.stderr) == (1, "")


@pytest.mark.usefixtures("batch")
def test_a_run_is_not_resumed_with_another_day(folder: Path) -> None:
    call = ("extract", folder, "--output", folder.parent / "found.jsonl")
    run(*call)
    result = run(*call, "--published", "2025-11-15", "--resume")
    assert result.exit_code == 2
    assert "the day of publication was None and is 2025-11-15" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts a group of processes")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_leaves_what_is_done_and_says_how_to_go_on(
    tmp_path: Path, workers: str
) -> None:
    texts = {
        "a.txt": "USD 5 million.",
        "b.txt": "USD 5 million. " * 40_000,
        "c.txt": "USD 6 million.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    output = tmp_path / "found.jsonl"
    call = ["extract", str(tmp_path), "--output", str(output), "--entities", "gazetteer"]
    process = subprocess.Popen(
        [sys.executable, "-m", "cadocs.cli", *call, "--workers", workers],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and not (output.exists() and output.read_bytes()):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to the workers too
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, "")
    told, command = stderr.rstrip("\n").split("cadocs extract")
    assert told == "cadocs: stopped; go on with: "
    assert shlex.split(command) == [*call[1:], "--workers", workers, "--resume"]
    (first,) = read_jsonl(output)
    assert first.source == str(tmp_path / "a.txt")


WRONG_CALLS = [
    pytest.param(["extract", "{}/a.txt", "--resume"], "--output", id="nothing to resume"),
    pytest.param(["extract", "{}/missing.txt"], "no file", id="a missing file"),
    pytest.param(["extract", "{}/empty"], "holds no readable file", id="an empty folder"),
    pytest.param(["extract", "{}/a.txt", "--published", "15.11.2025"], "2025-11-15", id="no day"),
    pytest.param(["extract", "{}/a.txt", "--output", "{}/no/x"], "Cannot write to", id="no folder"),
    pytest.param(["detect", "{}/missing.txt"], "no file", id="nothing to detect"),
    pytest.param(["detect", "{}/empty"], "is a folder", id="a folder to detect"),
    pytest.param(["transliterate", "{}/missing.txt"], "no file", id="nothing to transliterate"),
]


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize(("arguments", "said"), WRONG_CALLS)
def test_a_wrong_call_is_answered_in_one_line(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    result = run(*(argument.format(tmp_path) for argument in arguments))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("cadocs: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["extract"], id="nothing to read"),
        pytest.param(["extract", "a.txt", "--no-such-option"], id="an unknown option"),
        pytest.param(["extract", "a.txt", "--workers", "two"], id="no number"),
        pytest.param(["read"], id="an unknown command"),
    ],
)
def test_a_call_that_does_not_parse_ends_with_status_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "error", [ConfigError("No."), ReadError("No.")], ids=["configuration", "reading"]
)
def test_an_error_of_the_package_is_one_line(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "transliterate", fail)
    result = run("transliterate", given=b"a")
    assert (result.exit_code, result.stderr) == (2, "cadocs: No.\n")


def test_the_language_of_a_text_comes_out_as_json() -> None:
    (record,) = records(run("detect", given="Вчера правительство приняло новый закон.".encode()))
    assert record["language"] == "ru"
    assert [part["language"] for part in record["segments"]] == ["ru"]
    assert set(record) == {"language", "confidence", "segments"}


def test_the_language_of_a_text_is_shown_as_a_table() -> None:
    result = run("detect", "--table", given="Вчера правительство приняло закон.".encode("cp1251"))
    assert result.stdout.startswith("ru ")
    assert "Вчера правительство" in result.stdout


@pytest.mark.parametrize(
    ("options", "given", "written"),
    [
        pytest.param([], "Янги йўл\r\n", "Yangi yoʻl\r\n", id="to Latin letters"),
        pytest.param(["--to", "Cyrl"], "yangi bozor", "янги бозор", id="to Cyrillic letters"),
        pytest.param(["--language", "ru"], "Новый мост", "Новый мост", id="Russian stays"),
    ],
)
def test_text_is_transliterated_and_nothing_is_added(
    options: list[str], given: str, written: str
) -> None:
    result = run("transliterate", "-", *options, given=given.encode())
    assert result.stdout_bytes == written.encode()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--language", "xx"], "No language 'xx'. Known: de, en, ru", id="language"),
        pytest.param(["--to", "Arab"], "Latn", id="script"),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(options: list[str], said: str) -> None:
    result = run("transliterate", *options, given=b"Salom")
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_unknown_back_end_is_told_before_work_begins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    result = run("extract", tmp_path / "a.txt", "--entities", "no_such_thing")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no_such_thing" in result.stderr


def test_the_schema_is_printed_as_committed() -> None:
    assert run("schema").stdout == document_schema_text()


def test_the_version_is_told() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("cadocs")


def test_help_names_all_commands() -> None:
    shown = run("--help").stdout
    assert all(name in shown for name in ("extract", "detect", "transliterate", "schema"))


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom cadocs.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        "print('loaded:', *{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("loaded:")[2].split())
    assert {"spacy", "stanza", "torch", "pandas", "langdetect", "numpy"} & loaded == set()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Привет, Ташкент. 5 млн долларов.".encode("cp1251"), id="windows-1251"),
        pytest.param("Salom, Toshkent".encode("utf-16"), id="UTF-16"),
        pytest.param("Привет".encode()[:-1], id="broken UTF-8"),
        pytest.param(b"a\0b\0\0", id="NUL"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"5 " * 100_000, id="a long line of digits"),
    ],
)
def test_odd_files_give_a_record_with_their_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    result = run("extract", path, "--entities", "gazetteer")
    assert result.exit_code == 0, result.stderr
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert record["text"] == read(path).text
    assert Document.model_validate(record).source == str(path)


def test_everything_is_found_from_the_shell(tmp_path: Path) -> None:
    text = "Am 5. März 2025 zahlte Kasachstan 3,2 Mrd. USD für den Bau der neuen Straße."
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    (record,) = records(run("extract", path, "--published", "2025-03-06"))
    document = Document.model_validate(record)
    assert document.published == dt.date(2025, 3, 6)
    assert [(str(one.value), one.currency) for one in document.amounts] == [("3200000000", "USD")]
    assert [date.edtf for date in document.dates] == ["2025-03-05"]
