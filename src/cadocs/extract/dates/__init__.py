"""Dates and periods in all varieties, resolved against the day of publication.

The text becomes a line of tokens, each with a code for what it can mean in a date
(`lexicon`); patterns over the codes find dates (`grammar`, `scanner`); readers turn them into
periods (`calendar_readings`, `relative_readings`); ranges and missing years come last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.extract.dates.lexicon import load_lexicon
from cadocs.extract.dates.ranges import join_ranges
from cadocs.extract.dates.scanner import Atom, Line, find_atoms
from cadocs.extract.dates.years import settle_year
from cadocs.schema import DateMention

if TYPE_CHECKING:
    import datetime as dt

    from cadocs.extract.dates.periods import Period
    from cadocs.schema import Trace
    from cadocs.text import Passage

__all__ = ["find_dates"]


def find_dates(passage: Passage, anchor: dt.date | None, trace: Trace) -> list[DateMention]:
    """Find the dates and periods of a passage.

    Args:
        passage: Folded text of one segment, Uzbek in Latin script. In a language that cadocs
            does not read only figures are dates: ``2025-11-15``, ``15.11.2025``.
        anchor: The day the text was published; without it ``yesterday`` is no date and a day
            without a year takes that of the date before it, or has none (``XXXX-10-22``).
        trace: Gets the rule that made each finding.

    Returns:
        Mentions with source offsets, sorted, without overlap.
    """
    lexicon = load_lexicon(passage.tag)
    line = Line.read(passage.view.text, lexicon, passage.sentences)
    found: list[DateMention] = []
    year: int | None = None
    for atom in join_ranges(line, find_atoms(line, anchor)):
        period = _settled(line, atom, anchor, year)
        if period is not None:
            year = period.start.year or year
            span = passage.view.source_span(line.offsets[atom.start], line.offsets[atom.end])
            told = f"{atom.rule}; anchor {anchor.isoformat() if anchor else 'none'}"
            trace.rule("dates", told, span)
            found.append(_mention(passage.view.source, span, period))
    return found


def _settled(line: Line, atom: Atom, anchor: dt.date | None, year: int | None) -> Period | None:
    if atom.period.start.year is not None:
        return atom.period
    if anchor is None:
        return atom.period if year is None else atom.period.in_year(year)
    return settle_year(atom.period, anchor, line.tense(atom.start))


def _mention(source: str, span: tuple[int, int], period: Period) -> DateMention:
    start, end = span
    first, last = period.days() or (None, None)
    return DateMention(
        start=start, end=end, text=source[start:end], edtf=period.edtf(), first=first, last=last
    )
