from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from cadocs.errors import CadocsError, LimitError, ReadError
from cadocs.pipeline import pipe
from cadocs.read import read, read_folder
from cadocs.schema import Config, Limits
from made_files import make_docx, make_pdf, make_zip, paragraph

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Тошкентда янги кўприк очилди.\r\nЙўл 12 км.\n"


@pytest.mark.parametrize("as_text", [True, False], ids=["as str", "as Path"])
def test_a_text_file_is_read_as_it_is(tmp_path: Path, *, as_text: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    source = read(str(path) if as_text else path)
    assert source.text == TEXT
    assert source.uri == str(path)
    assert source.encoding == "utf-8"
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert source.notes == ()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("A.TXT", "text/plain"),
        ("a.md", "text/markdown"),
        ("a.html", "text/html"),
        ("a.htm", "text/html"),
        ("no_suffix", "text/plain"),
    ],
)
def test_the_suffix_tells_the_media_type(tmp_path: Path, name: str, media_type: str) -> None:
    (tmp_path / name).write_bytes(b"Salom")
    assert read(tmp_path / name).media_type == media_type


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1251"])
def test_the_encoding_does_not_change_the_text(tmp_path: Path, encoding: str) -> None:
    text = "Новый мост открыт.\r\nДорога: 12 км.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    source = read(tmp_path / "a.txt")
    assert source.text == text
    assert [note.code for note in source.notes] == ["encoding"]


def test_bytes_are_read_without_a_path() -> None:
    source = read(TEXT.encode("windows-1251"))
    assert (source.text, source.uri, source.media_type) == (TEXT, None, "text/plain")


def test_bytes_that_begin_like_a_page_are_a_page() -> None:
    assert read(b"\n<!DOCTYPE html><p>Salom &amp; xayr").text == "Salom & xayr"


def test_the_caller_says_better_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"<p>Salom</p>")
    assert read(path, media_type="text/plain").text == "<p>Salom</p>"
    assert read(path, media_type="text/html; charset=utf-8").text == "Salom"


def test_a_page_in_a_declared_encoding_is_read_in_it() -> None:
    markup = '<html><meta charset="windows-1251"><p>да</p>'
    assert read(markup.encode("windows-1251"), media_type="text/html").text == "да"


def test_a_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("сўм ".encode() * 800_000)
    assert len(read(path).text) == 3_200_000


def test_notes_on_a_page_s_bytes_point_nowhere_in_its_text() -> None:
    notes = read("<html><p>Ош шаҳри".encode() + b"\xd0", media_type="text/html").notes
    assert "broken-bytes" in {note.code for note in notes}
    assert {note.start for note in notes} == {None}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("missing.txt", ["no file", "missing.txt", ".txt", "process()"], id="missing"),
        pytest.param("", ["folder", "read_folder()"], id="a folder"),
        pytest.param("a.xls", ["a.xls", ".xls", ".html", "media_type"], id="an unreadable kind"),
        pytest.param("a.csv", ["a.csv", "read_rows()"], id="a file of rows"),
        pytest.param("a\0b.txt", ["Cannot open", "null"], id="NUL in the path"),
        pytest.param("long" * 2000, ["Cannot open", "too long"], id="a text taken for a path"),
    ],
)
def test_a_path_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, given: str, said: list[str]
) -> None:
    (tmp_path / "a.xls").write_bytes(b"x")
    (tmp_path / "a.csv").write_bytes(b"text")
    with pytest.raises(ReadError) as caught:
        read(f"{tmp_path}/{given}")
    assert isinstance(caught.value, CadocsError)
    assert [part for part in said if part not in str(caught.value)] == []
    assert len(str(caught.value)) < 500


def test_an_unknown_media_type_is_answered_with_the_known_ones() -> None:
    with pytest.raises(
        ReadError, match=r"'application/json'\. Known: application/pdf, .*text/html"
    ):
        read(b"{}", media_type="application/json")


def test_what_is_neither_path_nor_bytes_is_refused() -> None:
    with pytest.raises(ReadError, match="takes a path or bytes, not int"):
        read(3)  # type: ignore[arg-type]


