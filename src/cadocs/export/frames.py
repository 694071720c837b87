"""Documents as tidy tables of pandas, Polars or Arrow: one for each kind of finding."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from cadocs.backends.arrow import DECIMAL_PLACES, DECIMAL_PRECISION, fitting_decimal
from cadocs.errors import BackendMissingError, ConfigError
from cadocs.export.tidy import COLUMNS, Kind, numbered, tidy_rows
from cadocs.schema import plain_decimal

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from cadocs.schema import Document

__all__ = ["FrameBackend", "Frames", "to_frames"]

FrameBackend: TypeAlias = Literal["pandas", "polars", "arrow"]
_PACKAGES = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}

_Rows: TypeAlias = list[dict[str, Any]]


@dataclass(frozen=True, eq=False)
class Frames(Mapping[str, Any]):
    """The five tables of one or more documents; a mapping, with the names as attributes too.

    Every row names its ``document``, its ``position`` in the document's list and its span in
    the source text. Sums are exact: in pandas as `decimal.Decimal`; in Polars and Arrow as
    ``decimal(38, 12)``, null where one does not fit, with its digits in ``value_exact`` and
    ``value_max_exact``.
    """

    segments: Any
    entities: Any
    amounts: Any
    dates: Any
    events: Any
    """``place``, ``participants`` and ``amounts`` are written out; where there are several they
    are set apart by semicolons."""

    def __getitem__(self, name: str) -> Any:
        """The table of that name."""
        if name not in COLUMNS:
            raise KeyError(name)
        return getattr(self, name)

    def __iter__(self) -> Iterator[str]:
        """The names of the tables."""
        return (field.name for field in fields(self))

    def __len__(self) -> int:
        """How many tables there are."""
        return len(COLUMNS)

    def __repr__(self) -> str:
        """The number of rows of each table."""
        return f"Frames({', '.join(f'{name}: {len(frame)} rows' for name, frame in self.items())})"

    def _repr_html_(self) -> str:
        """All tables with their names, as a notebook shows them."""
        return "\n".join(
            f"<h4>{html.escape(name)}</h4>{_table_html(frame)}" for name, frame in self.items()
        )


def _table_html(frame: Any) -> str:
    """A table as its own library shows it in a notebook, or as it prints."""
    if hasattr(frame, "to_html"):
        return str(frame.to_html(max_rows=20, notebook=True))
    if hasattr(frame, "_repr_html_"):
        return str(frame._repr_html_())
    return f"<pre>{html.escape(str(frame))}</pre>"


def to_frames(
    documents: Document | Iterable[Document], *, backend: FrameBackend = "pandas"
) -> Frames:
    """Tables of what was found in one document or in many.

    Args:
        documents: A Document, or any number of them. The column ``document`` holds the id, else
            the source, else the document's place in the row, counted from 1.
        backend: Whose tables to make: ``pandas``, ``polars`` or ``arrow`` (pyarrow).

    Raises:
        BackendMissingError: The package is not installed.
        ConfigError: There is no back end of that name.
    """
    if backend not in _MAKERS:
        known = ", ".join(get_args(FrameBackend))
        msg = f"to_frames() makes no tables of {backend!r}. Known: {known}."
        raise ConfigError(msg)
    package = _load(_PACKAGES[backend])
    rows: dict[str, _Rows] = {name: [] for name in COLUMNS}
    for key, document in numbered(documents):
        for name, found in tidy_rows(document, key).items():
            rows[name] += found
    make = _MAKERS[backend]
    return Frames(**{name: make(package, rows[name], COLUMNS[name]) for name in COLUMNS})


def _load(package: str) -> ModuleType:
    try:
        return import_module(package)  # an extra, and slow to load
    except ImportError as error:
        msg = (
            f"to_frames() needs the package {package!r}. "
            "Install it with: pip install 'cadocs[frames]'"
        )
        raise BackendMissingError(msg) from error


_PANDAS: dict[Kind, str] = {
    "text": "object",
    "place": "int64",
    "index": "Int64",
    "figure": "float64",
    "sum": "object",
    "day": "datetime64[s]",
}


def _pandas_frame(pandas: Any, rows: _Rows, columns: Mapping[str, Kind]) -> Any:
    """A frame with the same columns of the same types, however many rows there are."""
    return pandas.DataFrame(
        {
            name: pandas.Series([row[name] for row in rows], dtype=_PANDAS[kind])
            for name, kind in columns.items()
        }
    )


def _polars_frame(polars: Any, rows: _Rows, columns: Mapping[str, Kind]) -> Any:
    kinds: dict[Kind, Any] = {
        "text": polars.String,
        "place": polars.Int64,
        "index": polars.Int64,
        "figure": polars.Float64,
        "sum": polars.Decimal(DECIMAL_PRECISION, DECIMAL_PLACES),
        "day": polars.Date,
    }
    values, schema = _typed_columns(rows, columns)
    return polars.DataFrame(values, schema={name: kinds[kind] for name, kind in schema.items()})


def _arrow_table(pyarrow: Any, rows: _Rows, columns: Mapping[str, Kind]) -> Any:
    kinds: dict[Kind, Any] = {
        "text": pyarrow.string(),
        "place": pyarrow.int64(),
        "index": pyarrow.int64(),
        "figure": pyarrow.float64(),
        "sum": pyarrow.decimal128(DECIMAL_PRECISION, DECIMAL_PLACES),
        "day": pyarrow.date32(),
    }
    values, schema = _typed_columns(rows, columns)
    fields = [(name, kinds[kind]) for name, kind in schema.items()]
    return pyarrow.table(values, schema=pyarrow.schema(fields))


def _typed_columns(
    rows: _Rows, columns: Mapping[str, Kind]
) -> tuple[dict[str, list[Any]], dict[str, Kind]]:
    """Columns whose sums have a fixed number of places, with their digits beside them."""
    values: dict[str, list[Any]] = {}
    schema: dict[str, Kind] = {}
    for name, kind in columns.items():
        found = [row[name] for row in rows]
        schema[name] = kind
        values[name] = [fitting_decimal(one) for one in found] if kind == "sum" else found
        if kind == "sum":
            schema[f"{name}_exact"] = "text"
            values[f"{name}_exact"] = [None if one is None else plain_decimal(one) for one in found]
    return values, schema


_MAKERS: dict[str, Callable[[Any, _Rows, Mapping[str, Kind]], Any]] = {
    "pandas": _pandas_frame,
    "polars": _polars_frame,
    "arrow": _arrow_table,
}
