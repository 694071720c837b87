"""Finding dates one by one in a line of tokens, before ranges and years are settled."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cadocs.extract.dates.context import Context, Words
from cadocs.extract.dates.grammar import COMBINED, RULES, Rule
from cadocs.extract.dates.lexicon import Lexeme, Lexicon, split_tokens
from cadocs.extract.dates.lists import split_days
from cadocs.extract.dates.readings import READERS
from cadocs.extract.dates.years import settle_year

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from cadocs.extract.dates.periods import Period

__all__ = ["Atom", "Line", "find_atoms"]

_START = re.compile(r"[YDMmWvSTJrRpPB#OQHnKXZVUwoyFIa']")
_YEAR = re.compile(r"Y|r y|J")
_PART_BEFORE = re.compile(r"p(?:-|\.? (?:[fi] ){0,3})$")
_BEFORE, _AFTER = 14, 14
_NEAR = 4
_TENSE_REACH = 60
_CLAUSE_ENDS = frozenset('"«»“”„:;')
_QUOTES = frozenset('"«»“”„')
_PLAIN = '"'
_QUOTED = 8
_LEAD = 4
_DIGITS = ("D", "N", "Y")
_LONGEST_SHORT = 4
"""Letters of the longest abbreviation of a month with a full stop."""
_LISTING = frozenset({"calendar", "month_day"})
"""Readers of shapes that may be a list of days."""
_STRICT = frozenset({"calendar", "month_day", "iso", "numeric"})
"""Readers of shapes that are no date, also in part, if the calendar has no such day."""
_VOID = "void"
_RECENT_YEARS = 3
_BREAK = "?"
"""The code of what no date reaches over."""


class Atom(NamedTuple):
    """A date between two tokens, ``start`` and ``end``; its year may still be missing."""

    start: int
    end: int
    period: Period
    rule: str
    tense: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A text as tokens and codes.

    Attributes:
        tokens: All tokens, blanks included.
        codes: One letter for each token.
        offsets: Where each token begins, and the length of the text at the end.
        sentences: Half-open spans of the sentences in the text, in order.
        lexicon: The words of the language.
    """

    tokens: list[str]
    codes: str
    offsets: list[int]
    sentences: Sequence[tuple[int, int]]
    lexicon: Lexicon
    phrases: dict[int, Lexeme]

    @classmethod
    def read(cls, text: str, lexicon: Lexicon, sentences: Sequence[tuple[int, int]]) -> Line:
        """Cut a text and give each token its code."""
        tokens, phrases = lexicon.join_phrases(split_tokens(text))
        codes = [lexicon.read(token).code for token in tokens]
        for at, lexeme in phrases.items():
            codes[at] = lexeme.code
        offsets = list(accumulate(map(len, tokens), initial=0))
        for at in lexicon.led_weekdays(tokens, codes):
            codes[at] = "W"
        for at in _breaks(tokens, offsets, sentences):
            codes[at] = _BREAK
        return cls(tokens, "".join(codes), offsets, sentences, lexicon, phrases)

    def words(self, start: int, end: int) -> Words:
        """The tokens from ``start`` to ``end`` with what stands around them."""
        phrases, read = self.phrases, self.lexicon.read
        lexemes = tuple(phrases.get(at) or read(self.tokens[at]) for at in range(start, end))
        before = self.codes[max(0, start - _BEFORE) : start]
        word = self._word_before(start)
        return Words(
            self.codes[start:end],
            lexemes,
            before,
            self.codes[end : end + _AFTER],
            name_before=word[:1].isupper() and len(word) > 1,
            letter_before=len(word) == 1,
            noun_follows=self._is_noun(end),
        )

    def _word_before(self, at: int) -> str:
        """The word nearest before a token; empty where there is none near."""
        near = reversed(self.tokens[max(0, at - _NEAR) : at])
        return next((token for token in near if token[0].isalpha()), "")

    def _is_noun(self, at: int) -> bool:
        """Whether a word without a tense and without another part in dates stands behind."""
        if at + 1 >= len(self.tokens) or not self.tokens[at].isspace():
            return False
        token = self.tokens[at + 1]
        is_word = self.codes[at + 1] == "*" and token[0].isalpha()
        plain = self.lexicon.table.get("adverbs", ())
        return is_word and not self.lexicon.tense(token.lower()) and token.lower() not in plain

    def tense(self, at: int) -> str:
        """The tense of the word nearest to a token that shows one, inside its clause."""
        low, high = self._clause(at)
        before = range(at - 1, low - 1, -1)
        after = range(at + 1, high)
        for pair in range(max(len(before), len(after))):
            for side in (after, before):
                if pair < len(side):
                    found = self.lexicon.tense(self.tokens[side[pair]].lower())
                    if found:
                        return self._led(side[pair], found)
        return ""

    def _led(self, at: int, tense: str) -> str:
        """The tense of a word; ``will be suspended`` is no past."""
        before = self.tokens[max(at - _LEAD, 0) : at]
        is_led = any(self.lexicon.tense(token.lower()) == "future" for token in before)
        return "future" if is_led else tense

    def _clause(self, at: int) -> tuple[int, int]:
        """The sentence as far as quotation marks, colons and semicolons let a token see it."""
        low, high = self._sentence(at)
        low, high = max(low, at - _TENSE_REACH), min(high, at + _TENSE_REACH)
        first = next((i + 1 for i in range(at - 1, low - 1, -1) if self._parts(i)), low)
        last = next((i for i in range(at + 1, high) if self._parts(i)), high)
        return first, last

    def _parts(self, at: int) -> bool:
        """Whether a mark parts clauses: no colon of a clock, no quotation mark of a name."""
        token = self.tokens[at]
        if token not in _CLAUSE_ENDS:
            return False
        if token == ":":
            return not (
                self.codes[at - 1 : at] in _DIGITS and self.codes[at + 1 : at + 2] in _DIGITS
            )
        return token == ";" or not self._quotes_name(at)

    def _quotes_name(self, at: int) -> bool:
        """Whether a quotation mark stands around a few words without a verb."""
        return any(self._closes_name(at, step) for step in (1, -1))

    def _closes_name(self, at: int, step: int) -> bool:
        """Whether the next mark on one side is a quotation mark, with no verb before it."""
        for place in range(at + step, at + step * _QUOTED, step):
            if not 0 <= place < len(self.tokens):
                return False
            token = self.tokens[place]
            if token in _QUOTES:
                return token == _PLAIN or token != self.tokens[at]
            if token in _CLAUSE_ENDS or self.lexicon.tense(token.lower()):
                return False
        return False

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds a token; below nought before the first."""
        return bisect_right(self.sentences, (self.offsets[at], len(self.tokens) * 99)) - 1

    def _sentence(self, at: int) -> tuple[int, int]:
        """First token, and one past the last, of the sentence that holds a token."""
        index = self.sentence(at)
        if index < 0:
            return 0, len(self.tokens)
        start, end = self.sentences[index]
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


def _breaks(
    tokens: list[str], offsets: list[int], sentences: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """The blanks between a sentence's full stop and a next one that opens with a word."""
    for start, _ in sentences[1:]:
        at = bisect_left(offsets, start)
        is_word = at < len(tokens) and tokens[at][0].isupper() and tokens[at].isalpha()
        if is_word and at > 2 and tokens[at - 1].isspace() and _ends_sentence(tokens, at - 2):
            yield at - 1


