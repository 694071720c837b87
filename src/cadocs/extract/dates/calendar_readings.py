"""Readers of written calendar dates: days, months, years and their parts."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cadocs.extract.dates.context import Context, Words, full_year
from cadocs.extract.dates.periods import Moment, Period, day_period, week_period

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "read_calendar",
    "read_calendar_week",
    "read_first_months",
    "read_iso",
    "read_iso_week",
    "read_month_day",
    "read_months",
    "read_nth_of",
    "read_numeric",
    "read_numeric_range",
    "read_numeric_short",
    "read_quarter",
    "read_season",
    "read_short_quarter",
    "read_week_of",
    "read_weekday_day",
]

_LEAST_WEEK = 6
"""``2. Woche`` is one of a month, ``38. Woche`` one of a year."""
_HALF_OF_OTHER = re.compile(r" (?:f ){0,2}(?:[Mmd]|D-?n|n|(?:R|O|D(?:-?z|\.)?)[ -]?c|r c)")
"""What has halves too: a month, a day, a decade, a century."""


def read_iso(words: Words, _: Context) -> Period:
    """``2025-11-15``, ``2025.11.15``."""
    year, month, day = words.values("YD")
    return Period(Moment(year, month, day))


def read_numeric(words: Words, context: Context) -> Period | None:
    """``15.11.2025``, ``11/15/25``, ``19.XI.2025``."""
    parts = [lexeme for lexeme in words.lexemes if lexeme.code in "DRY"]
    first, second, year = (part.value for part in parts)
    if parts[2].digits == 1 or words.is_numbered():  # the number of a version
        return None
    return Period(_numeric(first, second, full_year(year), words, context))


def _numeric(first: int, second: int, year: int | None, words: Words, context: Context) -> Moment:
    swap = context.month_first and "." not in words.codes and "R" not in words.codes
    day, month = (second, first) if swap else (first, second)
    if month > 12 >= day:
        day, month = month, day
    return Moment(year, month, day)


def read_numeric_short(words: Words, context: Context) -> Period | None:
    """``28.10.``, ``4/22``: only where something says that it is a date."""
    first, second = words.values("D")
    is_led = bool(re.search(r"[bitVW] (?:f )?$", words.before))
    if words.is_numbered():
        return None
    is_date = words.codes[0] in "WvT" or (words.codes.endswith(".") and is_led)
    if not (is_date or words.is_alone()):
        return None
    return Period(_numeric(first, second, None, words, context))


def read_numeric_range(words: Words, context: Context) -> Period | None:
    """``14.-15.10.2018``, ``5.8. bis 16.8.``, ``10/1-11/2/2017``."""
    right = _RIGHT.search(words.codes)
    if right is None:
        return None
    first = [item.value for item in words.lexemes[: right.start()] if item.code == "D"]
    last = [item.value for item in words.lexemes[right.start() :] if item.code in "DRY"]
    year = full_year(last[2]) if len(last) > 2 else None
    if year is None and (words.codes.count("D") < 4 and words.codes[-1] != "."):
        return None
    month = first[1] if len(first) > 1 else last[1]
    start = _numeric(first[0], month, year, words, context)
    return Period(start, _numeric(last[0], last[1], year, words, context))


_RIGHT = re.compile(r"D[./][DR](?:[./] ?[YD])?\.?$")


def read_calendar(words: Words, context: Context) -> Period | None:
    """Days and months by name, with or without a year."""
    year, is_known = context.year(words)
    months, days = words.values("Mm"), words.days()
    if not is_known:
        return None
    if not days:
        return _span(Moment(year, months[0]), Moment(year, months[-1]), len(months))
    if len(months) > 1 or not _is_run(days, words):
        return None
    month = months[0]
    return _span(Moment(year, month, days[0]), Moment(year, month, days[-1]), len(days))


def _span(start: Moment, end: Moment, count: int) -> Period:
    return Period(start, end) if count > 1 else Period(start)


def _is_run(days: Sequence[int], words: Words) -> bool:
    """A range, or a list of neighbouring days; ``3 and 17 May`` are two dates."""
    codes = words.codes
    if len(days) == 2 and re.search(r"b (?:f )?\Z", words.before):
        return days[0] < days[1]
    if len(days) == 2 and not re.search(r"[&,/].*[Mm]|[Mm].*[&/]", codes):
        return days[0] < days[1]
    return all(later - earlier == 1 for earlier, later in pairwise(days)) or (
        len(days) == 2 and days[0] < days[1] and "t" in codes
    )


def read_month_day(words: Words, context: Context) -> Period | None:
    """``March 3``; without a year only where the language writes the month first."""
    has_year = "Y" in words.codes or "'" in words.codes
    is_dated = has_year or context.month_first or words.codes[0] in "WvT" or words.is_alone()
    if not is_dated or re.match(r" ?[%^o]| [#*] ?[%^]", words.after):
        return None
    return read_calendar(words, context)


def read_weekday_day(words: Words, context: Context) -> Period | None:
    """``Friday, the 27th``: the nearest day that is both."""
    weekday, day = words.first("Wv"), words.days()[-1]
    if context.anchor is None:
        return None
    near = sorted(range(-180, 181), key=abs)
    for distance in near:
        candidate = context.anchor + dt.timedelta(days=distance)
        if candidate.day == day and candidate.isoweekday() == weekday:
            return day_period(candidate)
    return None


def read_months(words: Words, context: Context) -> Period | None:
    """Months without a year; words that mean other things too need a preposition."""
    months = words.values("Mm")
    is_weak = "m" in words.codes and len(months) == 1 and words.codes[-1] not in "ou"
    if is_weak and not (words.is_led() or words.before.endswith("c ")):
        return None
    if re.match(r" ?[D#N]", words.after) and is_weak:
        return None
    return read_calendar(words, context)


def read_quarter(words: Words, context: Context) -> Period | None:
    """``III chorak``, ``second half of 2019``, ``I–III кварталы 2025 года``."""
    year, is_known = context.year(_without_ordinals(words))
    base, count = (33, 4) if "q" in words.codes else (40, 2)
    numbers = _ordinals(words, count)
    if "h" in words.codes and _HALF_OF_OTHER.match(words.after):
        return None
    if not is_known or not numbers or not all(1 <= number <= count for number in numbers):
        return None
    start, end = Moment(year, base + numbers[0] - 1), Moment(year, base + numbers[-1] - 1)
    return _span(start, end, len(numbers))


def _without_ordinals(words: Words) -> Words:
    """The words without a ``last`` that belongs to the quarter and not to a year."""
    if re.search(r"r y|y r y", words.codes):
        return words
    kept = [lexeme for lexeme in words.lexemes if lexeme.code != "r"]
    return Words("".join(lexeme.code for lexeme in kept), tuple(kept))


def _ordinals(words: Words, count: int) -> list[int]:
    numbers = [lexeme.value for lexeme in words.lexemes if lexeme.code in "RDO"]
    if numbers:
        return numbers
    has_year = "Y" in words.codes or "y" in words.codes or "J" in words.codes
    return [count] if has_year and words.relative() == "last" else []


def read_short_quarter(words: Words, _: Context) -> Period | None:
    """``Q3 2024``, ``1H25``, ``9M2025``."""
    numbers = words.values("D")
    year = words.first("Y")
    if year is None and len(numbers) > 1:
        year = full_year(numbers[1])
    number = numbers[0]
    if "L" in words.codes:
        is_span = 2 <= number <= 12 and year
        return Period(Moment(year, 1), Moment(year, number)) if is_span else None
    base, count = (33, 4) if "Q" in words.codes else (40, 2)
    if not 1 <= number <= count or (year is None and "H" in words.codes):
        return None
    return Period(Moment(year, base + number - 1))


def read_first_months(words: Words, context: Context) -> Period | None:
    """``first nine months of 2025``, ``2025-yilning to'qqiz oyida``."""
    year, is_known = context.year(words)
    count = (words.values("#D") or [0])[-1]
    if year is None and is_known and context.anchor is not None:
        year = context.anchor.year
    if not is_known or year is None or not 1 <= count <= 12:
        return None
    if words.values("O")[:1] not in ([], [1]):
        return None
    if re.match(r"r (?:#|D) [ou]", words.codes):
        return Period(Moment(year, 13 - count), Moment(year, 12))
    return Period(Moment(year, 1), Moment(year, count))


