"""What a reader sees: the matched words, the day of publication and the dates before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cadocs.extract.dates.periods import (
    Moment,
    Period,
    day_period,
    month_index,
    shift_months,
    week_period,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cadocs.extract.dates.lexicon import Lexeme

__all__ = ["OFFSETS", "Context", "Words", "full_year", "next_weekday", "unit_period"]

OFFSETS = {
    "before_last": -2,
    "last": -1,
    "past": -1,
    "this": 0,
    "next": 1,
    "coming": 1,
    "after_next": 2,
}
"""How many units a relative word leads away from now."""
_QUARTER_CODE = 33
_HALF_CODE = 40
_CENTURY_TURN = 50
_RECENT = 45


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one match.

    Attributes:
        codes: One letter for each token.
        lexemes: Code and meaning of each token.
        before: The codes of the line before the match, at most a few.
        after: The codes after it, at most a few.
    """

    codes: str
    lexemes: tuple[Lexeme, ...]
    before: str = ""
    after: str = ""

    def values(self, codes: str) -> list[int]:
        """The meanings of all tokens with one of the codes, in order."""
        return [lexeme.value for lexeme in self.lexemes if lexeme.code in codes]

    def first(self, codes: str) -> int | None:
        """The meaning of the first token with one of the codes."""
        return next(iter(self.values(codes)), None)

    def word(self, code: str) -> str:
        """The meaning of the first token with the code, as a name; empty where there is none."""
        return next((str(item.value) for item in self.lexemes if item.code == code), "")

    def unit(self) -> str:
        """The name of the last unit."""
        names = [str(item.value) for item in self.lexemes if item.code in "dwouqhyeckl"]
        return names[-1] if names else ""

    def days(self) -> list[int]:
        """Days of the month in figures and words; a figure after an apostrophe is a year."""
        days: list[int] = []
        tens = 0
        for at, (code, value, _) in enumerate(self.lexemes):
            if code == "D" and self.codes[at - 1 : at] != "'":
                days.append(value)
            elif code == "#":
                tens = value
            elif code == "O":
                days.append(value + tens)
                tens = 0
        return days


@dataclass(slots=True)
class Context:
    """What is known besides the words.

    Attributes:
        anchor: The day the text was published, or None.
        tense: Gives ``past``, ``future`` or nothing for the place that is read.
        month_first: Whether ``3/4`` is the fourth of March.
        history: The periods read so far, in order of the text.
    """

    anchor: dt.date | None
    tense: Callable[[], str]
    month_first: bool = False
    history: list[Period] = field(default_factory=list)

    def year(self, words: Words) -> tuple[int | None, bool]:
        """The year that the words state, and whether what they say can be resolved."""
        written = words.first("Y")
        if written is not None:
            return written, True
        quoted = words.codes.find("'D")
        if quoted >= 0:
            return full_year(words.lexemes[quoted + 1].value), True
        if "J" in words.codes:
            return self._whole_year(words.word("J"))
        if "r" in words.codes and "y" in words.codes:
            return self._relative_year(words.word("r"))
        return None, True

    def _whole_year(self, whole: str) -> tuple[int | None, bool]:
        unit, offset, *told = whole.split()
        if unit != "year" or self.anchor is None:
            return None, False
        start = self.last_year() if told else self.anchor.year
        return (start or self.anchor.year) + int(offset), True

    def _relative_year(self, relative: str) -> tuple[int | None, bool]:
        if relative == "same":
            year = self.last_year()
            return year, year is not None
        if self.anchor is None or relative not in OFFSETS:
            return None, False
        return self.anchor.year + OFFSETS[relative], True

    def last_year(self) -> int | None:
        """The year of the date before this one."""
        years = (period.start.year for period in reversed(self.history))
        return next((year for year in years if year is not None), None)

    def last_day(self) -> dt.date | None:
        """The day named last."""
        return next(self._days(), None)

    def last_recent_day(self) -> dt.date | None:
        """The day named last that lies near the day of publication."""
        return next((day for day in self._days() if self._is_recent(day)), None)

    def _days(self) -> Iterator[dt.date]:
        spans = (period.days() for period in reversed(self.history))
        return (span[0] for span in spans if span is not None and span[0] == span[1])

    def _is_recent(self, day: dt.date) -> bool:
        return self.anchor is None or abs((day - self.anchor).days) <= _RECENT


def full_year(year: int) -> int:
    """A year written with two figures, in full.

    >>> full_year(25), full_year(74)
    (2025, 1974)
    """
    if year >= 100:
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def next_weekday(anchor: dt.date, weekday: int, tense: str) -> dt.date:
    """The day of the week that fits the tense: the last one up to now, or the next.

    >>> next_weekday(dt.date(2025, 8, 25), 6, "past")
    datetime.date(2025, 8, 23)
    """
    ahead = (weekday - anchor.isoweekday()) % 7
    if tense == "future":
        return anchor + dt.timedelta(days=ahead)
    return anchor - dt.timedelta(days=(anchor.isoweekday() - weekday) % 7)


def unit_period(unit: str, offset: int, anchor: dt.date) -> Period | None:
    """The calendar unit that lies ``offset`` units after the one that holds a day.

    >>> unit_period("quarter", -1, dt.date(2025, 2, 1)).edtf()
    '2024-36'
    """
    if unit in ("day", "week", "weekend"):
        return _unit_of_days(unit, offset, anchor)
    if unit == "month":
        return Period(shift_months(anchor, offset))
    if unit == "quarter":
        year, quarter = divmod(month_index(anchor) // 3 + offset, 4)
        return Period(Moment(year, _QUARTER_CODE + quarter))
    if unit == "half":
        year, half = divmod(month_index(anchor) // 6 + offset, 2)
        return Period(Moment(year, _HALF_CODE + half))
    width = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if width is None:
        return None
    year = (anchor.year // width + offset) * width
    return Period(Moment(year, mask=len(str(width)) - 1))


def _unit_of_days(unit: str, offset: int, anchor: dt.date) -> Period:
    if unit == "day":
        return day_period(anchor + dt.timedelta(days=offset))
    if unit == "week":
        return week_period(anchor, offset)
    saturday = anchor + dt.timedelta(days=6 - anchor.isoweekday(), weeks=offset)
    return day_period(saturday, saturday + dt.timedelta(days=1))
