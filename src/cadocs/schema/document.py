"""The Document: everything that was found in one source."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (pydantic reads the annotations at run time)
from typing import TYPE_CHECKING, Any, Literal, cast

from cadocs.display import show
from cadocs.schema.base import Record, Text
from cadocs.schema.event import Event  # noqa: TC001
from cadocs.schema.findings import Amount, DateMention, Entity  # noqa: TC001
from cadocs.schema.language import Language, Segment  # noqa: TC001
from cadocs.schema.note import Note  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SCHEMA_VERSION", "Document", "PublishedFrom"]

SCHEMA_VERSION: Literal["1.0"] = "1.0"
"""Version of the interchange form; the committed JSON Schema bears the same number."""

PublishedFrom = Literal["given", "metadata", "text"]


class Document(Record):
    """All records found in one text, with offsets into ``text``.

    Lists are sorted by ``(start, end)``; an event's place is that of its trigger.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: Text | None = None
    source: Text | None = None
    """Where the text came from: a path or another identifier."""
    title: Text | None = None
    language: Language
    """The variety with the most letters, or ``und``."""
    published: dt.date | None = None
    published_from: PublishedFrom | None = None
    text: Text
    """The text exactly as read (a lone surrogate becomes U+FFFD, one for one)."""
    segments: tuple[Segment, ...] = ()
    entities: tuple[Entity, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()

    def to_frames(self, *, backend: str = "pandas") -> Mapping[str, Any]:
        """The findings as data frames, by name; see `cadocs.to_frames`.

        Raises:
            BackendMissingError: The package of the back end is not installed.
            ConfigError: There is no back end of that name.
        """
        return cast("Mapping[str, Any]", show("frames", self, backend=backend))

    def to_spacy(self, nlp: Any = None) -> Any:
        """The Document as a spaCy Doc, of a pipeline's tokeniser; see `cadocs.to_spacy`."""
        return show("spacy", self, nlp=nlp)

    def _repr_html_(self) -> str:
        """The coloured text, for notebooks; see `cadocs.render_html`."""
        return cast("str", show("html", self))
