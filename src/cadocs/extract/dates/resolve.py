"""What a match of a date pattern means, given the anchor and the text before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cadocs.extract.dates.periods import (
    Moment,
    Period,
    day_period,
    shift_months,
    week_period,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from cadocs.extract.dates.grammar import Grammar

__all__ = ["Context", "resolve"]

_HALF, _QUARTER = 39, 32


@dataclass(slots=True)
class Context:
    """What is known where a date stands.

    Attributes:
        grammar: The language's grammar.
        anchor: Day of publication, or None.
        year: The year that was written last before, or None.
        tense: ``past``, ``future`` or nothing, by the words of the clause.
        last: The period that was found last before, or None.
    """

    grammar: Grammar
    anchor: dt.date | None
    year: int | None = None
    tense: str = ""
    last: Period | None = None


def resolve(kind: str, match: re.Match[str], context: Context) -> Period | None:
    """The period that a match means; None where it means none."""
    return _KINDS[kind](_Reader(match, context))


@dataclass(slots=True)
class _Reader:
    """Reads the groups of a match."""

    match: re.Match[str]
    context: Context

    def text(self, name: str) -> str | None:
        return self.match.groupdict().get(name)

    def number(self, name: str) -> int | None:
        text = self.text(name)
        if text is None:
            return None
        return int(text) if text.isdigit() else int(self.context.grammar.value(name[0], text))

    @property
    def year(self) -> int | None:
        """The year in the match: written, or said in relation to the anchor."""
        if self.text("Y"):
            return self.number("Y")
        relative = self.text("R")
        shifted = self.shift(relative) if relative else None
        return shifted.start.year if shifted else None

    def shift(self, text: str) -> Period | None:
        unit, _, amount = self.context.grammar.value("R", text).partition("-")
        return _shift(unit, amount, self.context)

    def in_year(self, period: Period) -> Period:
        """The period in its year: written, of the text, or nearest to the anchor."""
        if period.start.year is not None:
            return period.in_year(period.start.year)
        if self.context.anchor is None:
            return period.in_year(self.context.year) if self.context.year else period
        return _nearest(period, self.context)


def _nearest(period: Period, context: Context) -> Period:
    anchor = context.anchor or dt.date.min
    options = [period.in_year(anchor.year + step) for step in (-1, 0, 1)]

    def order(option: Period) -> tuple[bool, int]:
        days = option.days()
        if days is None:
            return True, 0
        late = context.tense == "past" and days[0] > anchor
        early = context.tense == "future" and days[1] < anchor
        middle = days[0] + (days[1] - days[0]) / 2
        return late or early, abs((middle - anchor).days)

    return min(options, key=order)


def _shift(unit: str, amount: str, context: Context) -> Period | None:
    anchor = context.anchor
    if unit == "same":
        return Period(Moment(context.year)) if context.year else None
    if anchor is None:
        return None
    if amount == "to-date":
        return Period(Moment(anchor.year, 1), Moment(anchor.year, anchor.month))
    return _moved(anchor, unit, int(amount.replace("minus", "-").replace("plus", "")))


def _moved(anchor: dt.date, unit: str, steps: int) -> Period:
    if unit == "day":
        return day_period(anchor + dt.timedelta(days=steps))
    if unit == "week":
        return week_period(anchor, steps)
    if unit == "month":
        return Period(shift_months(anchor, steps))
    return Period(Moment(anchor.year + steps))


def _day(read: _Reader) -> Period:
    return read.in_year(Period(Moment(read.year, read.number("M"), read.number("D"))))


def _iso(read: _Reader) -> Period:
    month = int(read.text("m") or 0)
    return Period(Moment(read.year, month, read.number("D")))


def _day_range(read: _Reader) -> Period:
    first, second = read.number("M"), read.number("M2")
    start = Moment(read.year, first, read.number("D"))
    end = Moment(read.year, second or first, read.number("D2"))
    return read.in_year(Period(start, end))


def _month(read: _Reader) -> Period:
    return read.in_year(Period(Moment(read.year, read.number("M"))))


def _month_range(read: _Reader) -> Period:
    start, end = Moment(read.year, read.number("M")), Moment(read.year, read.number("M2"))
    return read.in_year(Period(start, end))


def _year(read: _Reader) -> Period:
    return Period(Moment(read.number("Y")))


def _year_range(read: _Reader) -> Period:
    return Period(Moment(read.number("Y")), Moment(read.number("Y2")))


def _part_of_year(read: _Reader, base: int) -> Period | None:
    year = read.year or read.context.year
    anchor = read.context.anchor
    if year is None and anchor is not None:
        return _nearest(Period(Moment(None, base + (read.number("O") or 1))), read.context)
    return Period(Moment(year, base + (read.number("O") or 1))) if year else None


def _quarter(read: _Reader) -> Period | None:
    return _part_of_year(read, _QUARTER)


def _half(read: _Reader) -> Period | None:
    return _part_of_year(read, _HALF)


def _first_months(read: _Reader) -> Period | None:
    anchor = read.context.anchor
    count = read.number("N") or 0
    year = read.year or (anchor.year if anchor else read.context.year)
    if year is None or not 1 < count < 12:
        return None
    return Period(Moment(year, 1), Moment(year, count))


def _same_period(read: _Reader) -> Period | None:
    last = read.context.last
    return last.shifted(-1) if last else None


def _same_quarter(read: _Reader) -> Period | None:
    anchor = read.context.anchor
    if anchor is None:
        return None
    return Period(Moment(anchor.year - 1, _QUARTER + (read.number("O") or 1)))


def _counted(read: _Reader, sign: int) -> Period | None:
    anchor = read.context.anchor
    if anchor is None:
        return None
    unit_text = read.text("U")
    unit = read.context.grammar.value("U", unit_text) if unit_text else "year"
    count = read.number("N") or 1
    if unit == "week":
        return day_period(anchor + dt.timedelta(weeks=sign * count))
    return _moved(anchor, unit, sign * count)


def _ago(read: _Reader) -> Period | None:
    return _counted(read, -1)


def _ahead(read: _Reader) -> Period | None:
    return _counted(read, 1)


def _past_years(read: _Reader) -> Period | None:
    anchor, count = read.context.anchor, read.number("N") or 0
    if anchor is None:
        return None
    return Period(Moment(anchor.year - count), Moment(anchor.year))


def _weekday(read: _Reader) -> Period | None:
    anchor = read.context.anchor
    if anchor is None:
        return None
    ahead = (((read.number("W") or 1) - 1) - anchor.weekday()) % 7
    if read.context.tense == "future":
        return day_period(anchor + dt.timedelta(days=ahead or 7))
    return day_period(anchor - dt.timedelta(days=(7 - ahead) % 7))


def _relative(read: _Reader) -> Period | None:
    return read.shift(read.text("R") or "")


_KINDS: dict[str, Callable[[_Reader], Period | None]] = {
    "iso": _iso,
    "day": _day,
    "day_range": _day_range,
    "month": _month,
    "month_range": _month_range,
    "year": _year,
    "year_range": _year_range,
    "quarter": _quarter,
    "half": _half,
    "first_months": _first_months,
    "same_period": _same_period,
    "same_quarter": _same_quarter,
    "ago": _ago,
    "ahead": _ahead,
    "past_years": _past_years,
    "weekday": _weekday,
    "relative": _relative,
}
