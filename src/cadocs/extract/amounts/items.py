"""Items: figures with what stands right beside them, the candidates for sums."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cadocs.extract.amounts.beside import (
    absorb_cents,
    absorb_currency,
    absorb_repetition,
    absorb_same,
    find_currency,
    is_country_after,
    is_sure,
    member,
    touches,
)
from cadocs.extract.amounts.figures import Figure, read_figure
from cadocs.extract.amounts.tokens import Item, Kind, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.extract.amounts.tokens import Token

__all__ = ["fills_line", "read_items"]

_MINUS = "-\u2013\u2212"
_FINAL = ".,;:!?)\t"
_OPENING = {"(": ")", "[": "]", ",": "\t"}
"""What stands before a table's unit and, unless the line ends, behind it."""
_BEHIND_HEAD = "\t:;,"
_NOUGHTS = "000"
_THOUSAND = Decimal(1000)
_PLAIN = (Kind.WORD, Kind.MARK, Kind.COUNTRY)


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
    bracketed = False
    articles = lexicon.number["articles"]
    while at < len(tokens):
        token = tokens[at]
        is_head_scale = token.text in lexicon.head_scales
        if token.kind in _PLAIN and token.text not in articles and not is_head_scale:
            bracketed = _is_in_brackets(token.text, inside=bracketed)
            at += 1
            continue
        item = None if _opens_head(tokens, at, lexicon) else _read_item(tokens, at, lexicon)
        if item is not None:
            item.bracketed = bracketed
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


def _is_in_brackets(mark: str, *, inside: bool) -> bool:
    """Whether what follows a token stands in round brackets, sentences apart."""
    return mark == "(" or (inside and mark not in ").")


