"""The places and agencies of datelines, as in ``TOSHKENT, 14-iyun — UzA``.

Their form alone says what they name, also where nobody knows the names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cadocs.extract.names import DATELINE, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_datelines", "with_datelines"]

_CONFIDENCE = 0.9
_MOST_WORDS = 4
"""Words of an agency's name."""
_MOST_SMALL = 2
"""The same where not all of them have a capital: ``Vodiy axboroti``."""
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][^\n,.()—–:;!?]{1,40}?)"
    r"(?P<day>,[^\S\n]{1,3}[^\n()—–]{0,20}?\d[^\n()—–]{0,20}?)?[^\S\n]{0,3}"
    r"(?:[—–-][^\S\n]{1,3}(?P<agency>[^\n.:;!?()—–]{2,40})\.(?=\s)"
    r"|\((?P<bracketed>[^\n()]{2,40})\)(?=\.?\s|[—–-]))",
    re.MULTILINE,
)


def find_datelines(text: str) -> Iterator[Name]:
    """The places and agencies of datelines, as spans of a view's text, in order."""
    for line in _DATELINE.finditer(text):
        place, day = line["place"], line["day"]
        agency = "agency" if line["agency"] else "bracketed"
        is_dated = day is not None or (agency == "bracketed" and place.isupper())
        if not (is_dated and _is_named(place) and _is_named(line[agency])):
            continue
        yield Name(*line.span("place"), "LOC", _CONFIDENCE, DATELINE)
        yield Name(*line.span(agency), "ORG", _CONFIDENCE, DATELINE)


def with_datelines(names: list[Name], lines: list[Name]) -> list[Name]:
    """Both lists as one; what a dateline names stands unless its very span is known.

    Args:
        names: Names found by other means, sorted and without overlap.
        lines: What `find_datelines` gave.
    """
    known = {(name.start, name.end) for name in names}
    new = [line for line in lines if (line.start, line.end) not in known]
    kept = [
        name
        for name in names
        if not any(name.start < line.end and line.start < name.end for line in new)
    ]
    return sorted([*kept, *new])


def _is_named(words: str) -> bool:
    """Whether a few words are a name: ``Silk Wire``, ``Бозор.uz``."""
    parts = words.split()
    most = _MOST_WORDS if all(part[0].isupper() for part in parts) else _MOST_SMALL
    return parts[0][0].isupper() and len(parts) <= most
