"""Bringing the words of a name to the form they are looked up in.

Two ways of inflecting are known, and a language's table says which is its own: endings that
follow the last word of a name (``inflects = "last"``), and endings that every word takes
(``inflects = "each"``). A word of a table is kept without the ending of its base form; a word of
a text is looked up as it is and without each ending that it may have. Marks on letters and
apostrophes, which are often left out, count for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from cadocs.languages import load_language, tags

__all__ = ["Inflection", "load_inflection"]

_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Inflection:
    """How the names of a language inflect.

    Attributes:
        each: Whether every word of a name takes an ending.
        endings: All endings that a word of a text may have.
        longest: Length of the longest of them.
        base: Matches the ending of a base form, or None.
    """

    each: bool
    endings: frozenset[str]
    longest: int
    base: re.Pattern[str] | None

    def key(self, word: str) -> str:
        """The form in which a word of a table is kept."""
        low = word.lower()
        if self.base is not None and not word.isupper():
            stem = self.base.sub("", low)
            low = stem if len(stem) >= _SHORTEST_STEM else low
        return _plain(low)

    def keys(self, word: str) -> list[str]:
        """The forms to look a word of a text up in, the least changed first."""
        low = word.lower()
        most = min(self.longest, len(low) - 2)
        cuts = [cut for cut in range(1, most + 1) if low[-cut:] in self.endings]
        return list(dict.fromkeys(_plain(low[: len(low) - cut]) for cut in (0, *cuts)))


@cache
def load_inflection(tag: str) -> Inflection:
    """The inflection of a tag; none for a tag without a table."""
    table = load_language(tag).tables.get("names", {}) if tag in tags() else {}
    endings = frozenset(table.get("endings", ()))
    base = sorted(table.get("base_endings", ()), key=lambda ending: (-len(ending), ending))
    pattern = re.compile(rf"(?:{'|'.join(base)})$") if base else None
    longest = max(map(len, endings), default=0)
    return Inflection(table.get("inflects") == "each", endings, longest, pattern)


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    if word.isascii():
        return word.replace("'", "")
    spread = unicodedata.normalize("NFD", word)
    return "".join(c for c in spread if c != "'" and not unicodedata.combining(c))
