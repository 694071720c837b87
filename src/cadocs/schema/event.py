"""Dated events: what happened, when, where, to whom, for how much."""

from __future__ import annotations

from typing import Literal

from cadocs.schema.base import Extent, Offset, Record, Span

__all__ = ["Event", "EventType"]

EventType = Literal[
    "meeting",
    "agreement",
    "trade",
    "investment",
    "policy",
    "appointment",
    "statistic",
    "statement",
    "conflict",
    "other",
]


class Event(Record):
    """A trigger word with a date; indices point into the lists of the same document."""

    type: EventType
    trigger: Span
    sentence: Extent
    date: str
    """EDTF."""
    date_mention: Offset | None = None
    """Index of the date in ``dates``; null where the date was taken from the document."""
    place: Offset | None = None
    """Index in ``entities``."""
    participants: tuple[Offset, ...] = ()
    """Indices in ``entities``."""
    amounts: tuple[Offset, ...] = ()
    """Indices in ``amounts``."""
