"""Documents as tidy tables: one pandas DataFrame for each kind of finding."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cadocs.errors import BackendMissingError
from cadocs.schema import Document, plain_decimal

if TYPE_CHECKING:
    from types import ModuleType

    from pandas import DataFrame

    from cadocs.schema import Amount, Event

__all__ = ["Frames", "to_frames"]

_PLACE = {"document": "object", "position": "int64", "start": "int64", "end": "int64"}
_COLUMNS: dict[str, dict[str, str]] = {
    "segments": {**_PLACE, "language": "object", "confidence": "float64", "text": "object"},
    "entities": {
        **_PLACE,
        **dict.fromkeys(["text", "label", "id", "name", "latin"], "object"),
        "confidence": "float64",
        "origin": "object",
    },
    "amounts": {
        **_PLACE,
        **dict.fromkeys(["text", "value", "value_max", "currency", "qualifier"], "object"),
    },
    "dates": {
        **_PLACE,
        **dict.fromkeys(["text", "edtf"], "object"),
        "first": "datetime64[s]",
        "last": "datetime64[s]",
    },
    "events": {
        **_PLACE,
        **dict.fromkeys(["type", "date", "trigger", "sentence"], "object"),
        "date_mention": "Int64",
        **dict.fromkeys(["place", "place_id"], "object"),
        **dict.fromkeys(["participants", "participant_ids", "amounts"], "object"),
    },
}
_BETWEEN = "; "


@dataclass(frozen=True, eq=False)
class Frames(Mapping[str, "DataFrame"]):
    """The five tables of one or more documents; a mapping, with the names as attributes too.

    Every row names its ``document``, its ``position`` in the document's list and its span in
    the source text. Sums are exact `decimal.Decimal` values.
    """

    segments: DataFrame
    entities: DataFrame
    amounts: DataFrame
    dates: DataFrame
    events: DataFrame
    """``place``, ``participants`` and ``amounts`` are written out; where there are several they
    are set apart by semicolons."""

    def __getitem__(self, name: str) -> DataFrame:
        """The table of that name."""
        if name not in _COLUMNS:
            raise KeyError(name)
        frame: DataFrame = getattr(self, name)
        return frame

    def __iter__(self) -> Iterator[str]:
        """The names of the tables."""
        return (field.name for field in fields(self))

    def __len__(self) -> int:
        """How many tables there are."""
        return len(_COLUMNS)

    def __repr__(self) -> str:
        """The number of rows of each table."""
        return f"Frames({', '.join(f'{name}: {len(frame)} rows' for name, frame in self.items())})"

    def _repr_html_(self) -> str:
        """All tables with their names, as a notebook shows them."""
        return "\n".join(
            f"<h4>{html.escape(name)}</h4>{frame.to_html(max_rows=20, notebook=True)}"
            for name, frame in self.items()
        )


def to_frames(documents: Document | Iterable[Document]) -> Frames:
    """Tables of what was found in one document or in many.

    Args:
        documents: A Document, or any number of them. The column ``document`` holds the id, else
            the source, else the document's place in the row, counted from 1.

    Raises:
        BackendMissingError: pandas is not installed.
    """
    pandas = _load_pandas()
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _COLUMNS}
    several = [documents] if isinstance(documents, Document) else documents
    for number, document in enumerate(several, start=1):
        key = {"document": document.id or document.source or str(number)}
        for name, make in _ROWS.items():
            found = make(document)
            rows[name] += [{**key, "position": at, **row} for at, row in enumerate(found)]
    return Frames(**{name: _frame(pandas, rows[name], _COLUMNS[name]) for name in _COLUMNS})


def _load_pandas() -> ModuleType:
    try:
        import pandas as pd  # noqa: PLC0415  (an extra, and slow to load)
    except ImportError as error:
        msg = (
            "to_frames() needs the package 'pandas'. Install it with: pip install 'cadocs[frames]'"
        )
        raise BackendMissingError(msg) from error
    module: ModuleType = pd
    return module


def _frame(pandas: ModuleType, rows: list[dict[str, Any]], columns: dict[str, str]) -> DataFrame:
    """A frame with the same columns of the same types, however many rows there are."""
    frame: DataFrame = pandas.DataFrame(
        {
            name: pandas.Series([row[name] for row in rows], dtype=kind)
            for name, kind in columns.items()
        }
    )
    return frame


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
