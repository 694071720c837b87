from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astral_documents import FOUND, an_astral_document
from cadocs.export import to_iob2, to_prodigy
from cadocs.export.spans import (
    find_sentence_starts,
    find_tokens,
    labelled_spans,
    outermost,
    utf16_counter,
)
from cadocs.schema import Document, Entity, Segment
from sample_documents import a_document

LETTERS = st.text(st.sampled_from("ab оʻ'-.\n\u00ad\u200b😀𝟚\u0301\t"), max_size=25)


def with_names(text: str, spans: list[tuple[int, int]]) -> Document:
    entities = tuple(
        Entity.model_validate(
            {
                "start": start,
                "end": end,
                "text": text[start:end],
                "latin": "x",
                "label": "LOC",
                "confidence": 1.0,
                "origin": "model",
            }
        )
        for start, end in sorted(spans)
    )
    segment = Segment(start=0, end=len(text), language="uz-Latn", confidence=1.0)
    return Document(language="uz-Latn", text=text, segments=(segment,), entities=entities)


def test_spans_of_all_kinds_come_in_the_order_of_the_text() -> None:
    found = labelled_spans(an_astral_document())
    assert [(span.text, span.label) for span in found] == FOUND


def test_the_longer_of_two_spans_that_overlap_stays() -> None:
    document = with_names("abcdef", [(0, 2), (1, 4), (3, 6), (5, 6)])
    assert [span[:2] for span in outermost(labelled_spans(document))] == [(1, 4), (5, 6)]


def test_a_clitic_is_a_token_of_its_own_in_its_language() -> None:
    text = "Britain's trade"
    segment = Segment(start=0, end=len(text), language="en", confidence=1.0)
    document = Document(language="en", text=text, segments=(segment,))
    assert [token.text for token in find_tokens(document, [])] == ["Britain", "'s", "trade"]


def test_sentences_begin_where_the_source_has_them() -> None:
    document = a_document()
    starts = find_sentence_starts(document)
    assert [document.text[at : at + 10] for at in starts] == ["2025 yil 5", "Соглашение"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param("", [0], id="nothing"),
        pytest.param("ўқ", [0, 1, 2], id="Cyrillic letters count once"),
        pytest.param("😀a", [0, 2, 3], id="an emoji counts twice"),
        pytest.param("👩\u200d🚀", [0, 2, 3, 5], id="joined emoji"),
        pytest.param("\uffff\U00010000", [0, 1, 3], id="the border"),
    ],
)
def test_utf_16_counts_what_a_browser_counts(text: str, counts: list[int]) -> None:
    count = utf16_counter(text)
    assert [count(at) for at in range(len(text) + 1)] == counts


@given(st.text(max_size=20))
def test_utf_16_is_counted_as_it_is_encoded(text: str) -> None:
    count = utf16_counter(text)
    lengths = [
        len(text[:at].encode("utf-16-le", "surrogatepass")) // 2 for at in range(len(text) + 1)
    ]
    assert [count(at) for at in range(len(text) + 1)] == lengths


@given(LETTERS, st.data())
def test_tokens_cover_every_letter_and_end_where_spans_do(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = [(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(place, place)))]
    document = with_names(text, [(start, end) for start, end in spans if text[start:end].strip()])
    marked = labelled_spans(document)
    tokens = find_tokens(document, marked)
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    for span in to_prodigy(document)["spans"]:
        first, last = tokens[span["token_start"]], tokens[span["token_end"]]
        own = text[span["start"] : span["end"]]
        assert text[first.start : last.end] == own.strip()
    assert to_iob2(document).count("\tB-") == len(outermost(marked))
