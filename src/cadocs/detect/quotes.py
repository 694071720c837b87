"""Sentences that quote a clause in another language.

What stands around a quotation, before it and after it, is one sentence; read from left to right
it is two scraps too short to be told from the language of the quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cadocs.detect.model import Word

__all__ = ["quoted_words"]

_QUOTATION = re.compile(r"«[^«»\n]{8,600}»|[“„][^“”„\n]{8,600}[“”]|\"[^\"\n]{8,600}\"")
_LONGEST_FRAME = 200
"""Characters of a sentence that are looked at on each side of a quotation."""
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_GOES_ON = re.compile(r",?\s*[—–-]?\s*[^\W\d_A-ZА-ЯЎҚҒҲЁ]")
_FEWEST = 2
"""Words in small letters from which a quotation is a clause, and no title."""
_INSIDE = 40.0
_AROUND = 15.0
"""Evidence, in nats, that each part must be ahead of the other's language."""
_CLOSE = 20.0
"""Evidence, in nats, that a language which is not read may be ahead in the frame."""


def quoted_words(
    text: str, words: Sequence[Word], evidence: NDArray[np.float32], columns: Mapping[str, int]
) -> dict[int, str]:
    """Tags of the words of sentences whose quotation is in another language, by place.

    Args:
        text: The text that the words stand in.
        words: Its words.
        evidence: ``(words, columns)`` of evidence.
        columns: The column of each tag that is read.
    """
    starts = [word.start for word in words]
    tags = {column: tag for tag, column in columns.items()}
    found: dict[int, str] = {}
    for match in _QUOTATION.finditer(text):
        inside = range(bisect_left(starts, match.start()), bisect_left(starts, match.end()))
        first, last = _sentence(text, match.start(), match.end())
        frame = [*range(bisect_left(starts, first), inside.start)]
        if _GOES_ON.match(text, match.end()):
            frame += range(inside.stop, bisect_left(starts, last))
        # Names, which are capitalised, say little of the language around them.
        plain = [at for at in frame if text[words[at].start].islower()]
        clause = sum(text[words[at].start].islower() for at in inside)
        if not plain or clause < _FEWEST:
            continue
        within, around = evidence[inside].sum(axis=0), evidence[plain].sum(axis=0)
        a, b = int(within.argmax()), max(tags, key=lambda column: float(around[column]))
        if a not in tags or around.max() - around[b] > _CLOSE:
            continue
        if within[a] - within[b] > _INSIDE and around[b] - around[a] > _AROUND:
            found |= dict.fromkeys(inside, tags[a]) | dict.fromkeys(frame, tags[b])
    return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a quotation starts and ends."""
    low = max(0, start - _LONGEST_FRAME)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, low, start)]
    after = _SENTENCE_END.search(text, end, end + _LONGEST_FRAME)
    return ends[-1] if ends else low, after.start() if after else min(
        len(text), end + _LONGEST_FRAME
    )
