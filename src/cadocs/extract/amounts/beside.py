"""What stands right beside a figure: its currency, its cents, itself in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cadocs.extract.amounts.figures import Figure, read_figure
from cadocs.extract.amounts.tokens import Item, Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.amounts.lexicon import Lexicon

__all__ = [
    "absorb_cents",
    "absorb_currency",
    "absorb_repetition",
    "absorb_same",
    "find_currency",
    "is_country_after",
    "is_sure",
    "member",
    "touches",
]

_HYPHENS = "-\u2013"
_CENT = Decimal(100)
_WORDLIKE_FROM = 100
_REACH = 6


def absorb_currency(tokens: Sequence[Token], item: Item, figure: Figure, lexicon: Lexicon) -> None:
    """Take a currency that follows: ``долларов США``, ``10-Millionen-Euro``, ``AQSh dollari``."""
    found = find_currency(tokens, item.end, lexicon)
    if found is None or not is_sure(tokens[found[0]], figure, lexicon):
        return
    at, country = found
    token = tokens[at]
    if _leads_next(tokens, at) or _is_weight(tokens, at, figure, lexicon):
        return
    item.currency = member(token.meaning.name, country, lexicon)
    item.minor = token.kind == Kind.MINOR
    item.end = at + 1
    if token.meaning.scale is not None:
        item.value *= token.meaning.scale
        item.scale = token.meaning.scale
    _absorb_country(tokens, item, token.meaning.name, lexicon)


def find_currency(
    tokens: Sequence[Token], at: int, lexicon: Lexicon
) -> tuple[int, str | None] | None:
    """Index of the currency at a place, and the country named before it."""
    country = None
    for _ in range(_REACH):
        if at >= len(tokens):
            return None
        token = tokens[at]
        if token.kind in (Kind.CURRENCY, Kind.MINOR):
            return at, country
        is_glue = token.text in lexicon.inner or (token.text in _HYPHENS and _is_glued(tokens, at))
        if token.kind == Kind.COUNTRY:
            country = country or token.meaning.name
        elif not is_glue:
            return None
        at += 1
    return None


def touches(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing stands between a token and the one before it."""
    return tokens[at - 1].end == tokens[at].start


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    return 0 < at < len(tokens) - 1 and touches(tokens, at) and touches(tokens, at + 1)


def is_sure(token: Token, figure: Figure, lexicon: Lexicon) -> bool:
    """Codes and names that are also other words need a large figure beside them."""
    is_word = token.text.upper() in lexicon.currencies.wordlike or token.text in lexicon.careful
    if not is_word:
        return True
    return figure.scale is not None or figure.value >= _WORDLIKE_FROM


def _leads_next(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign or code belongs to the figure after it: ``3 USD50``."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != Kind.FIGURE:
        return False
    is_glued_left = tokens[at - 1].end == tokens[at].start
    return tokens[at].end == tokens[at + 1].start and not is_glued_left


def _is_weight(tokens: Sequence[Token], at: int, figure: Figure, lexicon: Lexicon) -> bool:
    """``One pound of coal``: a name that is also a weight, with what is weighed behind it."""
    weights, of = lexicon.amount.get("weights", ((), ()))
    is_weighed = at + 1 < len(tokens) and tokens[at + 1].text in of
    return is_weighed and figure.scale is None and tokens[at].meaning.name in weights


def member(name: str, country: str | None, lexicon: Lexicon) -> str:
    """The member of a family that a country picks out; the family where none does."""
    if country is None:
        return name
    return lexicon.country(name, country) or name


def _absorb_country(tokens: Sequence[Token], item: Item, name: str, lexicon: Lexicon) -> None:
    """``долларов США``, ``pounds sterling``."""
    if is_country_after(tokens, item.end, lexicon):
        code = lexicon.country(name, tokens[item.end].meaning.name)
        if code is not None:
            item.currency = code
            item.end += 1


def is_country_after(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a country stands there that follows its currency: ``долларов США``."""
    if at >= len(tokens) or tokens[at].kind != Kind.COUNTRY:
        return False
    return tokens[at].text in lexicon.after


def absorb_same(tokens: Sequence[Token], item: Item, lexicon: Lexicon) -> None:
    """The currency said again behind its figure: ``$10 dollars``."""
    found = find_currency(tokens, item.end, lexicon)
    if found is None or tokens[found[0]].text == "$" or item.currency is None:
        return
    members = lexicon.currencies.families.get(tokens[found[0]].meaning.name, ())
    mine = lexicon.currencies.families.get(item.currency, ())
    if tokens[found[0]].kind == Kind.CURRENCY and set(members) & set(mine):
        item.end = found[0] + 1


def absorb_repetition(
    tokens: Sequence[Token], item: Item, lexicon: Lexicon, *, inside: bool = True
) -> None:
    """The same sum again in brackets: ``5 000 (besh ming) so'm``."""
    at = item.end
    if at + 2 >= len(tokens) or tokens[at].text != "(":
        return
    figure = read_figure(tokens, at + 1, lexicon)
    if figure is None or figure.value != item.value:
        return
    close = figure.end
    found = find_currency(tokens, close, lexicon)
    if found is not None:
        close = found[0] + 1
        item.currency = item.currency or tokens[found[0]].meaning.name
    if close >= len(tokens) or tokens[close].text != ")":
        return
    if found is not None:
        item.tail = 1 if inside else close + 1 - at
    item.end = close + 1


def absorb_cents(
    tokens: Sequence[Token], item: Item, lexicon: Lexicon, *, rest: bool = True
) -> None:
    """``12 руб. 50 коп.``, ``one dollar and forty-two cents``, ``20 dollar 43``."""
    if item.minor or item.scale is not None or item.end >= len(tokens):
        return
    at = item.end + (tokens[item.end].text in lexicon.amount["and"])
    figure = read_figure(tokens, at, lexicon) if at < len(tokens) else None
    if figure is None or not _is_below_hundred(figure):
        return
    end = figure.end
    if end < len(tokens) and tokens[end].kind == Kind.MINOR:
        end += 1
    elif not (rest and _is_rest(tokens, item.end, end, lexicon)):
        return
    item.end = end
    item.value += figure.value / _CENT


def _is_below_hundred(figure: Figure) -> bool:
    return 0 < figure.value < _CENT and figure.value % 1 == 0 and figure.scale is None


def _is_rest(tokens: Sequence[Token], behind: int, at: int, lexicon: Lexicon) -> bool:
    """Whether figures behind a currency's name are its cents: nothing may follow them."""
    if not tokens[behind - 1].text.isalpha():
        return False
    if at >= len(tokens):
        return True
    return tokens[at].text in ".!?;" or tokens[at].text in lexicon.amount["and"]
