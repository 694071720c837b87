"""Stretches of a text that are never transliterated."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cadocs.schema import Protected

__all__ = ["outside", "protected_spans"]

_PATTERNS: dict[str, str] = {
    "addresses": r"https?://\S+|www\.\S+|(?<!\S)[^\s@]+@\S+|(?<![\w.])[\w-]+\.(?:uz|com|org|ru)\b\S*",
    "handles": r"(?<!\w)[@#]\w+",
    "numerals": r"(?<![\w'])[IVXLC]+(?![\w'])",
}


def protected_spans(text: str, kinds: Iterable[Protected]) -> list[tuple[int, int]]:
    """Half-open spans of what is protected, in order."""
    pattern = _pattern(frozenset(kinds))
    return [match.span() for match in pattern.finditer(text)] if pattern is not None else []


@cache
def _pattern(kinds: frozenset[Protected]) -> re.Pattern[str] | None:
    patterns = [pattern for kind, pattern in _PATTERNS.items() if kind in kinds]
    return re.compile("|".join(patterns)) if patterns else None


def outside(
    matches: Iterable[re.Match[str]], spans: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """The matches that start in none of the spans; both are in order."""
    at = 0
    for match in matches:
        start = match.start()
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at == len(spans) or start < spans[at][0]:
            yield match
