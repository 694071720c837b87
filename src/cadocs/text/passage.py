"""A stretch of one language, ready to be searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cadocs.text.view import View

__all__ = ["Passage"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A view of one segment, in the script that its language's tables are written in.

    Attributes:
        view: Folded and unwrapped text; Uzbek is in Latin script here, whatever the source has.
        tag: BCP 47 tag of the segment in the source.
        sentences: Half-open spans in the view's text, in order.
    """

    view: View
    tag: str
    sentences: tuple[tuple[int, int], ...]
