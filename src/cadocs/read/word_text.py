"""The text in the XML of a Word file, in one pass without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cadocs.read.guard import check_limit
from cadocs.read.packages import load_package

if TYPE_CHECKING:
    from collections.abc import Callable

    from cadocs.schema import Limits

__all__ = ["find_paragraphs"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARAGRAPH, _TABLE_CELL, _TABLE_ROW = f"{_WORD}p", f"{_WORD}tc", f"{_WORD}tr"
_TEXT = {f"{_WORD}t", f"{_MATHS}t"}
_SIGNS = {
    f"{_WORD}br": "\n",
    f"{_WORD}cr": "\n",
    f"{_WORD}noBreakHyphen": "\u2011",
    f"{_WORD}ptab": "\t",
    f"{_WORD}softHyphen": "\u00ad",
    f"{_WORD}tab": "\t",
}
_PASSED_OVER = {
    f"{_WORD}del",  # deleted or moved under revision
    f"{_WORD}moveFrom",
    f"{_WORD}pPr",  # the stops of tabulators are called tabs as well
    f"{_COMPATIBILITY}Fallback",  # the same once more for old programs
}
_BETWEEN_CELLS = " | "


def find_paragraphs(root: Any, name: str, limits: Limits) -> list[str]:
    """The paragraphs below an element, in their order; a row of a table is one of them.

    Args:
        root: An element of lxml.
        name: What the file is called in messages.
        limits: How deep elements may stand in each other.

    Raises:
        LimitError: They stand deeper.
    """
    etree = load_package("lxml.etree", "Reading Word files")
    collector = _Collector()
    walk = etree.iterwalk(root, events=("start", "end"))
    depth = 0
    for event, element in walk:
        if event == "end":
            depth -= 1
            collector.close(element.tag)
            continue
        depth += 1
        check_limit(name, limits, "depth", depth, least=True)
        if element.tag in _PASSED_OVER:
            walk.skip_subtree()
        else:
            collector.open(element)
    return collector.paragraphs


class _Collector:
    """Takes elements as they open and close; boxes stand in paragraphs, tables in cells."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._outer: list[list[str]] = []
        self._rows: list[list[list[str]]] = []
        self._lines: list[list[str]] = []

    def open(self, element: Any) -> None:
        """An element begins."""
        if element.tag in _TEXT:
            self._add(element.text or "")
        elif element.tag in _SIGNS:
            self._add(_SIGNS[element.tag])
        elif element.tag == _PARAGRAPH:
            self._lines.append([])
        elif element.tag == _TABLE_CELL and self._rows:
            self._outer.append(self.paragraphs)
            self.paragraphs = []
        elif element.tag == _TABLE_ROW:
            self._rows.append([])

    def close(self, tag: str) -> None:
        """An element ends."""
        if tag in _ENDS:
            _ENDS[tag](self)

    def _add(self, piece: str) -> None:
        if self._lines:
            self._lines[-1].append(piece)

    def end_paragraph(self) -> None:
        """Keep the paragraph unless it is blank."""
        line = "".join(self._lines.pop())
        if line.strip():
            self.paragraphs.append(line)

    def end_cell(self) -> None:
        """Give the paragraphs of the cell to its row."""
        if self._rows and self._outer:
            self._rows[-1].append(self.paragraphs)
            self.paragraphs = self._outer.pop()

    def end_row(self) -> None:
        """Write the row in one line where no cell has more than one paragraph."""
        cells = [cell for cell in self._rows.pop() if cell]
        if all(len(cell) == 1 for cell in cells):
            line = _BETWEEN_CELLS.join(cell[0] for cell in cells)
            self.paragraphs += [line] if line else []
        else:
            self.paragraphs += [line for cell in cells for line in cell]


_ENDS: dict[str, Callable[[_Collector], None]] = {
    _PARAGRAPH: _Collector.end_paragraph,
    _TABLE_CELL: _Collector.end_cell,
    _TABLE_ROW: _Collector.end_row,
}
