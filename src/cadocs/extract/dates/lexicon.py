"""The words of dates: every token gets a code, one letter that the grammar is written in.

The tables under ``[date]`` of a language say which forms mean what. A form that ends in ``+``
is a stem that takes the endings of its language; a form with blanks is read as one token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cadocs.languages import load_language, tags
from cadocs.text.characters import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CODES", "Lexeme", "Lexicon", "load_lexicon", "split_tokens"]

CODES = {
    "month": "M",
    "weekday": "W",
    "season": "S",
    "count": "#",
    "ordinal": "O",
    "relative": "r",
    "day_word": "T",
    "whole": "J",
    "part": "p",
    "year_to_date": "P",
    "same_period": "B",
    "ordinal_ending": "z",
    "ago": "A",
    "ago_before": "V",
    "later": "Z",
    "later_before": "X",
    "to": "t",
    "and": "&",
    "filler": "f",
    "between": "b",
    "year_preposition": "i",
    "academic": "a",
    "decade_word": "n",
    "period_month": "u",
    "over": "U",
    "calendar_years": "j",
    "counted_years": "l",
    "counted": "G",
    "counted_further": "x",
    "part_after": "g",
    "numbered": "C",
    "count_half": "F",
    "year_part": "I",
    "day_number": "!",
    "ended": "=",
}
"""Table of ``[date]`` to code. Tables of units have one code for each unit, see `UNITS`."""
UNITS = {
    "day": "d",
    "week": "w",
    "fortnight": "w",
    "month": "o",
    "quarter": "q",
    "half": "h",
    "year": "y",
    "decade": "e",
    "century": "c",
    "weekend": "k",
}
_LETTERS = {"Q": "Q", "q": "Q", "H": "H", "h": "H", "M": "L", "W": "K", "s": "s", "HY": "H"}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_ROMAN |= {"X": 10, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16}
_ROMAN |= {"XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21, "XXII": 22}
_SIGNS = frozenset("./,()':~=<>+$€№%#&")
_SIGN_CODES = {"#": "?", "&": "&", "<": "?", ">": "?", "=": "?", "+": "^", "№": "^"}
_SIGN_CODES |= {"$": "^", "€": "^", "%": "%"}
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\S\n]+|\n+|[^\w\s]|_+", re.DOTALL)
_MAX_ENDINGS = 4
_MAX_WORD = 32
_MEMO_SIZE = 200_000
_ENDINGS = {"sure_past_endings": "past", "future_endings": "future", "past_endings": "past"}
"""Lists of endings under ``[date.tense]`` in the order of their say."""


class Lexeme(NamedTuple):
    """A token's code and what it means in a date; of a number, also how many digits it has."""

    code: str
    value: Any = None
    digits: int = 0


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    is_stem: bool
    lexeme: Lexeme


def split_tokens(text: str) -> list[str]:
    """Cut a text into numbers, words, blanks and signs; together they are the text.

    >>> split_tokens("9M2025, 3-may")
    ['9', 'M', '2025', ',', ' ', '3', '-', 'may']
    """
    return _TOKEN.findall(text)


