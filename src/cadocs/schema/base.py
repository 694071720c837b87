"""The settings and spans that every record of the schema shares."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["Extent", "Offset", "Record", "Span", "Text", "repair_surrogates"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def repair_surrogates(text: str) -> str:
    """Replace each lone surrogate by U+FFFD, one for one, since JSON cannot carry it."""
    return _SURROGATE.sub("\ufffd", text)


Text = Annotated[str, BeforeValidator(lambda v: repair_surrogates(v) if isinstance(v, str) else v)]
"""Text from outside, with lone surrogates repaired."""

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
