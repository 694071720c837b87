"""What a back end that finds names gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from cadocs.schema import Label

__all__ = ["Found", "Recogniser"]


class Found(NamedTuple):
    """A name at ``[start, end)`` of the text that was given to a recogniser."""

    start: int
    end: int
    label: Label
    confidence: float


class Recogniser(Protocol):
    """Finds names in text of one language."""

    name: str
    """What entities found by it give as their origin."""

    def find(self, texts: list[str], tag: str) -> list[list[Found]]:
        """The names in each of some texts, sorted and without overlap."""
        ...
