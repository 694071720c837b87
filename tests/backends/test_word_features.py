from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cadocs.backends.word_features import (
    GIVEN,
    NOUN,
    ORDINARY,
    PLACE,
    TABLE_BITS,
    Known,
    WordFeatures,
    word_code,
)

WORDS = {
    "Berlin": Known(35, 3, PLACE),
    "anna": Known(0, 0, GIVEN),
    "house": Known(17, 2, ORDINARY),
    "toshkent": Known(0, 0, PLACE),
    "Problemen": Known(18, 4, NOUN),
}
COMPOUND = 64


@pytest.fixture
def features(tmp_path: Path) -> WordFeatures:
    rows = {word_code(word): row for word, row in WORDS.items()}
    codes = np.array(sorted(rows), dtype=np.uint32)
    path = tmp_path / "words.npz"
    np.savez(
        path,
        steps=np.diff(codes, prepend=np.uint32(0)),
        groups=np.array([rows[code].group for code in codes.tolist()], dtype=np.uint16),
        branches=np.array([rows[code].branch for code in codes.tolist()], dtype=np.uint16),
        kinds=np.array([rows[code].kinds for code in codes.tolist()], dtype=np.uint8),
    )
    return WordFeatures.load(path, "uz-Latn")


CASES = [
    pytest.param("Berlin", WORDS["Berlin"], id="as it stands"),
    pytest.param("Anna", WORDS["anna"], id="in small letters"),
    pytest.param("BERLIN", WORDS["Berlin"], id="in capitals"),
    pytest.param("Toshkentdan", WORDS["toshkent"], id="with an ending"),
    pytest.param("toshkentdan", Known(), id="only names lose their endings"),
    pytest.param("Schuldenproblemen", Known(18, 4, COMPOUND), id="ends in a common noun"),
    pytest.param("Inberlin", Known(), id="ends in a name"),
    pytest.param("unheard", Known(), id="unknown"),
]


@pytest.mark.parametrize(("word", "expected"), CASES)
def test_a_word_is_found_as_it_stands_or_without_its_ending(
    features: WordFeatures, word: str, expected: Known
) -> None:
    assert features.find(word) == expected


def test_what_a_model_sees_of_words(features: WordFeatures) -> None:
    words = ["Anna", "house", "House", "HOUSE"]
    form, affixes, kinds = features.rows(words)
    for rows, bits in zip((form, affixes, kinds), TABLE_BITS, strict=True):
        assert rows.shape[0] == len(words)
        assert rows.max() < 1 << bits
    for at in (2, 3):  # capitals are in the shape alone
        assert (form[at] == form[1]).all()
        assert (affixes[at] == affixes[1]).all()
        assert (kinds[at] != kinds[1]).any()
    assert (form[0] != form[1]).any()


def test_an_ordinary_word_is_one_that_names_nothing(features: WordFeatures) -> None:
    told = {word: features.is_ordinary(word) for word in ("House", "house", "Anna", "unheard")}
    assert told == {"House": True, "house": True, "Anna": False, "unheard": False}
