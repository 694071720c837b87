"""The shapes of written dates, as patterns over token codes.

One grammar serves all languages: the tables say what a word is, the patterns say in which
order such words make a date. ``<name>`` stands for a pattern from `_PARTS`; every repetition is
bounded, so that a search is linear in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["COMBINED", "RULES", "Rule"]


class Rule(NamedTuple):
    """A shape and the reader of what matches it.

    Attributes:
        name: Stable name, given as the explanation of a finding.
        pattern: Compiled pattern over codes.
        reader: Name of the reading, see `readings.READERS`.
    """

    name: str
    pattern: re.Pattern[str]
    reader: str


_PARTS = {
    "year": r"(?:Y(?:-z(?![a-z*]))?(?:[- \n]?[yj](?:\.(?=[ \n]?[a-zM,)]))?)?|y Y)",
    "someyear": r"(?:<year>|r y|J)",
    "day": r"(?:D(?:-?z|\.)?|(?:#[ -])?O)",
    "dash": r"(?: ?[-~] ?)",
    "to": r"(?:<dash>| t (?:f ){0,2}(?:d )?)",
    "and": r"(?:,? & (?:f ){0,2}|, ?|/ ?)",
    "days": r"<day>(?:(?:<to>|<and>)<day>){0,5}",
    "month": r"[Mm]\.?",
    "months": r"<month>(?:(?:<to>| & |/)<month>){0,5}",
    "weekday": r"(?:T,[ \n])?(?:[Wv]\.?,?[ \n](?:f ){0,2})?",
    "tail": r"(?:,?[ \n](?:[fi] ){0,3}<someyear>| ?, ?Y|[-/]Y| ?'D(?!D)| y\.?(?= ?Y))",
    "ordinal": r"(?:R|O|D(?:-?z|\.)?|r)",
    "count": r"(?:#|D)",
    "counted": r"(?:#|D|F)",
    "century": r"(?:(?:R|O|D(?:-?z|\.)?)[ -]?|r )c",
    "decade": r"(?:D-?n|D-z(?= j)|D ?s|D[- ]j|n)(?: [yjl])?",
    "unit": r"[dwouqhyeckl]",
    "fill": r"(?:[fi] ){0,3}",
    "end": r"(?![-./,:]?[DYNE])",
    "endless": r"(?!\.?[ \n](?:f )?<someyear>)",
    "begin": r"(?<![DYNE][-./,:])(?<![DYNE])",
}

_SHAPES = (
    ("iso day", r"<begin>Y(?:-D-D|\.D\.D|/D/D)<end>", "iso"),
    ("year, month name, day", r"<begin>Y[-/][Mm][-/]D<end>", "calendar"),
    ("numeric range", r"<begin>D(?:\.D)?\.?<to>D\.(?:D|R)\. ?(?:Y|D)?<end>", "numeric_range"),
    ("month and day range", r"<begin>D/D<to>D/D(?:/(?:Y|D))?<end>", "numeric_range"),
    (
        "numeric day",
        (
            r"<weekday><begin>D(?:\. ?(?:D|R)\. ?|/D/|-D-)(?:Y|D)(?:[ \n]?y\.?)?<end>"
            r"|<begin>D[-/ ]R[-/ ]Y(?:[ \n]?y\.?)?<end>"
        ),
        "numeric",
    ),
    ("month, day, year", r"<begin>[Mm][-/]D[-/]Y<end>|D[-/]Y[-/][Mm]|[Mm]-Y-D", "calendar"),
    (
        "day of a relative month",
        (
            r"r o[ \n]D-? ?[!d]|<begin>D(?:-?z)? ! r o|<begin>D\. (?:f )?(?:r o|J)"
            r"|<begin>D-?z (?:f ){0,2}r o"
        ),
        "day_of_month",
    ),
    ("same period", r"B", "same_period"),
    ("year to date", r"P(?: (?:<fill>)<someyear>)?", "year_to_date"),
    ("year, day, month", r"<someyear>,?[ \n]<weekday><days>-?[ \n]?<month>", "calendar"),
    ("year, month, day", r"<someyear>[ \n]<month>[ \n]D-? ?d", "calendar"),
    (
        "day and month",
        r"<weekday><begin><days>[-/]?[ \n]?(?:f ){0,2}(?:d f )?<month><tail>?",
        "calendar",
    ),
    ("month and day", r"<weekday><month>[-/]?[ \n]?(?:f ){0,2}<days><end><tail>?", "month_day"),
    ("day and month in figures", r"<weekday><begin>D(?:\.D\.?|/D)<end>", "numeric_short"),
    ("weekday and day", r"[Wv]\.?,? (?:f ){0,2}(?:D-?z|O)|W\.?, f D\.", "weekday_day"),
    ("nth weekday", r"(?:O|r)[ ](?:W|d|w) <fill><months>(?:,? <fill><someyear>)?", "nth_of"),
    ("nth week of a year", r"(?:O|r) w <fill>(?:Y|r y|y Y)", "nth_of"),
    (
        "months to a month",
        (
            r"(?:U )?<count>[ -]o (?:=|t) (?:f )?(?:D(?:-?z|\.)? (?:f )?)?<month>"
            r"(?: D(?:-?z)?(?!\d))?(?:,?[ \n](?:[fi] ){0,2}<someyear>)?"
        ),
        "months_to",
    ),
    (
        "first months",
        (
            r"<someyear>[ \n]<fill>(?:O )?<count>[- ]?[ou]"
            r"|(?:O|r) <count> [ou]\.?[ \n]<fill><someyear>"
            r"|<count> [ou]\.?[ \n](?:f )?<someyear>"
            r"|(?:O )<count> [ou]|U <count> o(?! [AZ])<endless>|<count>[- ]?u"
        ),
        "first_months",
    ),
    (
        "quarter or half",
        (
            r"<someyear>,?[- \n]<fill><ordinal>(?:<to>|<and>)<ordinal>[- ]?[qh]"
            r"|<someyear>,?[- \n]<fill><ordinal>[- ]?[qh]"
            r"|<ordinal>(?:<to>|<and>)<ordinal>[- ]?[qh]\.?(?:[ \n]<fill><someyear>)?"
            r"|<ordinal>[- ]?[qh]\.?,?(?:[ \n]<fill><someyear>)?"
        ),
        "quarter",
    ),
    (
        "short quarter",
        (
            r"<begin>[QH]D(?: ?[-/]? ?Y<end>| f Y<end>|['/]D<end>|<end>)"
            r"|<begin>D[QHL](?: ?[/'-]? ?(?:Y|D)<end>)"
            r"|<begin>(?:Y[- ]?[QH]D|Y[- ]?D[QH])<end>"
        ),
        "short_quarter",
    ),
    (
        "part of a century",
        (
            r"<century>[ ]<decade>|<decade> (?:f ){0,2}<century>|<century>[ ]<ordinal>[- ]?[qh]"
            r"|<ordinal>[- ]?[qh] (?:f ){0,2}<century>"
        ),
        "century_part",
    ),
    ("iso week", r"<begin>Y-?KD<end>", "iso_week"),
    (
        "calendar week",
        r"w D(?: ?/ ?Y|,? <fill><someyear>)?<end>|D-w(?! A)|D\. w(?! A)",
        "calendar_week",
    ),
    ("month range with year", r"<someyear>,?[ \n]<months>(?: [ou])?", "calendar"),
    ("months and year", r"<months>(?:,?[ \n]<fill><someyear>|[-/ ]Y<end>| 'D)", "calendar"),
    ("roman month", r"R[ .]Y<end>", "roman_month"),
    ("season of a year", r"S(?:[ \n]<fill><someyear>)|<someyear>[ \n]S|r S", "season"),
    (
        "month and numeric year",
        r"<begin>(?:D[./] ?Y|Y[-./] ?D)(?:[- ]?(?:j|a))?<end>",
        "year_month",
    ),
    ("academic year", r"<begin>Y[-/](?:Y|D)[- ]?a|a Y[-/](?:Y|D)<end>", "years"),
    ("fiscal year", r"a(?:Y|D)<end>|(?<=[it] )'D(?! ?[sny])<end>", "short_year"),
    ("two years in short", r"<begin>D[-/]D[- ]?j", "short_years"),
    (
        "years",
        (
            r"<begin>Y(?: ?y)?(?:<to>|/)(?:f )?Y(?:[- \n]?[yj]\.?)?<end>"
            r"|<begin>Y[-/]D(?:[- ]?[yj])?<end>|(?<=b )Y & Y<end>"
        ),
        "years",
    ),
    (
        "decade",
        (
            r"<begin>Y(?: ?'?s|-?n|-z(?= y| j))(?: [yjl])?"
            r"|<begin>Y[- ][jl]|<begin>(?<![*])'?D(?: ?s|-?n|-z(?= j)|-(?=j))(?: ?[jyl])?"
            r"|(?<=[if] )n(?: [lj])?|n [lj]|n(?=$|[ ,.])"
        ),
        "decade",
    ),
    ("century", r"(?:R|O|D(?:-?z|\.)?)[ -]?c", "century"),
    ("part of a year", r"I Y<end>|(?<=[it] )I|(?<=[it] f )I", "year_part"),
    ("counted past or future", r"r <count> <unit>|<count> r <unit>", "counted"),
    ("ago", r"<counted> <unit> [Ap]|V <counted> <unit>(?! A)<endless>", "ago"),
    (
        "later",
        r"<counted> <unit> [Zp]|[XZ] <counted> <unit>(?! A)<endless>|(?<=i )<counted> [dwoyl]",
        "later",
    ),
    (
        "relative weekday",
        r"r W(?: <fill>(?:r w))?|r w(?: f|,| -)? W|W,? (?:(?:[fi] ){0,3}r w|(?:f ){0,2}J)",
        "relative_weekday",
    ),
    ("relative month", r"r <month>", "relative_month"),
    ("month of a relative year", r"[Mm] <fill>(?:r y|J)", "calendar"),
    ("relative unit", r"r [dwoquyehck]", "relative_unit"),
    ("week of a day", r"w f <days>[ ]?(?:f )?<month><tail>?|w f <month> <days>", "week_of"),
    ("day word", r"T", "day_word"),
    ("whole", r"J", "whole"),
    ("months", r"<months>(?: [ou])?", "months"),
    ("part of this unit", r"p (?:[fi] ){0,2}[yoqw](?! Y)|(?<!D )(?<!# )[yo] g", "part_of_unit"),
    ("year", r"<begin><year><end>", "year"),
    ("weekday", r"W", "weekday"),
    ("left out", r"(?<=[ifc*] )O", "left_out"),
)


def _expand(pattern: str) -> str:
    while "<" in (plain := pattern.replace("(?<", "\0")):
        plain = re.sub(r"<(\w+)>", lambda match: _PARTS[match.group(1)], plain)
        pattern = plain.replace("\0", "(?<")
    return pattern


RULES = tuple(Rule(name, re.compile(_expand(shape)), reader) for name, shape, reader in _SHAPES)
"""All shapes; where several match at one place the first that reads well is taken."""

COMBINED = re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in RULES))
"""Finds the next place where any shape matches."""
