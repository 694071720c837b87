from __future__ import annotations

import datetime as dt
import sys
import zlib
from pathlib import Path

import pytest

from cadocs.errors import BackendMissingError, LimitError, ReadError
from cadocs.normalise import normalise
from cadocs.pipeline import process
from cadocs.read import read
from cadocs.schema import Limits, Page
from cadocs.text import View
from made_files import make_pdf, set_lines, write_objects

pytest.importorskip("pypdfium2", reason="the extra 'readers' is not installed")

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
LEFT = "Ўзбекистон билан савдо\nҳажми ошди, деди ғолиб."
RIGHT = "Қўшма корхона ишга\nтушди."


def as_meant(data: bytes) -> str:
    return normalise(View.whole(read(data).text)).view.text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ўзбекистон, ғалаба, қарор, ҳисоб, Ёш", id="Uzbek Cyrillic"),
        pytest.param("Oʻzbekiston gʻoya soʻm maʼno", id="Uzbek with its own letters"),
        pytest.param("O‘zbekiston g`oya so'm ma’no", id="Uzbek with quotation marks"),
        pytest.param("Съезд объявил: «щедрую» смету — 5 млн ₽ № 7", id="Russian"),
        pytest.param("Große Brücke für 3,5 Mio. €", id="German"),
    ],
)
def test_letters_come_as_they_are(text: str) -> None:
    assert read(make_pdf([[(50, 60, text)]])).text == text


def test_letters_of_an_embedded_font_come_as_they_are() -> None:
    fpdf = pytest.importorskip("fpdf", reason="fpdf2 is not installed")
    if not DEJAVU.exists():
        pytest.skip(f"no font at {DEJAVU}")
    pdf = fpdf.FPDF()
    pdf.add_font("DejaVu", fname=DEJAVU)
    pdf.set_font("DejaVu", size=11)
    pdf.add_page()
    pdf.text(20, 20, "Ўзбекистонда ғалаба, қарор, ҳисоб. Oʻzbekiston maʼno")
    source = read(bytes(pdf.output()))
    assert source.text == "Ўзбекистонда ғалаба, қарор, ҳисоб. Oʻzbekiston maʼno"


def test_pages_are_parted_by_form_feeds_and_can_be_told() -> None:
    source = read(make_pdf([[(50, 60, "Bir")], [], [(50, 60, "Uch")]]))
    assert source.text == "Bir\f\fUch"
    assert source.pages == (
        Page(start=0, end=3, number=1),
        Page(start=4, end=4, number=2),
        Page(start=5, end=8, number=3),
    )
    assert [source.page_of(at) for at in range(8)] == [1, 1, 1, 1, 2, 3, 3, 3]
    assert all(
        source.page_of(at) == 1 + source.text.count("\f", 0, at) for at in range(len(source.text))
    )


def test_a_form_feed_of_a_page_parts_no_pages() -> None:
    source = read(make_pdf([[(50, 60, "Bir\fikki")], [(50, 60, "Uch")]]))
    assert source.text.count("\f") == 1


def test_columns_come_one_after_the_other() -> None:
    page = set_lines(LEFT) + set_lines(RIGHT, x=320)
    assert as_meant(make_pdf([page])).split() == f"{LEFT} {RIGHT}".split()


def test_a_row_of_a_table_stays_together() -> None:
    page = [(50, 60, "Yil"), (200, 60, "Hajm"), (50, 80, "2024"), (200, 80, "5 mln dollar")]
    assert read(make_pdf([page])).text.splitlines() == ["Yil Hajm", "2024 5 mln dollar"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("Янги инте-\nграция бошланди", "Янги интеграция бошланди", id="a cut word"),
        pytest.param("Yangi inte\u00ad\ngratsiya", "Yangi integratsiya", id="a soft hyphen"),
        pytest.param("so\u00admon keldi", "somon keldi", id="a soft hyphen in a line"),
        pytest.param("Zavod UzAuto-\nMotors", "Zavod UzAuto-Motors", id="a hyphen of its own"),
        pytest.param("Bu 2024-\nyil edi", "Bu 2024-yil edi", id="a number with an ending"),
        pytest.param("2,5 млрд\nдолларов", "2,5 млрд долларов", id="a line that goes on"),
    ],
)
def test_words_are_whole_again_after_normalising(written: str, meant: str) -> None:
    assert as_meant(make_pdf([set_lines(written)])) == meant


