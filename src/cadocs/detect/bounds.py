"""Segments of a view from spans of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.schema import UNDETERMINED, Segment

if TYPE_CHECKING:
    from cadocs.text import View

__all__ = ["only_segment", "segment_of", "stripped"]


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks at its edges."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def only_segment(view: View, tag: str = UNDETERMINED, confidence: float = 1.0) -> list[Segment]:
    """One segment of the whole text, none of a blank one."""
    start, end = stripped(view.text, 0, len(view.text))
    return [segment_of(view, (start, end), tag, confidence)] if start < end else []


def segment_of(view: View, span: tuple[int, int], tag: str, confidence: float) -> Segment:
    """The segment of a span of the view, in source offsets."""
    start, end = view.source_span(*span)
    fields = {"start": start, "end": end, "language": tag, "confidence": confidence}
    return Segment.model_validate(fields)
