"""Parquet files through pyarrow, a few rows at a time."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from cadocs.read.packages import load_package
from cadocs.read.row_files import Row, check_column, open_failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cadocs.schema import Limits

__all__ = ["open_parquet"]

_AT_A_TIME = 64
_BUFFER = 1 << 20


def open_parquet(path: Path, wanted: tuple[str, ...], _limits: Limits) -> Iterator[Row]:
    """The rows of a Parquet file, with the columns that are wanted.

    Raises:
        ReadError: There is no such file, or it does not have the first of the columns.
        BackendMissingError: pyarrow is not installed.
    """
    parquet = load_package("pyarrow.parquet", "Reading Parquet files", "frames")
    with _open(parquet, path) as file:
        names = list(file.schema_arrow.names)
    check_column(path, wanted[0], names)
    return _rows(parquet, path, [name for name in names if name in wanted])


def _open(parquet: Any, path: Path) -> Any:
    try:
        return parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
    except (OSError, ValueError) as error:  # what pyarrow raises inherits from one of them
        raise open_failure(path, error) from error


def _rows(parquet: Any, path: Path, columns: list[str]) -> Iterator[Row]:
    numbers = count(1)
    with _open(parquet, path) as file:
        for group in range(file.num_row_groups):
            yield from _rows_of(file, group, columns, numbers)


def _rows_of(file: Any, group: int, columns: list[str], numbers: Iterator[int]) -> Iterator[Row]:
    try:
        for batch in file.iter_batches(_AT_A_TIME, row_groups=[group], columns=columns):
            for values in batch.to_pylist():
                yield Row(next(numbers), values)
    except (OSError, ValueError) as error:
        yield Row(next(numbers), {}, f"group {group + 1} of its rows is broken ({error}).")
