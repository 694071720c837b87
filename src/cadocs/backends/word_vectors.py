"""Vectors of words, learned by others from much raw text: words used alike lie close together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cadocs.backends.word_features import find_code
from cadocs.languages.inflection import load_inflection, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["WordVectors"]


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The vectors of ``n`` words in small letters.

    Attributes:
        codes: The words' codes, ascending; see `cadocs.backends.word_features.word_code`.
        values: ``(n, width)``, 8-bit.
        step: What a unit of the values stands for.
        tag: The language, whose endings are taken off where a word is not in the table.
    """

    codes: NDArray[np.uint32]
    values: NDArray[np.int8]
    step: np.float32
    tag: str

    @classmethod
    def load(cls, path: Path, tag: str) -> WordVectors:
        """Read a table."""
        with np.load(path) as file:
            codes = np.cumsum(file["steps"], dtype=np.uint32)
            return cls(codes, file["values"], np.float32(file["step"]), tag)

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of words, ``(words, width)``; zeros for words that are not known."""
        found = np.zeros((len(words), self.values.shape[1]), dtype=np.float32)
        for at, word in enumerate(words):
            places = (find_code(self.codes, form) for form in self._forms(word))
            place = next((place for place in places if place >= 0), None)
            if place is not None:
                found[at] = self.values[place]
        found *= self.step
        return found

    def _forms(self, word: str) -> Iterator[str]:
        """The word in small letters, without marks, and without its ending."""
        low = word.lower()
        yield low
        yield plain(low)
        for key in load_inflection(self.tag).keys(word):
            yield key.replace("/", "")
