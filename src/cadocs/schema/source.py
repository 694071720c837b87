"""A document as it was read, before anything was looked for in it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (pydantic reads the annotations at run time)

from cadocs.schema.base import Record, Text
from cadocs.schema.note import Note  # noqa: TC001

__all__ = ["Source"]


class Source(Record):
    """Text with what is known of where it came from.

    ``published`` is a date that the file's own metadata states; a date printed in the text
    is found later.
    """

    text: Text
    uri: Text | None = None
    media_type: str = "text/plain"
    title: Text | None = None
    published: dt.date | None = None
    encoding: str | None = None
    sha256: str | None = None
    notes: tuple[Note, ...] = ()
