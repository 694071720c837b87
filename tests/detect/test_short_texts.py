from __future__ import annotations

import numpy as np
import pytest

from cadocs.detect import load_detector
from cadocs.detect.features import PAIR_ROWS, ROWS
from cadocs.detect.model import load_model
from cadocs.detect.ngrams import NgramDetector
from cadocs.detect.short_texts import VECTORS, ShortTexts, load_short_texts, vector_rows

FEW_WORDS = [
    pytest.param("Xayrli tong", "uz-Latn", id="Uzbek"),
    pytest.param("Хайрли кеч", "uz-Cyrl", id="Uzbek, Cyrillic"),
    pytest.param("Отличный сервис", "ru", id="Russian"),
    pytest.param("Nettes Personal", "de", id="German"),
    pytest.param("Excellent service!", "en", id="English"),
    pytest.param("Дуже дякую", "und", id="Ukrainian"),
    pytest.param("Қайырлы таң", "und", id="Kazakh"),
    pytest.param("Goedemorgen allemaal", "und", id="Dutch"),
    pytest.param("Günaydın", "und", id="Turkish"),
]


@pytest.mark.parametrize(("text", "tag"), FEW_WORDS)
def test_a_few_words_have_their_language(text: str, tag: str) -> None:
    assert load_detector().detect(text).language == tag


def test_rows_are_those_of_n_grams_and_of_pairs_of_letters() -> None:
    rows = vector_rows(["ab"])  # " ab ": two of three letters, one of four, three pairs
    assert len(rows) == 6
    assert (rows[:3] < ROWS // 4).all()
    assert (rows[3:] >= VECTORS - PAIR_ROWS).all()
    assert (rows < VECTORS).all()


def test_chances_are_those_of_the_direction_that_the_mean_vector_points_to() -> None:
    vectors = np.zeros((VECTORS, 2), dtype=np.int8)
    vectors[vector_rows(["ab"])] = (4, 0)
    steps = np.full(2, 0.5, dtype=np.float32)
    output = np.eye(2, dtype=np.float32)
    chances = ShortTexts(vectors, steps, output, np.zeros(2, dtype=np.float32)).chances(["ab"])
    assert np.exp(chances) == pytest.approx([1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2))])


def test_the_second_opinion_is_on_short_texts_alone() -> None:
    model, short_texts = load_model(), load_short_texts()
    assert short_texts is not None
    reversed_opinion = ShortTexts(
        short_texts.vectors, short_texts.steps, -short_texts.output, short_texts.bias
    )
    sure, misled = NgramDetector(model), NgramDetector(model, reversed_opinion)
    few, many = "Nettes Personal", "Das Personal war sehr nett und hat uns gut beraten."
    assert misled.detect(few).language != "de"
    assert misled.detect(many) == sure.detect(many)
