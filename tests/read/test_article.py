from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from importlib.machinery import ModuleSpec
from typing import Any

import pytest

from cadocs.errors import LimitError
from cadocs.pipeline import process
from cadocs.read import article, read
from cadocs.schema import Limits, Source

LEAD = "TOSHKENT. O‘zbekiston va Xitoy o‘rtasidagi savdo hajmi 4 mlrd dollardan oshdi, dedi vazir."
SECOND = "Shartnoma poytaxtda imzolandi va unda ikki tomondan o‘nlab korxonalar qatnashdi."
PAGE = f"""<!doctype html><html lang="uz"><head><title>Savdo oshdi | Xabar.uz</title>
<meta property="og:title" content="Savdo oshdi"><meta property="og:site_name" content="Xabar">
<meta property="article:published_time" content="2025-11-15T10:00:00+05:00"></head><body>
<div class="menu"><a href="/1">Bosh sahifa</a> <a href="/2">Biz haqimizda</a></div>
<article><h1>Savdo oshdi</h1><p>{LEAD}</p><p>{SECOND}<br>Yangi <i>qator</i>.</p>
<table><tr><th>Yil</th><th>Hajm</th></tr><tr><td>12</td><td>500 mln dollar</td></tr></table>
<ul><li>Birinchi band</li><li>Ikkinchi band</li></ul></article>
<div class="related"><a href="/8">Narxlar tushdi</a><a href="/9">Yana xabar</a></div>
</body></html>"""

needs_trafilatura = pytest.mark.skipif(
    importlib.util.find_spec("trafilatura") is None, reason="the extra 'readers' is not installed"
)


def page(markup: str, **options: Any) -> Source:
    return read(markup.encode(), media_type="text/html", **options)


def reader_of(source: Source) -> str:
    (note,) = [note for note in source.notes if note.code == "reader"]
    return note.message


@pytest.fixture
def without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec

    def find_spec(name: str) -> ModuleSpec | None:
        return None if name == "trafilatura" else real(name)

    monkeypatch.setattr(article, "find_spec", find_spec)


@needs_trafilatura
def test_an_article_is_told_from_what_surrounds_it() -> None:
    source = page(PAGE)
    assert source.text.split("\n\n") == [
        "Savdo oshdi",
        LEAD,
        f"{SECOND}\nYangi qator.",
        "Yil | Hajm",
        "12 | 500 mln dollar",
        "Birinchi band",
        "Ikkinchi band",
    ]
    assert reader_of(source).startswith("trafilatura told the article from the page; ")
    assert (source.title, source.site) == ("Savdo oshdi", "Xabar")
    assert source.published == dt.date(2025, 11, 15)


@pytest.mark.usefixtures("without_trafilatura")
def test_without_trafilatura_the_page_is_read_whole() -> None:
    source = page(PAGE)
    assert LEAD in source.text
    assert "Bosh sahifa" in source.text
    assert (source.title, source.site) == ("Savdo oshdi", "Xabar")
    assert "pip install 'cadocs[readers]'" in reader_of(source)


def test_the_day_of_a_page_becomes_that_of_its_document() -> None:
    document = process(page(PAGE))
    assert (document.published, document.published_from) == (dt.date(2025, 11, 15), "metadata")
    assert document.title == "Savdo oshdi"


@needs_trafilatura
def test_a_day_in_the_markup_of_a_page_is_found_and_told() -> None:
    stated = '<meta property="article:published_time" content="2025-11-15T10:00:00+05:00">'
    markup = PAGE.replace(stated, "").replace("</h1>", '</h1><div class="date">15.11.2025</div>')
    source = page(markup)
    assert source.published == dt.date(2025, 11, 15)
    assert "trafilatura took the day" in source.notes[-1].message


@needs_trafilatura
@pytest.mark.parametrize(
    ("markup", "text", "reason"),
    [
        pytest.param("<p>Salom", "Salom", "found no article", id="hardly any text"),
        pytest.param("", "", "found no article", id="no text"),
        pytest.param(
            f"<p>{LEAD}</p>" + "<b>a</b>" * 15_000,
            f"{LEAD}\n\n{'a' * 15_000}",
            "30002 tags",
            id="many tags",
        ),
        pytest.param(
            f"<p>{LEAD}</p>{'<div>' * 300}<p>{SECOND}",
            f"{LEAD}\n\n{SECOND}",
            "300 elements deep",
            id="deeper than lxml reads",
        ),
    ],
)
def test_a_page_is_read_whole_where_trafilatura_is_of_no_use(
    markup: str, text: str, reason: str
) -> None:
    source = page(markup)
    assert source.text == text
    assert reason in reader_of(source)


@needs_trafilatura
def test_running_text_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    found = article._Article("Savdo oshdi", None, None, None)
    monkeypatch.setattr(article, "_extract", lambda _markup: found)
    source = page(PAGE)
    assert LEAD in source.text
    assert "kept 11 of 170 characters" in reader_of(source)


@needs_trafilatura
@pytest.mark.parametrize("error", [ValueError, RecursionError, AttributeError])
def test_an_error_of_trafilatura_costs_no_text(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert LEAD in page(PAGE).text


@needs_trafilatura
@pytest.mark.parametrize("count", [500, 15_000])
def test_equal_paragraphs_are_all_kept(count: int) -> None:
    assert page(f"<p>{LEAD}</p>" * count).text.split("\n\n") == [LEAD] * count


@needs_trafilatura
def test_a_page_reads_the_same_again() -> None:
    assert page(PAGE) == page(PAGE)


def test_elements_too_deep_in_each_other_are_refused() -> None:
    with pytest.raises(LimitError, match=r"100,000 deep in each other, and Limits\.depth allows"):
        page(f"{'<div>' * 100_000}a")


def test_where_depth_is_allowed_it_costs_no_text() -> None:
    markup = f"<p>Bir</p>{'<div>' * 20_000}<p>Ikki</p>{'</div>' * 20_000}<p>Uch</p>"
    assert page(markup, limits=Limits(depth=20_000)).text == "Bir\n\nIkki\n\nUch"


def test_paragraphs_never_closed_are_not_deep() -> None:
    assert page("<p>a" * 1000 + "<ul>" + "<li>b" * 1000).text.count("a") == 1000


def test_nothing_is_said_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    page("<p>Salom")
    page("<html><body>")
    assert capfd.readouterr().err == ""


def test_trafilatura_is_loaded_for_pages_alone() -> None:
    sys.modules.pop("trafilatura", None)
    read(b"Salom")
    assert "trafilatura" not in sys.modules
