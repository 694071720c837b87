"""cadocs as a function of batches of columns, the form that ``datasets`` and Ray Data share.

A batch is a dict of lists; so is what comes back. It fits ``map(…, batched=True)`` of Hugging
Face's ``datasets``, which this module does not import.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cadocs.backends.arrow import document_row
from cadocs.errors import ConfigError
from cadocs.pipeline import pipe
from cadocs.schema import UNDETERMINED, Document, Note, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cadocs.schema import Config

__all__ = ["FINDINGS", "ColumnExtractor"]

FINDINGS = ("segments", "entities", "amounts", "dates", "events")
_NOT_THERE = "Not a day"


class ColumnExtractor:
    """Reads the texts of a column; an instance is called with a batch.

    A row that cannot be read gives a Document without findings and says why in ``cadocs_error``;
    the others of its batch come as if it were not there. The pipeline is loaded with the first
    batch, once per process. Instances can be pickled.

    >>> extract = ColumnExtractor(text="body")
    >>> found = extract({"body": ["Am 4.4.2022 zahlte er 3 Mrd. USD.", None]})
    >>> found["cadocs_language"], found["cadocs_error"]
    (['de', 'und'], ['', "The column 'body' holds no text but None."])
    """

    def __init__(
        self,
        *,
        text: str = "text",
        published: str | None = None,
        id: str | None = None,  # noqa: A002  (the field's name in the schema)
        config: Config | None = None,
        typed: bool = False,
    ) -> None:
        """Take the names of the columns.

        Args:
            text: The column of texts.
            published: The column of days of publication (dates or ``2025-11-15``), if any.
            id: The column of names of the documents, if any.
            config: Options of the pipeline.
            typed: Whether to give the findings as lists of dicts as well. Libraries that guess
                types from the first batch must then be told them; see `cadocs.backends.arrow`.
        """
        self.text, self.published, self.id = text, published, id
        self.config = config
        self.typed = typed

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        """The new columns of a batch.

        Returns:
            ``cadocs`` (the Document as JSON), ``cadocs_language`` and ``cadocs_error`` (empty
            where all is well); with ``typed`` also ``cadocs_segments``, ``cadocs_entities``,
            ``cadocs_amounts``, ``cadocs_dates`` and ``cadocs_events``.

        Raises:
            ConfigError: The batch has no column of a name that was given.
        """
        documents = list(self.documents(batch))
        columns: dict[str, list[Any]] = {
            "cadocs": [document.model_dump_json() for document in documents],
            "cadocs_language": [document.language for document in documents],
            "cadocs_error": [_error(document) for document in documents],
        }
        if self.typed:
            rows = [document_row(document) for document in documents]
            columns |= {f"cadocs_{name}": [row[name] for row in rows] for name in FINDINGS}
        return columns

    def documents(self, batch: Mapping[str, Sequence[Any]]) -> Iterator[Document]:
        """The Documents of a batch, one for each row, in order."""
        texts = self._column(batch, self.text)
        days = self._column(batch, self.published, len(texts))
        ids = self._column(batch, self.id, len(texts))
        items = [self._item(*row) for row in zip(texts, days, strict=True)]
        read = pipe([item for item in items if isinstance(item, Source)], config=self.config)
        for item, own in zip(items, ids, strict=True):
            document = next(read) if isinstance(item, Source) else item
            yield _labelled(document, item, own)

    def _column(
        self, batch: Mapping[str, Sequence[Any]], name: str | None, rows: int = 0
    ) -> Sequence[Any]:
        if name is None:
            return [None] * rows
        if name not in batch:
            msg = f"The batch has no column {name!r}. It has: {', '.join(batch)}."
            raise ConfigError(msg)
        return batch[name]

    def _item(self, text: object, day: object) -> Source | Document:
        """What the pipeline reads, or the record of a row that it cannot."""
        if not isinstance(text, str):
            return _failed("", f"The column {self.text!r} holds no text but {text!r:.40}.")
        try:
            return Source(text=str(text), published=_day(day))
        except ValidationError:
            return _failed(text, f"The column {self.published!r} holds no day but {day!r:.40}.")


def _day(value: Any) -> object:
    """A value as the schema reads it; what libraries put for nothing is None."""
    if value is None or value != value:  # noqa: PLR0124  (NaN and NaT differ from themselves)
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, str | dt.date) else _NOT_THERE


def _failed(text: str, reason: str) -> Document:
    note = Note(step="read", code="error", message=reason)
    return Document(language=UNDETERMINED, text=text, notes=(note,))


def _labelled(document: Document, item: Source | Document, own: object) -> Document:
    """The Document with what the batch knows of it."""
    changes: dict[str, Any] = {}
    if own is not None:
        changes["id"] = str(own)
    if isinstance(item, Source) and item.published and document.published:
        changes["published_from"] = "given"
    return document.model_copy(update=changes) if changes else document


def _error(document: Document) -> str:
    return next((note.message for note in document.notes if note.code == "error"), "")
