"""How much one document may cost."""

from __future__ import annotations

from pydantic import Field

from cadocs.schema.base import Record

__all__ = ["Limits"]


class Limits(Record):
    """What a batch allows each document; over it, the document becomes an error record.

    Sizes are in bytes. The limits of archives hold for what is packed in a DOCX file, and are
    taken from its directory, before anything is unpacked.
    """

    size: int = Field(default=100_000_000, ge=1)
    """Of a file as it lies on the disk."""
    characters: int = Field(default=50_000_000, ge=1)
    """Of the text that a file holds, in code points."""
    pages: int = Field(default=5_000, ge=1)
    """Of a PDF file."""
    unpacked: int = Field(default=200_000_000, ge=1)
    """Of all members of an archive together."""
    ratio: float = Field(default=100.0, gt=1)
    """Unpacked size of a member of an archive in multiples of its packed size."""
    members: int = Field(default=10_000, ge=1)
    """Of an archive."""
    depth: int = Field(default=500, ge=1)
    """Of elements in each other in HTML and XML."""
    seconds: float | None = Field(default=None, gt=0)
    """Of work for one document, on the clock; it needs a process of its own, so that at least
    one worker is started where it is set."""
    memory: int | None = Field(default=None, ge=1)
    """That a worker process may have; where it is set, at least one worker is started."""
