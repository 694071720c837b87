"""Days of one month that are no run: ``5, 7 and 9 May`` names three dates."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cadocs.extract.dates.periods import Moment, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.dates.context import Context, Words

__all__ = ["split_days"]

_ENDING = re.compile(r"-?z|\.")
_MOST = 6


def split_days(words: Words, context: Context) -> list[tuple[int, int, Period]]:
    """The dates of a list of days.

    Args:
        words: The match of a shape with days and one month.
        context: What is known besides the words.

    Returns:
        Spans in tokens from the first of the match, each with its day; nothing where the words
        are no such list.
    """
    codes = words.codes
    places = [at for at, code in enumerate(codes) if code == "D" and codes[at - 1 : at] != "'"]
    months = words.values("Mm")
    year, is_known = context.year(words)
    if not is_known or len(months) != 1 or not 2 <= len(places) <= _MOST or "#" in codes:
        return []
    between = codes[_end(codes, places[0]) : places[-1]].replace("-z", "")
    if re.search(r"[-~t]", between) or "&" not in between:
        return []
    days = [words.lexemes[at].value for at in places]
    if any(later <= earlier for earlier, later in pairwise(days)):
        return []
    periods = [Period(Moment(year, months[0], day)) for day in days]
    return _spans(codes, places, periods) if all(p.is_possible() for p in periods) else []


def _spans(
    codes: str, places: Sequence[int], periods: Sequence[Period]
) -> list[tuple[int, int, Period]]:
    starts = [0, *places[1:]]
    ends = [*(_end(codes, at) for at in places[:-1]), len(codes)]
    return list(zip(starts, ends, periods, strict=True))


def _end(codes: str, at: int) -> int:
    """Behind a day and its ordinal ending or full stop."""
    ending = _ENDING.match(codes, at + 1)
    return ending.end() if ending is not None else at + 1
