"""Figures: what is counted, in digits, words or both, with its scale."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cadocs.errors import BadNumberError
from cadocs.extract.amounts.tokens import Kind
from cadocs.extract.numbers import read_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.extract.amounts.tokens import Token

__all__ = ["Figure", "read_figure"]

_HYPHENS = "-\u2013"
_HUNDRED = Decimal(100)
_NONE = Decimal(0)
_ONE = Decimal(1)
_QUARTER = Decimal("0.25")
_NUMERATORS = (_ONE, Decimal(3))


class Figure(NamedTuple):
    """A number between two tokens.

    Attributes:
        first: Index of its first token.
        end: Index one past its last token.
        value: Its value, scale included.
        scale: Its last scale; None where it has none.
        bare: Whether it is digits alone.
    """

    first: int
    end: int
    value: Decimal
    scale: Decimal | None
    bare: bool


class _Sum:
    """Adds up the parts of one figure from left to right."""

    def __init__(self) -> None:
        self.total = _NONE
        self.current: Decimal | None = None
        self.last: Token | None = None
        self.scale: Decimal | None = None
        self.joined = False

    @property
    def value(self) -> Decimal:
        return self.total + (self.current or _NONE)

    def take_scale(self, scale: Decimal) -> bool:
        """Multiply what stands before the scale; scales only get smaller."""
        if self.current is None or (self.scale is not None and scale > self.scale):
            return self._take_raised(scale)
        if self.scale is not None and scale == self.scale:
            return False
        self.total += self.current * scale
        self.current = None
        self.scale = scale
        return True

    def _take_raised(self, scale: Decimal) -> bool:
        """``1 тыс. млрд``, ``two hundred thousand million``: a scale upon a scale."""
        if self.scale is None or self.current is not None or scale <= self.scale:
            return False
        self.total *= scale
        self.scale = scale
        return True

    def take_word(self, token: Token, lexicon: Lexicon) -> bool:
        """Add a number word where it can follow the one before."""
        value = token.meaning.value or _NONE
        if self.current is None:
            self.current = value
        elif 0 < value < 1:
            self.current = self._with_part(self.current, value, lexicon)
        elif value == _HUNDRED:
            if self.current >= _HUNDRED:
                return False
            self.current *= _HUNDRED
        elif _fits_under(value, self.current) and self.is_in_words:
            self.current += value
        else:
            return False
        if token.meaning.scale is not None:
            return self.take_scale(token.meaning.scale)
        return True

    def _with_part(self, whole: Decimal, part: Decimal, lexicon: Lexicon) -> Decimal:
        """A part of what came before, ``three quarters``, or besides it, ``two and a half``."""
        if self.last is not None and self.last.text in lexicon.number["articles"]:
            return part
        is_of = part == _QUARTER and whole in _NUMERATORS and self.is_beside
        return whole * part if is_of else whole + part

    @property
    def is_beside(self) -> bool:
        """Whether no word stands between a part and what came before: ``three quarters``."""
        return self.is_in_words and not self.joined

    @property
    def is_in_words(self) -> bool:
        return self.last is not None and self.last.kind == Kind.NUMBER


def _fits_under(value: Decimal, current: Decimal) -> bool:
    """Twenty takes three, two hundred takes fifteen."""
    if current % _HUNDRED == 0 and current:
        return value < _HUNDRED
    return current % 10 == 0 and current >= 10 and 1 <= value < 10


def read_figure(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Figure | None:
    """Read the figure that starts at a token.

    Args:
        tokens: The tokens of a stretch.
        at: Index of the first token.
        lexicon: The words of the language.

    Returns:
        The longest figure, or None.
    """
    state = _Sum()
    end = here = at
    while here < len(tokens):
        step = _joined(tokens, here, state, lexicon) if here > at else here
        state.joined = step > here and tokens[here].kind != Kind.MARK
        if step >= len(tokens) or not _take(tokens, step, state, lexicon):
            break
        state.last = tokens[step]
        here = end = step + 1
    if end == at:
        return None
    is_bare = end == at + 1 and tokens[at].kind == Kind.FIGURE
    return Figure(at, end, state.value, state.scale, is_bare)


def _joined(tokens: Sequence[Token], here: int, state: _Sum, lexicon: Lexicon) -> int:
    """Index of the next part, behind a hyphen or a joining word."""
    token = tokens[here]
    if here + 1 >= len(tokens):
        return here
    if token.kind == Kind.MARK:
        return here + _is_hyphen(tokens, here)
    if token.text in lexicon.inner:
        behind = _behind_inner(tokens, here, lexicon)
        if behind > here:
            return behind
    step = here
    joiners = lexicon.number["joiners"]
    while step < min(here + 3, len(tokens)) and tokens[step].text in joiners:
        step += 1
    if step == here or step >= len(tokens):
        return here
    return step if _may_join(tokens[step], state) else here


def _is_hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen glues a scale or number word: ``10-Millionen``, ``twenty-five``."""
    before, token, behind = tokens[at - 1 : at + 2]
    is_glued = before.end == token.start and token.end == behind.start
    return token.text in _HYPHENS and is_glued and behind.kind in (Kind.SCALE, Kind.NUMBER)


