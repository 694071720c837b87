from __future__ import annotations

import pytest
import spacy

from cadocs.integrations.uzbek import Uzbek

CASES = [
    pytest.param("3,5 mlrd. so‘mlik tog‘ yo‘li", "3,5 mlrd. so‘mlik tog‘ yo‘li", id="amount"),
    pytest.param("A. Qodiriy, Sh. Rizayev", "A. Qodiriy , Sh. Rizayev", id="initials"),
    pytest.param("2025-yil AQSH-Xitoy", "2025-yil AQSH-Xitoy", id="hyphens"),
    pytest.param("2024–2025 йй. Ў. Ҳошимов", "2024 – 2025 йй. Ў. Ҳошимов", id="Cyrillic"),
    pytest.param("‘Ha’, dedi qiz.", "‘ Ha ’ , dedi qiz .", id="quotation"),
    pytest.param("«Artel»dan (1-bet)", "« Artel » dan ( 1-bet )", id="endings"),
    pytest.param("ma'no ma’no maʼno ma`no", "ma'no ma’no maʼno ma`no", id="apostrophes"),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_the_tokeniser_keeps_what_belongs_together(text: str, words: str) -> None:
    doc = Uzbek()(text)
    assert [token.text for token in doc] == words.split()
    assert doc.text == text


def test_numbers_and_stop_words_are_known_in_both_scripts() -> None:
    doc = Uzbek()("va yetti ва етти uy")
    assert [token.like_num for token in doc] == [False, True, False, True, False]
    assert [token.is_stop for token in doc] == [True, False, True, False, False]


def test_spacy_knows_uzbek_once_cadocs_is_installed() -> None:
    languages = spacy.util.registry.languages.get_entry_points()
    if "uz" not in languages:
        pytest.skip("cadocs is on the path, but not installed")
    assert type(spacy.blank("uz")).__name__ == "Uzbek"
