"""Joining neighbouring dates into ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cadocs.extract.dates.periods import Moment, Period
from cadocs.extract.dates.scanner import Atom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.dates.scanner import Line

__all__ = ["join_ranges"]

_TO = re.compile(r"(?: ?[-~] ?|,? t (?:[fi] ){0,3})")
_AND = re.compile(r",? & (?:f ){0,2}")
_WEEK = 6
_BETWEEN = re.compile(r"b (?:f ){0,2}$")


def join_ranges(line: Line, atoms: Sequence[Atom]) -> list[Atom]:
    """Join two dates that a range word, a dash or a pair of endings binds together."""
    joined: list[Atom] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        period = None
        if before is not None and _are_bound(line, before, atom):
            period = _range(before.period, atom.period)
        if before is None or period is None:
            joined.append(atom)
        else:
            joined[-1] = Atom(before.start, atom.end, period, "range")
    return joined


def _are_bound(line: Line, left: Atom, right: Atom) -> bool:
    gap = line.codes[left.end : right.start]
    if len(gap) > 12:
        return False
    if _TO.fullmatch(gap):
        return True
    if _AND.fullmatch(gap):
        return _BETWEEN.search(line.codes[max(0, left.start - 6) : left.start]) is not None
    return gap == " " and _has_pair_of_endings(line, left, right)


def _has_pair_of_endings(line: Line, left: Atom, right: Atom) -> bool:
    """``28-oktabrdan 2-noyabrgacha``: from and to are endings."""
    table = line.lexicon.table.get("range_endings", {})
    since, until = tuple(table.get("from", ())), tuple(table.get("to", ()))
    if not since or not until:
        return False
    first, last = line.tokens[left.end - 1].lower(), line.tokens[right.end - 1].lower()
    return first.endswith(since) and last.endswith(until)


def _range(left: Period, right: Period) -> Period | None:
    start, end = left.start, right.start
    if right.end is not None and _is_week(left) and _is_week(right):
        return Period(start, right.end) if start < right.end else None
    if not (_is_plain(left) and _is_plain(right) and _are_alike(start, end)):
        return None
    if start.year is None and end.year is not None:
        start = start._replace(year=end.year - (_day_of(start) > _day_of(end)))
    found = Period(start, end, left.approximate or right.approximate)
    if end.year is None and start.year is not None:
        found = found.in_year(start.year)
    return found if found.is_possible() else None


def _is_plain(period: Period) -> bool:
    """Whether a period is one day, month or year."""
    return period.end is None and not period.start.mask


def _are_alike(start: Moment, end: Moment) -> bool:
    """Whether both are told as closely, or state their years."""
    return _precision(start) == _precision(end) or None not in (start.year, end.year)


def _day_of(moment: Moment) -> tuple[int, int]:
    return moment.month or 0, moment.day or 0


def _is_week(period: Period) -> bool:
    """``KW 33 bis KW 34``: spans of seven days."""
    span = period.days() if period.end is not None else None
    return span is not None and (span[1] - span[0]).days == _WEEK


def _precision(moment: Moment) -> int:
    return (moment.month is not None) + (moment.day is not None)
