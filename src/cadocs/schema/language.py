"""Language tags that records carry."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cadocs.schema.base import Extent, Record

__all__ = ["UNDETERMINED", "Confidence", "Detection", "Language", "Segment"]

Language = Literal["uz-Latn", "uz-Cyrl", "ru", "de", "en", "und"]
"""BCP 47 tag; a contract test holds it equal to the files in ``cadocs/languages`` and ``und``."""

UNDETERMINED: Language = "und"
"""The tag of text in no language that cadocs reads."""

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""A figure from 0 to 1, comparable inside one step only."""


class Detection(Record):
    """The language of a whole text."""

    language: Language
    confidence: Confidence


class Segment(Extent):
    """A maximal run of one language, from its first to its last character that is no blank."""

    language: Language
    confidence: Confidence
