"""What the recognisers that get words see of a text."""

from __future__ import annotations

from typing import NamedTuple

from cadocs.languages import load_language, tags
from cadocs.text import tokenise

__all__ = ["Words", "make_words", "model_tag"]


class Words(NamedTuple):
    """The words of a text, and where each starts."""

    forms: list[str]
    starts: list[int]


def model_tag(tag: str) -> str | None:
    """The tag whose model reads a language: its base's, since text comes transliterated."""
    return (load_language(tag).base or tag) if tag in tags() else None


def make_words(text: str, tag: str) -> Words:
    """The words of a text in a language."""
    tokens = tokenise(text, load_language(tag).table("token")["clitics"])
    return Words([token.text for token in tokens], [token.start for token in tokens])
