"""Passages for tests, made as the pipeline makes them."""

from __future__ import annotations

from cadocs.normalise import normalise
from cadocs.pipeline.passages import make_passage
from cadocs.text import Passage, View


def passage(text: str, tag: str) -> Passage:
    """A passage that holds all of a text in one language."""
    return make_passage(normalise(View.whole(text)).view, tag)


def marked(case: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text and the expectations of a case such as ``bis [2030|2030] zu``."""
    text: list[str] = []
    found: list[tuple[int, int, str]] = []
    length = 0
    for piece in case.replace("]", "[").split("["):
        surface, bar, meaning = piece.rpartition("|")
        if bar:
            found.append((length, length + len(surface), meaning))
        else:
            surface = piece
        text.append(surface)
        length += len(surface)
    return "".join(text), found
