"""Lines that credit a source: handles and agencies behind a copyright sign, in no language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cadocs.detect.model import Word

__all__ = ["credit_words"]

_CREDIT = re.compile(r"^[^\S\n]*©[^\n]{0,80}$", re.MULTILINE)


def credit_words(text: str, words: Sequence[Word]) -> NDArray[np.bool_]:
    """Which words stand in a short line that opens with a copyright sign.

    Args:
        text: The text that the words stand in.
        words: Its words, in order.
    """
    starts = np.array([word.start for word in words])
    found = np.zeros(len(words), dtype=np.bool_)
    for line in _CREDIT.finditer(text):
        low, high = np.searchsorted(starts, line.span())
        found[low:high] = True
    return found
