"""The day of publication, where the text prints it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from cadocs.extract.dates import find_dates
from cadocs.schema import Trace
from cadocs.text import Passage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cadocs.schema import DateMention

__all__ = ["find_published"]

_HEAD = 600
"""Characters of the source in which a header or a dateline stands."""
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_TAG_LINE = 40
"""Letters that a line of a header may have besides its date."""


def find_published(passages: Sequence[Passage]) -> tuple[dt.date, tuple[int, int]] | None:
    """The day that a header, a tag line or a dateline states in full.

    Args:
        passages: The passages of the document, in order.

    Returns:
        The day and its span in the source; None where no such line states a day with its year.
    """
    for passage in passages:
        if passage.view.extent[0] > _HEAD:
            return None
        for date in find_dates(_head_of(passage), None, Trace()):
            if date.start <= _HEAD and date.first and _is_printed(passage.view.source, date):
                return date.first, (date.start, date.end)
    return None


def _head_of(passage: Passage) -> Passage:
    """The sentences of a passage that begin within the head of the source."""
    view = passage.view
    heads = takewhile(
        lambda span: view.source_span(span[0], span[1])[0] <= _HEAD, passage.sentences
    )
    sentences = tuple(heads)
    end = sentences[-1][1] if sentences else 0
    return Passage(view.part(0, end), passage.tag, sentences)


def _is_printed(source: str, date: DateMention) -> bool:
    """Whether the date is one day and stands in a line of a header or opens a dateline."""
    if date.first != date.last:
        return False
    start = source.rfind("\n", 0, date.start) + 1
    end = source.find("\n", date.end)
    line = source[start : end if end >= 0 else len(source)]
    before, after = source[start : date.start], source[date.end : start + len(line)]
    if len(before.strip()) <= 8 and source[:start].strip() == "":
        return True
    letters = sum(map(str.isalpha, before + after))
    if letters <= _TAG_LINE and (_CLOCK.search(line) or letters <= 12):
        return True
    return before.strip(" ,").isupper() and len(before) <= _TAG_LINE