def _ends_sentence(tokens: list[str], at: int) -> bool:
    """Whether a token is a full stop behind a word too long for an abbreviation."""
    return tokens[at] == "." and tokens[at - 1].isalpha() and len(tokens[at - 1]) > _LONGEST_SHORT


def find_atoms(line: Line, anchor: dt.date | None) -> list[Atom]:
    """Find single dates from left to right, without overlap."""
    place = [0]
    context = Context(
        anchor,
        lambda: line.tense(place[0]),
        month_first=bool(line.lexicon.table.get("month_first")),
    )
    atoms: list[Atom] = []
    at = 0
    while (start := _START.search(line.codes, at)) is not None:
        at = place[0] = start.start()
        context.place = line.sentence(at)
        found = _atoms_at(line, at, context) if COMBINED.match(line.codes, at) else []
        for atom in found:
            if atom.rule != _VOID:
                _take(line, atoms, atom, context)
        at = found[-1].end if found else at + 1
    return atoms


def _take(line: Line, atoms: list[Atom], atom: Atom, context: Context) -> None:
    """Add an atom to those found, with the year that its sentence named."""
    last = atoms[-1].end if atoms else 0
    period = atom.period
    if ";" not in line.tokens[last : atom.start]:
        period = _inherited(period, context)
    is_frame = period is not atom.period or bool(_YEAR.search(line.codes, atom.start, atom.end))
    told = _with_part(line, atom._replace(period=period), last)
    atoms.append(told)
    context.remember(_with_year(period, context), is_frame=is_frame and not told.period.approximate)