@dataclass(slots=True)
class Lexicon:
    """What each token of one language means.

    Attributes:
        table: The tables under ``[date]``; empty where the language is not known.
    """

    table: dict[str, Any]
    _forms: dict[str, Lexeme] = field(default_factory=dict)
    _stems: dict[str, Lexeme] = field(default_factory=dict)
    _phrases: dict[str, list[_Phrase]] = field(default_factory=dict)
    _endings: re.Pattern[str] | None = None
    _weak: dict[str, str] = field(default_factory=dict)
    _memo: dict[str, Lexeme] = field(default_factory=dict)
    _tenses: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Turn the tables, meaning to forms, around."""
        endings = sorted(self.table.get("endings", ()), key=len, reverse=True)
        if endings:
            joined = "|".join(map(re.escape, endings))
            self._endings = re.compile(rf"(?:{joined}){{1,{_MAX_ENDINGS}}}")
        for form, lexeme in _entries(self.table):
            self._enter(form, lexeme)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase.words))
        self._weak = dict.fromkeys(self.table.get("weak_months", ()), "m")
        self._weak.update(dict.fromkeys(self.table.get("weak_weekdays", ()), "v"))

    def _enter(self, form: str, lexeme: Lexeme) -> None:
        is_stem = form.endswith("+")
        form = form.removesuffix("+")
        words = tuple(word for word in split_tokens(form) if not word.isspace())
        if len(words) > 1:
            self._phrases.setdefault(words[0], []).append(_Phrase(words, is_stem, lexeme))
            return
        self._forms.setdefault(form, lexeme)
        if is_stem:
            self._stems.setdefault(form, lexeme)

    def read(self, token: str) -> Lexeme:
        """The code and the meaning of a token."""
        found = self._memo.get(token)
        if found is None:
            found = self._read(token)
            if len(self._memo) > _MEMO_SIZE:
                self._memo.clear()
            self._memo[token] = found
        return found

    def _read(self, token: str) -> Lexeme:
        if token[0].isdigit():
            return _read_digits(token)
        if not token[0].isalpha():
            return _read_sign(token)
        word = self._read_word(token.lower())
        if word is not None:
            return Lexeme(self._weak.get(token, word.code), word.value)
        if token in _ROMAN:
            return Lexeme("R", _ROMAN[token])
        return Lexeme(_LETTERS.get(token, "*"))

    def _read_word(self, word: str) -> Lexeme | None:
        found = self._forms.get(word)
        if found is not None or self._endings is None or len(word) > _MAX_WORD:
            return found
        for cut in range(len(word) - 1, 0, -1):
            lexeme = self._stems.get(word[:cut])
            if lexeme is not None and self._endings.fullmatch(word, cut):
                return lexeme
        return None

    def join_phrases(self, tokens: list[str]) -> tuple[list[str], dict[int, Lexeme]]:
        """Join the tokens of each known phrase into one; the lexemes stand by index."""
        starts = [at for at, token in enumerate(tokens) if token.lower() in self._phrases]
        joined: list[str] = []
        lexemes: dict[int, Lexeme] = {}
        done = 0
        for at in starts:
            found = self._phrase_at(tokens, at) if at >= done else None
            if found is not None:
                joined.extend(tokens[done:at])
                lexemes[len(joined)] = found[1]
                joined.append("".join(tokens[at : found[0]]))
                done = found[0]
        joined.extend(tokens[done:])
        return joined, lexemes

    def led_weekdays(self, tokens: list[str], codes: list[str]) -> Iterator[int]:
        """Indices of words that are weekdays only because of the one before: ``в среду``."""
        led = {tuple(form.split()) for form in self.table.get("led_weekdays", ())}
        for at in range(2, len(tokens) if led else 0):
            if codes[at] == "v" and (tokens[at - 2].lower(), tokens[at].lower()) in led:
                yield at

    def _phrase_at(self, tokens: list[str], at: int) -> tuple[int, Lexeme] | None:
        for phrase in self._phrases[tokens[at].lower()]:
            end = self._phrase_end(tokens, at, phrase)
            if end is not None:
                return end, phrase.lexeme
        return None

    def _phrase_end(self, tokens: list[str], at: int, phrase: _Phrase) -> int | None:
        last = len(phrase.words) - 1
        for index, word in enumerate(phrase.words):
            if index and at < len(tokens) and tokens[at].isspace():
                at += 1
            token = tokens[at].lower() if at < len(tokens) else ""
            inflected = index == last and phrase.is_stem and self._is_form_of(token, word)
            if token != word and not inflected:
                return None
            at += 1
        return at

    def _is_form_of(self, token: str, stem: str) -> bool:
        rest_matches = self._endings is not None and len(token) <= _MAX_WORD
        return (
            rest_matches
            and token.startswith(stem)
            and self._endings is not None
            and self._endings.fullmatch(token, len(stem)) is not None
        )

    def tense(self, word: str) -> str:
        """``past``, ``future`` or nothing: what a word says of the time of its clause."""
        found = self._tenses.get(word)
        if found is None:
            found = self._read_tense(word)
            if len(self._tenses) > _MEMO_SIZE:
                self._tenses.clear()
            self._tenses[word] = found
        return found

    def _read_tense(self, word: str) -> str:
        table = self.table.get("tense", {})
        for tense in ("future", "past"):
            if word in table.get(tense, ()):
                return tense
        if word in table.get("neither", ()):
            return ""
        for name, tense in _ENDINGS.items():
            endings = tuple(table.get(name, ()))
            if endings and len(word) > 3 and word.endswith(endings):
                return tense
        return ""


@cache
def load_lexicon(tag: str) -> Lexicon:
    """The lexicon of a tag; without any word where cadocs does not read the language."""
    if tag not in tags():
        return Lexicon({})
    return Lexicon(load_language(tag).table("date"))


def _entries(table: dict[str, Any]) -> Iterator[tuple[str, Lexeme]]:
    for unit, forms in table.get("unit", {}).items():
        for form in forms:
            yield form, Lexeme(UNITS[unit], unit)
    for name, code in CODES.items():
        for meaning, forms in table.get(name, {}).items():
            value = int(meaning) if re.fullmatch(r"-?\d+", meaning) else meaning
            for form in forms:
                yield form, Lexeme(code, value)


def _read_digits(token: str) -> Lexeme:
    number = int(token[:9]) if token.isascii() else -1
    if number < 0:
        return Lexeme("N")
    if len(token) <= 2:
        return Lexeme("D", number, len(token))
    if len(token) == 4 and 1000 <= number <= 2199:
        return Lexeme("Y", number)
    return Lexeme("E" if len(token) == 8 else "N", number)


def _read_sign(token: str) -> Lexeme:
    if token.isspace():
        return Lexeme(" " if "\n" not in token else "\n" if token == "\n" else "?")
    if token in DASHES:
        return Lexeme("-")
    if token in _SIGNS:
        return Lexeme(_SIGN_CODES.get(token, token))
    return Lexeme("(" if token == "[" else ")" if token == "]" else "?")
