"""Links between neighbouring items: ranges, changes and lists share what is said once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cadocs.extract.amounts.tokens import Kind
from cadocs.extract.numbers import read_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cadocs.extract.amounts.lexicon import Lexicon
    from cadocs.extract.amounts.tokens import Item, Token

__all__ = ["ending_of", "has_change", "is_year", "link_items"]

_DASHES = "-\u2013\u2014\u2212\u2012\u00f7"
_LIST = ",;/"
_STOPS = ".!?;"
_BACK = 8
_FORTH = 6
_THOUSAND = Decimal(1000)
_CENT = Decimal(100)


class _Place(NamedTuple):
    """Where items stand."""

    tokens: Sequence[Token]
    lexicon: Lexicon


def link_items(tokens: Sequence[Token], items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Join ranges and hand scale and currency along lists and changes.

    Args:
        tokens: The tokens of a stretch.
        items: Its items in order; they are changed.
        lexicon: The words of the language.

    Returns:
        The items, each range as one.
    """
    place = _Place(tokens, lexicon)
    linked: list[Item] = []
    for item in reversed(items):
        if linked:
            kind = _kind(tokens, item, linked[-1], lexicon)
            if kind == "range" and _merge(place, item, linked[-1]):
                linked[-1] = item
                continue
            if kind in ("step", "list"):
                _share(place, item, linked[-1], kind)
        linked.append(item)
    linked.reverse()
    return linked


def _kind(tokens: Sequence[Token], item: Item, after: Item, lexicon: Lexicon) -> str:
    """What links two neighbours: "range", "step", "list" or nothing ("")."""
    if after.first - item.end > 3 or is_year(tokens, item):
        return ""
    kind = _paired(tokens, item, after, lexicon)
    if kind == "open":
        return "step" if has_change(tokens, item.first, after.end, lexicon) else "range"
    return kind or _unpaired(tokens, item, after, lexicon)


def _unpaired(tokens: Sequence[Token], item: Item, after: Item, lexicon: Lexicon) -> str:
    """A dash, a word like "to", or the marks and words of a list."""
    between = [token.text for token in tokens[item.end : after.first]]
    if not between or (item.currency is None and after.leads):
        return ""
    if len(between) == 1 and _is_range(tokens, item, lexicon):
        return "range"
    words = lexicon.amount["and"]
    is_list = all(text in _LIST or text in words for text in _without_stop(between, words))
    return "list" if is_list or _is_parallel(tokens, item, between) else ""


def _without_stop(between: list[str], words: Sequence[str]) -> list[str]:
    """What stands between two items without the full stop of an abbreviation: ``bzw.``."""
    is_cut = len(between) > 1 and between[-1] == "." and between[-2] in words
    return between[:-1] if is_cut else between


def _is_range(tokens: Sequence[Token], item: Item, lexicon: Lexicon) -> bool:
    """Whether the one token behind an item makes a range of it."""
    text = tokens[item.end].text
    if text in _DASHES:
        return tokens[item.end - 1].kind != Kind.NUMBER
    if text not in lexicon.amount["range"]:
        return False
    return item.currency is None or not has_change(tokens, item.first, item.end, lexicon)


def _is_parallel(tokens: Sequence[Token], item: Item, between: Sequence[str]) -> bool:
    """``импорт — 4,1, экспорт — 1,7 млрд``: a fraction behind the same dash."""
    if len(between) != 3 or between[0] not in _LIST or between[2] not in _DASHES:
        return False
    is_alike = item.first > 0 and tokens[item.first - 1].text == between[2]
    return is_alike and item.bare and item.value % 1 != 0


