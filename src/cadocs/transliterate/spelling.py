"""How a Latin letter of Uzbek is spelled in Cyrillic: by the letters around it.

Latin writes с and ц, э and е, ё and йо alike, and leaves ь out. A linear model decides at each
letter that has a choice, from the n-grams before and after it; what it has learned of Russian and
native words holds for names and compounds that no list contains. The recipe says what the
weights were learned from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from cadocs.backends import find_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["BITS", "Piece", "Speller", "choices", "context_rows", "load_speller"]

FILE = "transliterate/spelling.npz"
BITS = 17
"""Bits of the hash of a choice with its context."""
_WIDTH = 4
"""Letters that are looked at on each side."""
Piece = tuple[int, int, str]
"""``(start, end, Cyrillic)`` of a stretch of a Latin word."""

_PLAIN = dict(zip("abdefghijklmnopqrstuvxyz'", "абдефгҳижклмнопқрстувхйзъ", strict=True))
_TWO = {"sh": "ш", "ch": "ч", "o'": "ў", "g'": "ғ"}
_TAKES = {"ц": "s", "ш": "h", "ч": "h", "ў": "'", "ғ": "'", "я": "a", "ю": "u", "ё": "o", "е": "e"}
"""The second Latin letter of Cyrillic letters that are written with two."""
_SIGNS = "ьъ"


def context_rows(padded: str, at: int, choice: str, last: str) -> Iterator[int]:
    """Rows of the weights for one choice.

    Args:
        padded: The word in small folded letters, with four underscores on each side.
        at: Place of the letter in it.
        choice: The Cyrillic that is weighed.
        last: The choice before this one.
    """
    before, after = padded[at - _WIDTH : at], padded[at + 1 : at + 1 + _WIDTH]
    b1, b2, b3 = before[-1:], before[-2:], before[-3:]
    a1, a2, a3 = after[:1], after[:2], after[:3]
    base = padded[at] + choice
    for context in (
        *("0", "a" + b1, "b" + b2, "c" + b3, "d" + before),
        *("A" + a1, "B" + a2, "C" + a3, "D" + after),
        *(f"m{b1}.{a1}", f"n{b2}.{a1}", f"o{b1}.{a2}", f"p{b2}.{a2}"),
        *(f"q{b3}.{a2}", f"r{b2}.{a3}", f"s{b3}.{a3}", f"t{last}.{a1}"),
    ):
        yield crc32((base + context).encode()) & ((1 << BITS) - 1)


def choices(low: str, at: int, known: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """What the letter at a place may become, with the letters that it then stands for.

    Digraphs (``sh``, ``o'``) are never split; the sign of ``s'h`` goes with the ``h``.
    """
    two = low[at : at + 2]
    if two == "'h" and low[at - 1 : at] == "s":
        return [("ҳ", 2)]
    found = []
    for choice in known.get(low[at], ()):
        core = choice.rstrip(_SIGNS) or choice
        second = None if core == _PLAIN.get(low[at]) else _TAKES.get(core)
        if core == "ц" and low[at] == "s":
            second = None
        size = 1 if second is None else 2
        if (second is None or low[at + 1 : at + 2] == second) and (two not in _TWO or size == 2):
            found.append((choice, size))
    if found:
        return found
    return [(_TWO[two], 2)] if two in _TWO else [(_PLAIN.get(low[at], low[at]), 1)]


@dataclass(frozen=True, slots=True)
class Speller:
    """The model.

    Attributes:
        known: Latin letter to the Cyrillic that it may become, most usual first.
        weights: ``(2 ** BITS,)``, 8-bit.
    """

    known: dict[str, tuple[str, ...]]
    weights: memoryview

    def spell(self, low: str) -> list[Piece]:
        """The pieces of a word in small folded letters, in order and without gaps."""
        padded = f"{'_' * _WIDTH}{low}{'_' * _WIDTH}"
        pieces: list[Piece] = []
        last, at = "", 0
        while at < len(low):
            open_ = choices(low, at, self.known)
            last, size = open_[0]
            if len(open_) > 1:
                before = pieces[-1][2] if pieces else ""
                last, size = max(
                    open_, key=lambda each: self._score(padded, at + _WIDTH, each[0], before)
                )
            pieces.append((at, at + size, last))
            at += size
        return pieces

    def _score(self, padded: str, at: int, choice: str, last: str) -> int:
        return sum(self.weights[row] for row in context_rows(padded, at, choice, last))


@cache
def load_speller(folder: Path | None = None) -> Speller:
    """Read the model.

    Raises:
        ModelMissingError: It is in none of the folders; see `cadocs.backends.find_model`.
    """
    with np.load(find_model(FILE, folder)) as stored:
        known: dict[str, tuple[str, ...]] = {}
        for row in stored["choices"]:
            latin, *cyrillic = str(row).split()
            known[latin] = tuple(cyrillic)
        return Speller(known, memoryview(stored["weights"]))
