"""The settings and spans that every record of the schema shares."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Extent", "Offset", "Record", "Span"]

Offset = Annotated[int, Field(ge=0)]
"""A position in the source text, counted in code points."""


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Record):
    """A half-open stretch ``[start, end)`` of the source text, in code points."""

    start: Offset
    end: Offset


class Span(Extent):
    """A stretch of the source text together with its surface: ``source[start:end] == text``."""

    text: str
