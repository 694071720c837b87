"""What is known of single words: the groups they belong to and the kinds of names they are.

The recognition models see each word as its form, its beginnings and endings and its shape, which
says little of a word that training never showed. A table adds what is known of it: the group of
words that are used alike (from much raw text) and the wider branch that the group is part of, and
whether the word is a given name, a surname, a place, or no name at all.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cadocs.languages.inflection import load_inflection, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = [
    "GIVEN",
    "NOUN",
    "ORDINARY",
    "ORGANISATION",
    "PLACE",
    "SURNAME",
    "TABLE_BITS",
    "Known",
    "WordFeatures",
    "find_code",
    "word_code",
]

GIVEN, SURNAME, PLACE, ORGANISATION, ORDINARY, NOUN = 1, 2, 4, 8, 16, 32
"""Kinds of words; ordinary ones are written in small letters more often than with a capital,
nouns are common ones of a language that writes them with a capital."""
_NAMES = GIVEN | SURNAME | PLACE | ORGANISATION
_COMPOUND = 64
"""The kind of a word that ends in a common noun and is in no table itself."""
_SHORTEST_TAIL = 5
_SHORTEST_HEAD = 3
_COARSE = 15
TABLE_BITS = (14, 13, 12)
"""Bits of the rows of the three tables of embeddings."""
_BEGINNINGS = (2, 3, 4)
_ENDINGS = (1, 2, 3, 4, 5)


class Known(NamedTuple):
    """What is known of a word: the number of its group and branch, 0 for none, and its kinds."""

    group: int = 0
    branch: int = 0
    kinds: int = 0


def word_code(word: str) -> int:
    """The number by which a table knows a word: its checksum, 32 bits."""
    return binascii.crc32(word.encode())


def find_code(codes: NDArray[np.uint32], word: str) -> int:
    """The place of a word's code among ascending ones; -1 where it is not there."""
    code = np.uint32(word_code(word))  # another type would have all codes converted
    at = int(codes.searchsorted(code))
    return at if at < len(codes) and codes[at] == code else -1


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """The table of a language.

    Attributes:
        codes: The words' codes, ascending; uint32, shape (n,).
        groups: The group of each, 0 for none; uint16, shape (n,).
        branches: The branch of each, 0 for none; uint16, shape (n,).
        kinds: The kinds of each, as sums of the constants above; uint8, shape (n,).
        tag: The language, whose endings are taken off where a word is not in the table.
    """

    codes: NDArray[np.uint32]
    groups: NDArray[np.uint16]
    branches: NDArray[np.uint16]
    kinds: NDArray[np.uint8]
    tag: str

    @classmethod
    def load(cls, path: Path, tag: str) -> WordFeatures:
        """Read a table."""
        with np.load(path) as file:
            codes = np.cumsum(file["steps"], dtype=np.uint32)
            return cls(codes, file["groups"], file["branches"], file["kinds"], tag)

    def find(self, word: str) -> Known:
        """What is known of a word, as it stands or without marks, its ending or its head."""
        for form in dict.fromkeys((word, word.lower(), word.title(), plain(word.lower()))):
            at = self._index(form)
            if at >= 0:
                return self._known(at)
        if not word[:1].isupper():
            return Known()
        for key in load_inflection(self.tag).keys(word):
            at = self._index(key.replace("/", ""))
            if at >= 0:
                return self._known(at)
        return self._compound(word)

    def is_ordinary(self, word: str) -> bool:
        """Whether the table has a word as an ordinary one and as no name."""
        at = self._index(word.lower())
        kinds = self.find(word).kinds | self.find(word.title()).kinds
        return at >= 0 and bool(self.kinds[at] & ORDINARY) and not kinds & _NAMES

    def _compound(self, word: str) -> Known:
        """What is known of the longest common noun that a word ends in."""
        for cut in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
            at = self._index(word[cut:].title())
            if at >= 0 and self.kinds[at] & NOUN:
                return self._known(at)._replace(kinds=_COMPOUND)
        return Known()

    def _known(self, at: int) -> Known:
        return Known(int(self.groups[at]), int(self.branches[at]), int(self.kinds[at]))

    def _index(self, form: str) -> int:
        return find_code(self.codes, form)

    def rows(self, words: Sequence[str]) -> list[NDArray[np.intp]]:
        """The rows of words in the three tables of embeddings of a `Tagger`.

        Returns:
            One array for each table, ``(words, features)``: what the form says, what its beginnings
            and endings say, and what its shape and the table of words say.
        """
        hashed = [self._codes(word) for word in words]
        return [
            np.array([codes[table] for codes in hashed], dtype=np.intp) >> np.intp(32 - bits)
            for table, bits in enumerate(TABLE_BITS)
        ]

    def _codes(self, word: str) -> tuple[list[int], list[int], list[int]]:
        lower = word.lower()
        known = self.find(word)
        shape, outline = _shapes(word)
        form = [word_code(f"{salt}{lower}") for salt in "ab"]
        affixes = [word_code(f"p{size}{lower[:size]}") for size in _BEGINNINGS]
        affixes += [word_code(f"s{size}{lower[-size:]}") for size in _ENDINGS]
        kinds = [
            f"h{shape}",
            f"k{outline}",
            f"kind {known.kinds} {known.group & _COARSE} {word[:1].isupper()}",
            f"g{known.group}",
            f"r{known.branch}",
            f"q{known.kinds}{outline}",
        ]
        return form, affixes, [word_code(kind) for kind in kinds]


def _shapes(word: str) -> tuple[str, str]:
    """The shape of a word, runs cut at three signs, and its outline, runs cut at one.

    >>> _shapes("McDonalds'7")
    ("XxXxxx'd", "XxXx'd")
    """
    shape, outline = "", ""
    for sign in word:
        kind = "X" if sign.isupper() else "x" if sign.isalpha() else "d" if sign.isdigit() else sign
        if not outline.endswith(kind):
            outline += kind
        if not shape.endswith(kind * 3):
            shape += kind
    return shape, outline
