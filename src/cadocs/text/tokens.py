"""Words and signs of a folded text, with their offsets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Token", "tokenise"]


class Token(NamedTuple):
    """A word or a sign at ``[start, end)`` of the text it was cut from."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=32)
def _pattern(clitics: tuple[str, ...]) -> re.Pattern[str]:
    initial = r"(?<![^\W_])[OG]'(?=\.)"  # Uzbek letters: "O'. Karimov"
    word = r"[^\W_]+(?:'[^\W_]+)*"
    if clitics:
        endings = "|".join(re.escape(clitic) for clitic in clitics)
        clitic = rf"(?:{endings})(?![^\W_])"
        word = rf"{clitic}|[^\W_]+(?:(?!{clitic})'[^\W_]+)*"
    return re.compile(rf"{initial}|{word}|[^\w\s]|_")


def tokenise(text: str, clitics: Sequence[str] = ()) -> list[Token]:
    """Cut a folded text into words and signs; blanks belong to nothing.

    Args:
        text: Text with folded characters (apostrophes are U+0027).
        clitics: Endings that are words of their own, as in English ``'s``.

    Returns:
        The tokens in order. Hyphens are signs; an apostrophe inside a word belongs to it.

    >>> [token.text for token in tokenise("Toshkentda ma'no: 2,5")]
    ['Toshkentda', "ma'no", ':', '2', ',', '5']
    >>> [token.text for token in tokenise("Britain's", clitics=("'s",))]
    ['Britain', "'s"]
    """
    found = _pattern(tuple(clitics)).finditer(text)
    return [Token(match.start(), match.end(), match.group()) for match in found]
