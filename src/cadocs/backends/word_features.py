"""What is known of single words: the groups they belong to and the kinds of names they are.

The recognition models see each word as its form, its ending and its shape, which says little of a
word that training never showed. A table adds what is known of it: the group of words that are used
alike (from much raw text) and the wider branch that the group is part of, and whether the word is
a given name, a surname, a place, or no name at all.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cadocs.languages.inflection import load_inflection, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = [
    "GIVEN",
    "NOUN",
    "ORDINARY",
    "ORGANISATION",
    "PLACE",
    "SURNAME",
    "Known",
    "WordFeatures",
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
_PREFIX, _SUFFIX = 3, 4
_MEMO_SIZE = 1 << 16


class Known(NamedTuple):
    """What is known of a word: the number of its group and branch, 0 for none, and its kinds."""

    group: int = 0
    branch: int = 0
    kinds: int = 0


def word_code(word: str) -> int:
    """The number by which a table knows a word: its checksum, 32 bits."""
    return binascii.crc32(word.encode())


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
        code = word_code(form)
        at = int(np.searchsorted(self.codes, code))
        return at if at < len(self.codes) and self.codes[at] == code else -1

    def getters(self) -> dict[str, Callable[[str], str]]:
        """Functions for the attributes of spaCy's lexemes; three of them get a new meaning.

        What is known of the latest words is kept, since spaCy is made to forget its lexemes.
        """
        find = lru_cache(maxsize=_MEMO_SIZE)(self.find)

        def kind(word: str) -> str:
            known = find(word)
            return f"kind {known.kinds} {known.group & _COARSE} {word[:1].isupper()}"

        return {
            "PREFIX": lambda word: word[:_PREFIX].lower(),
            "SUFFIX": lambda word: word[-_SUFFIX:].lower(),
            "LOWER": lambda word: f"group {find(word).group}",
            "ID": lambda word: f"branch {find(word).branch}",
            "LANG": kind,
        }
