"""Sums of money: value, currency, range and qualifier, with their spans."""

from cadocs.extract.amounts.find import find_amounts

__all__ = ["find_amounts"]