def _with_year(period: Period, context: Context) -> Period:
    """A period as what comes after it looks back on it."""
    if period.start.year is not None or context.anchor is None:
        return period
    return settle_year(period, context.anchor, context.tense()) or period


def _atoms_at(line: Line, at: int, context: Context) -> list[Atom]:
    for rule in RULES:
        match = rule.pattern.match(line.codes, at)
        atoms = _read_as(line, rule, match, context) if match and match.end() > at else []
        if atoms:
            return atoms
    return []


def _read_as(line: Line, rule: Rule, match: re.Match[str], context: Context) -> list[Atom]:
    """What a rule makes of the tokens that it matches; nothing where they are no date."""
    at, end = match.span()
    words = line.words(at, end)
    period = READERS[rule.reader](words, context)
    if period is None:
        return _listed_days(words, rule, at, context)
    if period.is_possible():
        return [Atom(at, _without_stop(line, at, end), period, rule.name)]
    is_void = rule.reader in _STRICT and period.is_nearly_possible()
    return [Atom(at, end, period, _VOID)] if is_void else []


def _listed_days(words: Words, rule: Rule, at: int, context: Context) -> list[Atom]:
    """The days of a list that is no range, in the year of the last one."""
    listed = split_days(words, context) if rule.reader in _LISTING else []
    year = _with_year(listed[-1][2], context).start.year if listed else None
    return [
        Atom(at + low, at + high, told if year is None else told.in_year(year), rule.name)
        for low, high, told in listed
    ]


def _inherited(period: Period, context: Context) -> Period:
    """A month or day takes the year or month that led its sentence: ``in 2024 …, in March``."""
    before = context.said_before() if context.is_frame else None
    if before is None or context.anchor is None or period.start.year is not None:
        return period
    year, month, day, mask = before.start
    if year is None or day is not None or mask or before.end is not None:
        return period
    is_past = year <= context.anchor.year and context.tense() != "future"
    return period.in_year(year) if is_past and _leads(year, month, period, context) else period


def _leads(year: int, month: int | None, period: Period, context: Context) -> bool:
    """Whether a year lies near the day of publication, or a month not behind the period's."""
    if month is not None:
        return month <= (period.start.month or 0)
    return context.anchor is not None and context.anchor.year - year <= _RECENT_YEARS


def _without_stop(line: Line, start: int, end: int) -> int:
    """Leave out a full stop after a whole word: it ends the sentence."""
    return end - 1 if end - start > 1 and _ends_sentence(line.tokens, end - 1) else end


def _with_part(line: Line, atom: Atom, low: int) -> Atom:
    """Take in ``early``, ``Ende`` or ``oxirida`` beside a month or a year."""
    if atom.period.start.day is not None or "p" in line.codes[atom.start : atom.end]:
        return atom
    head = line.codes[max(low, atom.start - _BEFORE) : atom.start]
    before = _PART_BEFORE.search(head)
    if before is not None:
        at = atom.start - len(head) + before.start()
        return _approximate(line, atom._replace(start=at), at)
    if line.codes[atom.end : atom.end + 2] == " g":
        return _approximate(line, atom._replace(end=atom.end + 2), atom.end + 1)
    return atom


def _approximate(line: Line, atom: Atom, at: int) -> Atom:
    lexeme = line.phrases.get(at) or line.lexicon.read(line.tokens[at])
    is_whole = lexeme.value == "whole"
    return atom._replace(period=atom.period._replace(approximate=not is_whole))