def read_season(words: Words, context: Context) -> Period | None:
    """``autumn of 2022``, ``this summer``."""
    season = words.first("S")
    year, is_known = context.year(words)
    if year is None and is_known and context.anchor is not None and words.codes[0] == "r":
        shift = {"last": -1, "next": 1, "coming": 1}.get(words.relative(), 0)
        return _near_season(season or 0, shift, context.anchor)
    return Period(Moment(year, season)) if is_known and year is not None else None


def _near_season(season: int, shift: int, anchor: dt.date) -> Period:
    period = Period(Moment(anchor.year, season))
    span = period.days()
    if span is None or shift == 0:
        return period
    is_over, is_ahead = span[1] < anchor, span[0] > anchor
    moves = (shift < 0 and not is_over) or (shift > 0 and not is_ahead)
    return period.shifted(shift) if moves else period


def read_iso_week(words: Words, _: Context) -> Period | None:
    """``2025-W31``."""
    return _iso_week(words.first("Y") or 0, words.first("D") or 0)


def read_calendar_week(words: Words, context: Context) -> Period | None:
    """``KW 31``, ``week 31 of 2018``."""
    year, is_known = context.year(words)
    if year is None and is_known and context.anchor is not None:
        year = context.anchor.year
    number = words.first("D") or 0
    is_of_month = "." in words.codes and number < _LEAST_WEEK
    return None if year is None or is_of_month else _iso_week(year, number)


