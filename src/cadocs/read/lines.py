"""Lines of a text that is put together from the pieces of a page."""

from __future__ import annotations

import re

__all__ = ["BLANKS", "Lines", "squeezed"]

BLANKS = re.compile(r"[ \t\r\n\f]+")
_BETWEEN_CELLS = " | "
"""A blank would make one number of the cells ``12`` and ``500``."""


class Lines:
    """Collects pieces into lines, and lines with the borders between them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._line: list[str] = []
        self._lines: list[str] = []
        self._has_text = False
        self._cell_ends = False

    def add(self, piece: str) -> None:
        """Go on in the same line."""
        if piece and not piece.isspace():
            if self._cell_ends:
                self._line.append(_BETWEEN_CELLS)
            self._has_text, self._cell_ends = True, False
        self._line.append(piece)

    def begin_cell(self) -> None:
        """Set what follows in this line apart from what stands in it."""
        self._cell_ends = self._has_text

    def end(self, border: str, *, as_set: bool = False) -> None:
        """Close the line.

        Args:
            border: What stands after it; of two borders in a row the longer one stays.
            as_set: Whether its blanks mean something.
        """
        line = "".join(self._line)
        self._line, self._has_text, self._cell_ends = [], False, False
        line = line.strip("\n") if as_set else squeezed(line)
        if line.strip():
            self._lines += [line, border]
        elif self._lines and len(border) > len(self._lines[-1]):
            self._lines[-1] = border

    def text(self) -> str:
        """The lines with the borders between them."""
        return "".join(self._lines).strip("\n")


def squeezed(text: str) -> str:
    """A text on one line, with single blanks, as browsers show it."""
    return BLANKS.sub(" ", text).strip(" ")
