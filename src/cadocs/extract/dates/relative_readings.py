"""Readers of dates told from the day of publication or from a date before."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from cadocs.extract.dates.context import OFFSETS, next_weekday, unit_period
from cadocs.extract.dates.periods import Moment, Period, day_period, shift_months

if TYPE_CHECKING:
    from cadocs.extract.dates.context import Context, Words

__all__ = [
    "read_ago",
    "read_counted",
    "read_day_word",
    "read_later",
    "read_part_of_unit",
    "read_relative_month",
    "read_relative_unit",
    "read_relative_weekday",
    "read_same_period",
    "read_weekday",
    "read_whole",
    "read_year_to_date",
]

_MAX_COUNT = 1000
_DECEMBER = 12
_QUARTER = 33
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def read_day_word(words: Words, context: Context) -> Period | None:
    """``today``, ``vorgestern``."""
    offset = words.first("T")
    if context.anchor is None or offset is None:
        return None
    return day_period(context.anchor + dt.timedelta(days=offset))


def read_weekday(words: Words, context: Context) -> Period | None:
    """A bare weekday: the last up to now or the next, by the tense; after ``until`` the next."""
    weekday = words.first("Wv")
    if context.anchor is None or weekday is None:
        return None
    tense = "future" if words.before.endswith("t ") else context.tense()
    return day_period(next_weekday(context.anchor, weekday, tense))


def read_relative_weekday(words: Words, context: Context) -> Period | None:
    """``next Friday``, ``am kommenden Freitag``, ``Monday of last week``."""
    weekday = words.first("W")
    relative = words.relative()
    if "J" in words.codes:
        return _weekday_of_whole(words.word("J"), weekday or 1, context.anchor)
    if context.anchor is None or weekday is None or relative not in OFFSETS:
        return None
    if "w" not in words.codes and relative == "coming":
        tomorrow = context.anchor + dt.timedelta(days=1)
        return day_period(next_weekday(tomorrow, weekday, "future"))
    if "w" not in words.codes and relative == "past":
        return day_period(next_weekday(context.anchor, weekday, "past"))
    monday = context.anchor - dt.timedelta(days=context.anchor.weekday())
    return day_period(monday + dt.timedelta(weeks=OFFSETS[relative], days=weekday - 1))


def _weekday_of_whole(whole: str, weekday: int, anchor: dt.date | None) -> Period | None:
    """``Dienstag der Vorwoche``."""
    unit, offset, *_ = whole.split()
    if unit != "week" or anchor is None:
        return None
    monday = anchor - dt.timedelta(days=anchor.weekday())
    return day_period(monday + dt.timedelta(weeks=int(offset), days=weekday - 1))


def read_relative_month(words: Words, context: Context) -> Period | None:
    """``last September``."""
    month = words.first("Mm")
    relative = words.relative()
    if context.anchor is None or month is None or relative not in OFFSETS:
        return None
    here = context.anchor.month
    shift = {"last": -int(month >= here), "this": 0}.get(relative, int(month <= here))
    return Period(Moment(context.anchor.year + shift, month))


def read_relative_unit(words: Words, context: Context) -> Period | None:
    """``last year``, ``diese Woche``, ``in the same year``."""
    relative, unit = words.relative(), words.unit()
    final = _final_quarter(context) if words.word("r") == "final" and unit == "quarter" else None
    if final is not None:
        return final
    if relative == "same":
        return _same_unit(unit, context)
    if context.anchor is None or relative not in OFFSETS or unit == "decade":
        return None
    return unit_period(unit or "month", OFFSETS[relative], context.anchor)


def _final_quarter(context: Context) -> Period | None:
    """``in the second quarter of 2024 …, in the final quarter``: that of the year just named."""
    before = context.said_before()
    is_quarter = before is not None and _QUARTER <= (before.start.month or 0) < _QUARTER + 4
    return (
        before._replace(start=before.start._replace(month=_QUARTER + 3), end=None)
        if before is not None and is_quarter
        else None
    )


def _same_unit(unit: str, context: Context) -> Period | None:
    if unit == "year":
        year = context.last_year()
        return Period(Moment(year)) if year is not None else None
    if unit == "day":
        day = context.last_day()
        return day_period(day) if day is not None else None
    if unit == "decade":
        year = context.last_year()
        return Period(Moment(year - year % 10, mask=1)) if year is not None else None
    if unit == "month":
        months = (p.start for p in reversed(context.history) if p.start.month is not None)
        found = next(months, None)
        return Period(found._replace(day=None)) if found is not None else None
    return None


def read_whole(words: Words, context: Context) -> Period | None:
    """``Vorjahr``, ``bultur``, ``a day earlier``: one word or phrase for the whole."""
    unit, offset, *told = words.word("J").split()
    anchor = context.anchor
    if anchor is None:
        return None
    if told and unit == "year":
        return Period(Moment((context.last_year() or anchor.year) + int(offset)))
    is_counted = bool(told) or (int(offset) > 0 and _is_in_tale(context))
    found = _told(context, unit, int(offset)) if is_counted and unit != "day" else None
    if found is not None:
        return found
    if told:
        anchor = context.last_recent_day() or anchor
    if unit == "half_year":
        return Period(shift_months(anchor, 6 * int(offset)))
    return unit_period(unit, int(offset), anchor)


def read_ago(words: Words, context: Context) -> Period | None:
    """``seven years ago``, ``vor zwei Tagen``; ``nine days earlier`` than what was told."""
    if "p" in words.codes and words.word("p") != "earlier":
        return None
    if words.word("A") == "told" or "p" in words.codes:
        return _from_told(words, context, -1)
    return _moved(words, context.anchor, -1)


def read_later(words: Words, context: Context) -> Period | None:
    """``in three weeks``, ``yetti yildan keyin``; ``in`` alone may also tell how long."""
    is_bare = words.codes[0] not in "XZ" and words.codes[-1] not in "Zp"
    if words.codes[0] == "Z" and words.word("Z") != "both":
        return None
    tense = context.tense()
    if is_bare and (tense == "past" or words.after[:2] in (" A", " Z")):
        return None
    if "p" in words.codes and words.word("p") != "later":
        return None
    is_told = words.word("Z") in ("told", "both") and tense != "future"
    if "p" in words.codes or is_told or (words.codes[0] == "X" and _is_in_tale(context)):
        return _from_told(words, context, 1)
    return _moved(words, context.anchor, 1)


def _is_in_tale(context: Context) -> bool:
    """Whether a clause in the past follows a date: ``в 1998 году …, через семь лет отменили``."""
    return context.said_before() is not None and context.tense() == "past"


def _from_told(words: Words, context: Context, sign: int) -> Period | None:
    """Counted from the date named last; from the day of publication where none will do."""
    half, count = words.first("F"), words.first("F#D") or 0
    unit = words.unit()
    found = None
    if half is not None and unit == "year":
        found = _told(context, "month", sign * (12 * half + 6))
    elif half is None and 0 < count < _MAX_COUNT:
        found = _told(context, unit, sign * count)
    if found is None and not context.history and sign > 0 and context.tense() != "future":
        return None
    return found or _moved(words, context.anchor, sign)


def _told(context: Context, unit: str, offset: int) -> Period | None:
    """The unit that lies so many after the date named last, if that is as exact."""
    last = context.base(1 if offset > 0 else -1)
    if last is None or last.start.year is None or last.start.mask:
        return None
    year, month = last.start.year, last.start.month
    if unit == "year":
        return Period(Moment(year + offset))
    if unit == "half_year":
        unit, offset = "month", 6 * offset
    if unit == "month" and month is not None and month <= _DECEMBER:
        return Period(shift_months(dt.date(year, month, 1), offset))
    span = last.days()
    if unit in _DAYS and span is not None and span[0] == span[1]:
        return day_period(span[0] + dt.timedelta(days=offset * _DAYS[unit]))
    return None


def _moved(words: Words, anchor: dt.date | None, sign: int) -> Period | None:
    count, half = words.first("#DF"), words.first("F")
    if anchor is None or count is None or not 0 < count < _MAX_COUNT:
        return None
    unit = words.unit()
    if half is not None:
        return Period(shift_months(anchor, sign * (12 * half + 6))) if unit == "year" else None
    if unit in _DAYS:
        return day_period(anchor + dt.timedelta(days=sign * count * _DAYS[unit]))
    if unit == "month":
        return Period(shift_months(anchor, sign * count))
    year = anchor.year + sign * count
    return Period(Moment(year)) if unit == "year" and year > 0 else None


def read_counted(words: Words, context: Context) -> Period | None:
    """``past seven years`` reaches up to now; ``next three days`` begin tomorrow."""
    count, unit = words.first("#D"), words.unit()
    offset = OFFSETS.get(words.relative(), 0)
    if context.anchor is None or count is None or not 0 < count < _MAX_COUNT or offset == 0:
        return None
    if unit == "year":
        year = context.anchor.year
        low, high = (year - count, year) if offset < 0 else (year + 1, year + count)
        return Period(Moment(low), Moment(high)) if low > 0 else None
    return _counted_unit(unit, count, offset, context.anchor)


def _counted_unit(unit: str, count: int, offset: int, anchor: dt.date) -> Period | None:
    if unit == "day":
        days = sorted((offset, offset * count))
        low, high = (anchor + dt.timedelta(days=day) for day in days)
        return day_period(low, high)
    if unit not in ("week", "month", "quarter"):
        return None
    near, far = (unit_period(unit, step, anchor) for step in (offset, offset * count))
    spans = [period.days() for period in (near, far) if period is not None]
    ends = sorted(day for span in spans if span is not None for day in span)
    if unit == "week":
        return day_period(ends[0], ends[-1])
    return Period(Moment(ends[0].year, ends[0].month), Moment(ends[-1].year, ends[-1].month))


def read_part_of_unit(words: Words, context: Context) -> Period | None:
    """``end of the year``, ``yil davomida``: the unit that is running."""
    if context.anchor is None or re.search(r"[YDr#O][- ]?$", words.before):
        return None
    return unit_period(words.unit(), 0, context.anchor)


def read_year_to_date(words: Words, context: Context) -> Period | None:
    """``seit Jahresbeginn``: January up to the month of publication."""
    year, is_known = context.year(words)
    if context.anchor is None or not is_known:
        return None
    if year is not None and year != context.anchor.year:
        return Period(Moment(year))
    start = Moment(context.anchor.year, 1)
    return Period(start, Moment(context.anchor.year, context.anchor.month))


def read_same_period(_: Words, context: Context) -> Period | None:
    """``same period last year``: the period named last, a year earlier."""
    last = context.anchor.year - 1 if context.anchor is not None else None
    for period in reversed(context.history):
        span = period.days()
        if span is not None and (span[1] - span[0]).days > 6 and period.start.mask == 0:
            return period.shifted(-1) if period.start.year != last else period
    return None
