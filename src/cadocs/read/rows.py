"""Files that hold a document in each row: each row becomes a Source, one after another."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, get_args

from cadocs.errors import ConfigError, ReadError
from cadocs.read.decoding import Decoded, decode
from cadocs.read.guard import check_limit, short_name
from cadocs.read.kinds import ROWS
from cadocs.read.row_files import open_csv, open_json_lines
from cadocs.read.row_parquet import open_parquet
from cadocs.schema import UNDETERMINED, Language, Limits, Note, Source

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from cadocs.read.row_files import Opener, Row

__all__ = ["Columns", "read_rows"]

_SURROGATE = re.compile("[\ud800-\udfff]")


class Columns(TypedDict, total=False):
    """Names of the columns besides the text; by default they bear the names of the fields."""

    id: str
    title: str
    published: str
    language: str


_COLUMNS = tuple(Columns.__annotations__)
_OPENERS: dict[str, Opener] = {
    ".csv": open_csv,
    ".jsonl": open_json_lines,
    ".ndjson": open_json_lines,
    ".parquet": open_parquet,
    ".tsv": open_csv,
}
_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)")
_UNESCAPABLE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_FEW = 10


def read_rows(
    path: str | os.PathLike[str],
    *,
    text: str = "text",
    limits: Limits | None = None,
    **columns: Unpack[Columns],
) -> Iterator[Source]:
    """Read the documents of a file of rows: JSON Lines, CSV, TSV or Parquet.

    Rows are read as they are asked for, so that a file of any length takes little memory. The
    encoding, delimiter and quotes of CSV are told from its beginning; its first row names the
    columns.

    Args:
        path: The file.
        text: The column that holds the text.
        limits: How many bytes and characters a row may have; otherwise `Limits()`.
        **columns: The names of the columns for ``id``, ``title``, ``published`` and
            ``language``; a column that is not there is passed over.

    Returns:
        A Source for each row, in order. Its ``uri`` is the path with the number of the row,
        counted from 1 without the head of a CSV file; in JSON Lines it is that of the line. A
        row that cannot be read gives a Source without text, whose Note of code ``error`` says
        why.

    Raises:
        ReadError: There is no such file, its kind is not one of these, or it has no such column.
        ConfigError: A column was given for a field that does not exist.
        BackendMissingError: It is a Parquet file and pyarrow is not installed.
    """
    unknown = sorted(set(columns) - set(_COLUMNS))
    if unknown:
        msg = f"read_rows() has no option {unknown[0]!r}. Columns: {', '.join(_COLUMNS)}."
        raise ConfigError(msg)
    limits = limits or Limits()
    path = Path(path)
    opener = _OPENERS.get(path.suffix.lower())
    if opener is None:
        msg = f"{short_name(str(path))} is no file of rows. Readable: {', '.join(ROWS)}."
        raise ReadError(msg)
    names = {"text": text, **{name: name for name in _COLUMNS}, **columns}
    rows = opener(path, tuple(map(str, names.values())), limits)
    return (_source(row, f"{path}#{row.number}", names, limits) for row in rows)


def _source(row: Row, uri: str, names: Mapping[str, Any], limits: Limits) -> Source:
    """The Source of a row, or one that says why there is none."""
    fields = {field: row.values.get(name) for field, name in names.items()}
    try:
        decoded = _text(fields["text"], names["text"], row, uri)
        check_limit(short_name(uri), limits, "characters", len(decoded.text))
    except ReadError as error:
        message = f"{type(error).__name__}: {error}"
        return Source(text="", uri=uri, notes=(_note("error", message),))
    published, language = _day(fields["published"]), _language(fields["language"])
    return Source(
        text=decoded.text,
        id=_string(fields["id"]),
        uri=uri,
        title=_string(fields["title"]),
        published=published,
        language=language,
        encoding=row.encoding,
        sha256=hashlib.sha256(decoded.text.encode()).hexdigest(),
        notes=(
            *decoded.notes,
            *_passed_over("published", fields, published, "no day such as 2025-11-15"),
            *_passed_over("language", fields, language, "none of the languages of cadocs"),
        ),
    )


def _text(value: Any, column: str, row: Row, uri: str) -> Decoded:
    if row.problem:
        msg = f"Cannot read {short_name(uri)}: {row.problem}"
        raise ReadError(msg)
    if isinstance(value, str):
        if not _SURROGATE.search(value):
            return Decoded(value, "utf-8", ())
        value = _UNESCAPABLE.sub("\ufffd", value).encode("utf-8", "surrogateescape")
    if isinstance(value, bytes):
        return decode(value)
    there = ", ".join(map(repr, [*row.values][:_FEW])) or "none"
    what = f"holds {type(value).__name__}" if value is not None else "is empty or not there"
    msg = f"Cannot read {short_name(uri)}: its column {column!r} {what}. Its columns: {there}."
    raise ReadError(msg)


def _string(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    found = _DAY.match(value) if isinstance(value, str) else None
    try:
        return dt.date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def _language(value: Any) -> Language | None:
    return next((tag for tag in get_args(Language) if tag == value and tag != UNDETERMINED), None)


def _passed_over(field: str, fields: Mapping[str, Any], read: Any, what: str) -> list[Note]:
    """A remark where a row states something that means nothing here."""
    value = fields[field]
    if read is not None or value in (None, "", UNDETERMINED):
        return []
    return [_note(field, f"The row states {str(value)[:40]!r}, which is {what}; passed over.")]


def _note(code: str, message: str) -> Note:
    return Note(step="read", code=code, message=message)
