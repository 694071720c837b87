from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadocs.errors import ConfigError, UnknownLanguageError
from cadocs.pipeline import (
    Pipeline,
    detect_language,
    find_amounts,
    find_dates,
    find_entities,
    find_events,
    find_segments,
    process,
    transliterate,
    transliterate_view,
)
from cadocs.schema import Config, Document, Source
from cadocs.text import View

DAY = dt.date(2025, 6, 20)
MIXED = (
    "Ўзбекистон Президенти 2025 йил 14 июнда Самарқандда Хитой компанияси билан "
    "3,5 миллиард долларлик келишувни имзолади.\n"
    "Президент Узбекистана подписал в Самарканде соглашение на 3,5 млрд долларов.\n"
)
TOLD = [
    pytest.param(
        "uz-Latn",
        "2025-yil 14-iyunda Samarqandda O‘zbekiston va Xitoy 3,5 milliard dollarlik "
        "shartnoma imzoladi.",
        id="uz-Latn",
    ),
    pytest.param(
        "uz-Cyrl",
        "2025 йил 14 июнда Самарқандда Ўзбекистон ва Хитой 3,5 миллиард долларлик "
        "шартнома имзолади.",
        id="uz-Cyrl",
    ),
    pytest.param(
        "ru",
        "14 июня 2025 года в Самарканде Узбекистан и Китай подписали контракт "
        "на 3,5 миллиарда долларов.",
        id="ru",
    ),
    pytest.param(
        "de",
        "Am 14. Juni 2025 unterzeichneten Usbekistan und China in Samarkand einen Vertrag "
        "über 3,5 Milliarden US-Dollar.",
        id="de",
    ),
    pytest.param(
        "en",
        "On 14 June 2025 Uzbekistan and China signed a contract worth $3.5 billion in Samarkand.",
        id="en",
    ),
]


def records(document: Document) -> dict[str, Any]:
    ids = {entity.id for entity in document.entities if entity.label == "LOC"}
    return {
        "ids": ids,
        "amounts": [(str(amount.value), amount.currency) for amount in document.amounts],
        "dates": [date.edtf for date in document.dates],
        "events": [
            (
                event.type,
                event.date,
                {document.entities[at].id for at in event.participants},
                document.entities[event.place].id if event.place is not None else None,
                event.amounts,
            )
            for event in document.events
        ],
    }


@pytest.mark.parametrize(("tag", "text"), TOLD)
def test_one_fact_told_in_five_varieties_is_one_record(tag: str, text: str) -> None:
    document = process(text, published=DAY)
    assert document.language == tag
    assert records(document) == {
        "ids": {"Q265", "Q148", "Q5753"},
        "amounts": [("3500000000", "USD")],
        "dates": ["2025-06-14"],
        "events": [("agreement", "2025-06-14", {"Q265", "Q148"}, "Q5753", (0,))],
    }


def test_each_segment_is_read_in_its_language() -> None:
    document = process(MIXED, published=DAY)
    assert [segment.language for segment in document.segments] == ["uz-Cyrl", "ru"]
    assert [str(amount.value) for amount in document.amounts] == ["3500000000"] * 2


def test_the_finders_give_what_the_document_holds() -> None:
    text = TOLD[3].values[1]
    assert isinstance(text, str)
    document = process(text, published=DAY)
    assert tuple(find_segments(text)) == document.segments
    assert tuple(find_entities(text)) == document.entities
    assert tuple(find_amounts(text)) == document.amounts
    assert tuple(find_dates(text, anchor=DAY)) == document.dates
    assert tuple(find_events(text, anchor=DAY)) == document.events


def test_a_finder_takes_a_view_and_answers_in_its_source() -> None:
    source = "Jami 4 mlrd\u00ad dollardan ortiq"
    view = View.whole(source).replace("\u00ad", "")
    (amount,) = find_amounts(view, language="uz-Latn")
    assert source[amount.start : amount.end] == amount.text == "4 mlrd\u00ad dollardan"
    assert (str(amount.value), amount.qualifier) == ("4000000000", "over")


PUBLISHED = [
    pytest.param({"published": DAY}, None, (DAY, "given"), id="the caller's word"),
    pytest.param({}, dt.date(2024, 1, 2), (dt.date(2024, 1, 2), "metadata"), id="metadata"),
    pytest.param({}, None, (dt.date(2025, 11, 15), "text"), id="printed in the text"),
]


@pytest.mark.parametrize(("given_day", "metadata", "expected"), PUBLISHED)
def test_the_day_of_publication_says_where_it_is_from(
    given_day: dict[str, dt.date], metadata: dt.date | None, expected: tuple[dt.date, str]
) -> None:
    text = "11:10 15.11.2025 (янгиланди: 12:05 15.11.2025)\nТошкентда учрашув бўлиб ўтди."
    document = process(Source(text=text, published=metadata), **given_day)
    assert (document.published, document.published_from) == expected


