"""The language model: how likely each n-gram is in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cadocs.backends import find_model
from cadocs.detect.features import gram_rows, main_script, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["Evidence", "LanguageModel", "Word", "load_model", "total_words"]

FILE = "language/ngrams.npz"
_CYRILLIC = "ba be bg cv kaa kk ky mk mn ru sah tg tt uk az-Cyrl sr-Cyrl tk-Cyrl uz-Cyrl"
_OTHERS = "ar el fa he hi hy ja ka ko ug ur zh"
_SCRIPTS = dict.fromkeys(_CYRILLIC.split(), "Cyrl") | dict.fromkeys(_OTHERS.split(), "other")
"""The scripts of tags; those that are not here are written in Latin letters."""
_CUT = re.compile(r"(?<=[^\W\d_])-[ \n](?=[^\W\d_])")
"""The hyphen of a word that the end of a line cut."""
_BLOCK = 4096
"""Words that are read at once: keeps memory small on long texts."""
_ROWS_AT_ONCE = 8192
_ONES = np.ones(_ROWS_AT_ONCE, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text at ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the n-grams of a text say.

    Attributes:
        words: The words of the text in order.
        sums: ``(words, tags)``, log-likelihoods relative to their mean over tags, in nats.
        letters: ``(words,)``, letters of each word and the blank after it: what the sums are of.
    """

    words: list[Word]
    sums: NDArray[np.float32]
    letters: NDArray[np.int32]

    def select(self, wanted: NDArray[np.bool_]) -> Evidence:
        """The evidence of some of the words."""
        words = [word for word, keep in zip(self.words, wanted, strict=True) if keep]
        return Evidence(words, self.sums[wanted], self.letters[wanted])


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Naive Bayes over hashed character n-grams.

    Attributes:
        tags: BCP 47 tags in the order of the columns.
        weights: ``(ROWS + 1, tags)``, 8-bit; log-likelihoods relative to their mean over tags,
            in ``step``; the last row is zero.
        step: Nats in a unit of the weights.
    """

    tags: tuple[str, ...]
    weights: NDArray[np.int8]
    step: float

    def read(self, text: str) -> Evidence:
        """The evidence of each word. An n-gram belongs to the word that it starts in."""
        words = plain_words(text)
        sums = [self._sums(block) for block in _blocks([word for _, _, word in words])]
        lengths = [len(word) + 1 for _, _, word in words]
        return Evidence(
            [Word(start, end) for start, end, _ in words],
            np.concatenate(sums) if sums else np.zeros((0, len(self.tags)), dtype=np.float32),
            np.array(lengths, dtype=np.int32),
        )

    def total(self, words: Sequence[str]) -> tuple[NDArray[np.float32], int]:
        """The evidence of a whole text, and of how many letters.

        Tags in another alphabet are ruled out: those with little text behind them would else be
        the likeliest for what no tag has seen.

        Args:
            words: All of the text in one alphabet; see `total_words`.

        Returns:
            The sums of `Evidence` over all words, ``(tags,)``, minus infinity for tags that are
            ruled out, and the letters that they are of.
        """
        sums = np.zeros(len(self.tags), dtype=np.float64)
        for block in _blocks(words):
            rows = gram_rows(f" {' '.join(block)} ").ravel()
            for first in range(0, len(rows), _ROWS_AT_ONCE):
                some = rows[first : first + _ROWS_AT_ONCE]
                # A product is a faster sum, and exact: the weights are small whole numbers.
                sums += _ONES[: len(some)] @ self.weights.take(some, axis=0).astype(np.float32)
        evidence = (sums * self.step).astype(np.float32)
        if words:
            evidence[_in_other_scripts(self.tags, _script(words[0]))] = -np.inf
        return evidence, sum(map(len, words)) + len(words)

    def _sums(self, words: Sequence[str]) -> NDArray[np.float32]:
        joined = " " + " ".join(words) + " "
        first = np.cumsum([0, *(len(word) + 1 for word in words[:-1])])
        of_letter = np.zeros((len(joined), len(self.tags)), dtype=np.int16)
        for rows in gram_rows(joined):
            of_letter += self.weights[rows]
        sums = np.add.reduceat(of_letter, first, axis=0, dtype=np.int32)
        return sums.astype(np.float32) * np.float32(self.step)


def total_words(text: str) -> list[str]:
    """The folded words of a text in the alphabet of most of it; those that a hyphen cut joined."""
    return main_script(_CUT.sub("", text))


@cache
def _in_other_scripts(tags: tuple[str, ...], script: str) -> NDArray[np.bool_]:
    return np.array([_SCRIPTS.get(tag, "Latn") != script for tag in tags])


def _script(word: str) -> str:
    letter = word[0]
    if "\u0400" <= letter <= "\u052f":
        return "Cyrl"
    return "Latn" if letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" else "other"


def _blocks(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(words), _BLOCK):
        yield words[at : at + _BLOCK]


@cache
def load_model(folder: Path | None = None) -> LanguageModel:
    """Read the model.

    Raises:
        ModelMissingError: It is in none of the folders; see `cadocs.backends.find_model`.
    """
    with np.load(find_model(FILE, folder)) as stored:
        weights = stored["weights"]
        none = np.zeros((1, weights.shape[1]), dtype=np.int8)
        tags = tuple(map(str, stored["tags"]))
        return LanguageModel(tags, np.concatenate([weights, none]), float(stored["step"]))
