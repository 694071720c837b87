"""Readers of years, decades and centuries, and of what tells a year from another number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cadocs.extract.dates.periods import Moment, Period

if TYPE_CHECKING:
    from cadocs.extract.dates.context import Context, Words

__all__ = [
    "read_century",
    "read_decade",
    "read_roman_month",
    "read_year",
    "read_year_month",
    "read_years",
]

_LAST_YEAR = 2100
_FIRST_YEAR = 1800


def read_year_month(words: Words, _: Context) -> Period | None:
    """``2025-11``, ``05.2016``; ``1996-97`` where the second number is no month."""
    year, number = words.first("Y"), words.values("D")[0]
    is_pair = number > 12 and words.codes.startswith(("Y-", "Y/")) and words.after[:1] != "/"
    if is_pair or words.codes[-1] in ("j", "a") or words.codes[0] == "a":
        return _short_years(year or 0, number)
    if not 1 <= number <= 12 or (words.codes.startswith("D.") and words.after[:2].strip()):
        return None
    return Period(Moment(year, number))


def _short_years(first: int, number: int) -> Period | None:
    last = first - first % 100 + number
    return Period(Moment(first), Moment(last)) if last > first else None


def read_years(words: Words, context: Context) -> Period | None:
    """``2022-2026``, ``1996-97 yillar``."""
    years = words.values("Y")
    if len(years) == 1:
        return read_year_month(words, context) if "D" in words.codes else None
    if not _FIRST_YEAR <= years[0] < years[1] <= _LAST_YEAR:
        return None
    return Period(Moment(years[0]), Moment(years[1]))


def read_roman_month(words: Words, _: Context) -> Period | None:
    """``IV 2024``."""
    month = words.first("R") or 0
    is_month = 1 <= month <= 12 and not words.before.endswith("* ")
    return Period(Moment(words.first("Y"), month)) if is_month else None


def read_decade(words: Words, context: Context) -> Period | None:
    """``1970s``, ``90-yillar``, ``Siebzigerjahre``."""
    year = (words.values("Yn") or [0])[0]
    short = words.first("D")
    if "Y" not in words.codes:
        year = short if short is not None else year
        if not 20 <= year < 100 or (short is not None and year == 20 and "'" in words.codes):
            return None
        year += 1900 if context.anchor is None or year > context.anchor.year % 100 else 2000
    return Period(Moment(year, mask=1)) if year % 10 == 0 else None


def read_century(words: Words, _: Context) -> Period | None:
    """``XXI asr``, ``19th century``."""
    century = words.first("RDO") or 0
    return Period(Moment((century - 1) * 100, mask=2)) if 2 <= century <= 22 else None


def read_year(words: Words, context: Context) -> Period | None:
    """A year; a bare number needs something around it that says so."""
    year = words.first("Y") or 0
    if len(words.codes) > 1:
        return Period(Moment(year)) if year <= _LAST_YEAR else None
    if not _FIRST_YEAR <= year <= _LAST_YEAR or re.match(r" ?[%^]|[-]?[DN]| N|-\*", words.after):
        return None
    if words.is_numbered():
        return None
    is_year = _stands_as_year(words, context)
    return Period(Moment(year)) if is_year else None


def _stands_as_year(words: Words, context: Context) -> bool:
    before, after = words.before, words.after
    if words.is_led() or after.startswith(" g") or words.is_alone():
        return "G" not in after[:2]
    if re.match(r"[)]|[;,] ?[)]", after) and re.search(r"[, (]+$", before):
        return words.name_before or not before.endswith("* ")
    if _is_cited(words) or _is_in_head(words):
        return True
    if re.search(r"(?:^|[^D])Y(?:,? & |, |/)$", before) and context.history:
        return context.history[-1].start.month is None
    return _stands_plainly(words)


def _is_cited(words: Words) -> bool:
    """``(Smith 2017: 45)``, ``Toshkent, 2018. B. 12``: a name before, a page or number behind."""
    if words.before.endswith("*, ") and re.match(r", \^", words.after):
        return True
    if not words.name_before or not re.search(r"[^\d]\.?,? $", words.before):
        return False
    if re.match(r"[.,] ?[*bgoCr]\.? ?[ND]", words.after) and words.before[-2:] in (", ", ". "):
        return True
    if re.match(r", ?\*\. ?[ND]", words.after):
        return True
    is_open = re.search(r"[(?][^()]*$", words.before) is not None
    return is_open and re.match(r": ?[ND]|, ?[ND]|\?|, [*c]", words.after) is not None


def _is_in_head(words: Words) -> bool:
    """One of several years that stand alone at the end of a line, as in a table's head."""
    if re.match(r"(?: Y){1,6}(?:\n|$)", words.after):
        return True
    return words.before.endswith("Y ") and re.match(r"\n|$", words.after) is not None


def _stands_plainly(words: Words) -> bool:
    """``Budget-2025``, a first word of a sentence, or a place where no count can stand."""
    if words.before.endswith("*-"):
        return not words.letter_before and not re.match(r"[-*]", words.after)
    is_round = (words.first("Y") or 0) % 100 == 0
    if is_round or re.match(r".?[Gx]", words.after):
        return False
    is_first = not words.before or words.before[-1] == "\n" or words.before.endswith((". ", "? "))
    return (is_first and words.after.startswith(" ")) or words.before.endswith("f ")