def _behind_inner(tokens: Sequence[Token], here: int, lexicon: Lexicon) -> int:
    """Index of a scale behind a qualifier: ``5 с лишним миллиардов``."""
    for step in range(here + 1, min(here + 3, len(tokens))):
        if tokens[step].kind == Kind.SCALE:
            return step
        if tokens[step].text not in lexicon.inner:
            break
    return here


def _may_join(part: Token, state: _Sum) -> bool:
    """A half, a rest in words, or the scale that "half a" waits for."""
    value = part.meaning.value
    if part.kind == Kind.NUMBER and value is not None:
        is_rest = state.is_in_words and value < _HUNDRED and (state.current or _HUNDRED) % 100 == 0
        return value < 1 or is_rest
    is_part = state.current is not None and 0 < state.current < 1
    return part.kind == Kind.SCALE and is_part


def _take(tokens: Sequence[Token], step: int, state: _Sum, lexicon: Lexicon) -> bool:
    token = tokens[step]
    if token.kind == Kind.FIGURE:
        return _take_digits(tokens, step, state, lexicon)
    if token.kind == Kind.NUMBER:
        is_article = token.text in lexicon.number["articles"]
        is_void = is_article and _is_no_count(tokens, step, state)
        return not is_void and state.take_word(token, lexicon)
    if token.kind == Kind.SCALE:
        if state.last is None:
            if token.text not in lexicon.alone:
                return False
            state.current = Decimal(1)
        return state.take_scale(token.meaning.value or _NONE)
    if state.last is None and token.text in lexicon.number["articles"]:
        return _take_article(tokens, step, state)
    return False


def _is_no_count(tokens: Sequence[Token], at: int, state: _Sum) -> bool:
    """Whether an article counts nothing: behind a scale, before ``Viertelmilliarde``."""
    if state.scale is not None or at + 1 >= len(tokens):
        return state.scale is not None
    following = tokens[at + 1]
    return following.kind == Kind.NUMBER and following.meaning.scale is not None


def _take_article(tokens: Sequence[Token], step: int, state: _Sum) -> bool:
    following = tokens[step + 1] if step + 1 < len(tokens) else None
    if following is None or following.kind not in (Kind.SCALE, Kind.NUMBER, Kind.CURRENCY):
        return False
    if following.kind == Kind.CURRENCY and following.text == "$":
        return False
    state.current = Decimal(1)
    return True


def _take_digits(tokens: Sequence[Token], step: int, state: _Sum, lexicon: Lexicon) -> bool:
    if state.current is not None or tokens[step].text.startswith("00"):
        return False
    following = tokens[step + 1] if step + 1 < len(tokens) else None
    is_scaled = following is not None and following.kind == Kind.SCALE
    try:
        value = read_digits(tokens[step].text, lexicon.tag, scaled=is_scaled)
    except BadNumberError:
        return False
    if state.scale is not None and not _is_rest(value, following, state.scale):
        return False
    state.current = value
    return True


def _is_rest(value: Decimal, following: Token | None, scale: Decimal) -> bool:
    """Whether digits after a scale belong to it: ``3 ming 500 dollar``, ``2 млн 750 тыс.``."""
    if following is None or value >= scale:
        return False
    if following.kind == Kind.SCALE:
        return (following.meaning.value or _NONE) < scale
    return following.kind == Kind.CURRENCY
