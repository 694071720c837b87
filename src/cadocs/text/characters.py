"""Characters that stand for one another in dirty text.

Inside cadocs every apostrophe is U+0027, every blank but the line feed is U+0020 and every dash
keeps its form. Tables may be written with the official Uzbek letters; loaders fold them.
"""

from __future__ import annotations

import re

__all__ = [
    "APOSTROPHES",
    "BLANKS",
    "DASHES",
    "INVISIBLE",
    "OKINA",
    "QUOTES",
    "TUTUQ",
    "fold_characters",
    "folding_table",
]

OKINA = "\u02bb"
"""The mark of the Uzbek letters oʻ and gʻ."""
TUTUQ = "\u02bc"
"""Tutuq belgisi, the Uzbek apostrophe."""
APOSTROPHES = "'\u2018\u2019\u201b\u02bb\u02bc\u02b9\u02bd\u02c8`\u00b4\u2032\uff07"
"""Everything that has been seen as an apostrophe in Uzbek, English or Russian text."""
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
QUOTES = '"\u00ab\u00bb\u201c\u201d\u201e\u201f\u2039\u203a'
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\u2061-\u2064\ufeff\u202a-\u202e]")
"""Soft hyphen, zero-width characters, direction marks and the byte order mark."""
BLANKS = "\t\u000b\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""Blanks that fold to a plain space."""


def folding_table() -> dict[int, str]:
    """The table for ``str.translate`` that folds apostrophes, blanks and odd hyphens."""
    table = dict.fromkeys(map(ord, APOSTROPHES), "'")
    table.update(dict.fromkeys(map(ord, BLANKS), " "))
    table.update(dict.fromkeys(map(ord, "\u2010\u2011\u00ad"), "-"))
    return table


def fold_characters(text: str) -> str:
    """Fold a table entry in the way that text is folded before it is searched.

    >>> fold_characters("oʻn")
    "o'n"
    """
    return text.translate(_TABLE)


_TABLE = folding_table()
