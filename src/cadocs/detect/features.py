"""Hashed character n-grams of words.

Letters are lowered and folded; everything that is no letter is a blank; tokens with digits, web
addresses and handles say nothing of a language and are left out. Letters of the other alphabet
that look like the ones around them (``с`` for ``c``) are read as those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from cadocs.text.characters import fold_characters, in_one_script

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "BITS",
    "PAIR_ROWS",
    "ROWS",
    "gram_rows",
    "main_script",
    "pair_rows",
    "plain_words",
]

BITS = {3: 15, 4: 16, 5: 17}
"""Bits of the hash for each length of n-gram; each length has rows of its own."""
_FIRST = {3: np.uint32(0), 4: np.uint32(1 << 15), 5: np.uint32((1 << 15) + (1 << 16))}
ROWS = sum(1 << bits for bits in BITS.values())
"""Rows of a table of n-grams; row number ``ROWS`` stands for no n-gram."""

_PAIR_BITS = 11
PAIR_ROWS = 1 << _PAIR_BITS
"""Rows of a table of pairs of letters."""

_SPREAD = np.uint32(2654435761)
_SHIFT = np.uint32(0x9E3779B1)
_MIX = np.uint32(0x85EBCA6B)
"""Odd constants of multiplicative hashing (Knuth, The Art of Computer Programming, 6.4)."""

_SPEECHLESS = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]+@\S+|[@#]\w+|(?<!\w)[^\W\d]*\d\w*|_+"
)
_SIGN = re.compile(r"[\d@#_]")
"""What all of these have, but for web addresses."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_OTHER_LETTER = re.compile("[^\\W\\d_\u0400-\u052f]")
_TWO_SCRIPTS = re.compile("[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]")


def plain_words(text: str) -> list[tuple[int, int, str]]:
    """The words that tell a language, as ``(start, end, folded word)`` in the text.

    >>> plain_words("Oʻzbekiston, 2025 йил")
    [(0, 11, "o'zbekiston"), (18, 21, 'йил')]
    """
    masked = fold_characters(text)
    if _SIGN.search(masked) or "://" in masked or "www." in masked:
        masked = _SPEECHLESS.sub(lambda match: " " * len(match.group()), masked)
    low = masked.lower()
    if len(low) == len(masked):  # but for a letter such as İ
        found = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(low)]
    else:
        found = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(masked)]
    if _TWO_SCRIPTS.search(low):
        return [(start, end, in_one_script(word)) for start, end, word in found]
    return found


def main_script(text: str) -> list[str]:
    """The folded words of a text in its main alphabet: that of most letters of small words.

    Words with a capital are counted in texts without small ones alone: names in the other alphabet
    can be longer than all else, and tell no language.

    >>> main_script("для консоли Nintendo Entertainment")
    ['для', 'консоли']
    """
    words = plain_words(text)
    if not (_CYRILLIC.search(text) and _OTHER_LETTER.search(text)):
        return [word for _, _, word in words]
    cyrillic = [bool(_CYRILLIC.match(word)) for _, _, word in words]
    if all(cyrillic) or not any(cyrillic):
        return [word for _, _, word in words]
    sizes = [
        len(word) if is_one else -len(word)
        for (*_, word), is_one in zip(words, cyrillic, strict=True)
    ]
    small = sum(
        size for (start, *_), size in zip(words, sizes, strict=True) if text[start].islower()
    )
    leads = (small or sum(sizes)) > 0
    return [word for (*_, word), is_one in zip(words, cyrillic, strict=True) if is_one == leads]


def gram_rows(text: str) -> NDArray[np.uint32]:
    """Rows of the 3- to 5-grams of a text.

    Returns:
        An array ``(3, letters)``: the rows of the n-grams that start at each letter, by length;
        ``ROWS`` where none of the length does.
    """
    letters = _numbers(text)
    rows = np.full((len(BITS), len(letters)), ROWS, dtype=np.uint32)
    state = letters
    for length in range(2, max(BITS) + 1):
        state = state[:-1] * _SHIFT ^ letters[length - 1 :]
        if length in BITS:
            hashed = state * _MIX >> np.uint32(32 - BITS[length])
            rows[length - min(BITS), : len(state)] = hashed + _FIRST[length]
    return rows


def pair_rows(text: str) -> NDArray[np.uint32]:
    """Rows of the pairs of letters of a text in a table of their own, ``(letters - 1,)``."""
    letters = _numbers(text)
    return (letters[:-1] * _SHIFT ^ letters[1:]) * _MIX >> np.uint32(32 - _PAIR_BITS)


def _numbers(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32) * _SPREAD
