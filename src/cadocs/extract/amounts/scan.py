"""Cutting the stretches that can hold sums into tokens with their meaning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cadocs.extract.amounts.tokens import Kind, Meaning, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.text.passage import Passage

__all__ = ["columns", "scan", "stretches"]

_FIGURE = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)*|\d+(?:[.,']\d+)*"
_LAST = re.compile(r"[^\W_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_LONGEST = 20
_CLOSING = (Kind.SCALE, Kind.CURRENCY)
_COLUMN = re.compile(r" *\t[ \t]*| {3,}")
"""What parts the columns of a table in a source; a view has a blank there."""
_PLAIN = Meaning(Kind.WORD)
_MARK = Meaning(Kind.MARK)
_DIGITS = Meaning(Kind.FIGURE)


@lru_cache(maxsize=32)
def _pattern(dotted: str) -> re.Pattern[str]:
    """Digits, words and marks; single marks that make no amount are left out."""
    known = rf"(?<![^\W_])(?i:{dotted})(?![^\W_])|" if dotted else ""
    word = rf"{known}[^\W\d_]+(?:'[^\W\d_]+)*"
    return re.compile(rf"({_FIGURE})(?:,[-\u2013]{{1,2}}(?![\w-]))?|({word})|([^\w\s]|_|\t)")


def columns(passage: Passage) -> str:
    """The text of a passage with a tab for each blank that parts two columns of a table."""
    view = passage.view
    if not view.text:
        return ""
    low, high = view.source_span(0, len(view.text))
    gaps = [match.span() for match in _COLUMN.finditer(view.source, low, high)]
    places = (view.view_span(*gap)[0] for gap in gaps)
    text = list(view.text) if gaps else []
    for place in places:
        if place < len(text) and text[place] == " ":
            text[place] = "\t"
    return "".join(text) if gaps else view.text


def stretches(passage: Passage, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield runs of neighbouring sentences that can hold a sum, as spans of the view."""
    text = passage.view.text
    signs = _signs("".join(lexicon.currencies.symbols))
    start = end = -1
    skipped: tuple[int, int] | None = None
    for low, high in passage.sentences:
        if not (signs.search(text, low, high) or lexicon.anchor.search(text, low, high)):
            skipped = low, high
            continue
        if start >= 0 and not _goes_on(text, end, low, lexicon):
            yield start, end
            start = -1
        if start < 0:
            is_open = skipped is not None and _breaks_off(text, skipped[1], low, lexicon)
            start = skipped[0] if skipped is not None and is_open else low
        skipped, end = None, high
    if start >= 0:
        yield start, end


def _goes_on(text: str, end: int, low: int, lexicon: Lexicon) -> bool:
    """Whether a sentence follows in the same paragraph, or in the middle of a sum."""
    gap = text[end:low]
    if "\n" not in gap:
        return low - end <= 1
    last, first = _LAST.search(text, max(end - _LONGEST, 0), end), _FIRST.match(text, low)
    if gap != "\n" or last is None or first is None:
        return _breaks_off(text, end, low, lexicon)
    meaning, following = lexicon.meaning(last.group()), lexicon.meaning(first.group())
    is_open = last.group().isdecimal() or (meaning is not None and meaning.kind == Kind.SCALE)
    return is_open and following is not None and following.kind in _CLOSING


def _breaks_off(text: str, end: int, low: int, lexicon: Lexicon) -> bool:
    """Whether a line of prose breaks between a code and its figure; not a table's head."""
    code = _LAST.search(text, max(end - _LONGEST, 0), end)
    if code is None or text[end:low] != "\n" or not text[low].isdecimal():
        return False
    if not code.group().isupper() or code.group() not in lexicon.currencies.codes:
        return False
    before = _LAST.search(text, max(code.start() - _LONGEST, 0), max(code.start() - 1, 0))
    if before is None or not before.group().islower():
        return False
    return before.group() not in lexicon.amount["head"]


@lru_cache(maxsize=4)
def _signs(symbols: str) -> re.Pattern[str]:
    return re.compile(rf"[\d{re.escape(symbols)}]")


def scan(text: str, span: tuple[int, int], lexicon: Lexicon) -> list[Token]:
    """Cut a stretch into tokens.

    Args:
        text: The text of the view.
        span: The stretch, in the view.
        lexicon: The words of its language.

    Returns:
        Tokens in order. Full stops of abbreviations and endings behind a hyphen belong to
        the token before them; what stands beside a dollar sign belongs to the sign.
    """
    tokens: list[Token] = []
    symbols = lexicon.currencies.symbols
    for match in _pattern(lexicon.dotted).finditer(text, *span):
        start, end = match.span()
        if match.lastindex == 1:
            tokens.append(Token(start, end, match.group(1), Kind.FIGURE, _DIGITS))
        elif match.lastindex == 2:
            _add_word(tokens, start, end, match.group(), lexicon)
        elif match.group() in symbols:
            _add_sign(tokens, match, lexicon)
        else:
            _add_mark(tokens, start, end, match.group())
    return tokens


