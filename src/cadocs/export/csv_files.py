"""Documents as CSV files: the tidy tables in a folder, one file each."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadocs.errors import ConfigError
from cadocs.export.files import open_for_writing
from cadocs.export.tidy import COLUMNS, numbered, tidy_rows
from cadocs.schema import plain_decimal

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from cadocs.schema import Document

__all__ = ["export_csv"]

_MARK = "\ufeff"


def export_csv(
    documents: Document | Iterable[Document],
    folder: str | os.PathLike[str],
    *,
    byte_order_mark: bool = False,
) -> int:
    """Write the tidy tables as ``segments.csv``, ``entities.csv`` … into a folder.

    UTF-8; commas; quotes only where a cell needs them; lines end in CR LF, as RFC 4180 has it;
    the first line names the columns, which are those of `cadocs.to_frames`. Nothing is an empty
    cell; sums are plain digits, exact; days are ``2025-03-05``.

    Args:
        documents: A Document, or any number; rows are written as soon as their Document comes.
        folder: The folder; it is made if need be. Files of these names in it are lost.
        byte_order_mark: Whether the files begin with U+FEFF, without which Excel takes UTF-8 for
            something else.

    Returns:
        How many Documents were written.

    Raises:
        ConfigError: The folder or a file in it cannot be written.
    """
    made = _make_folder(folder)
    count = 0
    with ExitStack() as files:
        tables = {
            name: _Table(files.enter_context(open_for_writing(made / f"{name}.csv")), columns)
            for name, columns in COLUMNS.items()
        }
        for table in tables.values():
            table.begin(_MARK if byte_order_mark else "")
        for key, document in numbered(documents):
            count += 1
            for name, rows in tidy_rows(document, key).items():
                tables[name].add(rows)
    return count


def _make_folder(folder: str | os.PathLike[str]) -> Path:
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or error
        msg = f"Cannot make the folder {str(folder)!r}: {reason}. Give a folder for CSV files."
        raise ConfigError(msg) from error
    return path


class _Table:
    """One file."""

    def __init__(self, file: Any, columns: Iterable[str]) -> None:
        self._file = file
        self._columns = list(columns)
        self._writer = csv.writer(self)

    def write(self, line: str) -> None:
        """What the writer of the standard library calls."""
        self._file.write(line.encode("utf-8"))

    def begin(self, mark: str) -> None:
        self.write(mark)
        self._writer.writerow(self._columns)

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        self._writer.writerows([_cell(row[name]) for name in self._columns] for row in rows)
        self._file.flush()


def _cell(value: object) -> object:
    """What the writer may turn into text by itself: a small Decimal would get an exponent."""
    return plain_decimal(value) if isinstance(value, Decimal) else value
