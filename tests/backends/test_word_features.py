from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cadocs.backends.word_features import GIVEN, ORDINARY, PLACE, WordFeatures, word_code

WORDS = {"Berlin": (35, PLACE), "anna": (0, GIVEN), "house": (17, ORDINARY), "toshkent": (0, PLACE)}


@pytest.fixture
def features(tmp_path: Path) -> WordFeatures:
    rows = {word_code(word): row for word, row in WORDS.items()}
    codes = np.array(sorted(rows), dtype=np.uint32)
    path = tmp_path / "words.npz"
    np.savez(
        path,
        steps=np.diff(codes, prepend=np.uint32(0)),
        groups=np.array([rows[code][0] for code in codes.tolist()], dtype=np.uint16),
        kinds=np.array([rows[code][1] for code in codes.tolist()], dtype=np.uint8),
    )
    return WordFeatures.load(path, "uz-Latn")


CASES = [
    pytest.param("Berlin", (35, PLACE), id="as it stands"),
    pytest.param("Anna", (0, GIVEN), id="in small letters"),
    pytest.param("BERLIN", (35, PLACE), id="in capitals"),
    pytest.param("Toshkentdan", (0, PLACE), id="with an ending"),
    pytest.param("toshkentdan", (0, 0), id="only names lose their endings"),
    pytest.param("unheard", (0, 0), id="unknown"),
]


@pytest.mark.parametrize(("word", "expected"), CASES)
def test_a_word_is_found_as_it_stands_or_without_its_ending(
    features: WordFeatures, word: str, expected: tuple[int, int]
) -> None:
    assert features.find(word) == expected


def test_words_of_one_group_and_kind_look_alike_to_a_model(features: WordFeatures) -> None:
    getters = features.getters()
    assert getters["LOWER"]("Anna") == getters["LOWER"]("Unheard")
    assert getters["LANG"]("Anna") != getters["LANG"]("Unheard")
    assert getters["LANG"]("House") != getters["LANG"]("house")
    assert (getters["PREFIX"]("Berlin"), getters["SUFFIX"]("Berlin")) == ("ber", "rlin")
