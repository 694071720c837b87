from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadocs.read.decoding import Decoded, decode

RUSSIAN = "Правительство утвердило программу развития железных дорог до конца года."
UZBEK = "Вазирлик янги темир йўл лойиҳаси учун маблағ ажратди, ишлар баҳорда бошланади."
GERMAN = "Die Brücke über den Amudarja wird für Güterzüge größer ausgebaut."
LATIN = "Vazirlik “yangi yoʻl” loyihasini eʼlon qildi – ishlar boshlandi."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(RUSSIAN, "windows-1251", id="Russian in windows-1251"),
        pytest.param(RUSSIAN, "koi8-r", id="Russian in KOI8-R"),
        pytest.param(RUSSIAN, "ibm866", id="Russian in the DOS code page"),
        pytest.param(RUSSIAN, "iso-8859-5", id="Russian in ISO 8859-5"),
        pytest.param(RUSSIAN.upper(), "windows-1251", id="capitals in windows-1251"),
        pytest.param(RUSSIAN.upper(), "koi8-r", id="capitals in KOI8-R"),
        pytest.param("Съезд объявил щедрую смету.", "windows-1251", id="rare letters"),
        pytest.param("Отчёт: doklad.pdf, 3 лист", "koi8-r", id="Latin words between"),
        pytest.param(GERMAN, "windows-1252", id="umlauts"),
        pytest.param("„Straße“ – 30 € · 5 %", "windows-1252", id="quotation marks and the euro"),
        pytest.param("So‘m kursi o‘zgardi", "windows-1252", id="curly apostrophes alone"),
        pytest.param(RUSSIAN, "utf-16-le", id="UTF-16 LE without a mark"),
        pytest.param(UZBEK, "utf-16-be", id="UTF-16 BE without a mark"),
        pytest.param(LATIN, "utf-16-le", id="Latin letters in UTF-16 LE"),
        pytest.param(UZBEK, "utf-8", id="UTF-8"),
        pytest.param("plain ASCII", "utf-8", id="ASCII"),
    ],
)
def test_an_encoding_is_told_from_the_bytes_alone(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[:2] == (text, encoding)


def test_the_uzbek_letter_of_windows_1251_is_kept() -> None:
    text = "Янги темир йўл бўйича иш бошланди"
    assert decode(text.encode("windows-1251")).text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        pytest.param(b"\xef\xbb\xbf", "utf-8", id="UTF-8"),
        pytest.param(b"\xff\xfe", "utf-16-le", id="UTF-16 LE"),
        pytest.param(b"\xfe\xff", "utf-16-be", id="UTF-16 BE"),
        pytest.param(b"\xff\xfe\x00\x00", "utf-32-le", id="UTF-32 LE"),
        pytest.param(b"\x00\x00\xfe\xff", "utf-32-be", id="UTF-32 BE"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    found = decode(mark + UZBEK.encode(encoding))
    assert found[:2] == (UZBEK, encoding)
    assert [(note.step, note.code) for note in found.notes] == [("read", "encoding")]


def test_only_the_first_mark_goes() -> None:
    assert decode("\ufeff\ufeffa".encode()).text == "\ufeffa"


def test_plain_utf_8_needs_no_remark() -> None:
    assert decode(UZBEK.encode()) == Decoded(UZBEK, "utf-8", ())


@pytest.mark.parametrize("ends", ["a\r\nb\rc\nd", "\r\n", "a\u2028b\x85c"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_line_ends_stay_as_they_are(ends: str, encoding: str) -> None:
    assert decode((UZBEK + ends).encode(encoding)).text == UZBEK + ends


@pytest.mark.parametrize(
    ("data", "text", "count"),
    [
        pytest.param(UZBEK.encode()[:-2], None, 1, id="cut inside the last letter"),
        pytest.param(b"Salom \xff dunyo \xd0", "Salom \ufffd dunyo \ufffd", 2, id="stray bytes"),
        pytest.param("Ташкент ".encode() + b"\xc3(", "Ташкент \ufffd(", 1, id="half a letter"),
        pytest.param("ab\ufffd".encode() + b"\xc3", "ab\ufffd\ufffd", 1, id="one was there before"),
        pytest.param(b"\xed\xa0\x80" + "Ош".encode() * 3, None, 3, id="a coded surrogate"),
        pytest.param(b"\xff\xfea\x00\x00\xd8b\x00", "a\ufffdb", 1, id="half a UTF-16 pair"),
    ],
)
def test_what_cannot_be_decoded_is_replaced_and_told(
    data: bytes, text: str | None, count: int
) -> None:
    found = decode(data)
    assert text is None or found.text == text
    (note,) = [note for note in found.notes if note.code == "broken-bytes"]
    assert note.message.startswith(f"{count} stretch")
    assert note.start is not None
    assert found.text[note.start : note.end] == "\ufffd"


@pytest.mark.parametrize(
    ("declared", "data", "expected"),
    [
        pytest.param("KOI8-R", "да".encode("koi8-r"), "koi8-r", id="believed"),
        pytest.param(" cp1251 ", "да".encode("cp1251"), "windows-1251", id="by another name"),
        pytest.param("latin-1", b"M\xfcller", "windows-1252", id="Latin-1 means windows-1252"),
        pytest.param("koi8-r", RUSSIAN.encode(), "utf-8", id="valid UTF-8 knows better"),
        pytest.param("utf-7", RUSSIAN.encode("cp1251"), "windows-1251", id="unknown: ignored"),
        pytest.param("rot13", RUSSIAN.encode("cp1251"), "windows-1251", id="no encoding at all"),
    ],
)
def test_a_declared_encoding_is_believed_where_nothing_speaks_against_it(
    declared: str, data: bytes, expected: str
) -> None:
    assert decode(data, declared).encoding == expected


def test_nul_characters_stay_and_are_told() -> None:
    found = decode(b"Salom\0dunyo\0")
    assert found.text == "Salom\0dunyo\0"
    (note,) = found.notes
    assert (note.code, note.start, note.end) == ("nul", 5, 6)
    assert "2 NUL" in note.message


@pytest.mark.parametrize("data", [b"", b"a", b"\0", b"\0\0", b"\0" * 100, b"\xff", b"\xff\xfe"])
def test_hardly_any_bytes_are_no_trouble(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@settings(max_examples=200)
@given(st.binary(max_size=60), st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]))
def test_any_bytes_give_a_text_that_json_can_carry(data: bytes, mark: bytes) -> None:
    text = decode(mark + data).text
    assert text.encode("utf-8").decode("utf-8") == text


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_survives_utf_8_with_a_mark(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text
