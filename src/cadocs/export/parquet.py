"""Documents as Parquet files: one row each, findings in nested columns, and back.

The columns are those of `cadocs.backends.arrow`. Both ways go through the file in pieces, so that
memory does not grow with the number of Documents.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cadocs.backends.arrow import (
    arrow_schema,
    document_from_row,
    documents_table,
    import_pyarrow,
)
from cadocs.errors import ReadError
from cadocs.export.files import open_for_reading, open_for_writing
from cadocs.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from cadocs.schema import Document

__all__ = ["export_parquet", "read_parquet"]

_DOCUMENTS = 256
_CHARACTERS = 4_000_000
"""A group of rows is full at one or the other, whichever comes first."""
_READ_AT_ONCE = 16


def export_parquet(documents: Iterable[Document], path: str | os.PathLike[str]) -> int:
    """Write Documents to a Parquet file, one a row; `read_parquet` gives equal ones back.

    Args:
        documents: Any number of Documents. They are written in groups; when a batch is stopped,
            the file is closed properly and holds all that came.
        path: The file; what it held is lost.

    Returns:
        How many were written.

    Raises:
        BackendMissingError: pyarrow is not installed.
        ConfigError: The file cannot be written.
    """
    import_pyarrow("export_parquet()")
    import pyarrow.parquet as pq  # noqa: PLC0415  (an extra, and slow to load)

    count = 0
    with (
        open_for_writing(path) as file,
        pq.ParquetWriter(file, arrow_schema(), compression="zstd") as writer,
    ):
        group = _Group(writer)
        try:
            for document in documents:
                group.add(document)
                count += 1
        finally:
            group.write()
    return count


class _Group:
    """Documents that wait to be written together."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._documents: list[Document] = []
        self._characters = 0

    def add(self, document: Document) -> None:
        self._documents.append(document)
        self._characters += len(document.text)
        if len(self._documents) == _DOCUMENTS or self._characters >= _CHARACTERS:
            self.write()

    def write(self) -> None:
        if self._documents:
            self._writer.write_table(documents_table(self._documents))
            self._documents, self._characters = [], 0


def read_parquet(path: str | os.PathLike[str]) -> Iterator[Document]:
    """The Documents of a file that `export_parquet` wrote, one after another.

    Raises:
        BackendMissingError: pyarrow is not installed.
        ReadError: The file cannot be opened, or holds no Documents of this version.
    """
    import_pyarrow("read_parquet()")
    import pyarrow.parquet as pq  # noqa: PLC0415  (an extra, and slow to load)

    with open_for_reading(path, "export_parquet") as opened, _damage_told(path):
        file = pq.ParquetFile(opened)
        _check_columns(file.schema_arrow.names, path)
        for batch in file.iter_batches(_READ_AT_ONCE, columns=arrow_schema().names):
            for row in batch.to_pylist():
                yield _document(row, path)


@contextmanager
def _damage_told(path: str | os.PathLike[str]) -> Iterator[None]:
    """Say of an error of Arrow which file it is about and what was expected."""
    pa = import_pyarrow("read_parquet()")
    try:
        yield
    except ReadError:
        raise
    except (pa.ArrowException, OSError) as error:
        msg = f"{path} is no whole Parquet file: {error} Give a file written by export_parquet()."
        raise ReadError(msg) from error


def _check_columns(names: list[str], path: str | os.PathLike[str]) -> None:
    missing = [name for name in arrow_schema().names if name not in names]
    if missing:
        msg = (
            f"{path} holds no Documents: it has no column {missing[0]!r}. "
            "Give a file written by export_parquet()."
        )
        raise ReadError(msg)


def _document(row: dict[str, Any], path: str | os.PathLike[str]) -> Document:
    try:
        return document_from_row(row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        msg = (
            f"{path}: a row is no Document of schema version {SCHEMA_VERSION} "
            f"at {field!r}: {first['msg']}."
        )
        raise ReadError(msg) from error
