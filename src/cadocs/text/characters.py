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
    "in_one_script",
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

_TWO_SCRIPTS = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LOOK_ALIKE = ("aceopxyiABCEHIKMOPTXY", "асеорхуіАВСЕНІКМОРТХУ")
_TO_CYRILLIC = str.maketrans(*_LOOK_ALIKE)
_TO_LATIN = str.maketrans(*reversed(_LOOK_ALIKE))


def in_one_script(word: str) -> str:
    """Read letters of another alphabet as those of most of the word that they look like.

    The length stays. A word that really has two alphabets (a foreign name with an ending) stays
    as it is.

    >>> in_one_script("Tошкент")  # the first letter is Latin
    'Тошкент'
    """
    if not _TWO_SCRIPTS.search(word):
        return word
    tables = [_TO_CYRILLIC, _TO_LATIN]
    if 2 * len(_CYRILLIC.findall(word)) < len(word):
        tables.reverse()
    forms = (word.translate(table) for table in tables)
    return next((form for form in forms if not _TWO_SCRIPTS.search(form)), word)
