"""Documents as tidy rows: one kind of finding, one table; one finding, one row.

Data frames, Arrow tables and CSV files are made from these rows and columns.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from cadocs.schema import Document, plain_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cadocs.schema import Amount, Event

__all__ = ["COLUMNS", "Kind", "document_key", "numbered", "tidy_rows"]

Kind: TypeAlias = Literal["text", "place", "index", "figure", "sum", "day"]
"""What a column holds: text or null, an offset, an index or null, a float, a Decimal or null, a
day or null."""

_PLACE: dict[str, Kind] = {
    "document": "text",
    "position": "place",
    "start": "place",
    "end": "place",
}


def _text(*names: str) -> dict[str, Kind]:
    return dict.fromkeys(names, "text")


COLUMNS: dict[str, dict[str, Kind]] = {
    "segments": {**_PLACE, "language": "text", "confidence": "figure", "text": "text"},
    "entities": {
        **_PLACE,
        **_text("text", "label", "id", "name", "latin"),
        "confidence": "figure",
        "origin": "text",
    },
    "amounts": {
        **_PLACE,
        "text": "text",
        "value": "sum",
        "value_max": "sum",
        **_text("currency", "qualifier"),
    },
    "dates": {**_PLACE, **_text("text", "edtf"), "first": "day", "last": "day"},
    "events": {
        **_PLACE,
        **_text("type", "date", "trigger", "sentence"),
        "date_mention": "index",
        **_text("place", "place_id", "participants", "participant_ids", "amounts"),
    },
}
"""The columns of each table, in order, and what they hold."""
_BETWEEN = "; "


def numbered(documents: Document | Iterable[Document]) -> Iterator[tuple[str, Document]]:
    """One Document or many, each with its key; see `document_key`."""
    several = [documents] if isinstance(documents, Document) else documents
    for number, document in enumerate(several, start=1):
        yield document_key(document, number), document


def document_key(document: Document, number: int) -> str:
    """What a row says of its Document: the id, else the source, else its number."""
    return document.id or document.source or str(number)


def tidy_rows(document: Document, key: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table; a row also holds the document's key and its own position."""
    return {
        name: [{"document": key, "position": at, **row} for at, row in enumerate(make(document))]
        for name, make in _ROWS.items()
    }


def _segments(document: Document) -> list[dict[str, Any]]:
    return [
        {**dict(segment), "text": document.text[segment.start : segment.end]}
        for segment in document.segments
    ]


def _amounts(document: Document) -> list[dict[str, Any]]:
    return [
        {**dict(amount), "value": _plain(amount.value), "value_max": _plain(amount.value_max)}
        for amount in document.amounts
    ]


def _plain(value: Decimal | None) -> Decimal | None:
    """The same value without an exponent, which is how people read it."""
    return None if value is None else Decimal(plain_decimal(value))


def _events(document: Document) -> list[dict[str, Any]]:
    return [_event(event, document) for event in document.events]


def _event(event: Event, document: Document) -> dict[str, Any]:
    place = None if event.place is None else document.entities[event.place]
    people = [document.entities[at] for at in event.participants]
    return {
        "type": event.type,
        "date": event.date,
        "trigger": event.trigger.text,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "sentence": document.text[event.sentence.start : event.sentence.end],
        "date_mention": event.date_mention,
        "place": place and (place.name or place.latin),
        "place_id": place and place.id,
        "participants": _BETWEEN.join(person.name or person.latin for person in people),
        "participant_ids": _BETWEEN.join(person.id or "" for person in people),
        "amounts": _BETWEEN.join(_written(document.amounts[at]) for at in event.amounts),
    }


def _written(amount: Amount) -> str:
    values = (value for value in (amount.value, amount.value_max) if value is not None)
    figures = "-".join(map(plain_decimal, values))
    return f"{figures} {amount.currency}" if amount.currency else figures


_ROWS = {
    "segments": _segments,
    "entities": lambda document: [dict(entity) for entity in document.entities],
    "amounts": _amounts,
    "dates": lambda document: [dict(date) for date in document.dates],
    "events": _events,
}
