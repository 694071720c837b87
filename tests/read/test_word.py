from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from typing import Any

import pytest

from cadocs.errors import BackendMissingError, LimitError, ReadError
from cadocs.pipeline import process
from cadocs.read import read
from cadocs.schema import Limits
from made_files import make_docx, make_zip, paragraph

docx = pytest.importorskip("docx", reason="the extra 'readers' is not installed")

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LAUGHS = "".join(f"<!ENTITY l{n} '{10 * f'&l{n - 1};'}'>" for n in range(1, 10))
BILLION = f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


INNER = row(cell("a"), cell("b"))


def read_member(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_paragraphs_and_tables_come_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("Савдо", 1)
    document.add_paragraph("Ўзбекистон ва Хитой")
    table = document.add_table(2, 2)
    for at, text in enumerate(["Йил", "Ҳажм", "12", "500 млн доллар"]):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("Охири")
    assert read(saved(document)).text.split("\n\n") == [
        "Савдо",
        "Ўзбекистон ва Хитой",
        "Йил | Ҳажм",
        "12 | 500 млн доллар",
        "Охири",
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(paragraph("a &amp; b"), "a & b", id="an escaped sign"),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
            "a\tb\nc",
            id="a tabulator and a line break",
        ),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t><w:softHyphen/><w:noBreakHyphen/></w:r></w:p>",
            "a\u00ad\u2011",
            id="hyphens",
        ),
        pytest.param(
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
            "a",
            id="stops of tabulators",
        ),
        pytest.param(
            "<w:p><w:del><w:r><w:delText>x</w:delText><w:t>y</w:t></w:r></w:del>"
            "<w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>",
            "a",
            id="revision",
        ),
        pytest.param(
            "<w:p><w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>", "a", id="a link"
        ),
        pytest.param(
            f'<w:p><w:r><w:t>a</w:t><c:AlternateContent xmlns:c="{COMPATIBILITY}"><c:Choice>'
            f"{paragraph('box')}</c:Choice><c:Fallback>{paragraph('box')}</c:Fallback>"
            "</c:AlternateContent></w:r></w:p>",
            "box\n\na",
            id="a box, told once",
        ),
        pytest.param(paragraph(" ") + paragraph("a"), "a", id="a blank paragraph"),
        pytest.param("", "", id="nothing"),
        pytest.param(
            f"<w:tbl>{row(cell('a', 'b'), cell('c'))}</w:tbl>", "a\n\nb\n\nc", id="a large cell"
        ),
        pytest.param(f"<w:tbl>{row(cell('a'), cell(''))}</w:tbl>", "a", id="an empty cell"),
        pytest.param(
            f"<w:tbl>{row(f'<w:tc><w:tbl>{INNER}</w:tbl></w:tc>', cell('c'))}</w:tbl>",
            "a | b | c",
            id="a table in a table",
        ),
        pytest.param(cell("a") + row(cell("b")), "a\n\nb", id="a cell without a table"),
    ],
)
def test_a_body_gives_its_text(body: str, text: str) -> None:
    assert read(make_docx(body)).text == text


def test_notes_below_the_text_come_at_its_end() -> None:
    note = '<w:footnote w:id="1">{}</w:footnote>'
    data = make_docx(paragraph("Matn"), parts={"footnotes": note.format(paragraph("Manba"))})
    assert read(data).text == "Matn\n\nManba"


@pytest.mark.parametrize(
    ("text", "codes"), [("Vazirlik", ["left-out"]), ("12", []), (" ", [])], ids=repr
)
def test_headers_with_letters_are_left_out_and_told(text: str, codes: list[str]) -> None:
    source = read(make_docx(paragraph("Matn"), parts={"header": paragraph(text)}))
    assert (source.text, [note.code for note in source.notes]) == ("Matn", codes)


def test_the_properties_give_the_title_and_when_it_was_made() -> None:
    document = docx.Document()
    document.core_properties.title = " Савдо "
    document.core_properties.created = dt.datetime(2025, 11, 15, 9, tzinfo=dt.UTC)
    source = read(saved(document))
    assert (source.title, source.created) == ("Савдо", dt.date(2025, 11, 15))
    assert source.published is None


def test_the_day_of_the_template_is_nobody_s() -> None:
    assert read(saved(docx.Document())).created is None


@pytest.mark.parametrize(
    ("text", "published"),
    [
        pytest.param("Savdo oshdi.", dt.date(2025, 11, 15), id="no day in the text"),
        pytest.param("TOSHKENT, 2024-yil 3-may. Savdo oshdi.", dt.date(2024, 5, 3), id="a day"),
    ],
)
def test_the_day_of_making_counts_where_the_text_has_none(text: str, published: dt.date) -> None:
    document = docx.Document()
    document.core_properties.created = dt.datetime(2025, 11, 15, tzinfo=dt.UTC)
    document.add_paragraph(text)
    assert process(read(saved(document))).published == published


@pytest.mark.parametrize(
    ("declared", "reference"),
    [
        pytest.param(BILLION, "&l9;", id="a billion laughs"),
        pytest.param(BILLION, "&l0;", id="one laugh"),
        pytest.param('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hosts">]>', "&x;", id="a file"),
        pytest.param(BILLION, "", id="declared for nothing"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_before_they_are_parsed(
    declared: str, reference: str, encoding: str
) -> None:
    whole = read_member(make_docx(paragraph(reference), before=declared)).encode(encoding)
    data = make_docx("", more={"word/document.xml": whole})
    with pytest.raises(ReadError, match=r"'word/document\.xml' declares entities"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(make_docx(paragraph("a"))[:-30], id="cut off at the end"),
        pytest.param(make_docx(paragraph("a"))[:200], id="cut off at the beginning"),
        pytest.param(make_zip({"a.txt": "a"}), id="another archive"),
        pytest.param(make_docx("<w:p>"), id="broken XML"),
        pytest.param(make_docx("<w:p/></w:body></w:document><a>"), id="text behind the XML"),
        pytest.param(make_docx("", more={"[Content_Types].xml": "<a/>"}), id="no types"),
        pytest.param(b"no archive", id="another file"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_broken_file_says_so(data: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    with pytest.raises(ReadError, match="Cannot read the given bytes: "):
        read(data, media_type=kind)


@pytest.mark.parametrize("depth", [60, 300, 100_000])
def test_elements_too_deep_in_each_other_are_refused(depth: int) -> None:
    body = f"{'<w:sdt>' * depth}{paragraph('a')}{'</w:sdt>' * depth}"
    with pytest.raises(LimitError, match=r"deep in each other, and Limits\.depth allows"):
        read(make_docx(body), limits=Limits(depth=50))
    if depth < 100:
        assert read(make_docx(body)).text == "a"
    else:
        with pytest.raises(LimitError, match=r"Limits\.depth allows 256"):
            read(make_docx(body))


def test_equal_paragraphs_are_all_kept() -> None:
    source = read(make_docx(paragraph("Bir xil.") * 3000))
    assert source.text.split("\n\n") == ["Bir xil."] * 3000


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(BackendMissingError, match=r"'python-docx'.*'cadocs\[readers\]'"):
        read(make_docx(""))
