"""Readers of dates that are parts of others: a day of last month, a decade of a century."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.extract.dates.context import OFFSETS, full_year, unit_period
from cadocs.extract.dates.periods import Moment, Period

if TYPE_CHECKING:
    from cadocs.extract.dates.context import Context, Words

__all__ = [
    "read_century_part",
    "read_day_of_month",
    "read_left_out",
    "read_months_to",
    "read_short_year",
    "read_short_years",
    "read_year_part",
]

_QUARTERS = (33, 36)
_HALVES = (40, 41)
_MOST_MONTHS = 24
_DECEMBER = 12
_EARLIEST_SHORT = 40


def read_day_of_month(words: Words, context: Context) -> Period | None:
    """``20th of last month``, ``o'tgan oyning 20-sanasi``, ``3. d. M.``."""
    if context.anchor is None:
        return None
    if "J" in words.codes:
        unit, offset, *_ = words.word("J").split()
        shift = int(offset) if unit == "month" else None
    else:
        shift = OFFSETS.get(words.word("r"))
    month = None if shift is None else unit_period("month", shift, context.anchor)
    day = words.first("D")
    return None if month is None else Period(month.start._replace(day=day))


def read_century_part(words: Words, context: Context) -> Period | None:
    """``XX asrning 60-yillari``, ``second half of the 19th century``: its decade or the whole."""
    at = words.codes.index("c")
    named = max(words.codes.rfind(code, 0, at) for code in "RODr")
    lexeme = words.lexemes[named]
    century = lexeme.value
    if lexeme.code == "r":
        is_last = context.anchor is not None and lexeme.value in ("last", "past")
        century = context.anchor.year // 100 if is_last and context.anchor is not None else 0
    if not 2 <= century <= 22:
        return None
    start = (century - 1) * 100
    others = [item for index, item in enumerate(words.lexemes) if index != named]
    decades = [item.value for item in others if item.code in "Dn" and 10 <= item.value < 100]
    if "h" in words.codes or "q" in words.codes:
        return Period(Moment(start, mask=2))
    if not decades or decades[0] % 10:
        return None
    return Period(Moment(start + decades[0], mask=1))


def read_left_out(words: Words, context: Context) -> Period | None:
    """``in the first half of 2024 but not in the second``: the word for the half is left out."""
    number = words.first("O")
    before = context.said_before()
    if before is None or number is None or words.noun_follows:
        return None
    start = before.start
    for low, high in (_QUARTERS, _HALVES):
        if start.month is not None and low <= start.month <= high:
            is_other = start.month - low + 1 < number <= high - low + 1
            return Period(start._replace(month=low + number - 1)) if is_other else None
    return None


def read_months_to(words: Words, context: Context) -> Period | None:
    """``three months to September``: the month named is the last of them."""
    year, is_known = context.year(words)
    count, month = words.first("#D"), words.values("Mm")[-1:]
    if not is_known or not month or count is None or not 2 <= count <= _MOST_MONTHS:
        return None
    years, first = divmod(month[0] - count, _DECEMBER)
    if year is not None:
        return Period(Moment(year + years, first + 1), Moment(year, month[0]))
    if context.anchor is None or count > _DECEMBER:
        return None
    year = context.anchor.year - (month[0] > context.anchor.month)
    return Period(Moment(year + years, first + 1), Moment(year, month[0]))


def read_short_year(words: Words, _: Context) -> Period | None:
    """``in '98``, ``FY25``, ``FY2025``."""
    year = words.first("Y")
    last = words.lexemes[-1]
    if year is None and last.digits == 2:
        year = full_year(last.value)
    return None if year is None else Period(Moment(year))


def read_short_years(words: Words, _: Context) -> Period | None:
    """``96-97 yillar``: both years in two figures."""
    first, last = words.values("D")
    if not _EARLIEST_SHORT <= first < last:
        return None
    return Period(Moment(full_year(first)), Moment(full_year(last)))


def read_year_part(words: Words, context: Context) -> Period | None:
    """``Jahresende``, ``year-end``, also with a year behind it."""
    year = words.first("Y")
    if year is None and context.anchor is not None and not words.noun_follows:
        year = context.anchor.year
    return None if year is None else Period(Moment(year), approximate=True)