def test_a_folder_gives_its_readable_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "folder.txt").mkdir()
    names = [
        "z.txt",
        "a.MD",
        "b/c.html",
        "d.pdf",
        "e.Docx",
        "x.csv",
        ".hidden/d.txt",
        ".e.txt",
        "README",
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    found = [path.relative_to(tmp_path).as_posix() for path in read_folder(str(tmp_path))]
    assert found == ["a.MD", "b/c.html", "d.pdf", "e.Docx", "z.txt"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("empty", "holds no readable file", id="nothing readable"),
        pytest.param("missing", "is not there", id="missing"),
        pytest.param("file.txt", "is a file", id="a file"),
    ],
)
def test_a_folder_without_documents_is_refused(tmp_path: Path, given: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "x.csv").write_bytes(b"x")
    (tmp_path / "file.txt").write_bytes(b"x")
    with pytest.raises(ReadError, match=said):
        read_folder(tmp_path / given)


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        pytest.param("a.txt", make_pdf([[(50, 60, "Salom")]]), "application/pdf", id="PDF as text"),
        pytest.param("a.docx", make_pdf([[(50, 60, "Salom")]]), "application/pdf", id="as Word"),
        pytest.param("a.pdf", b"<!doctype html><p>Salom", "text/html", id="a page as PDF"),
        pytest.param("a.html", make_docx(paragraph("Salom")), "officedocument", id="Word as page"),
    ],
)
def test_the_content_knows_better_than_the_suffix(
    tmp_path: Path, name: str, data: bytes, found: str
) -> None:
    pytest.importorskip("pypdfium2", reason="the extra 'readers' is not installed")
    (tmp_path / name).write_bytes(data)
    source = read(tmp_path / name)
    assert (source.text, found in source.media_type) == ("Salom", True)
    assert source.notes[0].code == "media-type"


def test_bytes_without_a_name_are_told_by_their_beginning() -> None:
    pytest.importorskip("pypdfium2", reason="the extra 'readers' is not installed")
    assert read(make_pdf([[(50, 60, "Salom")]])).notes == ()
    assert read(make_docx(paragraph("Salom"))).notes == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(bytes.fromhex("d0cf11e0a1b11ae1"), "old Office file", id="an old Word file"),
        pytest.param(b"{\\rtf1 Salom}", "RTF file. Save it as DOCX", id="RTF"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "optical character recognition", id="a picture"),
        pytest.param(b"\x1f\x8b\x08\x00", "Unpack it first", id="gzip"),
        pytest.param(make_zip({"a.txt": "a"}), "zip archive without a Word", id="zip"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a"])
def test_what_is_no_document_is_not_read_as_text(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError, match=said):
        read(tmp_path / name)


def test_a_file_beyond_the_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 10_000_000_000)
    with pytest.raises(LimitError, match=r"a\.txt': it has 10,000,000,000 bytes, and Limits\.size"):
        read(path)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero here")  # noqa: PTH110
def test_a_file_that_states_no_size_is_refused_as_well() -> None:
    with pytest.raises(LimitError, match="at least 1,001 bytes"):
        read("/dev/zero", limits=Limits(size=1000))


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(size=9), "Limits.size allows 9. Split the file, or allow more, as in Limits(size="),
        (Limits(characters=4), "its text has 5 characters, and"),
    ],
)
def test_a_refusal_names_the_limit_the_figure_and_what_to_do(limits: Limits, said: str) -> None:
    with pytest.raises(LimitError) as caught:
        read("Салом".encode(), limits=limits)
    assert isinstance(caught.value, ReadError)
    assert said in str(caught.value)


def test_a_refusal_becomes_a_record_of_the_batch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Salom", encoding="utf-8")
    config = Config(limits=Limits(characters=4), entities="gazetteer")
    (document,) = pipe([tmp_path / "a.txt"], config=config)
    (note,) = document.notes
    assert (note.step, note.code) == ("read", "error")
    assert note.message.startswith("LimitError: Cannot read ")
