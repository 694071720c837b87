"""The cheapest way to read a text as runs of languages.

Each word has evidence for each tag; changing the tag between two words costs something, less at
the end of a line or a sentence than inside one. The best sequence is found by the algorithm of
Viterbi, in one pass forward and one back.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cadocs.detect.model import Word

__all__ = ["best_tags", "switch_costs"]

_LINE = 15.0
_SENTENCE = 80.0
_QUOTE = 65.0
_INSIDE = 110.0
_BLOCK = 4096
"""Words that are looked at at once: keeps memory small on long texts."""
_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?…:;]")
_SPEECH = re.compile(r":\s*[—–-]?\s*[\"«“„]|[\"»”“]\s*[,.]?\s*[—–]")
_QUOTES = re.compile(r"[\"«»“”„()\[\]|—–]")
_KINDS = ((_LINE_END, _LINE), (_SPEECH, _LINE), (_SENTENCE_END, _SENTENCE), (_QUOTES, _QUOTE))


def switch_costs(text: str, words: Sequence[Word]) -> list[float]:
    """What a change of language costs before each word, by what stands before it."""
    costs = [0.0]
    for before, word in pairwise(words):
        between = text[before.end : word.start]
        costs.append(_INSIDE if between == " " else _cost_of(between))
    return costs


def _cost_of(between: str) -> float:
    return next((cost for sign, cost in _KINDS if sign.search(between)), _INSIDE)


def best_tags(evidence: NDArray[np.float32], costs: Sequence[float]) -> NDArray[np.int64]:
    """The column of the best tag for each word."""
    columns = _in_question(evidence)
    if len(columns) == 1:
        return np.full(len(evidence), columns[0], dtype=np.int64)
    return columns[_best_path(evidence[:, columns], costs)]


def _in_question(evidence: NDArray[np.float32]) -> NDArray[np.int64]:
    """The best column of all words, and those that are worth a change from it somewhere.

    A column is not if no stretch of words is ahead in it by the price of the cheapest change.
    """
    best = int(evidence.sum(axis=0).argmax())
    ahead, lowest = np.zeros((2, evidence.shape[1]))
    gain = np.zeros(evidence.shape[1])
    for first in range(0, len(evidence), _BLOCK):
        block = evidence[first : first + _BLOCK].astype(np.float64)
        sums = np.cumsum(block - block[:, best : best + 1], axis=0) + ahead
        floors = np.minimum(np.minimum.accumulate(sums, axis=0), lowest)
        gain = np.maximum(gain, (sums - floors).max(axis=0))
        ahead, lowest = sums[-1], floors[-1]
    gain[best] = _LINE
    return np.flatnonzero(gain >= _LINE)


def _best_path(evidence: NDArray[np.float32], costs: Sequence[float]) -> NDArray[np.int64]:
    count, tags = evidence.shape
    came_from = np.zeros((count, tags), dtype=np.uint8)
    stay = np.arange(tags)
    score = np.zeros(tags)
    for at in range(count):
        best = int(score.argmax())
        switched = score[best] - costs[at]
        came_from[at] = np.where(score >= switched, stay, best)
        score = np.maximum(score, switched) + evidence[at]
    path = np.zeros(count, dtype=np.int64)
    tag = int(score.argmax())
    for at in range(count - 1, -1, -1):
        path[at] = tag
        tag = int(came_from[at, tag])
    return path
