from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadocs.render import render_html
from cadocs.render.marks import cut_text
from cadocs.schema import Amount, Document, Note, Segment
from sample_documents import a_document

VOID = {"meta"}


class Page(HTMLParser):
    """Checks that elements nest, and collects what stands where."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.marks: list[tuple[str, str]] = []
        self.text = ""
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(attrs.get("class") == "text" for _, attrs in self.open):
            return
        tag, attrs = self.open[-1]
        if tag == "mark":
            self.marks.append((attrs["class"] or "", data))
        if tag != "b":
            self.text += data


def test_the_whole_text_stands_on_the_page() -> None:
    assert Page(render_html(a_document())).text == a_document().text


def test_findings_are_marked_also_where_they_overlap() -> None:
    assert Page(render_html(a_document())).marks == [
        ("date", "2025 yil 5-mart"),
        ("org loc", "Navoiy viloyati"),
        ("org", " hokimligi"),
        ("amount", "3,5 mln dollarlik"),
        ("trigger", "imzoladi"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "date · 2025-03-05",
        "ORG · no id · model 0.90\nLOC · Navoiy Region · Q487634 · model 0.90",
        "amount · at least 3\u202f500\u202f000–4\u202f000\u202f000 USD",
        "event · agreement · 2025-03-05",
    ],
)
def test_pointing_at_a_mark_tells_what_it_is(told: str) -> None:
    titles = re.findall(r'title="([^"]*)"', render_html(a_document()))
    assert told in [unescape(title) for title in titles]


def test_languages_have_their_tag_and_a_tint_each() -> None:
    page = render_html(a_document())
    assert re.findall(r'class="language (tint-\d)" lang="([^"]+)"', page) == [
        ("tint-0", "uz-Latn"),
        ("tint-1", "ru"),
    ]


def test_events_stand_in_a_table_in_words() -> None:
    page = render_html(a_document())
    cells = re.findall(r"<td>(.*?)</td>", page)
    assert cells[:4] == ["2025-03-05", "agreement", "imzoladi", "Navoiy Region"]
    assert cells[4] == "Navoiy viloyati hokimligi, Navoiy Region"
    assert cells[6].startswith("2025 yil 5-mart kuni")


def test_notes_are_listed_with_the_words_they_are_about() -> None:
    page = render_html(a_document())
    assert "Notes (1)" in page
    assert "figure &lt;x&gt; <q>3,5 mln dollarlik</q>" in page


def test_what_is_not_there_has_no_heading() -> None:
    page = render_html(Document(language="und", text="x"))
    assert "Events" not in page
    assert "Notes" not in page


def test_nothing_on_the_page_is_taken_for_markup_or_fetched() -> None:
    evil = '"><script>alert(1)</script>'
    amount = Amount(start=0, end=len(evil), text=evil, value=1)
    note = Note(step=evil, code=evil, message=evil, start=0, end=9)
    document = Document(
        id=evil, source=evil, title=evil, language="en", text=evil, amounts=(amount,), notes=(note,)
    )
    page = render_html(document)
    assert "<script" not in page
    assert Page(page).text == evil
    assert not re.search(r"(src|href|@import|url\()", page.replace(evil, ""))


def test_control_characters_are_shown_as_signs() -> None:
    page = render_html(Document(language="und", text="a\0b\x1b[1m"))
    assert "a␀b␛[1m" in page


def test_a_whole_page_names_its_encoding_and_a_part_has_no_frame() -> None:
    whole = render_html(a_document())
    assert whole.startswith('<!doctype html><html><head><meta charset="utf-8">')
    part = render_html(a_document(), page=False)
    assert part.startswith('<div class="cadocs">')
    assert part in whole


def contrast(one: str, other: str) -> float:
    """The contrast ratio of the Web Content Accessibility Guidelines, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_letters_can_be_read_on_every_colour(mode: int) -> None:
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", render_html(a_document()))
    colours = {name: pair[mode] for name, *pair in found}
    grounds = [colours[kind] for kind in ("paper", "per", "org", "loc", "amount", "date")]
    grounds += [colour for name, colour in colours.items() if name.startswith("tint-")]
    assert len(grounds) == 12
    assert min(contrast(colours["ink"], ground) for ground in grounds) >= 7
    assert contrast(colours["faint"], colours["paper"]) >= 4.5
    assert contrast(colours["trigger"], colours["paper"]) >= 3


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3),
)
def test_pieces_cover_the_text_wherever_findings_lie(
    text: str, spans: list[tuple[int, int]], parts: list[tuple[int, int]]
) -> None:
    amounts = tuple(Amount(start=start, end=end, text="", value=1) for start, end in spans)
    segments = tuple(
        Segment(start=start, end=end, language="ru", confidence=1) for start, end in parts
    )
    document = Document(language="ru", text=text, amounts=amounts, segments=segments)
    assert "".join(piece.text for piece in cut_text(document)) == document.text
    Page(render_html(document))


def test_the_same_document_gives_the_same_page() -> None:
    assert render_html(a_document()) == render_html(a_document())
