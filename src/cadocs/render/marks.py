"""Cutting a text at the borders of all that was found in it.

Findings overlap (a place inside an organisation, a date inside a trigger's sentence), HTML elements
must not. So the text is cut at every border, and each piece knows what covers it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cadocs.render.words import write_amount, write_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cadocs.schema import Document, Entity

__all__ = ["Mark", "Piece", "cut_text"]


class Mark(NamedTuple):
    """A stretch of the source text to be marked, and what is to be told of it."""

    start: int
    end: int
    kind: str
    title: str


class Piece(NamedTuple):
    """A stretch without a border in it: its segment's place in the list, and its marks."""

    text: str
    segment: int | None
    marks: tuple[Mark, ...]


def cut_text(document: Document) -> Iterator[Piece]:
    """The whole text of a document in pieces, in order."""
    text = document.text
    marks = [mark for mark in _marks(document) if mark.start < mark.end]
    segments = [(segment.start, segment.end) for segment in document.segments]
    covering_marks = _Sweep((mark.start, mark.end) for mark in marks)
    covering_segments = _Sweep(segments)
    borders = {0, len(text)}.union(*((mark.start, mark.end) for mark in marks), *segments)
    for start, end in pairwise(sorted(border for border in borders if border <= len(text))):
        segment = covering_segments.at(start)
        covering = tuple(marks[number] for number in covering_marks.at(start))
        yield Piece(text[start:end], segment[-1] if segment else None, covering)


class _Sweep:
    """Which of some spans cover a place; asked from left to right, at their borders."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._active: dict[int, None] = {}
        self._opening: defaultdict[int, list[int]] = defaultdict(list)
        self._closing: defaultdict[int, list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(spans):
            self._opening[start].append(number)
            self._closing[end].append(number)

    def at(self, place: int) -> list[int]:
        for number in self._closing.pop(place, ()):
            self._active.pop(number, None)
        self._active.update(dict.fromkeys(self._opening.pop(place, ())))
        return list(self._active)


def _marks(document: Document) -> Iterator[Mark]:
    for entity in document.entities:
        yield Mark(entity.start, entity.end, entity.label.lower(), _tell_entity(entity))
    for amount in document.amounts:
        yield Mark(amount.start, amount.end, "amount", f"amount · {write_amount(amount)}")
    for date in document.dates:
        told = [date.edtf, write_period(date)]
        title = " · ".join(part for part in dict.fromkeys(["date", *told]) if part)
        yield Mark(date.start, date.end, "date", title)
    for event in document.events:
        trigger = event.trigger
        yield Mark(trigger.start, trigger.end, "trigger", f"event · {event.type} · {event.date}")


def _tell_entity(entity: Entity) -> str:
    known = [entity.name, entity.id or "no id", f"{entity.origin} {entity.confidence:.2f}"]
    latin = entity.latin if entity.latin not in {entity.text, entity.name} else None
    return " · ".join(part for part in (entity.label, *known, latin) if part)
