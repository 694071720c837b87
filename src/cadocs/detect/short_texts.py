"""A second opinion on texts of a few words.

Naive Bayes counts each n-gram for itself, which says too much of a word or two whose n-grams
overlap. This classifier learns what they say together: a text is the mean of vectors of its
n-grams, a language a direction (Joulin, Grave, Bojanowski and Mikolov, 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cadocs.backends import find_model
from cadocs.detect.features import PAIR_ROWS, ROWS, gram_rows, pair_rows
from cadocs.detect.model import FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["VECTORS", "ShortTexts", "load_short_texts", "vector_rows"]

_SHIFT = 2
"""Bits of the rows of n-grams that are left out: four of them share a vector."""
_PAIRS = np.uint32(ROWS >> _SHIFT)
"""The first row for pairs of letters."""
VECTORS = (ROWS >> _SHIFT) + PAIR_ROWS
"""Rows of a table of vectors."""


@dataclass(frozen=True, slots=True)
class ShortTexts:
    """A linear classifier over the mean vector of a text's n-grams.

    Attributes:
        vectors: ``(VECTORS, width)``, 8-bit.
        steps: ``(width,)``, what a unit of the vectors stands for.
        output: ``(width, tags)``.
        bias: ``(tags,)``.
    """

    vectors: NDArray[np.int8]
    steps: NDArray[np.float32]
    output: NDArray[np.float32]
    bias: NDArray[np.float32]

    def chances(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The logarithms of the chances of all tags, ``(tags,)``.

        Args:
            words: Those of `cadocs.detect.model.total_words`.
        """
        rows = vector_rows(words)
        mean = self.vectors.take(rows, axis=0).mean(axis=0, dtype=np.float32) * self.steps
        scores = mean @ self.output + self.bias
        scores -= scores.max()
        chances: NDArray[np.float32] = scores - np.log(np.exp(scores).sum())
        return chances


def vector_rows(words: Sequence[str]) -> NDArray[np.uint32]:
    """The rows of the n-grams and pairs of letters of some words in a table of vectors."""
    text = f" {' '.join(words)} "
    rows = gram_rows(text).ravel()
    return np.concatenate([rows[rows < ROWS] >> np.uint32(_SHIFT), pair_rows(text) + _PAIRS])


@cache
def load_short_texts(folder: Path | None = None) -> ShortTexts | None:
    """Read the classifier; None where the model was trained without it.

    Raises:
        ModelMissingError: The model is in none of the folders; see `cadocs.backends.find_model`.
    """
    with np.load(find_model(FILE, folder)) as stored:
        if "vectors" not in stored:
            return None
        wide = (stored[name].astype(np.float32) for name in ("steps", "output", "bias"))
        return ShortTexts(stored["vectors"], *wide)
