from __future__ import annotations

import csv
import datetime as dt
import json
import sys
import tracemalloc
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from cadocs.errors import BackendMissingError, ConfigError, ReadError
from cadocs.pipeline import pipe
from cadocs.read import read_rows
from cadocs.schema import Limits, Source

ROWS: list[dict[str, Any]] = [
    {"text": "Савдо ошди,\nдеди вазир.", "title": "Савдо", "published": "2025-11-15", "id": "a"},
    {"text": 'Narx; "arzon"\t|', "title": "", "published": "", "id": "b"},
]


def write_json_lines(path: Path) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in ROWS)
    path.write_text("\n".join(lines), encoding="utf-8")


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]), delimiter="," if path.stem == "a" else ";")
        writer.writeheader()
        writer.writerows(ROWS)


def write_tsv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]), delimiter="\t")
        writer.writeheader()
        writer.writerows(ROWS)


def write_parquet(path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra 'frames' is not installed")
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=1)


def made(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def errors(source: Source) -> list[str]:
    return [note.message for note in source.notes if note.code == "error"]


def with_error(sources: list[Source]) -> list[bool]:
    return [bool(errors(source)) for source in sources]


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.jsonl", write_json_lines),
        ("a.ndjson", write_json_lines),
        ("a.csv", write_csv),
        ("semicolons.csv", write_csv),
        ("a.tsv", write_tsv),
        ("a.parquet", write_parquet),
    ],
)
def test_each_row_is_a_source(tmp_path: Path, name: str, write: Any) -> None:
    path = tmp_path / name
    write(path)
    first, second = read_rows(path)
    assert (first.text, second.text) == (ROWS[0]["text"], ROWS[1]["text"])
    assert (first.uri, second.uri) == (f"{path}#1", f"{path}#2")
    assert (first.id, first.title, first.published) == ("a", "Савдо", dt.date(2025, 11, 15))
    assert (second.id, second.title, second.published) == ("b", None, None)
    assert first.notes == second.notes == ()


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    path = made(tmp_path, "a.csv", "matn,sana,til,text\nNarx oshdi,2024-05-03,uz-Latn,x\n")
    (source,) = read_rows(path, text="matn", published="sana", language="til", title="nomi")
    assert (source.text, source.published, source.language, source.title) == (
        "Narx oshdi",
        dt.date(2024, 5, 3),
        "uz-Latn",
        None,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", "fr"),
        ("language", 3),
        ("published", "15.11.2025"),
        ("published", "2025-13-01"),
        ("published", 2025),
    ],
)
def test_what_a_field_cannot_mean_is_told(tmp_path: Path, field: str, value: object) -> None:
    path = made(tmp_path, "a.jsonl", json.dumps({"text": "Salom", field: value}))
    (source,) = read_rows(path)
    assert (source.published, source.language) == (None, None)
    (note,) = source.notes
    assert (note.code, repr(str(value)) in note.message) == (field, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("{broken", "no JSON", id="no JSON"),
        pytest.param("[" * 100_000, "no JSON", id="nested beyond all bounds"),
        pytest.param('["text"]', "of type list", id="no object"),
        pytest.param('{"body": "a"}', "'text' is empty or not there. Its columns: 'body'", id="no"),
        pytest.param('{"text": null}', "is empty or not there", id="null"),
        pytest.param('{"text": ["a"]}', "holds list", id="a list"),
        pytest.param('{"text": "' + "a" * 500 + '"}', "Limits.characters allows 300", id="long"),
        pytest.param('{"text": "a", "x": "' + "a" * 9000 + '"}', "Limits.size = 8000", id="longer"),
    ],
)
def test_a_bad_line_costs_itself_alone(tmp_path: Path, line: str, said: str) -> None:
    good = '{"text": "Salom"}'
    path = made(tmp_path, "a.jsonl", f"{good}\n\n{line}\n{good}\n")
    limits = Limits(characters=300, size=8000 if said.endswith("8000") else 200_000)
    sources = list(read_rows(path, limits=limits))
    assert [source.uri for source in sources] == [f"{path}#{at}" for at in (1, 3, 4)]
    assert with_error(sources) == [False, True, False]
    assert said in errors(sources[1])[0]
    assert f"{path}#3"[-20:] in errors(sources[1])[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param("a,b,c,d", "4 values, the head 2", id="too many values"),
        pytest.param("a", "is empty or not there", id="too few values"),
        pytest.param("a," + "b" * 400, "field limit", id="a long value"),
        pytest.param("a," + "b" * 9000, "Limits.size = 8000", id="a longer line"),
    ],
)
def test_a_bad_row_costs_itself_alone(tmp_path: Path, rows: str, said: str) -> None:
    path = made(tmp_path, "a.csv", f"id,text\n1,Salom\n\n{rows}\n3,Xayr\n")
    size = 8000 if said.endswith("8000") else 100_000
    before = csv.field_size_limit()
    sources = list(read_rows(path, limits=Limits(characters=300, size=size)))
    assert csv.field_size_limit() == before
    assert [source.uri for source in sources] == [f"{path}#{at}" for at in (1, 2, 3)]
    assert with_error(sources) == [False, True, False]
    assert said in errors(sources[1])[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_the_encoding_is_told_from_the_beginning(tmp_path: Path, name: str, encoding: str) -> None:
    text = "Правительство утвердило программу развития дорог."
    head = "text\n" if name == "a.csv" else ""
    row = text if name == "a.csv" else json.dumps({"text": text}, ensure_ascii=False)
    path = made(tmp_path, name, f"{head}{row}\n{row}\n".encode(encoding))
    assert [source.text for source in read_rows(path)] == [text, text]


def test_a_row_in_another_encoding_is_read_in_its_own(tmp_path: Path) -> None:
    text = "Правительство утвердило программу развития дорог."
    data = f"text\n{text}\n{text}\n{text}\n".encode() + text.encode("windows-1251")
    *first, second, third = read_rows(made(tmp_path, "a.csv", data + b"\nSalom \xff dunyo\n"))
    assert [source.text for source in first] == [text] * 3
    assert (second.text, third.text) == (text, "Salom \ufffd dunyo")
    assert [note.code for note in third.notes] == ["encoding", "broken-bytes"]


def test_lone_surrogates_of_json_are_repaired(tmp_path: Path) -> None:
    path = made(tmp_path, "a.jsonl", '{"text": "a\\ud83d", "title": "\\udc80"}')
    (source,) = read_rows(path)
    assert (source.text, source.title) == ("a\ufffd", "\ufffd")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("missing.csv", None, "Cannot open", id="no file"),
        pytest.param("a.xlsx", b"", "no file of rows. Readable: .csv", id="another kind"),
        pytest.param(
            "a.csv", b"id,body\n", r"no column 'text'\. Its columns: 'id', 'body'", id="c"
        ),
        pytest.param("a.csv", b"", "no column 'text'", id="an empty file"),
        pytest.param("a.parquet", b"PAR1", "Cannot open", id="broken Parquet"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_once(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="the extra 'frames' is not installed")
    if content is not None:
        made(tmp_path, name, content)
    with pytest.raises(ReadError, match=said):
        read_rows(tmp_path / name)


def test_an_unknown_option_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no option 'tittle'"):
        read_rows(tmp_path / "a.csv", tittle="x")  # type: ignore[call-arg]


def test_pyarrow_is_named_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(BackendMissingError, match=r"'pyarrow'.*'cadocs\[frames\]'"):
        read_rows(tmp_path / "a.parquet")


def test_a_broken_group_of_parquet_rows_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_parquet(path)
    data = bytearray(path.read_bytes())
    for at in range(4, 60):
        data[at] ^= 0x55
    path.write_bytes(data)
    first, second = read_rows(path)
    assert "group 1 of its rows is broken" in errors(first)[0]
    assert second.text == ROWS[1]["text"]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_many_rows_take_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    rows = [{"text": f"{at} " + "x" * 3000} for at in range(3_000)]
    if name == "a.csv":
        made(tmp_path, name, "text\n" + "\n".join(row["text"] for row in rows))
    elif name == "a.jsonl":
        made(tmp_path, name, "\n".join(map(json.dumps, rows)))
    else:
        pa = pytest.importorskip("pyarrow", reason="the extra 'frames' is not installed")
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows), path)
    list(islice(read_rows(path), 10))
    tracemalloc.start()
    assert sum(1 for _ in read_rows(path)) == 3_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_bad_row_becomes_a_record_of_the_batch(tmp_path: Path) -> None:
    path = made(tmp_path, "a.csv", "id,text,language\nx,USD 5 million.,en\ny\n")
    first, second = pipe(read_rows(path))
    assert (first.id, first.language, len(first.amounts)) == ("x", "en", 1)
    assert (second.source, second.text) == (f"{path}#2", "")
    assert [note.message for note in second.notes if note.code == "error"]
