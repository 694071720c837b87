from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadocs.errors import ConfigError, ReadError
from cadocs.export import export_jsonl, read_jsonl, to_json_line
from cadocs.schema import Document
from sample_documents import a_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def documents() -> list[Document]:
    odd = 'a\r\nb\u2028c\0"\\ ўқ 😀\u0085'
    return [a_document(), Document(language="und", text=""), Document(language="ru", text=odd)]


def test_documents_survive_the_way_into_a_file_and_back(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    assert export_jsonl(iter(documents()), path) == 3
    assert list(read_jsonl(str(path))) == documents()


def test_a_document_is_one_line_whatever_its_text_holds(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    export_jsonl(documents(), path)
    lines = path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line)["text"] for line in lines] == [one.text for one in documents()]
    assert b"\r" not in path.read_bytes()


def test_letters_and_sums_are_written_plainly() -> None:
    line = to_json_line(a_document())
    assert "Соглашение" in line
    assert json.loads(line)["amounts"][0]["value"] == "3500000"
    assert json.loads(line)["published"] == "2025-03-06"


def test_what_is_done_is_in_the_file_when_a_batch_stops(tmp_path: Path) -> None:
    def stopping() -> Iterator[Document]:
        yield a_document()
        raise KeyboardInterrupt

    path = tmp_path / "found.jsonl"
    with pytest.raises(KeyboardInterrupt):
        export_jsonl(stopping(), path)
    assert list(read_jsonl(path)) == [a_document()]


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(f"\n{to_json_line(a_document())}\n \n", encoding="utf-8")
    assert list(read_jsonl(path)) == [a_document()]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("{", "line 2 is no Document", id="half a line"),
        pytest.param('{"text": "a"}', "at 'language'", id="a field is missing"),
        pytest.param(
            '{"text": "a", "language": "ru", "x": 1}', "at 'x'", id="a field is not known"
        ),
        pytest.param(
            '{"text": "", "language": "ru", "schema_version": "0.1"}',
            "schema version 1.0 at 'schema_version'",
            id="another version",
        ),
    ],
)
def test_a_line_that_is_no_document_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(f"{to_json_line(a_document())}{line}\n", encoding="utf-8")
    found = read_jsonl(path)
    assert next(found) == a_document()
    with pytest.raises(ReadError, match=said):
        next(found)


@pytest.mark.parametrize("name", ["missing.jsonl", "", "a\0b"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError, match=r"^Cannot open .* Give a file written by export_jsonl"):
        next(read_jsonl(f"{tmp_path}/{name}"))


@pytest.mark.parametrize("name", ["missing/found.jsonl", "", "a\0b"])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"^Cannot write to .* a folder that exists"):
        export_jsonl([], f"{tmp_path}/{name}")


@given(st.text(max_size=30))
def test_any_text_survives_a_line(text: str) -> None:
    document = Document(language="und", text=text, title=text)
    assert Document.model_validate_json(to_json_line(document)) == document
