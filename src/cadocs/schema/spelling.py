"""Options of transliteration."""

from __future__ import annotations

from typing import Literal

from cadocs.schema.base import Record

__all__ = ["Protected", "Spelling"]

Protected = Literal["addresses", "handles", "numerals", "foreign"]
"""What may be left as it is: web and mail addresses, ``@handles`` and ``#tags``, Roman numerals,
and Latin words with letters that Uzbek has not."""


class Spelling(Record):
    """How transliterated Uzbek is spelled.

    >>> Spelling(apostrophes="ascii").date_hyphens
    False
    """

    apostrophes: Literal["official", "ascii"] = "official"
    """Marks in Latin: U+02BB in oʻ and gʻ with U+02BC for tutuq belgisi, or U+0027 for both."""
    date_hyphens: bool = False
    """Whether Latin dates get the hyphens of the orthography (``2025-yil 15-noyabr``); durations
    (``2000 yil davomida``) get none."""
    protect: frozenset[Protected] = frozenset({"addresses", "handles", "numerals", "foreign"})
    """What stays as it is."""
