"""Transliterating the Uzbek stretches of a view, whichever way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.errors import ConfigError
from cadocs.transliterate.to_cyrillic import to_cyrillic
from cadocs.transliterate.to_latin import to_latin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cadocs.schema import Segment, Spelling
    from cadocs.text import Edit, View

__all__ = ["transliterate_view"]

_ENGINES: dict[str, Callable[[View, Spelling | None], View]] = {
    "Cyrl": to_cyrillic,
    "Latn": to_latin,
}


def transliterate_view(
    view: View,
    *,
    to: str = "Latn",
    segments: Sequence[Segment] | None = None,
    spelling: Spelling | None = None,
) -> View:
    """A view in the other script.

    Args:
        view: Any view.
        to: ISO 15924 code of the script to write.
        segments: What may be rewritten, in source offsets; None for everything.
        spelling: Options; None for the official spelling.

    Raises:
        ConfigError: Uzbek is not written in that script.
    """
    engine = _ENGINES.get(to)
    if engine is None:
        msg = f"Cannot write Uzbek in {to!r}. Known: {', '.join(sorted(_ENGINES))}."
        raise ConfigError(msg)
    if segments is None:
        return engine(view, spelling)
    edits: list[Edit] = []
    for segment in segments:
        low, high = view.view_span(segment.start, segment.end)
        part = engine(view.part(low, high), spelling)
        edits += _changes(view, part)
    return view.edit(edits)


def _changes(view: View, part: View) -> list[Edit]:
    """The pieces of a part that differ from the view it was made from."""
    changes: list[Edit] = []
    for source_start, source_end, start, end in part.pieces():
        low, high = view.view_span(source_start, source_end)
        if view.text[low:high] != part.text[start:end]:
            changes.append((low, high, part.text[start:end]))
    return changes
