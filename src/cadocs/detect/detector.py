"""Naming the language of a text and of its segments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

import numpy as np

from cadocs.detect.model import LanguageModel, load_model
from cadocs.detect.runs import absorb_small_runs, reclaim_close_runs
from cadocs.detect.segmenting import best_tags, switch_costs
from cadocs.errors import ConfigError
from cadocs.languages import tags
from cadocs.schema import UNDETERMINED, Detection, Segment

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from cadocs.detect.model import Word
    from cadocs.text import View

__all__ = ["Detector", "NgramDetector", "load_detector"]

_DAMPING = 0.25
"""N-grams of one word overlap: their evidence counts for a quarter."""
_TENTHS = 10.0
_FEWEST_LETTERS = 3
"""Letters below which a text speaks no language."""


class Detector(Protocol):
    """Names languages."""

    def detect(self, text: str) -> Detection:
        """The language of a whole text."""
        ...

    def segments(self, view: View) -> list[Segment]:
        """The maximal runs of one language in a normalised view, in source offsets."""
        ...


@dataclass(frozen=True, slots=True)
class NgramDetector:
    """The detector of cadocs: naive Bayes over n-grams, and Viterbi over words."""

    model: LanguageModel

    def detect(self, text: str) -> Detection:
        """The language of a whole text; ``und`` for what is in none that cadocs reads."""
        words, evidence = self.model.read(text)
        if sum(word.end - word.start for word in words) < _FEWEST_LETTERS:
            return Detection(language=UNDETERMINED, confidence=1.0)
        tag, confidence = self._decide(evidence.sum(axis=0))
        return Detection.model_validate({"language": tag, "confidence": confidence})

    def segments(self, view: View) -> list[Segment]:
        """The maximal runs of one language, each from its first to its last character.

        Text without words (figures, signs) belongs to the run around it.
        """
        words, evidence = self.model.read(view.text)
        if sum(word.end - word.start for word in words) < _FEWEST_LETTERS:
            return _only(view)
        path = best_tags(evidence.astype(np.float64) * _DAMPING, switch_costs(view.text, words))
        named = [self._name(column) for column in path]
        columns = {tag: at for at, tag in enumerate(self.model.tags) if self._name(at) == tag}
        named = absorb_small_runs(view.text, words, reclaim_close_runs(named, evidence, columns))
        runs = [list(run) for _, run in groupby(range(len(words)), key=named.__getitem__)]
        bounds = _bounds(view.text, words, [run[0] for run in runs])
        found = []
        for run, (start, end) in zip(runs, bounds, strict=True):
            _, confidence = self._decide(evidence[run].sum(axis=0))
            found.append(_segment(view, (start, end), named[run[0]], confidence))
        return found

    def _name(self, column: int) -> str:
        tag = self.model.tags[column]
        return tag if tag in tags() else UNDETERMINED

    def _decide(self, evidence: NDArray[np.int64]) -> tuple[str, float]:
        scores = evidence * (_DAMPING / _TENTHS)
        shares = np.exp(scores - scores.max())
        best = int(shares.argmax())
        return self._name(best), round(float(shares[best] / shares.sum()), 4)


def _bounds(text: str, words: list[Word], firsts: list[int]) -> list[tuple[int, int]]:
    """Where runs start and end: an opening sign goes with what follows it."""
    starts = [0]
    for first in firsts[1:]:
        at = words[first].start
        floor = words[first - 1].end
        while at > floor and not text[at - 1].isspace():
            at -= 1
        starts.append(at)
    ends = [*starts[1:], len(text)]
    return [_stripped(text, start, end) for start, end in zip(starts, ends, strict=True)]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _only(view: View) -> list[Segment]:
    start, end = _stripped(view.text, 0, len(view.text))
    return [_segment(view, (start, end), UNDETERMINED, 1.0)] if start < end else []


def _segment(view: View, span: tuple[int, int], tag: str, confidence: float) -> Segment:
    start, end = view.source_span(*span)
    fields = {"start": start, "end": end, "language": tag, "confidence": confidence}
    return Segment.model_validate(fields)


@cache
def load_detector(name: str = "cadocs", models: Path | None = None) -> Detector:
    """The detector of a name; asked for again, it is the same one.

    Raises:
        ConfigError: There is none of that name.
        ModelMissingError: Its model is not there.
    """
    if name != "cadocs":
        msg = f"No detector {name!r}. Known: cadocs."
        raise ConfigError(msg)
    return NgramDetector(load_model(models))
