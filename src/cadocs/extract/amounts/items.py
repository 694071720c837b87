"""Items: figures with what stands right beside them, the candidates for sums."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cadocs.extract.amounts.figures import Figure, read_figure
from cadocs.extract.amounts.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.extract.amounts.tokens import Token

__all__ = ["Item", "Unit", "read_items"]

_HYPHENS = "-\u2013"
_MINUS = "-\u2013\u2212"
_CENT = Decimal(100)
_FINAL = ".,;:!?)"
_PLAIN = (Kind.WORD, Kind.MARK, Kind.COUNTRY)
_WORDLIKE_FROM = 100


@dataclass(slots=True)
class Item:
    """A figure, and its currency where one stands beside it.

    Attributes:
        first: Index of the first token.
        end: Index one past the last token.
        value: Its value, scale included.
        scale: Its last scale; None where it has none.
        bare: Whether the figure is digits without a scale.
        currency: Family, code or, for a hundredth part, sub-unit; None where none is beside it.
        minor: Whether ``currency`` is a sub-unit.
        leads: Whether the currency stands before the figure.
        negative: Whether a minus stands before it.
        upper: Upper end of a range.
        rule: What gave it its currency.
        part: "step" for an end of a change, which has no limit as its qualifier.
        tail: Tokens at the end that repeat the sum and are no part of the span.
    """

    first: int
    end: int
    value: Decimal
    scale: Decimal | None
    bare: bool
    currency: str | None = None
    minor: bool = False
    leads: bool = False
    negative: bool = False
    upper: Decimal | None = None
    rule: str = "beside"
    part: str = ""
    tail: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A scale or currency without a figure, as in a table's head: ``(mln dollar)``.

    Attributes:
        first: Index of the first token.
        end: Index one past the last token.
        scale: Its scale; None where it has none.
        currency: Its family or code.
    """

    first: int
    end: int
    scale: Decimal | None
    currency: str


def read_items(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[Item], list[Unit]]:
    """Find figures with their currencies, and currencies without a figure.

    Args:
        tokens: The tokens of a stretch.
        lexicon: The words of the language.

    Returns:
        The items and the units, each in order and without overlap.
    """
    items: list[Item] = []
    units: list[Unit] = []
    at = 0
    articles = lexicon.number["articles"]
    while at < len(tokens):
        token = tokens[at]
        if token.kind in _PLAIN and token.text not in articles:
            at += 1
            continue
        item = _read_item(tokens, at, lexicon)
        if item is not None:
            items.append(item)
            at = item.end
            continue
        unit = _read_unit(tokens, at, lexicon)
        if unit is not None:
            units.append(unit)
            at = unit.end
            continue
        at += 1
    return items, units


