"""Finding the dates of a passage: the longest pattern at each place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cadocs.extract.dates.grammar import load_grammar
from cadocs.extract.dates.resolve import Context, resolve
from cadocs.schema import DateMention

if TYPE_CHECKING:
    import datetime as dt

    from cadocs.extract.dates.grammar import Grammar
    from cadocs.extract.dates.periods import Period
    from cadocs.schema import Trace
    from cadocs.text import Passage

__all__ = ["find_dates"]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_SHORTEST = 3
_CLAUSE = 80
"""Characters around a date in which words tell its tense."""


class _Match(NamedTuple):
    start: int
    end: int
    kind: str
    match: re.Match[str]


def find_dates(passage: Passage, anchor: dt.date | None, trace: Trace) -> list[DateMention]:
    """The dates of a passage, sorted and without overlap.

    Args:
        passage: One passage; without a language table only what all languages share is read.
        anchor: The day of publication, which relative dates count from; None if not known.
        trace: Takes the pattern that made each date, if explanations are asked for.
    """
    grammar = load_grammar(passage.tag)
    context = Context(grammar, anchor)
    found = []
    for item in _longest(_matches(passage.view.text, grammar)):
        context.tense = _tense(passage.view.text, item.start, item.end, grammar)
        period = resolve(item.kind, item.match, context)
        if period is None or not period.is_possible():
            continue
        context.last = period
        context.year = period.start.year or context.year
        mention = _mention(passage, item, period)
        note = f"{item.kind}; anchor {anchor.isoformat() if anchor else 'none'}"
        trace.rule("dates", note, (mention.start, mention.end))
        found.append(mention)
    return found


def _matches(text: str, grammar: Grammar) -> list[_Match]:
    return [
        _Match(match.start(), match.end(), pattern.kind, match)
        for pattern in grammar.patterns
        for match in pattern.regex.finditer(text)
    ]


def _longest(matches: list[_Match]) -> list[_Match]:
    chosen: list[_Match] = []
    taken: set[int] = set()
    for item in sorted(matches, key=lambda item: (item.start - item.end, item.start)):
        span = range(item.start, item.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(item)
    return sorted(chosen, key=lambda item: item.start)


def _tense(text: str, start: int, end: int, grammar: Grammar) -> str:
    """``past``, ``future`` or nothing, by the nearest telling word of the sentence."""
    after = _SENTENCE_END.split(text[end : end + _CLAUSE], maxsplit=1)[0]
    before = _SENTENCE_END.split(text[max(0, start - _CLAUSE) : start])[-1]
    for word in (*_WORD.findall(after), *reversed(_WORD.findall(before))):
        low = word.lower()
        if low in grammar.future_words:
            return "future"
        if len(low) > _SHORTEST and low.endswith(grammar.future):
            return "future"
        if len(low) > _SHORTEST and low.endswith(grammar.past):
            return "past"
    return ""


def _mention(passage: Passage, item: _Match, period: Period) -> DateMention:
    view = passage.view
    start, end = view.source_span(item.start, item.end)
    days = period.days()
    return DateMention(
        start=start,
        end=end,
        text=view.source[start:end],
        edtf=period.edtf(),
        first=days[0] if days else None,
        last=days[1] if days else None,
    )