def _paired(tokens: Sequence[Token], item: Item, after: Item, lexicon: Lexicon) -> str:
    """What a pair of words around the first item makes: ``от … до``, ``… dan … gacha``."""
    link = " ".join(token.text for token in tokens[item.end : after.first])
    ending = tokens[item.end - 1].ending
    opened = {token.text for token in tokens[max(item.first - 2, 0) : item.first]}
    for pair in lexicon.amount["pairs"]:
        if pair["open"]:
            if link in pair["link"] and not opened.isdisjoint(pair["open"]):
                return str(pair["makes"])
            continue
        is_linked = link in pair["link"] or (not link and ending.endswith(tuple(pair["link"])))
        if is_linked and ending_of(tokens, after.end, lexicon)[0].endswith(pair["ending"]):
            return str(pair["makes"])
    return ""


def has_change(
    tokens: Sequence[Token], first: int, end: int, lexicon: Lexicon, forth: int = _FORTH
) -> bool:
    """Whether a word of rising, falling or reaching stands near in the sentence.

    Args:
        tokens: The tokens of a stretch.
        first: Index of the token before which to look.
        end: Index of the token from which to look on.
        lexicon: The words of the language.
        forth: How many tokens to look on.
    """
    back = reversed(tokens[max(first - _BACK, 0) : first])
    stops = _STOPS + "," if lexicon.amount.get("verb_last") else _STOPS
    if _names_change(back, lexicon, stops):
        return True
    return _names_change(tokens[end : end + forth], lexicon, _STOPS)


def _names_change(tokens: Iterable[Token], lexicon: Lexicon, stops: str) -> bool:
    for token in tokens:
        if token.text in stops:
            return False
        if token.text in lexicon.change:
            return True
    return False


def ending_of(
    tokens: Sequence[Token], end: int, lexicon: Lexicon, tail: int = 0
) -> tuple[str, int]:
    """The ending of what ends at a token, and where the words behind it begin.

    Args:
        tokens: The tokens of a stretch.
        end: Index one past the last token of a sum.
        lexicon: The words of the language.
        tail: Tokens before ``end`` that only repeat the sum.
    """
    if end < len(tokens) and tokens[end].text in lexicon.detached:
        return tokens[end].text, end + 1
    return tokens[end - 1 - tail].ending, end


def is_year(tokens: Sequence[Token], item: Item) -> bool:
    """Whether bare digits look like a year of our time."""
    if not item.bare or item.currency is not None:
        return False
    text = tokens[item.end - 1].text
    return len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20")


def _merge(place: _Place, item: Item, after: Item) -> bool:
    """Make one range of two items; False where the figures do not rise."""
    if after.upper is not None or item.upper is not None or after.negative:
        return False
    if item.minor and after.currency and not after.minor:
        item.value, item.currency, item.minor = item.value / _CENT, after.currency, False
    if item.currency != after.currency and None not in (item.currency, after.currency):
        return False
    _share(place, item, after, "range")
    if item.value >= after.value:
        return False
    item.upper = after.value
    item.end = after.end
    item.scale = after.scale
    item.bare = item.bare and after.bare
    return True


def _reread(place: _Place, item: Item) -> Decimal:
    """The figure as it reads before a scale: ``3,155`` is no 3155 in front of "Mrd."."""
    token = place.tokens[item.end - 1]
    if not item.bare or token.kind != Kind.FIGURE:
        return item.value
    return read_digits(token.text, place.lexicon.tag, scaled=True)


def _share(place: _Place, item: Item, after: Item, kind: str) -> None:
    """Hand scale and currency from one neighbour to the other."""
    if item.scale is None and after.scale is not None and _takes_scale(place, item, after, kind):
        item.value = _reread(place, item) * after.scale
        item.scale = after.scale
        item.bare = False
    if item.currency is None and after.currency is not None:
        item.currency, item.minor, item.rule = after.currency, after.minor, kind
    elif after.currency is None and item.currency is not None and kind != "list":
        after.currency, after.minor, after.rule = item.currency, item.minor, kind
    if kind == "step":
        item.part = after.part = kind


def _takes_scale(place: _Place, item: Item, after: Item, kind: str) -> bool:
    value = _reread(place, item)
    if after.scale is None or value >= _THOUSAND:
        return False
    if kind == "range":
        return value < after.value / after.scale
    return kind == "step" or (item.currency is None and after.currency is not None)