def test_what_is_not_known_of_the_publication_is_null() -> None:
    document = process("Uchrashuv Toshkentda bo‘lib o‘tdi.")
    assert (document.published, document.published_from) == (None, None)


def test_the_callers_language_wins() -> None:
    document = process("USD 5 m", language="de")
    assert [segment.language for segment in document.segments] == ["de"]
    with pytest.raises(UnknownLanguageError, match="No language 'kk'"):
        process("USD 5 m", language="kk")


def test_linking_can_be_left_out() -> None:
    document = Pipeline(Config(link=False)).process("Toshkent Oʻzbekiston poytaxti.")
    assert document.entities
    assert {entity.id for entity in document.entities} == {None}


def test_findings_explain_themselves_on_request() -> None:
    text = "Toshkentda 2025-yil 3-mayda 5 mln dollar ajratildi."
    assert not [note for note in process(text).notes if note.code == "rule"]
    document = Pipeline(Config(explain=True)).process(text)
    steps = {note.step for note in document.notes if note.code == "rule"}
    assert {"amounts", "dates", "link"} <= steps


ODD = [
    pytest.param("", "empty", id="nothing"),
    pytest.param(" \n\t ", "empty", id="blank"),
    pytest.param("12345 67.89", None, id="digits"),
    pytest.param("🙂🙃🙂", None, id="emoji"),
    pytest.param("a\x00b", None, id="NUL"),
    pytest.param("x\ud800y", "lone-surrogate", id="lone surrogate"),
    pytest.param("'" * 500, None, id="apostrophes"),
    pytest.param("((((" * 100, None, id="brackets"),
]


@pytest.mark.parametrize(("text", "code"), ODD)
def test_odd_text_gives_a_document(text: str, code: str | None) -> None:
    document = process(text)
    assert len(document.text) == len(text)
    assert document.language == "und"
    assert not document.events
    if code is not None:
        assert code in {note.code for note in document.notes}
    assert Document.model_validate_json(document.model_dump_json()) == document


LONG = [
    pytest.param(".", id="full stops"),
    pytest.param("12.05 ", id="figures"),
    pytest.param("()", id="brackets"),
]


@pytest.mark.parametrize("soup", LONG)
def test_a_line_of_five_megabytes_gives_a_document(soup: str) -> None:
    text = soup * (5_000_000 // len(soup))
    document = process(text)
    assert document.text == text
    assert document.entities == ()


@pytest.mark.parametrize("given", [None, 7, b"bytes", ["list"]])
def test_what_is_no_text_is_refused_with_a_hint(given: object) -> None:
    with pytest.raises(ConfigError, match=r"takes a str or a Source, not .*cadocs\.read"):
        process(given)  # type: ignore[arg-type]


def test_a_published_that_is_no_date_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"datetime\.date, not '2025-11-15'"):
        process("x", published="2025-11-15")  # type: ignore[arg-type]


def test_an_unknown_script_is_answered_with_the_known() -> None:
    with pytest.raises(ConfigError, match=r"'Arab'.*Cyrl.*Latn|'Arab'.*Latn.*Cyrl"):
        transliterate("Тошкент", to="Arab")


def test_russian_inside_uzbek_stays_russian() -> None:
    text = MIXED.split("\n")
    out = transliterate(MIXED).split("\n")
    assert out[0].startswith("Oʻzbekiston Prezidenti")
    assert out[1] == text[1]


def test_the_way_back_of_a_transliteration_covers_the_text() -> None:
    view = transliterate_view("Шавкат Мирзиёев")
    at = view.text.index("Mirziyoyev")
    assert view.surface(at, len(view.text)) == "Мирзиёев"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("O‘zbekistonda yangi zavod qurilishi boshlandi.", "uz-Latn"),
        ("Қазақстан Республикасының Президенті халыққа жолдау арнады.", "und"),
        ("12 345", "und"),
    ],
)
def test_a_text_has_one_language_or_none(text: str, tag: str) -> None:
    assert detect_language(text).language == tag


@settings(max_examples=40)
@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(
            ["$5 bn", "Toshkent", "2025-yil", "3-may", "Путин", "\n", "«", "”", " млрд ", "…", "'s"]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_any_text_gives_spans_that_slice(text: str) -> None:
    document = process(text, published=DAY)
    found = [*document.entities, *document.amounts, *document.dates]
    for span in (*found, *(event.trigger for event in document.events)):
        assert document.text[span.start : span.end] == span.text
    for spans in (document.entities, document.amounts, document.dates):
        keys = [(span.start, span.end) for span in spans]
        assert keys == sorted(keys)
