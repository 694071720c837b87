"""Bringing the words of a name to the form they are looked up in.

A language's table lists declensions: how a base form ends, and which endings stand in its place
in text. A word of a table is kept as its stem and the ending of its base form; a word of a text
is looked up under each stem and base ending that could have made it, so that a feminine name is
never taken for a plural. Marks on letters and apostrophes, which are often left out, count for
nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from cadocs.languages import load_language, tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Inflection", "load_inflection", "plain"]

_SHORTEST_STEM = 2
_ACRONYM = "!"
"""Stands for the base ending of words in capitals throughout."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """How the names of a language inflect.

    Attributes:
        each: Whether every word of a name takes an ending; otherwise only its last one.
        bases: For each ending that a word of a text may have, the base endings it stands for.
        longest: Length of the longest ending.
        pattern: Matches the ending of a base form, or None.
    """

    each: bool
    bases: Mapping[str, tuple[str, ...]]
    longest: int
    pattern: re.Pattern[str] | None

    def key(self, word: str) -> str:
        """The form in which a word of a table is kept."""
        low = plain(word.lower())
        if word.isupper() and len(word) > 1:
            return f"{low}/{_ACRONYM}"
        found = self.pattern.search(low) if self.pattern else None
        if found is None or found.start() < _SHORTEST_STEM:
            return f"{low}/"
        return f"{low[: found.start()]}/{found.group()}"

    def keys(self, word: str) -> list[str]:
        """The forms to look a word of a text up in, the least changed first."""
        return _keys(self, word)

    def is_ending(self, word: str) -> bool:
        """Whether a word is an ending that a name may take, as in ``NATO-ga``."""
        return bool(word) and plain(word) in self.bases

    def __hash__(self) -> int:
        """By identity: there is one of each language."""
        return id(self)


@lru_cache(maxsize=1 << 16)
def _keys(inflection: Inflection, word: str) -> list[str]:
    low = plain(word.lower())
    most = min(inflection.longest, max(len(low) - _SHORTEST_STEM, 0))
    found = [
        f"{low[: len(low) - cut]}/{base}"
        for cut in range(most + 1)
        for base in inflection.bases.get(low[len(low) - cut :], ())
        if base != _ACRONYM or word[: len(word) - cut].isupper()
    ]
    return list(dict.fromkeys([*found, f"{low}/"]))


@cache
def load_inflection(tag: str) -> Inflection:
    """The inflection of a tag; none for a tag without a table."""
    table = load_language(tag).tables.get("names", {}) if tag in tags() else {}
    every: list[dict[str, Any]] = [{"base": [_ACRONYM], "endings": [""]}]
    declensions = [*every, *table.get("declension", ())]
    bases: dict[str, list[str]] = {}
    for declension in declensions:
        for base in declension["base"]:
            for ending in declension["endings"]:
                bases.setdefault(plain(ending), []).append(plain(base))
    known = {plain(base) for declension in declensions for base in declension["base"]}
    return Inflection(
        each=table.get("inflects") == "each",
        bases={ending: tuple(dict.fromkeys(found)) for ending, found in bases.items()},
        longest=max(map(len, bases)),
        pattern=_ending_of(sorted(known - {"", _ACRONYM}, key=lambda base: (-len(base), base))),
    )


def _ending_of(bases: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?:{'|'.join(bases)})$") if bases else None


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A word without apostrophes and without marks on its letters; й is a letter of its own.

    >>> plain("o'zbek"), plain("türkiye"), plain("китай")
    ('ozbek', 'turkiye', 'китай')
    """
    if word.isascii():
        return word.replace("'", "")
    spread = unicodedata.normalize("NFD", word.replace("й", "\0"))
    kept = (c for c in spread if c != "'" and not unicodedata.combining(c))
    return "".join(kept).replace("\0", "й")
