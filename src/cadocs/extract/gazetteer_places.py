"""Words for a region, a city or a district that belong to the name beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.extract.gazetteer_signs import Signs
    from cadocs.extract.knowledge import Alias

__all__ = ["unknown_places", "with_its_kind"]

_KINDS = ("region", "place")
_SEATS = frozenset({"city", "admin1", "country"})
"""Kinds of places after which others are named."""


def with_its_kind(signs: Signs, first: int, last: int, alias: Alias) -> tuple[int, int]:
    """The span of a place with the word that says what it is: ``Toshkent shahri``.

    Args:
        signs: The passage.
        first: Index of the name's first token.
        last: One past its last token.
        alias: The name.
    """
    if alias.entry.label != "LOC" or alias.entry.kind not in _SEATS:
        return first, last
    if signs.is_adjacent(last - 1) and _is_base(signs, last - 1, alias) and _follows(signs, last):
        return first, last + 1
    if signs.has("place_first", first - 1) and signs.is_adjacent(first - 1):
        return first - 1, last
    return first, last


def _is_base(signs: Signs, at: int, alias: Alias) -> bool:
    """Whether the name's last word has no ending where only the last word takes one."""
    return signs.inflection.each or signs.inflection.key(signs.word(at)) == alias.keys[-1]


def _follows(signs: Signs, at: int) -> bool:
    if any(signs.has(kind, at) for kind in _KINDS):
        return True
    # Where endings follow the whole name, a city's name takes its word in.
    return signs.has("city", at) and not signs.inflection.each


def unknown_places(signs: Signs, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Words in capitals that a word for a place makes a name of: ``Sayram tumani``."""
    if not signs.makes_places:
        return
    for at in range(1, len(signs.tokens)):
        is_kind = any(signs.has(kind, at) for kind in (*_KINDS, "city"))
        if not is_kind or taken & {at - 1, at} or not signs.is_adjacent(at - 1):
            continue
        before = signs.word(at - 1)
        if _is_plain_capital(before) and at - 1 not in signs.opening and signs.word(at).islower():
            yield at - 1, at + 1


def _is_plain_capital(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower() and len(word) > 2
