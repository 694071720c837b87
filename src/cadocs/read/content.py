"""What a reader hands back: a text and what the file says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from cadocs.schema import Note, Page

__all__ = ["Content"]


class Content(NamedTuple):
    """The fields of a Source that depend on the kind of file."""

    text: str
    title: str | None = None
    site: str | None = None
    published: dt.date | None = None
    created: dt.date | None = None
    encoding: str | None = None
    pages: tuple[Page, ...] = ()
    notes: tuple[Note, ...] = ()
