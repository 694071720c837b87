"""What is known of single words: the groups they belong to and the kinds of names they are.

The recognition models see each word as its form, its ending and its shape, which says little of a
word that training never showed. A table adds two things: the group of words that are used alike
(from much raw text), and whether the word is a given name, a surname or a place.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cadocs.languages.inflection import load_inflection, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["GIVEN", "ORDINARY", "ORGANISATION", "PLACE", "SURNAME", "WordFeatures", "word_code"]

GIVEN, SURNAME, PLACE, ORGANISATION, ORDINARY = 1, 2, 4, 8, 16
"""Kinds of words; ordinary ones are written in small letters more often than with a capital."""
_COARSE = 15
_PREFIX, _SUFFIX = 3, 4


def word_code(word: str) -> int:
    """The number by which a table knows a word: its checksum, 32 bits."""
    return binascii.crc32(word.encode())


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """The table of a language.

    Attributes:
        codes: The words' codes, ascending; uint32, shape (n,).
        groups: The group of each, 0 for none; uint16, shape (n,).
        kinds: The kinds of each, as sums of the constants above; uint8, shape (n,).
        tag: The language, whose endings are taken off where a word is not in the table.
    """

    codes: NDArray[np.uint32]
    groups: NDArray[np.uint16]
    kinds: NDArray[np.uint8]
    tag: str

    @classmethod
    def load(cls, path: Path, tag: str) -> WordFeatures:
        """Read a table."""
        with np.load(path) as file:
            codes = np.cumsum(file["steps"], dtype=np.uint32)
            return cls(codes, file["groups"], file["kinds"], tag)

    def find(self, word: str) -> tuple[int, int]:
        """The group and the kinds of a word, as it stands or without marks or its ending."""
        for form in dict.fromkeys((word, word.lower(), word.title(), plain(word.lower()))):
            at = self._index(form)
            if at >= 0:
                return int(self.groups[at]), int(self.kinds[at])
        if word[:1].isupper():
            for key in load_inflection(self.tag).keys(word):
                at = self._index(key.replace("/", ""))
                if at >= 0:
                    return int(self.groups[at]), int(self.kinds[at])
        return 0, 0

    def _index(self, form: str) -> int:
        code = word_code(form)
        at = int(np.searchsorted(self.codes, code))
        return at if at < len(self.codes) and self.codes[at] == code else -1

    def getters(self) -> dict[str, Callable[[str], str]]:
        """Functions for the attributes of spaCy's lexemes; two of them get a new meaning."""
        return {
            "PREFIX": lambda word: word[:_PREFIX].lower(),
            "SUFFIX": lambda word: word[-_SUFFIX:].lower(),
            "LOWER": lambda word: f"group {self.find(word)[0]}",
            "LANG": self._kind,
        }

    def _kind(self, word: str) -> str:
        group, kinds = self.find(word)
        return f"kind {kinds} {group & _COARSE} {word[:1].isupper()}"
