"""Hashed character n-grams of words.

Letters are lowered and folded; everything that is no letter is a blank; tokens with digits, web
addresses and handles say nothing of a language and are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from cadocs.text.characters import fold_characters

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BITS", "BUCKETS", "LONGEST", "gram_buckets", "plain_words"]

BITS = 17
BUCKETS = 1 << BITS
LONGEST = 5
"""Length of the longest n-gram."""

_SPEECHLESS = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]+@\S+|[@#]\w+|(?<!\w)[^\W\d]*\d\w*|_+"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?")


def plain_words(text: str) -> list[tuple[int, int, str]]:
    """The words that tell a language, as ``(start, end, folded word)`` in the text.

    >>> plain_words("Oʻzbekiston, 2025 йил")
    [(0, 11, "o'zbekiston"), (18, 21, 'йил')]
    """
    masked = _SPEECHLESS.sub(lambda match: " " * len(match.group()), fold_characters(text))
    return [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(masked)]


def gram_buckets(text: str) -> list[NDArray[np.uint32]]:
    """Buckets of the 1- to 5-grams of a text, one array for each length, by start position."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    state = codes * np.uint32(2654435761)
    found = [_bucket(state)]
    for length in range(2, LONGEST + 1):
        if len(codes) < length:
            break
        step = codes[length - 1 :] * np.uint32(0x85EBCA6B) + np.uint32(length)
        state = (state[:-1] * np.uint32(0x9E3779B1)) ^ step
        found.append(_bucket(state))
    return found


def _bucket(state: NDArray[np.uint32]) -> NDArray[np.uint32]:
    mixed = (state ^ (state >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return mixed >> np.uint32(32 - BITS)
