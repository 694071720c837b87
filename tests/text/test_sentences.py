from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadocs.languages import load_language
from cadocs.text import split_sentences

# A bar stands where one sentence ends and the next begins.
CASES = [
    pytest.param("uz-Latn", "Savdo 4 mlrd. dollarga yetdi.| Bu ko'p.", id="scale abbreviation"),
    pytest.param("uz-Latn", "Sh. Mirziyoyev keldi.| U so'zladi.", id="initial"),
    pytest.param("uz-Latn", "«Keldik», — dedi u.| Yig'ilish tugadi.", id="quotation"),
    pytest.param("ru", "В 2024 г. вырос экспорт.| Импорт упал.", id="year abbreviation"),
    pytest.param("ru", "Он сказал: «Да!» и ушёл.| Всё.", id="mark inside a sentence"),
    pytest.param("de", "Am 13. November kam er.| Es regnete.", id="ordinal"),
    pytest.param("de", "Das kostet 3 Mio. Euro, z.B. hier.| Gut.", id="German abbreviations"),
    pytest.param("en", "Mr. Smith paid $3.5 million.| He left.", id="title and decimal"),
    pytest.param("en", "The U.S. Senate met.| It voted.", id="dotted abbreviation"),
    pytest.param("en", "Really?!| Yes... it is.| Fine.", id="several marks"),
    pytest.param("en", "A heading\n|A line without a stop\n|Another", id="line feeds"),
]


@pytest.mark.parametrize(("tag", "marked"), CASES)
def test_a_sentence_ends_where_a_reader_ends_it(tag: str, marked: str) -> None:
    abbreviations = frozenset(load_language(tag).table("sentence")["abbreviations"])
    text = marked.replace("|", "")
    spans = split_sentences(text, abbreviations)
    assert [text[start:end] for start, end in spans] == [s.strip() for s in marked.split("|")]


@given(st.text("aB1.!? \n'«»…", max_size=60))
def test_sentences_cover_all_but_blanks_in_order(text: str) -> None:
    at = 0
    for start, end in split_sentences(text):
        assert text[at:start].strip() == ""
        assert text[start:end].strip() == text[start:end] != ""
        at = end
    assert text[at:].strip() == ""
