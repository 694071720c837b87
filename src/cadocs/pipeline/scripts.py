"""Which stretches of a text may be transliterated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cadocs.languages import load_language, tags
from cadocs.normalise import normalise
from cadocs.pipeline.passages import check_language

if TYPE_CHECKING:
    from cadocs.detect import Detector
    from cadocs.schema import Segment
    from cadocs.text import View

__all__ = ["uzbek_segments"]

_SCRIPTS = {"Latn": re.compile("[\u0400-\u04ff]"), "Cyrl": re.compile("[A-Za-z]")}
"""Letters that a transliteration to the script of the key would change."""
_SURE = 0.9
_MIN_LETTERS = 30
"""Letters from which a text is spared that is all in another language."""
_FEWEST_QUOTED = 10
"""Letters from which a stretch is spared beside text that is rewritten."""


def uzbek_segments(
    view: View, to: str, language: str | None, detector: Detector
) -> list[Segment] | None:
    """The segments that may be rewritten, or None where all may.

    A stretch is spared only where it is long enough and surely in another language: who asks for
    the transliteration of a word or a name has said which language it is in.

    Args:
        view: The view that is to be transliterated.
        to: ISO 15924 code of the target script.
        language: The caller's word on the language of the whole text, or None.
        detector: What names languages.
    """
    if language is not None:
        return None if _is_rewritten(check_language(language)) else []
    letters = _SCRIPTS.get(to)
    if letters is None or len(letters.findall(view.text)) < _MIN_LETTERS:
        return None
    segments = detector.segments(normalise(view).view)
    mixed = any(_is_rewritten(segment.language) for segment in segments)
    fewest = _FEWEST_QUOTED if mixed else _MIN_LETTERS
    kept = [segment for segment in segments if not _is_foreign(segment, view, letters, fewest)]
    return None if len(kept) == len(segments) else kept


def _is_foreign(segment: Segment, view: View, letters: re.Pattern[str], fewest: int) -> bool:
    """Whether a segment is surely in another language that is written in these letters."""
    if _is_rewritten(segment.language) or segment.confidence < _SURE:
        return False
    text = view.source[segment.start : segment.end]
    inside = len(letters.findall(text))
    return inside >= fewest and inside * 2 > sum(map(str.isalpha, text))


def _is_rewritten(tag: str) -> bool:
    """Whether the language is one of a pair of scripts."""
    pairs = {base for base in (load_language(known).base for known in tags()) if base}
    return tag in pairs or (tag in tags() and load_language(tag).base is not None)
