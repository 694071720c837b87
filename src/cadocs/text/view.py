"""A text together with the way back to its source.

A view is the source after some changes. Both texts are cut at the same number of places; the
stretches between neighbouring cuts are its pieces. A piece of equal length on both sides maps
one character to one character; any other piece maps as a whole. Changes compose: an edit of a
view gives a view of the same source, and the map is carried along, never searched for.

Mapping a span costs two binary searches; an edit costs one pass over the pieces.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Edit", "View"]

Edit = tuple[int, int, str]
"""``(start, end, replacement)`` in the coordinates of the view that is edited."""

_MISPLACED = "The edit ({}, {}) overlaps one before it or leaves the view."
_TOKEN_OR_BLANK = re.compile(r"\s+|\S+")


class View:
    """A text derived from a source text, with the map between the two.

    Attributes:
        source: The untouched source text.
        text: The text of this view.
    """

    __slots__ = ("_source_cuts", "_view_cuts", "source", "text")

    def __init__(
        self, source: str, text: str, source_cuts: list[int], view_cuts: list[int]
    ) -> None:
        """Take a source, a text and their matching cuts; use `whole` and the edits instead."""
        self.source = source
        self.text = text
        self._source_cuts = source_cuts
        self._view_cuts = view_cuts

    @classmethod
    def whole(cls, source: str) -> View:
        """A view of the source as it is.

        >>> View.whole("Toshkent").text
        'Toshkent'
        """
        return cls(source, source, [0, len(source)], [0, len(source)])

    def __len__(self) -> int:
        """The number of code points of the view's text."""
        return len(self.text)

    def __repr__(self) -> str:
        """The text, shortened, and the number of pieces."""
        shown = self.text if len(self.text) <= 40 else f"{self.text[:37]}..."
        return f"View({shown!r}, {len(self._view_cuts) - 1} pieces)"

    @property
    def extent(self) -> tuple[int, int]:
        """The half-open stretch of the source that this view covers."""
        return self._source_cuts[0], self._source_cuts[-1]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        r"""Map a half-open span of the view to the source.

        Args:
            start: First code point in the view.
            end: One past the last code point in the view.

        Returns:
            The smallest source span that holds everything the view span was made from. Text
            that was dropped at the edges stays outside. An empty span maps to an empty span.

        Raises:
            IndexError: The span is not inside the view.

        >>> View.whole("do\u00adllar").replace("\u00ad", "").source_span(0, 6)
        (0, 7)
        """
        _check(start, end, 0, len(self.text), "view")
        return _map(start, end, self._view_cuts, self._source_cuts)

    def view_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of the source to the view; the reverse of `source_span`.

        Raises:
            IndexError: The span is not inside the stretch of the source that the view covers.
        """
        _check(start, end, *self.extent, "source")
        return _map(start, end, self._source_cuts, self._view_cuts)

    def surface(self, start: int, end: int) -> str:
        """The source text under a span of the view."""
        source_start, source_end = self.source_span(start, end)
        return self.source[source_start:source_end]

    def pieces(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield ``(source_start, source_end, view_start, view_end)``, in order and gapless.

        Pieces of equal length are cut further at the edges of blanks, so that each token edge
        is the edge of a piece.
        """
        pairs = zip(pairwise(self._source_cuts), pairwise(self._view_cuts), strict=True)
        for (source_start, source_end), (view_start, view_end) in pairs:
            length = view_end - view_start
            if length != source_end - source_start or length <= 1:
                yield source_start, source_end, view_start, view_end
                continue
            shift = view_start - source_start
            for match in _TOKEN_OR_BLANK.finditer(self.source, source_start, source_end):
                yield match.start(), match.end(), match.start() + shift, match.end() + shift

    def part(self, start: int, end: int) -> View:
        """A view of the same source that shows only ``text[start:end]``.

        Raises:
            IndexError: The span is not inside the view.
        """
        _check(start, end, 0, len(self.text), "view")
        source_start, source_end = self.source_span(start, end)
        low = bisect_right(self._view_cuts, start)
        high = max(bisect_left(self._view_cuts, end), low)
        source_cuts = [source_start, *self._source_cuts[low:high], source_end]
        view_cuts = [0, *(cut - start for cut in self._view_cuts[low:high]), end - start]
        return View(self.source, self.text[start:end], source_cuts, view_cuts)

    def edit(self, edits: Iterable[Edit]) -> View:
        """Replace stretches of the view.

        Args:
            edits: ``(start, end, replacement)`` in view coordinates, sorted, without overlap.
                A replacement of the same length maps character by character.

        Returns:
            A new view of the same source; this one if there is nothing to change.

        Raises:
            ValueError: The edits overlap, are not sorted, or leave the view.
        """
        changes = list(edits)
        if not changes:
            return self
        if len(self._view_cuts) == 2 and _is_aligned(0, self._view_cuts, self._source_cuts):
            return self._edit_untouched(changes)
        return _Weaver(self).weave(changes)

    def _edit_untouched(self, edits: list[Edit]) -> View:
        """The first edit of a view, which has no map to be carried along: much faster."""
        shift = self._source_cuts[0]
        source_cuts, view_cuts, text = [shift], [0], []
        at = length = 0
        for start, end, replacement in edits:
            if not at <= start <= end:
                raise ValueError(_MISPLACED.format(start, end))
            if at < start:
                text.append(self.text[at:start])
                length += start - at
                source_cuts.append(start + shift)
                view_cuts.append(length)
            if start < end or replacement:
                text.append(replacement)
                length += len(replacement)
                source_cuts.append(end + shift)
                view_cuts.append(length)
            at = end
        if at > len(self.text):
            raise ValueError(_MISPLACED.format(*edits[-1][:2]))
        if at < len(self.text) or len(source_cuts) == 1:
            text.append(self.text[at:])
            source_cuts.append(len(self.text) + shift)
            view_cuts.append(length + len(self.text) - at)
        return View(self.source, "".join(text), source_cuts, view_cuts)

    def replace(
        self, pattern: str | re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]
    ) -> View:
        r"""Replace each match of a pattern; a plain string is matched literally.

        >>> View.whole("4\u00a0mlrd").replace("\u00a0", " ").text
        '4 mlrd'
        """
        compiled = re.compile(re.escape(pattern)) if isinstance(pattern, str) else pattern
        make = replacement if callable(replacement) else (lambda _: replacement)
        return self.edit((m.start(), m.end(), make(m)) for m in compiled.finditer(self.text))

    def translate(self, table: dict[int, str]) -> View:
        """Replace single characters by single characters, as ``str.translate`` does.

        Raises:
            ValueError: The table changes the length of the text.
        """
        text = self.text.translate(table)
        if len(text) != len(self.text):
            msg = "The table of View.translate must map one character to one character."
            raise ValueError(msg)
        return View(self.source, text, self._source_cuts, self._view_cuts)


