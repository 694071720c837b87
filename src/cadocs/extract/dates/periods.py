"""Periods of days: what a written date means, and how EDTF writes it."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

__all__ = ["Moment", "Period", "day_period", "month_index", "shift_months", "week_period"]

_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_DECEMBER = 12
_LONGEST = 31
_MASK_WIDTH = {1: 10, 2: 100}


class Moment(NamedTuple):
    """A stretch of the calendar that one EDTF expression names.

    Attributes:
        year: None where it is not known.
        month: 1 to 12, or EDTF's 21-24 (seasons), 33-36 (quarters), 40-41 (half years).
        day: Day of the month.
        mask: 1 for the decade and 2 for the century that begins with ``year``.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    mask: int = 0

    def edtf(self) -> str:
        """The moment in EDTF.

        >>> Moment(1990, mask=1).edtf(), Moment(None, 10, 22).edtf()
        ('199X', 'XXXX-10-22')
        """
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.mask:
            return year[: -self.mask] + "X" * self.mask
        parts = [year, *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    def is_possible(self) -> bool:
        """Whether the calendar has this moment; 29 February passes where the year is unknown."""
        if self.year is not None and not dt.MINYEAR <= self.year < dt.MAXYEAR:
            return False
        if self.day is None or self.month is None:
            return True
        if not 1 <= self.month <= _DECEMBER:
            return False
        return 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]

    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day; None where the year is not known."""
        if self.year is None or not self.is_possible():
            return None
        if self.day is not None and self.month is not None:
            day = dt.date(self.year, self.month, self.day)
            return day, day
        width = _MASK_WIDTH.get(self.mask, 1)
        low, high = _month_span(self.month)
        start = dt.date(self.year, low, 1)
        return start, _month_end(self.year + width - 1, high)


class Period(NamedTuple):
    """A moment, or the interval between two, both included."""

    start: Moment
    end: Moment | None = None
    approximate: bool = False

    def edtf(self) -> str:
        """The period in EDTF.

        >>> Period(Moment(2025, 1), Moment(2025, 9)).edtf()
        '2025-01/2025-09'
        """
        mark = "~" if self.approximate else ""
        if self.end is None:
            return self.start.edtf() + mark
        return f"{self.start.edtf()}{mark}/{self.end.edtf()}{mark}"

    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day; None where a year is not known.

        >>> Period(Moment(2024, 34)).days()
        (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30))
        """
        first = self.start.days()
        last = first if self.end is None else self.end.days()
        return None if first is None or last is None else (first[0], last[1])

    def is_possible(self) -> bool:
        """Whether the calendar has the period and it does not run backwards."""
        if not self.start.is_possible() or (self.end is not None and not self.end.is_possible()):
            return False
        span = self.days()
        return span is None or span[0] <= span[1]

    def in_year(self, year: int) -> Period:
        """The period with its missing years filled in; an interval may pass New Year.

        >>> Period(Moment(None, 11), Moment(None, 2)).in_year(2025).edtf()
        '2025-11/2026-02'
        """
        start = self.start if self.start.year is not None else self.start._replace(year=year)
        if self.end is None or self.end.year is not None:
            return self._replace(start=start)
        wraps = (self.end.month or 0, self.end.day or 99) < (start.month or 0, start.day or 0)
        first = start.year if start.year is not None else year
        return self._replace(start=start, end=self.end._replace(year=first + wraps))

    def is_nearly_possible(self) -> bool:
        """Whether only the length of a month is amiss, as on 31 June."""
        moments = [moment for moment in (self.start, self.end) if moment is not None]
        return all(
            1 <= (moment.month or 0) <= _DECEMBER and 1 <= (moment.day or 0) <= _LONGEST
            for moment in moments
        )

    def shifted(self, years: int) -> Period:
        """The same period some years later; negative: earlier."""
        return self._replace(start=_shifted(self.start, years), end=_shifted_end(self.end, years))


def day_period(day: dt.date, until: dt.date | None = None) -> Period:
    """The period of one day, or from one day to another.

    >>> day_period(dt.date(2025, 11, 15)).edtf()
    '2025-11-15'
    """
    end = None if until is None else Moment(until.year, until.month, until.day)
    return Period(Moment(day.year, day.month, day.day), end)


def week_period(day: dt.date, weeks: int = 0) -> Period:
    """Monday to Sunday of the week that lies ``weeks`` after that of a day.

    >>> week_period(dt.date(2025, 11, 15), -1).edtf()
    '2025-11-03/2025-11-09'
    """
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=weeks)
    return day_period(monday, monday + dt.timedelta(days=6))


def month_index(day: dt.date) -> int:
    """Months since the year 0, for counting across New Year."""
    return day.year * 12 + day.month - 1


def shift_months(day: dt.date, months: int) -> Moment:
    """The month that lies ``months`` after that of a day.

    >>> shift_months(dt.date(2025, 11, 15), 3).edtf()
    '2026-02'
    """
    year, month = divmod(month_index(day) + months, 12)
    return Moment(year, month + 1)


def _month_span(month: int | None) -> tuple[int, int]:
    if month is None:
        return 1, 12
    if month in _SEASON_MONTHS:
        return _SEASON_MONTHS[month]
    if 33 <= month <= 36:
        return 3 * (month - 33) + 1, 3 * (month - 33) + 3
    if month in (40, 41):
        return 6 * (month - 40) + 1, 6 * (month - 40) + 6
    return month, month


def _month_end(year: int, month: int) -> dt.date:
    if month > _DECEMBER:
        year, month = year + 1, month - _DECEMBER
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _shifted(moment: Moment, years: int) -> Moment:
    if moment.year is None:
        return moment
    moved = moment._replace(year=moment.year + years)
    return moved if moved.is_possible() else moved._replace(day=28)


def _shifted_end(moment: Moment | None, years: int) -> Moment | None:
    return None if moment is None else _shifted(moment, years)
