"""Finding dates one by one in a line of tokens, before ranges and years are settled."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cadocs.extract.dates.context import Context, Words
from cadocs.extract.dates.grammar import COMBINED, RULES
from cadocs.extract.dates.lexicon import Lexeme, Lexicon, split_tokens
from cadocs.extract.dates.readings import READERS
from cadocs.extract.dates.years import settle_year

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from cadocs.extract.dates.periods import Period

__all__ = ["Atom", "Line", "find_atoms"]

_START = re.compile(r"[YDMmWvSTJrRpPB#OQHnKXVUwoy']")
_PART_BEFORE = re.compile(r"p(?:-|\.? (?:[fi] ){0,3})$")
_BEFORE, _AFTER = 14, 8
_TENSE_REACH = 60
_CLAUSE_ENDS = frozenset('"«»“”„:;')
_LONGEST_SHORT = 4
"""Letters of the longest abbreviation of a month with a full stop."""
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
        return Words(self.codes[start:end], lexemes, before, self.codes[end : end + _AFTER])

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
                        return found
        return ""

    def _clause(self, at: int) -> tuple[int, int]:
        """The sentence as far as quotation marks, colons and semicolons let a token see it."""
        low, high = self._sentence(at)
        low, high = max(low, at - _TENSE_REACH), min(high, at + _TENSE_REACH)
        first = next((i + 1 for i in range(at - 1, low - 1, -1) if self._parts(i)), low)
        last = next((i for i in range(at + 1, high) if self._parts(i)), high)
        return first, last

    def _parts(self, at: int) -> bool:
        return self.tokens[at] in _CLAUSE_ENDS

    def _sentence(self, at: int) -> tuple[int, int]:
        """First token, and one past the last, of the sentence that holds a token."""
        offset = self.offsets[at]
        index = bisect_right(self.sentences, (offset, len(self.tokens) * 99)) - 1
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
        atom = _atom_at(line, at, context) if COMBINED.match(line.codes, at) else None
        if atom is None:
            at += 1
            continue
        low = atoms[-1].end if atoms else 0
        atoms.append(_with_part(line, atom, low))
        context.history.append(_with_year(atom.period, context))
        at = atom.end
    return atoms


def _with_year(period: Period, context: Context) -> Period:
    """A period as what comes after it looks back on it."""
    if period.start.year is not None or context.anchor is None:
        return period
    return settle_year(period, context.anchor, context.tense()) or period


def _atom_at(line: Line, at: int, context: Context) -> Atom | None:
    for rule in RULES:
        match = rule.pattern.match(line.codes, at)
        if match is None or match.end() == at:
            continue
        words = line.words(at, match.end())
        period = READERS[rule.reader](words, context)
        if period is not None and period.is_possible():
            return Atom(at, _without_stop(line, at, match.end()), period, rule.name)
    return None


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
