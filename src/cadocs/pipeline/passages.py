"""Cutting a normalised view into passages of one language each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.errors import UnknownLanguageError
from cadocs.languages import load_language, tags
from cadocs.schema import UNDETERMINED, Segment
from cadocs.text import Passage, split_sentences
from cadocs.text.characters import folding_table
from cadocs.transliterate import to_latin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cadocs.text import View

__all__ = ["check_language", "main_language", "make_passage", "make_passages", "whole_segment"]

_FOLDING = folding_table()


def check_language(tag: str) -> str:
    """The tag itself if there is a language table for it, or it is ``und``.

    Raises:
        UnknownLanguageError: There is no such table.
    """
    if tag != UNDETERMINED and tag not in tags():
        raise UnknownLanguageError(tag, (*tags(), UNDETERMINED))
    return tag


def whole_segment(view: View, tag: str) -> list[Segment]:
    """One segment of a given language from the first to the last character that is no blank."""
    text = view.text
    inner = text.strip()
    if not inner:
        return []
    start = len(text) - len(text.lstrip())
    source_start, source_end = view.source_span(start, start + len(inner))
    fields = {"start": source_start, "end": source_end, "language": tag, "confidence": 1.0}
    return [Segment.model_validate(fields)]


def make_passages(view: View, segments: Iterable[Segment]) -> list[Passage]:
    """The passages of a normalised view, one for each segment, in order."""
    return [
        make_passage(view.part(*view.view_span(segment.start, segment.end)), segment.language)
        for segment in segments
    ]


def make_passage(view: View, tag: str) -> Passage:
    """A passage of one language; text of a transliterated language comes in its base's script."""
    if tag == UNDETERMINED:
        return Passage(view, tag, tuple(split_sentences(view.text)))
    language = load_language(tag)
    if language.base:
        view = to_latin(view).translate(_FOLDING)
    abbreviations = frozenset(language.table("sentence")["abbreviations"])
    return Passage(view, tag, tuple(split_sentences(view.text, abbreviations)))


def main_language(text: str, segments: Iterable[Segment]) -> str:
    """The variety with the most letters; ``und`` only where no other has any."""
    letters: dict[str, int] = {}
    for segment in segments:
        count = sum(map(str.isalpha, text[segment.start : segment.end]))
        letters[segment.language] = letters.get(segment.language, 0) + count
    letters.pop(UNDETERMINED, None)
    return max(letters, key=lambda tag: letters[tag], default=UNDETERMINED)
