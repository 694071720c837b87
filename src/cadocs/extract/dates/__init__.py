"""Dates and periods, as EDTF."""

from cadocs.extract.dates.find import find_dates

__all__ = ["find_dates"]
