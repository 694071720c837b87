"""A name as it is found, before it becomes a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cadocs.schema import Label

__all__ = ["DATELINE", "Name"]

DATELINE = "dateline"
"""The origin of names that stand in a dateline."""


class Name(NamedTuple):
    """A stretch of a passage's view that names something."""

    start: int
    end: int
    label: Label
    confidence: float
    origin: str
