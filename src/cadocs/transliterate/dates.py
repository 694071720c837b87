"""The hyphens that Uzbek Latin puts into dates: 2025-yil 15-noyabr."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cadocs.languages import load_language

if TYPE_CHECKING:
    from cadocs.text import View

__all__ = ["with_date_hyphens"]

TAG = "uz-Cyrl"
"""The language file that holds the words."""


def with_date_hyphens(view: View) -> View:
    """Join the figures of a date to its words; durations keep their blank.

    >>> from cadocs.text import View
    >>> with_date_hyphens(View.whole("2025 yil 15 noyabrda, 2000 yil davomida")).text
    '2025-yil 15-noyabrda, 2000 yil davomida'
    """
    return view.replace(_pattern(), "-")


@cache
def _pattern() -> re.Pattern[str]:
    words = load_language(TAG).table("letters", "dates")
    months, durations = "|".join(words["months"]), "|".join(words["durations"])
    year = rf"(?<=\b[12]\d{{3}}) (?={words['year']}(?:da|dan|ga|gi|ning|dagi|gacha)?\b"
    year += rf"(?!\s+(?:{durations})))"
    return re.compile(rf"{year}|(?<=\b[0-3]\d) (?=(?:{months}))|(?<=\b\d) (?=(?:{months}))")