def _read_item(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Item | None:
    kind = tokens[at].kind
    if kind == Kind.CURRENCY:
        return _currency_first(tokens, at, lexicon)
    if kind in (Kind.FIGURE, Kind.NUMBER, Kind.SCALE) or _is_article(tokens, at, lexicon):
        return _figure_first(tokens, at, lexicon)
    return None


def _is_article(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    return tokens[at].kind == Kind.WORD and tokens[at].text in lexicon.number["articles"]


def _currency_first(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Item | None:
    """``$5 million``, ``USD 25 млн``, where a language allows it also ``dollar 5 million``."""
    token = tokens[at]
    is_word = token.text.isalpha() and token.meaning.name not in lexicon.currencies.codes
    if is_word and (not lexicon.amount["word_first"] or token.text in lexicon.careful):
        return None
    step = at + 1
    negative = _is_minus(tokens, step)
    step += negative
    if step < len(tokens) and tokens[step].text == "." and token.text == "rs":
        step += 1
    if step >= len(tokens) or tokens[step].start - tokens[step - 1].end > 1:
        return None
    figure = read_figure(tokens, step, lexicon)
    if figure is None or figure.first != step or tokens[step].kind == Kind.SCALE:
        return None
    if is_word and not _stands_alone(tokens, figure):
        return None
    if not _is_sure(token, figure, lexicon):
        return None
    scale = token.meaning.scale
    item = Item(
        first=_with_minus(tokens, at, lexicon) if not negative else at,
        end=figure.end,
        value=figure.value * (scale or 1),
        scale=figure.scale or scale,
        bare=figure.bare,
        currency=token.meaning.name,
        leads=True,
    )
    item.negative = negative or item.first < at
    if is_word and at and tokens[at - 1].kind == Kind.COUNTRY:
        item.currency = _member(token.meaning.name, tokens[at - 1].meaning.name, lexicon)
        item.first = at - 1
    _absorb_repetition(tokens, item, lexicon)
    _absorb_same(tokens, item, lexicon)
    return item


def _stands_alone(tokens: Sequence[Token], figure: Figure) -> bool:
    """Whether a figure after a currency's name is no share, count or year of its own."""
    if figure.scale is not None:
        return True
    return figure.end >= len(tokens) or tokens[figure.end].text in _FINAL


def _is_sure(token: Token, figure: Figure, lexicon: Lexicon) -> bool:
    """Codes and names that are also other words need a large figure beside them."""
    is_word = token.text.upper() in lexicon.currencies.wordlike or token.text in lexicon.careful
    if not is_word:
        return True
    return figure.scale is not None or figure.value >= _WORDLIKE_FROM


def _figure_first(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Item | None:
    figure = read_figure(tokens, at, lexicon)
    if figure is None:
        return None
    first = _with_minus(tokens, at, lexicon)
    item = Item(first, figure.end, figure.value, figure.scale, figure.bare)
    item.negative = first < at
    _absorb_repetition(tokens, item, lexicon)
    _absorb_currency(tokens, item, figure, lexicon)
    if _is_article(tokens, at, lexicon) and figure.end == at + 1 and not _is_single(tokens, item):
        return None
    if item.currency is not None:
        _absorb_cents(tokens, item, lexicon)
        _absorb_repetition(tokens, item, lexicon, inside=False)
    return item


def _is_single(tokens: Sequence[Token], item: Item) -> bool:
    """Whether "a dollar" is a sum and no part of a longer name."""
    if item.currency is None:
        return False
    return item.end >= len(tokens) or tokens[item.end].text in _FINAL


def _is_minus(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].text in _MINUS and tokens[at].end == tokens[at + 1].start


def _with_minus(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Index of a minus before a figure or sign, else the figure's own."""
    if at == 0:
        return at
    last = tokens[at - 1]
    if last.text in lexicon.number["negative"]:
        return at - 1
    if last.text not in _MINUS or last.kind != Kind.MARK or last.end != tokens[at].start:
        return at
    before = tokens[at - 2] if at >= 2 else None
    return at - 1 if before is None or before.end < last.start or before.text in "(:" else at


def _absorb_currency(
    tokens: Sequence[Token], item: Item, figure: Figure, lexicon: Lexicon
) -> None:
    """Take a currency that follows: ``млн долларов США``, ``10-Millionen-Euro``, ``AQSh dollari``."""
    found = _find_currency(tokens, item.end, lexicon)
    if found is None or not _is_sure(tokens[found[0]], figure, lexicon):
        return
    at, country = found
    token = tokens[at]
    if _leads_next(tokens, at) or _is_weight(tokens, at, figure, lexicon):
        return
    item.currency = _member(token.meaning.name, country, lexicon)
    item.minor = token.kind == Kind.MINOR
    item.end = at + 1
    if token.meaning.scale is not None:
        item.value *= token.meaning.scale
        item.scale = token.meaning.scale
    _absorb_country(tokens, item, token.meaning.name, lexicon)


def _find_currency(
    tokens: Sequence[Token], at: int, lexicon: Lexicon
) -> tuple[int, str | None] | None:
    """Index of the currency at a place, and the country named before it."""
    country = None
    for _ in range(6):
        if at >= len(tokens):
            return None
        token = tokens[at]
        if token.kind == Kind.CURRENCY or token.kind == Kind.MINOR:
            return at, country
        is_glue = token.text in _HYPHENS and _is_glued(tokens, at)
        if token.kind == Kind.COUNTRY:
            country = country or token.meaning.name
        elif not is_glue:
            return None
        at += 1
    return None


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    return (
        0 < at < len(tokens) - 1
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )


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


def _member(name: str, country: str | None, lexicon: Lexicon) -> str:
    if country is None:
        return name
    return lexicon.country(name, country) or name


def _absorb_country(tokens: Sequence[Token], item: Item, name: str, lexicon: Lexicon) -> None:
    """``долларов США``, ``pounds sterling``."""
    if _is_country_after(tokens, item.end, lexicon):
        code = lexicon.country(name, tokens[item.end].meaning.name)
        if code is not None:
            item.currency = code
            item.end += 1


def _is_country_after(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    if at >= len(tokens) or tokens[at].kind != Kind.COUNTRY:
        return False
    return tokens[at].text in lexicon.after


def _absorb_same(tokens: Sequence[Token], item: Item, lexicon: Lexicon) -> None:
    """The currency said again behind its figure: ``$10 dollars``."""
    found = _find_currency(tokens, item.end, lexicon)
    if found is None or tokens[found[0]].text == "$" or item.currency is None:
        return
    members = lexicon.currencies.families.get(tokens[found[0]].meaning.name, ())
    mine = lexicon.currencies.families.get(item.currency, ())
    if tokens[found[0]].kind == Kind.CURRENCY and set(members) & set(mine):
        item.end = found[0] + 1


def _absorb_repetition(
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
    found = _find_currency(tokens, close, lexicon)
    if found is not None:
        close = found[0] + 1
        item.currency = item.currency or tokens[found[0]].meaning.name
    if close >= len(tokens) or tokens[close].text != ")":
        return
    if found is not None:
        item.tail = 1 if inside else close + 1 - at
    item.end = close + 1


def _absorb_cents(tokens: Sequence[Token], item: Item, lexicon: Lexicon) -> None:
    """``12 руб. 50 коп.``, ``one dollar and forty-two cents``, ``20 dollar 43``."""
    if item.minor or item.scale is not None:
        return
    at = item.end
    if at < len(tokens) and tokens[at].text in lexicon.amount["and"]:
        at += 1
    figure = read_figure(tokens, at, lexicon) if at < len(tokens) else None
    if figure is None or not 0 < figure.value < _CENT or figure.value % 1 or figure.scale:
        return
    end = figure.end
    if end < len(tokens) and tokens[end].kind == Kind.MINOR:
        item.end = end + 1
    elif tokens[item.end - 1].text.isalpha() and _is_rest(tokens, end, lexicon):
        item.end = end
    else:
        return
    item.value += figure.value / _CENT


def _is_rest(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    if at >= len(tokens):
        return True
    return tokens[at].text in ".!?;" or tokens[at].text in lexicon.amount["and"]


def _read_unit(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Unit | None:
    """``mln dollar``, ``USD million``, or a currency alone."""
    token = tokens[at]
    if token.kind == Kind.SCALE:
        found = _find_currency(tokens, at + 1, lexicon)
        if found is None or tokens[found[0]].kind == Kind.MINOR:
            return None
        name = _member(tokens[found[0]].meaning.name, found[1], lexicon)
        end = found[0] + 1 + _is_country_after(tokens, found[0] + 1, lexicon)
        return Unit(at, end, token.meaning.value, name)
    if token.kind != Kind.CURRENCY:
        return None
    name, end, scale = token.meaning.name, at + 1, None
    end += _is_country_after(tokens, end, lexicon)
    if end < len(tokens) and tokens[end].kind == Kind.SCALE:
        scale = tokens[end].meaning.value
        end += 1
    return Unit(at, end, scale, name)