def _add_word(tokens: list[Token], start: int, end: int, surface: str, lexicon: Lexicon) -> None:
    meaning = lexicon.meaning(surface)
    if tokens and tokens[-1].end == start and _takes_ending(tokens, start, surface, lexicon):
        return
    if meaning is None:
        tokens.append(Token(start, end, surface.lower(), Kind.WORD, _PLAIN))
        return
    if meaning.glued and not _is_glued(tokens, start, meaning, surface, lexicon):
        meaning = _PLAIN
    if tokens and tokens[-1].text == "$" and tokens[-1].end == start:
        code = lexicon.currencies.dollars.get(surface.lower())
        if code and surface.isupper():
            sign = tokens.pop()
            tokens.append(_currency(sign.start, end, code))
            return
    tokens.append(Token(start, end, surface.lower(), meaning.kind, meaning, meaning.ending))


def _is_glued(
    tokens: list[Token], start: int, meaning: Meaning, surface: str, lexicon: Lexicon
) -> bool:
    """Whether a short form stands at its figure: ``10k``, ``43c``, also ``$5 m``, ``£m``."""
    if tokens and meaning.kind == Kind.SCALE and tokens[-1].text in lexicon.currencies.symbols:
        return tokens[-1].end == start
    if not tokens or tokens[-1].kind != Kind.FIGURE:
        return False
    has_currency = len(tokens) > 1 and tokens[-2].kind == Kind.CURRENCY
    if meaning.kind == Kind.MINOR:
        return has_currency and surface.islower() and tokens[-1].end == start
    return tokens[-1].end == start or has_currency


def _takes_ending(tokens: list[Token], start: int, surface: str, lexicon: Lexicon) -> bool:
    """Give an ending that stands apart to its word: ``mln.gacha``, ``USD-ga``, ``$lik``."""
    last = tokens[-1]
    if not surface.islower():
        return False
    is_hyphen = last.text == "-"
    if is_hyphen:
        if len(tokens) < 2 or tokens[-2].end != last.start:
            return False
        last = tokens[-2]
    if last.kind not in (Kind.SCALE, Kind.CURRENCY, Kind.MINOR):
        return False
    if lexicon.number["endings_in_a_row"] == 1 or not lexicon.chain.fullmatch(surface):
        return False
    if is_hyphen:
        tokens.pop()
    tokens[-1] = last._replace(end=start + len(surface), ending=last.ending + surface)
    return True


def _add_sign(tokens: list[Token], match: re.Match[str], lexicon: Lexicon) -> None:
    start, end = match.span()
    sign = match.group()
    meaning = Meaning(Kind.CURRENCY, lexicon.currencies.symbols[sign])
    last = tokens[-1] if tokens else None
    if last is not None and last.end == start and last.kind == Kind.WORD:
        factor = lexicon.multiplied.get(match.string[last.start : last.end])
        if factor is not None:
            tokens[-1] = Token(last.start, end, sign, Kind.CURRENCY, meaning._replace(scale=factor))
            return
    if sign == "$" and last is not None and start - last.end <= 1:
        code = lexicon.currencies.dollars.get(last.text.rstrip("."))
        is_article = last.text in lexicon.number["articles"]
        is_near = last.end == start or (lexicon.amount["word_first"] and not is_article)
        if code and is_near and last.kind != Kind.FIGURE:
            tokens[-1] = _currency(last.start, end, code)
            return
    tokens.append(Token(start, end, sign, Kind.CURRENCY, meaning))


def _currency(start: int, end: int, code: str) -> Token:
    return Token(start, end, "$", Kind.CURRENCY, Meaning(Kind.CURRENCY, code))


def _add_mark(tokens: list[Token], start: int, end: int, mark: str) -> None:
    if mark == "." and tokens and tokens[-1].end == start:
        last = tokens[-1]
        is_dotted = last.kind == Kind.COUNTRY and "." in last.text
        if (last.meaning.stop or is_dotted) and last.end - last.start == len(last.text):
            tokens[-1] = last._replace(end=end)
            return
    tokens.append(Token(start, end, mark, Kind.MARK, _MARK))