def test_a_footnote_stays_below_its_page() -> None:
    first = [*set_lines("Savdo oshdi.1"), (50, 780, "1 Manba: vazirlik.")]
    source = read(make_pdf([first, set_lines("Davomi.")]))
    assert source.text.split("\f")[0].splitlines() == ["Savdo oshdi.1", "1 Manba: vazirlik."]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        pytest.param("Savdo hajmi", "Savdo hajmi", id="a title"),
        pytest.param("Microsoft Word - hisobot", None, id="what Word writes"),
        pytest.param("hisobot.docx", None, id="the name of a file"),
        pytest.param("Untitled", None, id="no title"),
        pytest.param(" ", None, id="blank"),
    ],
)
def test_a_title_is_one_that_somebody_gave(stated: str, title: str | None) -> None:
    assert read(make_pdf([[]], {"Title": stated})).title == title


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("D:20251115120000+05'00'", dt.date(2025, 11, 15)),
        ("D:20251315", None),
        ("yesterday", None),
    ],
)
def test_the_day_it_was_made_is_no_day_of_publication(stated: str, day: dt.date | None) -> None:
    source = read(make_pdf([[]], {"CreationDate": stated}))
    assert (source.created, source.published) == (day, None)


def test_pages_without_text_are_told() -> None:
    source = read(make_pdf([[], [(50, 60, "Ikki")], [], []]))
    (note,) = source.notes
    assert (note.code, "1, 3-4" in note.message) == ("no-text", True)


def test_an_amount_can_be_found_on_its_page() -> None:
    pages = [
        set_lines("Birinchi sahifada faqat kirish so‘zi bor."),
        set_lines("Vazirlik 2024-yilda yo‘l qurilishiga 5 mln\ndollar ajratdi."),
    ]
    source = read(make_pdf(pages))
    document = process(source)
    (amount,) = document.amounts
    assert (amount.value, amount.currency) == (5_000_000, "USD")
    assert document.text[amount.start : amount.end] == "5 mln\r\ndollar"
    assert source.page_of(amount.start) == 2


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="nothing but a head"),
        pytest.param(b"no PDF at all", id="another file"),
        pytest.param(b"", id="nothing"),
        pytest.param(make_pdf([set_lines("Salom")])[:300], id="cut off"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, id="noise"),
    ],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="no PDF file or a broken one"):
        read(data, media_type="application/pdf")


def test_a_file_with_a_password_is_refused() -> None:
    fpdf = pytest.importorskip("fpdf", reason="fpdf2 is not installed")
    pdf = fpdf.FPDF()
    pdf.set_encryption("owner", "user")
    pdf.add_page()
    with pytest.raises(ReadError, match="needs a password"):
        read(bytes(pdf.output()))


def test_more_pages_than_allowed_are_refused() -> None:
    data = make_pdf([[]] * 3)
    assert read(data, limits=Limits(pages=3)).text == "\f\f"
    with pytest.raises(LimitError, match=r"3 pages, and Limits\.pages allows 2\."):
        read(data, limits=Limits(pages=2))


def test_more_characters_than_allowed_are_refused() -> None:
    data = make_pdf([[(50, 60, "12345")], [(50, 60, "12345")]])
    assert read(data, limits=Limits(characters=11)).text == "12345\f12345"
    with pytest.raises(LimitError, match=r"at least 11 characters, .*characters allows 10\."):
        read(data, limits=Limits(characters=10))


def packed(size: int, layers: int, kind: bytes = b"") -> bytes:
    content = b" " * size
    for _ in range(layers):
        content = zlib.compress(content)
    filters = b"/FlateDecode" * layers
    stream = b"<<%s/Filter[%s]/Length %d>>stream\n%s\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    content = stream % (kind, filters, len(content), content)
    return write_objects([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, content, b"1", b"<<>>"])


@pytest.mark.parametrize(("layers", "limit"), [(1, "ratio"), (2, "ratio"), (3, "ratio")])
def test_a_stream_that_unpacks_to_very_much_is_refused(layers: int, limit: str) -> None:
    data = packed(30_000_000, layers)
    with pytest.raises(LimitError, match=f"Limits.{limit}"):
        read(data)


def test_all_streams_together_have_a_limit() -> None:
    with pytest.raises(LimitError, match=r"at least .* bytes, and Limits\.unpacked allows 1,000"):
        read(packed(70_000, 1), limits=Limits(unpacked=1000))


def test_pictures_are_not_unpacked() -> None:
    assert read(packed(30_000_000, 1, b"/Subtype /Image")).text == ""


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(BackendMissingError, match=r"'pypdfium2'.*pip install 'cadocs\[readers\]'"):
        read(make_pdf([[]]))
