"""Date patterns of a language, made of the forms in its table.

A pattern is a regular expression with placeholders such as ``{D}`` and ``{M}``; each becomes a
group. Groups whose names differ only in a figure stand for two parts of a range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cadocs.languages import load_language, tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Grammar", "Pattern", "load_grammar"]

_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_EVERYWHERE = (
    ("iso", rf"(?P<Y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<D>0[1-9]|[12]\d|3[01])(?![\d-])"),
    ("iso", rf"(?P<D>{_DAY})\.(?P<m>0?[1-9]|1[0-2])\.(?P<Y>{_YEAR})(?![\d]|\.\d)"),
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern and what its match means."""

    kind: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The date patterns of one language, and the values of its forms."""

    patterns: tuple[Pattern, ...]
    forms: Mapping[str, Sequence[tuple[re.Pattern[str], str]]]
    past: tuple[str, ...]
    future: tuple[str, ...]
    future_words: frozenset[str]

    def value(self, name: str, text: str) -> str:
        """What a form of a placeholder's table means: the key of its row."""
        return next(key for regex, key in self.forms[name] if regex.fullmatch(text))


@cache
def load_grammar(tag: str) -> Grammar:
    """The grammar of a tag; the forms that all languages share, for a tag without a table."""
    shared = tuple(Pattern(kind, re.compile(rf"(?<![\d.,-]){form}")) for kind, form in _EVERYWHERE)
    if tag not in tags():
        return Grammar(shared, {}, (), (), frozenset())
    table = load_language(tag).table("date")
    pieces = _pieces(table)
    own = [
        Pattern(kind, _compile(form, pieces))
        for kind, forms in table["patterns"].items()
        for form in forms
    ]
    rows = {"M": "month", "W": "weekday", "N": "number", "O": "ordinal", "R": "shift", "U": "unit"}
    forms = {name: _values(table[row]) for name, row in rows.items()}
    tenses = tuple(table["past"]), tuple(table["future"]), frozenset(table["future_words"])
    return Grammar((*shared, *own), forms, *tenses)


def _values(rows: Mapping[str, Sequence[str]]) -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(_bare(form), re.IGNORECASE), key)
        for key, forms in rows.items()
        for form in forms
    ]


def _bare(form: str) -> str:
    """A form without what must stand before or behind it."""
    return re.sub(r"\(\?(?:=|!|<=|<!)[^()]*(?:\([^()]*\))*[^()]*\)", "", form)


def _pieces(table: Mapping[str, Any]) -> dict[str, str]:
    def any_of(row: str) -> str:
        forms = [form for forms in table[row].values() for form in forms]
        return "|".join(sorted(forms, key=len, reverse=True))

    ending = table["ending"]
    month = rf"(?P<M>{any_of('month')}){ending}"
    years = [
        form for key, forms in table["shift"].items() if key.startswith("year") for form in forms
    ]
    return {
        "D": rf"(?P<D>{_DAY})(?!\d)",
        "D2": rf"(?P<D2>{_DAY})(?!\d)",
        "M": month,
        "M2": month.replace("<M>", "<M2>"),
        "MS": rf"(?P<M>{any_of('month')})(?:da|ning|dan)",
        "ML": rf"(?P<M>{any_of('month')})",
        "Y": rf"(?P<Y>{_YEAR})(?!\d)",
        "Y2": rf"(?P<Y2>{_YEAR})(?!\d)",
        "YB": rf"(?P<Y>{_YEAR})(?![\d.,]\d|\d|[ -]?%|/\d)",
        "W": rf"(?P<W>{any_of('weekday')}){ending}",
        "N": rf"(?P<N>{any_of('number')}|\d{{1,2}})",
        "O": rf"(?P<O>{any_of('ordinal')})",
        "QD": r"(?P<O>[1-4])",
        "U": rf"(?P<U>{any_of('unit')})",
        "R": rf"(?P<R>{any_of('shift')})",
        "RY": rf"(?P<R>{'|'.join(sorted(years, key=len, reverse=True))})",
        "yw": table["year_word"],
    }


def _compile(form: str, pieces: Mapping[str, str]) -> re.Pattern[str]:
    filled = re.sub(r"\{(\w+)\}", lambda match: pieces.get(match.group(1), match.group()), form)
    return re.compile(rf"(?<![\w.,'-])(?:{filled})(?![\w])", re.IGNORECASE)