def _opens_head(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a scale word that may count one is a table's unit: ``(ming dollar)``."""
    before = tokens[at - 1].text if at else ""
    if tokens[at].kind != Kind.SCALE or before not in _OPENING:
        return at == 0 and fills_line(tokens, _read_unit(tokens, at, lexicon), lexicon)
    unit = _read_unit(tokens, at, lexicon)
    if unit is None:
        return False
    end = unit.end + (unit.end < len(tokens) and before != ",")
    closes = unit.end == len(tokens) or tokens[unit.end].text in _OPENING[before]
    return closes and (end >= len(tokens) or tokens[end].text in _BEHIND_HEAD)


def fills_line(tokens: Sequence[Token], unit: Unit | None, lexicon: Lexicon) -> bool:
    """Whether a unit is all of a stretch and says "in" by its ending: ``ming so'mda``."""
    endings = tuple(lexicon.amount.get("head_endings", ()))
    if unit is None or not endings or (unit.first, unit.end) != (0, len(tokens)):
        return False
    return tokens[-1].ending.endswith(endings)


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
    if is_word and not _may_lead(token, lexicon):
        return None
    negative = _is_minus(tokens, at + 1)
    figure = _figure_behind(tokens, at + 1 + negative, lexicon)
    if figure is None or not is_sure(token, figure, lexicon):
        return None
    if is_word and not _stands_alone(tokens, figure):
        return None
    item = _led(tokens, at, figure, lexicon)
    item.negative = item.negative or negative
    if is_word and at and tokens[at - 1].kind == Kind.COUNTRY:
        item.currency = member(token.meaning.name, tokens[at - 1].meaning.name, lexicon)
        item.first = at - 1
    absorb_repetition(tokens, item, lexicon, inside=False)
    absorb_same(tokens, item, lexicon)
    absorb_cents(tokens, item, lexicon, rest=False)
    return item


def _may_lead(token: Token, lexicon: Lexicon) -> bool:
    """Whether a currency's name may stand before its figure."""
    return bool(lexicon.amount["word_first"]) and token.text not in lexicon.careful


def _figure_behind(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Figure | None:
    """The figure right behind a currency."""
    if at >= len(tokens) or tokens[at].start - tokens[at - 1].end > 1:
        return None
    return None if tokens[at].kind == Kind.SCALE else read_figure(tokens, at, lexicon)


def _led(tokens: Sequence[Token], at: int, figure: Figure, lexicon: Lexicon) -> Item:
    """The item of a figure behind its currency; ``MEUR`` brings a scale along."""
    scale = tokens[at].meaning.scale
    first = _with_minus(tokens, at, lexicon)
    return Item(
        first=first,
        end=figure.end,
        value=figure.value * (scale or 1),
        scale=figure.scale or scale,
        bare=figure.bare,
        currency=tokens[at].meaning.name,
        leads=True,
        negative=first < at,
    )


def _stands_alone(tokens: Sequence[Token], figure: Figure) -> bool:
    """Whether a figure after a currency's name is no share, count or year of its own."""
    if figure.scale is not None:
        return True
    return figure.end >= len(tokens) or tokens[figure.end].text in _FINAL


def _figure_first(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Item | None:
    figure = read_figure(tokens, at, lexicon)
    if figure is None:
        return None
    first = _with_minus(tokens, at, lexicon)
    item = Item(first, figure.end, figure.value, figure.scale, figure.bare)
    item.negative = first < at
    absorb_repetition(tokens, item, lexicon)
    absorb_currency(tokens, item, figure, lexicon)
    if _is_article(tokens, at, lexicon) and figure.end == at + 1 and not _is_single(tokens, item):
        return None
    if item.currency is not None:
        absorb_cents(tokens, item, lexicon)
        absorb_repetition(tokens, item, lexicon, inside=False)
    return item


def _is_single(tokens: Sequence[Token], item: Item) -> bool:
    """Whether "a dollar" is a sum and no part of a longer name."""
    if item.currency is None:
        return False
    return item.end >= len(tokens) or tokens[item.end].text in _FINAL


def _is_minus(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].text in _MINUS and touches(tokens, at + 1)


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
    return at - 1 if before is None or before.end < last.start or before.text in "(:\t" else at


def _read_unit(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Unit | None:
    """``mln dollar``, ``USD million``, or a currency alone."""
    token = tokens[at]
    scale = lexicon.head_scales.get(token.text)
    if token.kind == Kind.SCALE:
        scale = token.meaning.value
    if scale is not None:
        return _scaled_unit(tokens, at, scale, lexicon)
    return _currency_unit(tokens, at, lexicon) if token.kind == Kind.CURRENCY else None


def _scaled_unit(tokens: Sequence[Token], at: int, scale: Decimal, lexicon: Lexicon) -> Unit | None:
    """``mln dollar``, ``thousands of dollars``."""
    is_linked = at + 1 < len(tokens) and tokens[at + 1].text in lexicon.number["joiners"]
    found = find_currency(tokens, at + 1 + is_linked, lexicon)
    if found is None or tokens[found[0]].kind == Kind.MINOR:
        return None
    name = member(tokens[found[0]].meaning.name, found[1], lexicon)
    end = found[0] + 1 + is_country_after(tokens, found[0] + 1, lexicon)
    return Unit(at, end, scale, name)


def _currency_unit(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Unit:
    """``USD million``, ``£'000``, ``USD``."""
    name, scale = tokens[at].meaning.name, tokens[at].meaning.scale
    end = at + 1 + is_country_after(tokens, at + 1, lexicon)
    following = tokens[end] if end < len(tokens) else None
    if following is not None and following.kind == Kind.SCALE:
        return Unit(at, end + 1, following.meaning.value, name)
    if following is not None and following.text in lexicon.head_scales:
        return Unit(at, end + 1, lexicon.head_scales[following.text], name)
    noughts = end + _is_apostrophe(tokens, end)
    if noughts < len(tokens) and tokens[noughts].text == _NOUGHTS:
        return Unit(at, noughts + 1, _THOUSAND, name)
    return Unit(at, end, scale, name)


def _is_apostrophe(tokens: Sequence[Token], at: int) -> bool:
    """``£'000``: figures in thousands."""
    return at < len(tokens) and tokens[at].text == "'"
