"""The detector of cadocs: naive Bayes over n-grams, and Viterbi over words."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from cadocs.detect.bounds import only_segment, segment_of, stripped
from cadocs.detect.credit_lines import credit_words
from cadocs.detect.model import total_words
from cadocs.detect.quotes import quoted_words
from cadocs.detect.runs import absorb_small_runs, reclaim_close_runs
from cadocs.detect.segmenting import best_tags, switch_costs
from cadocs.languages import tags
from cadocs.schema import UNDETERMINED, Detection, Segment

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cadocs.detect.model import Evidence, LanguageModel, Word
    from cadocs.detect.short_texts import ShortTexts
    from cadocs.text import View

__all__ = ["NgramDetector"]

_DAMPING = 0.25
"""N-grams of one word overlap: their evidence counts for a quarter."""
_FEWEST_LETTERS = 2
"""Letters, and blanks after words, up to which a text speaks no language."""
_USUAL = 6.0
"""Evidence for its own language that a letter of a long text has at least, in nats."""
_SHORTER = 22.0
"""How much less that may be in short texts: this much, divided by the root of the letters."""
_STEEPNESS = 4.0
"""How fast doubt grows below that."""
_SHORT = 25
"""Letters, and blanks after words, up to which a text gets a second opinion."""
_SECOND = 0.7
"""What the second opinion weighs, beside the first."""
_LONG = 6
"""Words from which a run is doubted as a whole text is."""


class NgramDetector:
    """The detector of cadocs: naive Bayes over n-grams, and Viterbi over words."""

    def __init__(self, model: LanguageModel, short_texts: ShortTexts | None = None) -> None:
        """Take a model, and one for texts of a few words; they are only read from here on."""
        self.model = model
        self._short_texts = short_texts
        self._names = [tag if tag in tags() else UNDETERMINED for tag in model.tags]
        self._columns = {tag: model.tags.index(tag) for tag in tags()}
        self._ours = np.array(list(self._columns.values()))
        self._others = np.setdiff1d(np.arange(len(model.tags)), self._ours)

    def detect(self, text: str) -> Detection:
        """The language of a whole text; ``und`` for what is in none that cadocs reads."""
        words = total_words(text)
        sums, letters = self.model.total(words)
        if letters <= _FEWEST_LETTERS:
            return Detection(language=UNDETERMINED, confidence=1.0)
        if self._short_texts is not None and letters <= _SHORT:
            second = self._short_texts.chances(words)
            tag, confidence = self._decide_twice(sums, letters, second)
        else:
            tag, confidence = self._decide(sums, letters)
        return Detection.model_validate({"language": tag, "confidence": confidence})

    def likely(self, text: str) -> str | None:
        """The BCP 47 tag that a text looks most like, also one that cadocs doesn't read."""
        sums, letters = self.model.total(total_words(text))
        return self.model.tags[int(sums.argmax())] if letters > _FEWEST_LETTERS else None

    def segments(self, view: View) -> list[Segment]:
        """The maximal runs of one language, each from its first to its last character.

        Text without words (figures, signs) belongs to the run around it.
        """
        evidence = self.model.read(view.text)
        words = evidence.words
        if evidence.letters.sum() <= _FEWEST_LETTERS:
            return only_segment(view)
        named = self._named(view.text, evidence)
        runs = [list(run) for _, run in groupby(range(len(words)), key=named.__getitem__)]
        bounds = _bounds(view.text, words, [run[0] for run in runs])
        found = []
        for run, (start, end) in zip(runs, bounds, strict=True):
            part = slice(run[0], run[-1] + 1)
            sums = evidence.sums[part].sum(axis=0)
            _, confidence = self._decide(sums, int(evidence.letters[part].sum()))
            found.append(segment_of(view, (start, end), named[run[0]], confidence))
        return found

    def _named(self, text: str, evidence: Evidence) -> list[str]:
        """A tag for each word; lines that credit a source are read as if they were not there."""
        in_credits = credit_words(text, evidence.words)
        if in_credits.any():
            named = iter(self._read(text, evidence.select(~in_credits)))
            return [UNDETERMINED if credit else next(named) for credit in in_credits]
        return self._read(text, evidence)

    def _read(self, text: str, evidence: Evidence) -> list[str]:
        if not evidence.words:
            return []
        words = evidence.words
        path = best_tags(evidence.sums, switch_costs(text, words))
        named = [self._names[column] for column in path]
        near = reclaim_close_runs(named, evidence.sums, self._columns)
        named = self._doubted(evidence, absorb_small_runs(text, words, near))
        for at, tag in quoted_words(text, words, evidence.sums, self._columns).items():
            named[at] = tag
        return named

    def _doubted(self, evidence: Evidence, named: list[str]) -> list[str]:
        """The tags, with longer runs that look like no known language set to ``und``."""
        sure: list[str] = []
        for tag, group in groupby(range(len(named)), key=named.__getitem__):
            run = list(group)
            part = slice(run[0], run[-1] + 1)
            known = tag == UNDETERMINED or len(run) < _LONG
            sure += [tag if known or self._looks_like(tag, evidence, part) else UNDETERMINED] * len(
                run
            )
        return sure

    def _looks_like(self, tag: str, evidence: Evidence, part: slice) -> bool:
        sums = evidence.sums[part, self._columns[tag]]
        return _doubt(float(sums.sum()), float(evidence.letters[part].sum())) <= 1.0

    def _decide(self, sums: NDArray[np.float32], letters: int) -> tuple[str, float]:
        """The tag of a text with some evidence, and how sure it is.

        The odds of a language against the next one are doubted where the text looks less like it
        than text of that length does: languages that no column stands for end there.
        """
        best = int(self._ours[sums[self._ours].argmax()])
        evidence = float(sums[best])
        others = sums.copy()
        others[best] = -np.inf
        ahead = evidence - float(others.max())
        share = 1.0 / (1.0 + math.exp(-max(ahead * _DAMPING, -50.0)))
        share /= 1.0 + _doubt(evidence, letters)
        if share >= 0.5:
            return self._names[best], round(share, 4)
        return UNDETERMINED, round(1.0 - share, 4)

    def _decide_twice(
        self, sums: NDArray[np.float32], letters: int, second: NDArray[np.float32]
    ) -> tuple[str, float]:
        """The tag of a short text, with a second opinion on it, and how sure it is.

        Here all other languages together stand against each of ours.
        """
        first = (sums - sums.max()) * _DAMPING
        first -= math.log(float(np.exp(first).sum()))
        chances = np.exp((1 - _SECOND) * first + _SECOND * second)
        doubt = 1.0 + _doubt(float(sums[self._ours].max()), letters)
        ours = chances[self._ours] / doubt
        rest = float(chances[self._others].sum())
        whole = float(ours.sum()) + rest
        best = int(ours.argmax())
        if ours[best] >= rest:
            return self._names[int(self._ours[best])], round(float(ours[best]) / whole, 4)
        return UNDETERMINED, round(rest / whole, 4)


def _doubt(evidence: float, letters: float) -> float:
    """From 0 to much more than 1: how little a text looks like the language it should be in."""
    usual = _USUAL - _SHORTER / math.sqrt(letters)
    return math.exp(min((usual - evidence / letters) * _STEEPNESS, 50.0))


def _bounds(text: str, words: list[Word], firsts: list[int]) -> list[tuple[int, int]]:
    """Where runs start and end: signs that open a word or a line go with what follows them."""
    starts = [0]
    for first in firsts[1:]:
        at = words[first].start
        floor = words[first - 1].end
        while at > floor and not text[at - 1].isspace():
            at -= 1
        line = text.rfind("\n", floor, at)
        starts.append(at if line < 0 else line + 1)
    ends = [*starts[1:], len(text)]
    return [stripped(text, start, end) for start, end in zip(starts, ends, strict=True)]
