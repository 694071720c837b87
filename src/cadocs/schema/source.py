"""A document as it was read, before anything was looked for in it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (pydantic reads the annotations at run time)
from bisect import bisect_right

from pydantic import Field

from cadocs.schema.base import Extent, Record, Text
from cadocs.schema.language import Language  # noqa: TC001
from cadocs.schema.note import Note  # noqa: TC001

__all__ = ["Page", "Source"]


class Page(Extent):
    """Where the text of one page stands; the form feed between two pages belongs to neither."""

    number: int = Field(ge=1)
    """Counted from 1 as the sheets lie, whatever is printed on them."""


class Source(Record):
    """Text with what is known of where it came from.

    ``published`` is a date that the file's own metadata states; a date printed in the text
    is found later. ``created`` is when the file was made, which counts where neither is known.
    """

    text: Text
    id: Text | None = None
    """The name that the file gives it, as a row of a table does."""
    uri: Text | None = None
    """Its path; for a row of a table with its number behind it, as in ``news.csv#12``."""
    media_type: str = "text/plain"
    title: Text | None = None
    site: Text | None = None
    """Name of the web site that a page states."""
    published: dt.date | None = None
    created: dt.date | None = None
    language: Language | None = None
    """Language that the file states for the whole text; it is then not detected."""
    encoding: str | None = None
    sha256: str | None = None
    """Of the bytes as they were stored, for a row of its text in UTF-8."""
    pages: tuple[Page, ...] = ()
    """In order; empty where the file has none, as plain text, HTML and DOCX."""
    notes: tuple[Note, ...] = ()

    def page_of(self, offset: int) -> int | None:
        r"""The number of the page on which a place of the text stands.

        Args:
            offset: A place in the text; the form feed after a page counts to that page.

        Returns:
            The number, or None where the file has no pages.

        >>> pages = (Page(start=0, end=3, number=1), Page(start=4, end=8, number=2))
        >>> source = Source(text="Bir\fIkki", pages=pages)
        >>> source.page_of(3), source.page_of(4), Source(text="Bir").page_of(0)
        (1, 2, None)
        """
        at = bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[max(at, 1) - 1].number if self.pages else None