def _check(start: int, end: int, low: int, high: int, side: str) -> None:
    if not low <= start <= end <= high:
        msg = f"The span ({start}, {end}) is not inside the {side}'s [{low}, {high})."
        raise IndexError(msg)


def _map(start: int, end: int, here: list[int], there: list[int]) -> tuple[int, int]:
    if start == end:
        at = _edge(start, here, there)
        return at, at
    first = bisect_right(here, start) - 1
    last = bisect_left(here, end) - 1
    low, high = there[first], there[last + 1]
    if _is_aligned(first, here, there):
        low += start - here[first]
    if _is_aligned(last, here, there):
        high -= here[last + 1] - end
    return low, high


def _edge(at: int, here: list[int], there: list[int]) -> int:
    piece = max(bisect_left(here, at) - 1, 0)
    if here[piece] <= at and _is_aligned(piece, here, there):
        return there[piece] + at - here[piece]
    return there[piece] if at == here[piece] else there[piece + 1]


def _is_aligned(piece: int, here: list[int], there: list[int]) -> bool:
    return here[piece + 1] - here[piece] == there[piece + 1] - there[piece]


class _Weaver:
    """Composes a view with a list of edits in one pass."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.text: list[str] = []
        self.length = 0
        self.source_cuts = [view._source_cuts[0]]  # noqa: SLF001
        self.view_cuts = [0]
        self.piece = 0

    def weave(self, edits: list[Edit]) -> View:
        at = 0
        end_of_view = len(self.view.text)
        for start, end, replacement in edits:
            if not at <= start <= end <= end_of_view:
                raise ValueError(_MISPLACED.format(start, end))
            self.keep(at, start)
            self.change(start, end, replacement)
            at = end
        self.keep(at, end_of_view)
        self.finish()
        return View(self.view.source, "".join(self.text), self.source_cuts, self.view_cuts)

    def keep(self, start: int, end: int) -> None:
        """Copy ``view.text[start:end]`` with the cuts that lie inside it."""
        if start == end:
            return
        here, there = self.view._view_cuts, self.view._source_cuts  # noqa: SLF001
        shift = self.length - start
        self.piece = bisect_right(here, start, self.piece) - 1
        if self.is_clean(start):
            self.cut(there[self.piece] + start - here[self.piece], self.length)
        while here[self.piece + 1] < end:
            self.piece += 1
            self.cut(there[self.piece], here[self.piece] + shift)
        if _is_aligned(self.piece, here, there):
            self.cut(there[self.piece] + end - here[self.piece], end + shift)
        elif here[self.piece + 1] == end:
            self.cut(there[self.piece + 1], end + shift)
        self.text.append(self.view.text[start:end])
        self.length += end - start

    def change(self, start: int, end: int, replacement: str) -> None:
        """Put the replacement in the place of ``view.text[start:end]``."""
        low, high = self.view.source_span(start, end)
        if start < end and self.is_clean(start):
            self.cut(low, self.length)
        self.text.append(replacement)
        self.length += len(replacement)
        if self.is_clean(end):
            self.cut(high, self.length)

    def is_clean(self, at: int) -> bool:
        """Whether a cut may stand here: not in the middle of a piece that maps as a whole."""
        here = self.view._view_cuts  # noqa: SLF001
        piece = bisect_right(here, at) - 1
        return here[piece] == at or _is_aligned(piece, here, self.view._source_cuts)  # noqa: SLF001

    def cut(self, source: int, view: int) -> None:
        if source != self.source_cuts[-1] or view != self.view_cuts[-1]:
            self.source_cuts.append(source)
            self.view_cuts.append(view)

    def finish(self) -> None:
        self.cut(self.view._source_cuts[-1], self.length)  # noqa: SLF001
        if len(self.source_cuts) == 1:
            self.source_cuts.append(self.source_cuts[0])
            self.view_cuts.append(self.view_cuts[0])
