"""What a reader sees: the matched words, the day of publication and the dates before."""

from __future__ import annotations

import datetime as dt
import re
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
    "final": -1,
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
_LEADING = re.compile(r"[iVtbXp] (?:f )?$|\($|p-$")
_NUMBERED = re.compile(r"C(?:\. ?| |-| \*-)?$|[*R]\Z")


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one match.

    Attributes:
        codes: One letter for each token.
        lexemes: Code and meaning of each token.
        before: The codes of the line before the match, at most a few.
        after: The codes after it, at most a few.
        name_before: Whether the word right before the match has a capital and two letters.
        letter_before: Whether that word is a single letter.
        noun_follows: Whether a word that shows no tense stands right behind it.
    """

    codes: str
    lexemes: tuple[Lexeme, ...]
    before: str = ""
    after: str = ""
    name_before: bool = False
    letter_before: bool = False
    noun_follows: bool = False

    def is_alone(self) -> bool:
        """Whether nothing else stands in the text."""
        return not self.before.strip() and not self.after.strip(" .\n")

    def is_led(self) -> bool:
        """Whether a preposition, a part of a period or an opening bracket stands before."""
        return _LEADING.search(self.before) is not None

    def is_numbered(self) -> bool:
        """``Version 3.11.24``, ``port 2025``: whether the number names a thing."""
        return _NUMBERED.search(self.before) is not None

    def values(self, codes: str) -> list[int]:
        """The meanings of all tokens with one of the codes, in order."""
        return [lexeme.value for lexeme in self.lexemes if lexeme.code in codes]

    def first(self, codes: str) -> int | None:
        """The meaning of the first token with one of the codes."""
        return next(iter(self.values(codes)), None)

    def word(self, code: str) -> str:
        """The meaning of the first token with the code, as a name; empty where there is none."""
        return next((str(item.value) for item in self.lexemes if item.code == code), "")

    def relative(self) -> str:
        """The meaning of the relative word; ``final`` counts as ``last``."""
        word = self.word("r")
        return "last" if word == "final" else word

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
        places: The number of the sentence of each of them.
        place: The number of the sentence that is read.
        is_frame: Whether the period named last gives its year to those after it.
        counted: Where in the history a counted period stands, its direction and its base.
    """

    anchor: dt.date | None
    tense: Callable[[], str]
    month_first: bool = False
    history: list[Period] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    place: int = -1
    is_frame: bool = False
    counted: tuple[int, int, Period] | None = None

    def remember(self, period: Period, *, is_frame: bool) -> None:
        """Add a period to the history."""
        self.history.append(period)
        self.places.append(self.place)
        self.is_frame = is_frame

    def base(self, sign: int) -> Period | None:
        """The period that ``earlier`` or ``later`` counts from: the last, or its own base.

        What was counted the other way is no base: ``in June 2021; a year earlier …, two months
        later`` counts both from June 2021.
        """
        last = self.history[-1] if self.history else None
        if self.counted is not None and self.counted[0] == len(self.history) - 1:
            last = self.counted[2] if self.counted[1] != sign else last
        if last is not None:
            self.counted = len(self.history), sign, last
        return last

    def said_before(self) -> Period | None:
        """The period named last, if it stands in this sentence."""
        is_here = bool(self.places) and self.places[-1] == self.place
        return self.history[-1] if is_here else None

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
            return self._relative_year(words.relative())
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
