"""The language model: how likely each n-gram is in each language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cadocs.backends import find_model
from cadocs.detect.features import gram_buckets, plain_words

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["LanguageModel", "Word", "load_model"]

FILE = "language/ngrams.npz"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text at ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Naive Bayes over hashed character n-grams.

    Attributes:
        tags: BCP 47 tags in the order of the columns; ``other`` stands for all further ones.
        weights: ``(buckets, tags)``, 8-bit; log-likelihoods relative to their mean, in tenths.
    """

    tags: tuple[str, ...]
    weights: NDArray[np.int8]

    def read(self, text: str) -> tuple[list[Word], NDArray[np.int64]]:
        """The words of a text, and the evidence of each for each tag.

        Returns:
            The words in order, and an array ``(words, tags)`` of sums of weights. An n-gram
            belongs to the word that it starts in; n-grams reach across blanks.
        """
        words = plain_words(text)
        if not words:
            return [], np.zeros((0, len(self.tags)), dtype=np.int64)
        joined = " " + " ".join(word for _, _, word in words) + " "
        edges = np.cumsum([0, *(len(word) + 1 for _, _, word in words)])
        evidence = np.zeros((len(words), len(self.tags)), dtype=np.int64)
        for buckets in gram_buckets(joined):
            sums = np.zeros((len(buckets) + 1, len(self.tags)), dtype=np.int64)
            np.cumsum(self.weights[buckets], axis=0, dtype=np.int64, out=sums[1:])
            at = np.minimum(edges, len(buckets))
            evidence += sums[at[1:]] - sums[at[:-1]]
        return [Word(start, end) for start, end, _ in words], evidence


@cache
def load_model(folder: Path | None = None) -> LanguageModel:
    """Read the model.

    Raises:
        ModelMissingError: It is in none of the folders; see `cadocs.backends.find_model`.
    """
    with np.load(find_model(FILE, folder)) as stored:
        return LanguageModel(tuple(map(str, stored["tags"])), stored["weights"])
