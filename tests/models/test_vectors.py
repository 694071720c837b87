"""English words are laid where the words written alike say."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "names"))

from vectors import laid_over

WORDS = 400
FALSE_FRIENDS = 60


def test_english_words_are_laid_over_the_table_by_the_words_written_alike() -> None:
    rng = np.random.default_rng(4)
    turn = rng.normal(size=(6, 3))
    english = rng.normal(size=(WORDS, 6)).astype(np.float32)
    places = english @ turn
    places[:FALSE_FRIENDS] = rng.normal(size=(FALSE_FRIENDS, 3))
    alike = [f"alike{number}" for number in range(WORDS - 2)]
    pairs = list(zip([*alike, "newcomer", "it"], english, strict=True))
    words, found = laid_over(alike, places[:-2], pairs)
    assert words == ["newcomer"]  # "it" is too short
    wanted = places[-2]
    cosine = found[0] @ wanted / np.linalg.norm(found[0]) / np.linalg.norm(wanted)
    assert cosine == pytest.approx(1, abs=1e-3)
