from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadocs.read.html import declared_encoding, read_markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>Bir</p><p>Ikki</p>", "Bir\n\nIkki", id="paragraphs"),
        pytest.param("<p>Bir<p>Ikki", "Bir\n\nIkki", id="paragraphs never closed"),
        pytest.param("<div>Bir<div>Ikki</div>Uch</div>", "Bir\n\nIkki\n\nUch", id="nested blocks"),
        pytest.param("Bir<br>Ikki<br/>Uch", "Bir\nIkki\nUch", id="line breaks"),
        pytest.param("<p>Yan<b>gi</b> <i>yo'l</i></p>", "Yangi yo'l", id="inline elements"),
        pytest.param("<p>\n  Bir\n\t ikki  uch </p>", "Bir ikki uch", id="blanks in the markup"),
        pytest.param("<p>5&nbsp;mln &lt;USD&gt; &#8212;</p>", "5\u00a0mln <USD> —", id="entities"),
        pytest.param("<pre>a  b\n c</pre>d  e", "a  b\n c\n\nd e", id="set text keeps its blanks"),
        pytest.param("<table><tr><td>a<td>b<tr><td>c</table>", "a | b\n\nc", id="rows of a table"),
        pytest.param("<ul><li>a<li>b</ul>", "a\n\nb", id="a list"),
        pytest.param("a<script>if (a<b) {}</script><style>p{}</style>b", "ab", id="scripts"),
        pytest.param("<nav>Menyu</nav><p>Matn<footer>Aloqa</footer>", "Matn", id="menus"),
        pytest.param("<nav>a<nav>b</nav>c</nav>d", "d", id="a menu in a menu"),
        pytest.param("<nav>Menyu<p>Matn</p>", "Menyu\n\nMatn", id="a menu never closed"),
        pytest.param("<aside>a<svg>b<p>c", "ab\n\nc", id="two never closed"),
        pytest.param("a<!-- b -->c<!-->d", "acd", id="comments"),
        pytest.param("a<!-- b>c<p>d", "ac\n\nd", id="a comment never closed"),
        pytest.param("<p title='a>b</p><p>c</p>", "b\n\nc", id="a quotation never closed"),
        pytest.param("<p title='a>b'>c</p>", "c", id="a quoted sign"),
        pytest.param('<p title=5">a</p><p>"b"', 'a\n\n"b"', id="a quotation mark in a value"),
        pytest.param("a<p", "a", id="a tag never closed"),
        pytest.param("a<script>b", "ab", id="a script never closed"),
        pytest.param("<script src='a'/>b<nav/>c<script>d</script>", "b\n\nc", id="empty elements"),
        pytest.param("<SCRIPT>a</P></Script >b", "b", id="capitals"),
        pytest.param("<titles>a</titles>b", "ab", id="an element of another name"),
        pytest.param("&#xD800;&#0;&#99999999999;", "\ufffd\ufffd\ufffd", id="no characters"),
        pytest.param(f"&#{'9' * 5000};a", "\ufffda", id="a reference beyond all bounds"),
        pytest.param("a</p></div>b", "a\n\nb", id="ends without a beginning"),
        pytest.param("just text", "just text", id="no markup at all"),
        pytest.param("1 < 2 & 3 > 2", "1 < 2 & 3 > 2", id="signs that are no markup"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_page_s_text_has_its_paragraphs(markup: str, text: str) -> None:
    assert read_markup(markup).text == text


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        pytest.param("<title> Yangi\n yo'l </title>", "Yangi yo'l", id="the title"),
        pytest.param("<title>Bir<p>Matn", None, id="never closed"),
        pytest.param("<title>Bir</title><svg><title>Rasm</title></svg>", "Bir", id="a drawing's"),
        pytest.param(
            "<title>Bir | Sayt</title><meta property='og:title' content='Bir'>", "Bir", id="shared"
        ),
        pytest.param("<p>Matn", None, id="none"),
        pytest.param("<title></title>", None, id="an empty one"),
    ],
)
def test_the_title_is_what_the_page_calls_itself(markup: str, title: str | None) -> None:
    assert read_markup(markup).title == title


def meta(name: str, day: str) -> str:
    return f'<meta property="{name}" content="{day}">'


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


TIME = '<time datetime="2025-03-03">3-mart</time>'
DAYS = [
    pytest.param(
        meta("article:published_time", "2025-01-02T23:30:00+05:00"), "2025-01-02", id="og"
    ),
    pytest.param(linked('{"datePublished": "2025-02-01T10:00Z"}'), "2025-02-01", id="linked data"),
    pytest.param(
        linked('{"@graph": [{"a": {"datePublished": "2025-02-01"}}]}'), "2025-02-01", id="deep"
    ),
    pytest.param(linked('{"datePublished": 5}') + TIME, "2025-03-03", id="a number is no day"),
    pytest.param(linked("{broken") + TIME, "2025-03-03", id="broken linked data"),
    pytest.param(linked("[" * 100_000) + TIME, "2025-03-03", id="bottomless linked data"),
    pytest.param('<meta itemprop="datePublished" content="2025-04-05">', "2025-04-05", id="item"),
    pytest.param('<meta name="DC.date" content="2025-04-05">', "2025-04-05", id="Dublin Core"),
    pytest.param(TIME, "2025-03-03", id="the element time"),
    pytest.param(f"<nav>{TIME}</nav><p>a", None, id="a day in a menu"),
    pytest.param(
        TIME + meta("article:published_time", "2025-01-02"), "2025-01-02", id="the surest"
    ),
    pytest.param(meta("date", "2025-02-30") + TIME, "2025-03-03", id="a day that never was"),
    pytest.param(meta("date", "yesterday"), None, id="no ISO day"),
    pytest.param("<p>2025-01-01", None, id="a day in the text is no metadata"),
]


@pytest.mark.parametrize(("markup", "day"), DAYS)
def test_the_day_of_publication_is_what_the_metadata_state(markup: str, day: str | None) -> None:
    page = read_markup(markup)
    assert page.published == (dt.date.fromisoformat(day) if day else None)
    said = [note for note in page.notes if note.code == "published"]
    assert len(said) == (day is not None)


def test_what_was_left_out_is_told() -> None:
    (note,) = read_markup("<nav>a</nav><p>b<nav>c</nav><aside>d</aside>").notes
    assert (note.code, note.step) == ("left-out", "read")
    assert note.message.endswith("aside (1), nav (2).")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<meta charset="KOI8-R">', "KOI8-R"),
        (b"<meta charset = windows-1251 >", "windows-1251"),
        (b'<META http-equiv=x content="text/html; CHARSET=cp1251">', "cp1251"),
        (b"<p>charset=none", None),
        (b"", None),
    ],
)
def test_the_declared_encoding_is_found_in_the_head(head: bytes, expected: str | None) -> None:
    assert declared_encoding(head) == expected


@settings(max_examples=200)
@given(st.text(st.sampled_from("<>/!-&;#=\"' pabrtitlescriptnav\n"), max_size=80))
def test_any_markup_gives_a_page(markup: str) -> None:
    text = read_markup(markup).text
    assert text == text.strip("\n")
