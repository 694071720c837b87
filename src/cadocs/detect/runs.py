"""Runs that are too small to be a change of language.

Foreign names, titles and single terms stay in the run around them: a change needs a sentence, a
quoted clause, a caption or a list on lines of its own.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cadocs.detect.model import Word

from cadocs.schema import UNDETERMINED

__all__ = ["absorb_small_runs", "reclaim_close_runs"]

_CLAUSE = 3
"""Words from which a run inside a line is a clause."""
_TITLE = 3
"""Words up to which a capitalised run inside a line is a name or a term."""
_LINE = 2
"""Words from which a run on lines of its own stands for itself."""
_SURE = 4
"""Words below which a line of an unknown language is read as what stands around it."""
_CITED = 5
"""Words up to which a capitalised run of an unknown language is a list of names."""
_CLOSE = 20.0
"""Evidence a word, in nats, that an unknown language must be ahead of the text around it."""
_SHORT = 20
"""Words up to which a run may be reclaimed."""


class _Run(NamedTuple):
    first: int
    last: int
    tag: str


def reclaim_close_runs(
    tags: Sequence[str], evidence: NDArray[np.float32], columns: Mapping[str, int]
) -> list[str]:
    """Give short runs of an unknown language to a neighbour that is nearly as likely.

    Names and figures of a headline often look a little more like some other language; text that
    is in one is far ahead in it.

    Args:
        tags: One tag for each word.
        evidence: ``(words, columns)`` of evidence.
        columns: The column of each tag that is read.
    """
    named = list(tags)
    runs = _runs(named)
    for at, run in enumerate(runs):
        size = run.last - run.first + 1
        if run.tag != UNDETERMINED or size > _SHORT:
            continue
        sums = evidence[run.first : run.last + 1].sum(axis=0)
        beside = [runs[i].tag for i in (at - 1, at + 1) if 0 <= i < len(runs)]
        near = max(beside, key=lambda tag: sums[columns[tag]], default=None)
        if near is not None and sums.max() - sums[columns[near]] < _CLOSE * size:
            named[run.first : run.last + 1] = [near] * size
    return named


def absorb_small_runs(text: str, words: Sequence[Word], tags: Sequence[str]) -> list[str]:
    """Give words of small runs the tag of the run beside them, smallest run first.

    Args:
        text: The text that the words stand in.
        words: Its words.
        tags: One tag for each word.

    Returns:
        The tags, with small runs absorbed; a text of one run keeps it.
    """
    named = list(tags)
    for least in range(1, _CITED + 1):
        # An island goes first: else it and the run before it might change places.
        for islands in (True, False):
            runs = _runs(named)
            for at, run in enumerate(runs):
                small = run.last - run.first + 1 == least and _is_small(text, words, run)
                if small and len(runs) > 1 and (_is_island(runs, at) or not islands):
                    named[run.first : run.last + 1] = [_neighbour(runs, at)] * least
    return named


def _is_island(runs: Sequence[_Run], at: int) -> bool:
    """Whether the runs on both sides have one tag."""
    return 0 < at < len(runs) - 1 and runs[at - 1].tag == runs[at + 1].tag


def _runs(tags: Sequence[str]) -> list[_Run]:
    grouped = [list(run) for _, run in groupby(range(len(tags)), key=tags.__getitem__)]
    return [_Run(run[0], run[-1], tags[run[0]]) for run in grouped]


def _is_small(text: str, words: Sequence[Word], run: _Run) -> bool:
    size = run.last - run.first + 1
    unknown = run.tag == UNDETERMINED
    if _stands_alone(text, words, run):
        return size < (_SURE if unknown else _LINE)
    if size < (_SURE if unknown else _CLAUSE):
        return True
    return size <= (_CITED if unknown else _TITLE) and _is_named(text, words, run)


def _is_named(text: str, words: Sequence[Word], run: _Run) -> bool:
    """Whether a run is a name or names: half of its words or more are capitalised."""
    size = run.last - run.first + 1
    return 2 * sum(text[word.start].isupper() for word in words[run.first : run.last + 1]) >= size


def _stands_alone(text: str, words: Sequence[Word], run: _Run) -> bool:
    """Whether the run begins at the start of a line and ends at the end of one."""
    before = text[words[run.first - 1].end if run.first else 0 : words[run.first].start]
    last = run.last + 1 == len(words)
    after = text[words[run.last].end : len(text) if last else words[run.last + 1].start]
    return (run.first == 0 or "\n" in before) and (last or "\n" in after)


def _neighbour(runs: Sequence[_Run], at: int) -> str:
    """The tag of the larger run beside it."""
    beside = [runs[i] for i in (at - 1, at + 1) if 0 <= i < len(runs)]
    return max(beside, key=lambda run: run.last - run.first).tag
