"""Which reader makes a period of which shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cadocs.extract.dates import calendar_readings as written
from cadocs.extract.dates import derived_readings as derived
from cadocs.extract.dates import relative_readings as told
from cadocs.extract.dates import year_readings as years

if TYPE_CHECKING:
    from collections.abc import Callable

    from cadocs.extract.dates.context import Context, Words
    from cadocs.extract.dates.periods import Period

__all__ = ["READERS"]

Reader: TypeAlias = "Callable[[Words, Context], Period | None]"

READERS: dict[str, Reader] = {
    "ago": told.read_ago,
    "calendar": written.read_calendar,
    "calendar_week": written.read_calendar_week,
    "century": years.read_century,
    "century_part": derived.read_century_part,
    "counted": told.read_counted,
    "day_of_month": derived.read_day_of_month,
    "day_word": told.read_day_word,
    "decade": years.read_decade,
    "first_months": written.read_first_months,
    "iso": written.read_iso,
    "iso_week": written.read_iso_week,
    "later": told.read_later,
    "left_out": derived.read_left_out,
    "month_day": written.read_month_day,
    "months": written.read_months,
    "months_to": derived.read_months_to,
    "nth_of": written.read_nth_of,
    "numeric": written.read_numeric,
    "numeric_range": written.read_numeric_range,
    "numeric_short": written.read_numeric_short,
    "part_of_unit": told.read_part_of_unit,
    "quarter": written.read_quarter,
    "relative_month": told.read_relative_month,
    "relative_unit": told.read_relative_unit,
    "relative_weekday": told.read_relative_weekday,
    "roman_month": years.read_roman_month,
    "same_period": told.read_same_period,
    "season": written.read_season,
    "short_quarter": written.read_short_quarter,
    "short_year": derived.read_short_year,
    "short_years": derived.read_short_years,
    "week_of": written.read_week_of,
    "weekday": told.read_weekday,
    "weekday_day": written.read_weekday_day,
    "whole": told.read_whole,
    "year": years.read_year,
    "year_part": derived.read_year_part,
    "year_month": years.read_year_month,
    "year_to_date": told.read_year_to_date,
    "years": years.read_years,
}
"""Readers by the name that a rule gives."""
