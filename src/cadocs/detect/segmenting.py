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

_LINE = 60.0
_SENTENCE = 90.0
_QUOTE = 120.0
_INSIDE = 260.0
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
        costs.append(next((cost for sign, cost in _KINDS if sign.search(between)), _INSIDE))
    return costs


def best_tags(evidence: NDArray[np.float64], costs: Sequence[float]) -> NDArray[np.int64]:
    """The column of the best tag for each word."""
    count, tags = evidence.shape
    came_from = np.zeros((count, tags), dtype=np.int64)
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