def _iso_week(year: int, week: int) -> Period | None:
    if not dt.MINYEAR < year < dt.MAXYEAR or not 1 <= week <= 53:
        return None
    try:
        return week_period(dt.date.fromisocalendar(year, week, 1))
    except ValueError:  # the year has no week 53
        return None


def read_week_of(words: Words, context: Context) -> Period | None:
    """``week of October 6th``."""
    found = read_calendar(words, context)
    if found is None or context.anchor is None:
        return None
    span = found.in_year(found.start.year or context.anchor.year).days()
    return week_period(span[0]) if span else None


def read_nth_of(words: Words, context: Context) -> Period | None:
    """``third Tuesday of September 2014``, ``last week of 2015``."""
    year, is_known = context.year(words)
    if year is None and is_known and context.anchor is not None:
        year = context.anchor.year
    number = -1 if words.codes[0] == "r" else words.first("O")
    if year is None or number is None or (words.codes[0] == "r" and words.relative() != "last"):
        return None
    span = Period(Moment(year, words.first("Mm"))).days()
    if span is None:
        return None
    if "w" in words.codes:
        return _nth_week(span, number)
    step = 7 if "W" in words.codes else 1
    return _nth_day(span, number, words.first("W"), step)


def _nth_day(
    span: tuple[dt.date, dt.date], number: int, weekday: int | None, step: int
) -> Period | None:
    first, last = span
    if number < 0:
        back = (last.isoweekday() - weekday) % 7 if weekday is not None else 0
        return day_period(last - dt.timedelta(days=back))
    ahead = (weekday - first.isoweekday()) % 7 if weekday is not None else 0
    day = first + dt.timedelta(days=ahead + step * (number - 1))
    return day_period(day) if day <= last else None


def _nth_week(span: tuple[dt.date, dt.date], number: int) -> Period | None:
    """Weeks belong to the period that holds their Thursday, as in ISO 8601."""
    day = dt.date(span[0].year, span[0].month, 4 if number > 0 else span[1].day)
    if number < 0:
        day = span[1] - dt.timedelta(days=3)
        return week_period(day)
    found = week_period(day, number - 1)
    return found if number <= 53 else None
