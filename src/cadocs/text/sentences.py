"""Sentences of a view's text.

A line feed always ends a sentence: normalisation has joined the lines that were only wrapped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["split_sentences"]

_END = re.compile(r"[.!?…]+[\"'»”)\]]*(?=\s|$)|\n+")
_LAST_WORD = re.compile(r"([^\W_]+(?:['.][^\W_]+)*)\.$")
_INITIALS = re.compile(r"(?:[^\W\d_a-zа-яё]\.)*[^\W\d_a-zа-яё]")
"""``A``, and ``C.W`` as in ``C.W. Davies``."""
_ROMAN = re.compile(r"[IVXLC]+")


def split_sentences(text: str, abbreviations: Collection[str] = ()) -> list[tuple[int, int]]:
    """Cut a text into sentences.

    Args:
        text: A normalised text; its line feeds are paragraph borders.
        abbreviations: Lower-case words that a full stop follows inside a sentence, without it.

    Returns:
        Half-open spans without blanks at their edges, in order.

    >>> split_sentences("Am 13. Mai kam er. Sie ging.", ("mai",))
    [(0, 18), (19, 28)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if not _ends_sentence(text, start, match, abbreviations):
            continue
        _keep(text, start, match.end(), spans)
        start = match.end()
    _keep(text, start, len(text), spans)
    return spans


def _keep(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        low = start + len(piece) - len(piece.lstrip())
        spans.append((low, low + len(inner)))


def _ends_sentence(
    text: str, start: int, match: re.Match[str], abbreviations: Collection[str]
) -> bool:
    if match.group() != ".":
        return "\n" in match.group() or not _goes_on(text, match.end())
    word = _LAST_WORD.search(text, max(start, match.end() - 40), match.end())
    if word is not None and _takes_a_stop(word.group(1), abbreviations):
        return _is_new_paragraph(text, match.end())
    return not _goes_on(text, match.end())


def _takes_a_stop(word: str, abbreviations: Collection[str]) -> bool:
    """Initials, ordinals and abbreviations: a stop after them ends no sentence."""
    if _INITIALS.fullmatch(word) or word.lower() in abbreviations:
        return True
    return (word.isdigit() and len(word) <= 2) or _ROMAN.fullmatch(word) is not None


def _goes_on(text: str, at: int) -> bool:
    """Whether the next word starts with a small letter."""
    rest = text[at : at + 3].lstrip(" ")
    return bool(rest) and rest[0].islower()


def _is_new_paragraph(text: str, at: int) -> bool:
    return text[at : at + 1] in ("\n", "")
