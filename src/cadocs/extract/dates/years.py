"""Filling in the year that a date lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from cadocs.extract.dates.periods import Period

__all__ = ["settle_year"]

_QUARTER = 33
"""EDTF's number of the first quarter; halves follow."""


def settle_year(period: Period, anchor: dt.date, tense: str) -> Period | None:
    """Give a period without a year the one that brings it nearest to the anchor.

    Args:
        period: A period whose start has no year.
        anchor: The day the text was published.
        tense: ``past`` and ``future`` leave out what has not begun or is over.

    Returns:
        The period with its year; None if no near year has such a day.

    >>> import datetime as dt
    >>> from cadocs.extract.dates.periods import Moment, Period
    >>> settle_year(Period(Moment(None, 12, 27)), dt.date(2025, 1, 9), "past").edtf()
    '2024-12-27'
    """
    if (period.start.month or 0) >= _QUARTER and not tense:
        tense = "past"  # quarters and half years are told of when they have begun
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    near = [period.in_year(year) for year in years]
    spans = [(found.days(), found) for found in near if found.is_possible()]
    fitting = [
        (_distance(span, anchor), at, found)
        for at, (span, found) in enumerate(spans)
        if span is not None and _fits(span, anchor, tense)
    ]
    return min(fitting)[2] if fitting else None


def _fits(span: tuple[dt.date, dt.date], anchor: dt.date, tense: str) -> bool:
    if tense == "past":
        return span[0] <= anchor
    return tense != "future" or span[1] >= anchor


def _distance(span: tuple[dt.date, dt.date], anchor: dt.date) -> int:
    if span[0] <= anchor <= span[1]:
        return 0
    return min(abs((span[0] - anchor).days), abs((span[1] - anchor).days))
