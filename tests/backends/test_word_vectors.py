from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cadocs.backends.word_features import word_code
from cadocs.backends.word_vectors import WordVectors

WORDS = {"toshkent": [1, 2], "bank": [3, -4], "anna": [127, -127], "o'zbek": [0, 5]}
STEP = 0.25


@pytest.fixture
def vectors(tmp_path: Path) -> WordVectors:
    rows = {word_code(word): value for word, value in WORDS.items()}
    codes = np.array(sorted(rows), dtype=np.uint32)
    path = tmp_path / "xx.vectors.npz"
    np.savez(
        path,
        steps=np.diff(codes, prepend=np.uint32(0)),
        values=np.array([rows[code] for code in codes.tolist()], dtype=np.int8),
        step=np.float32(STEP),
    )
    return WordVectors.load(path, "uz-Latn")


CASES = [
    pytest.param("bank", "bank", id="as it stands"),
    pytest.param("BANK", "bank", id="in capitals"),
    pytest.param("Toshkentdan", "toshkent", id="with an ending"),
    pytest.param("banklarning", "bank", id="with two endings"),
    pytest.param("Änna", "anna", id="with a mark"),
    pytest.param("O'zbek", "o'zbek", id="with an apostrophe"),
    pytest.param("qwerty", None, id="not known"),
    pytest.param("", None, id="empty"),
]


@pytest.mark.parametrize(("word", "known"), CASES)
def test_a_word_has_the_vector_of_its_base_form(
    vectors: WordVectors, word: str, known: str | None
) -> None:
    (found,) = vectors.of([word])
    assert found.dtype == np.float32
    assert found.tolist() == [value * STEP for value in (WORDS[known] if known else [0, 0])]


def test_no_words_have_no_vectors(vectors: WordVectors) -> None:
    assert vectors.of([]).shape == (0, 2)
