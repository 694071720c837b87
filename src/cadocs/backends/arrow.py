"""Arrow: Documents as rows of typed, nested columns, and back.

One row is one Document. A list of findings is a column of type ``list<struct<…>>`` whose fields
bear the names of the schema's. Sums stand there twice: ``value_exact`` is the text that the JSON
form has and loses nothing; ``value`` is a ``decimal128(38, 12)`` to reckon with, and null for the
rare sum that has more than 26 digits before the point or 12 after it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cadocs.errors import BackendMissingError
from cadocs.schema import SCHEMA_VERSION, Document, plain_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    import pyarrow as pa

    from cadocs.schema import Amount

__all__ = [
    "DECIMAL_PLACES",
    "DECIMAL_PRECISION",
    "arrow_schema",
    "document_from_row",
    "document_row",
    "documents_table",
    "fitting_decimal",
    "import_pyarrow",
]

DECIMAL_PRECISION, DECIMAL_PLACES = 38, 12
"""The widest decimal that Arrow, Polars, Spark and DuckDB share; 12 places hold the sums that
exchange rates give (``1 soʻm = 0.000078 dollars``)."""


def import_pyarrow(caller: str) -> Any:
    """The package pyarrow.

    Args:
        caller: What needs it, for the message.

    Raises:
        BackendMissingError: It is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  (an extra, and slow to load)
    except ImportError as error:
        msg = f"{caller} needs the package 'pyarrow'. Install it with: pip install 'cadocs[frames]'"
        raise BackendMissingError(msg) from error
    return pa


def fitting_decimal(value: Decimal | None) -> Decimal | None:
    """A sum that a ``decimal128(38, 12)`` holds exactly; None for any other.

    >>> from decimal import Decimal
    >>> fitting_decimal(Decimal("0.000078")), fitting_decimal(Decimal("1E+26"))
    (Decimal('0.000078'), None)
    """
    if value is None:
        return None
    whole_digits = value.adjusted() + 1
    places = -int(value.as_tuple().exponent)
    fits = whole_digits <= DECIMAL_PRECISION - DECIMAL_PLACES and places <= DECIMAL_PLACES
    return value if fits else None


def document_row(document: Document) -> dict[str, Any]:
    """A Document as the values of its row, by column; pyarrow is not needed."""
    row = document.model_dump()
    row["amounts"] = [_amount_row(amount) for amount in document.amounts]
    return row


def _amount_row(amount: Amount) -> dict[str, Any]:
    upper = amount.value_max
    return {
        **amount.model_dump(),
        "value": fitting_decimal(amount.value),
        "value_max": fitting_decimal(upper),
        "value_exact": plain_decimal(amount.value),
        "value_max_exact": None if upper is None else plain_decimal(upper),
    }


def document_from_row(row: Mapping[str, Any]) -> Document:
    """The Document of a row that `document_row` made.

    Raises:
        pydantic.ValidationError: The row is no Document of this version.
    """
    amounts = [_amount_fields(amount) for amount in row.get("amounts") or ()]
    return Document.model_validate({**row, "amounts": amounts})


def _amount_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(row)
    fields["value"] = fields.pop("value_exact", None)
    fields["value_max"] = fields.pop("value_max_exact", None)
    return fields


def documents_table(documents: Iterable[Document]) -> pa.Table:
    """Documents as one Arrow table of `arrow_schema`."""
    rows = [document_row(document) for document in documents]
    return import_pyarrow("documents_table()").Table.from_pylist(rows, schema=arrow_schema())


@cache
def arrow_schema() -> pa.Schema:
    """The schema of the rows; its metadata tells the version of the Documents.

    Raises:
        BackendMissingError: pyarrow is not installed.
    """
    pa = import_pyarrow("arrow_schema()")
    text, day = pa.string(), pa.date32()
    columns = {
        **dict.fromkeys(["schema_version", "id", "source", "title", "language"], text),
        "published": day,
        "published_from": text,
        # All texts of one batch together may take more than the 2 GB that a string column holds.
        "text": pa.large_string(),
        **{name: pa.list_(_struct(pa, fields)) for name, fields in _findings(pa).items()},
    }
    fields = [pa.field(name, kind, name not in _ALWAYS_THERE) for name, kind in columns.items()]
    return pa.schema(fields, metadata={"cadocs.schema_version": SCHEMA_VERSION})


_ALWAYS_THERE = frozenset(["schema_version", "language", "text"])


def _findings(pa: Any) -> dict[str, dict[str, Any]]:
    text, figure, place, day = pa.string(), pa.float64(), pa.int64(), pa.date32()
    money = pa.decimal128(DECIMAL_PRECISION, DECIMAL_PLACES)
    extent = {"start": place, "end": place}
    span = {**extent, "text": text}
    return {
        "segments": {**extent, "language": text, "confidence": figure},
        "entities": {
            **span,
            **dict.fromkeys(["label", "id", "name", "latin"], text),
            "confidence": figure,
            "origin": text,
        },
        "amounts": {
            **span,
            **dict.fromkeys(["value", "value_max"], money),
            **dict.fromkeys(["value_exact", "value_max_exact", "currency", "qualifier"], text),
        },
        "dates": {**span, "edtf": text, "first": day, "last": day},
        "events": {
            "type": text,
            "trigger": _struct(pa, span),
            "sentence": _struct(pa, extent),
            "date": text,
            **dict.fromkeys(["date_mention", "place"], place),
            **dict.fromkeys(["participants", "amounts"], pa.list_(place)),
        },
        "notes": {**dict.fromkeys(["step", "code", "message"], text), **extent},
    }


def _struct(pa: Any, fields: Mapping[str, Any]) -> Any:
    return pa.struct(list(fields.items()))
