"""Segments from a back end that only names whole texts: sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from cadocs.detect.bounds import only_segment, segment_of
from cadocs.languages import tags
from cadocs.schema import UNDETERMINED, Detection, Segment
from cadocs.text import fold_characters, split_sentences

if TYPE_CHECKING:
    from cadocs.text import View

__all__ = ["Namer", "SentenceDetector"]

_FEWEST_LETTERS = 20
"""Letters below which a sentence goes with the one before it."""


class Namer(Protocol):
    """Names the language of a whole text."""

    def shares(self, text: str) -> dict[str, float]:
        """The probability of each likely BCP 47 tag, most likely first; empty if none is."""
        ...


@dataclass(frozen=True, slots=True)
class SentenceDetector:
    """Names each sentence with a back end, and joins neighbours of one language."""

    namer: Namer

    def detect(self, text: str) -> Detection:
        """The language of a whole text; ``und`` for what is in none that cadocs reads."""
        shares = self.namer.shares(fold_characters(text))
        tag, share = next(iter(shares.items()), (UNDETERMINED, 1.0))
        named = tag if tag in tags() else UNDETERMINED
        fields = {"language": named, "confidence": round(min(share, 1.0), 4)}
        return Detection.model_validate(fields)

    def likely(self, text: str) -> str | None:
        """The BCP 47 tag that a text looks most like, also one that cadocs doesn't read."""
        return next(iter(self.namer.shares(fold_characters(text))), None)

    def segments(self, view: View) -> list[Segment]:
        """The maximal runs of sentences of one language."""
        text = view.text
        named: list[tuple[str, int, int]] = []
        for start, end in split_sentences(text):
            sentence = text[start:end]
            short = sum(map(str.isalpha, sentence)) < _FEWEST_LETTERS
            tag = named[-1][0] if short and named else self.detect(sentence).language
            named.append((tag, start, end))
        runs = [list(run) for _, run in groupby(named, key=lambda each: each[0])]
        if len(runs) < 2:
            whole = self.detect(text)
            return only_segment(view, whole.language, whole.confidence)
        found = []
        for run in runs:
            span = run[0][1], run[-1][2]
            confidence = self.detect(text[span[0] : span[1]]).confidence
            found.append(segment_of(view, span, run[0][0], confidence))
        return found
