"""Files of rows in text form, JSON Lines and CSV, line by line in constant memory."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from cadocs.errors import ReadError
from cadocs.read.decoding import decode
from cadocs.read.guard import short_name
from cadocs.schema import Limits

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["Opener", "Row", "check_column", "open_csv", "open_failure", "open_json_lines"]

_SAMPLE = 1 << 16
_DELIMITERS = ",;\t|"
_MARK = "\ufeff"
_CSV_LIMIT = threading.Lock()


class Row(NamedTuple):
    """A row by its columns, or what is wrong with it."""

    number: int
    values: Mapping[str, Any]
    problem: str = ""
    encoding: str | None = None


Opener = Callable[[Path, tuple[str, ...], Limits], Iterator[Row]]
"""From a path and the columns that are wanted, that of the text first, to the rows."""


def open_json_lines(path: Path, _wanted: tuple[str, ...], limits: Limits) -> Iterator[Row]:
    """The objects of a file, one a line; empty lines are passed over.

    Raises:
        ReadError: There is no such file.
    """
    return _json_rows(path, _encoding(path), limits)


def _json_rows(path: Path, encoding: str, limits: Limits) -> Iterator[Row]:
    with _open(path, encoding, "\n") as file:
        lines = _Lines(file, limits.size)
        for number, line in enumerate(lines, start=1):
            if lines.is_cut:
                yield Row(number, {}, lines.why)
                lines.is_cut = False
            elif line.strip():
                yield _json_row(number, line)._replace(encoding=encoding)


def _json_row(number: int, line: str) -> Row:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Row(number, {}, f"the line is no JSON ({error}).")
    if not isinstance(values, dict):
        return Row(number, {}, f"the line is no object but of type {type(values).__name__}.")
    return Row(number, values)


def open_csv(path: Path, wanted: tuple[str, ...], limits: Limits) -> Iterator[Row]:
    """The rows below the first one, which names the columns.

    Raises:
        ReadError: There is no such file, or it does not have the first column that is wanted.
    """
    encoding = _encoding(path)
    with _open(path, encoding, "") as file:
        head = next(_Lines(file, limits.size), "")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(_DELIMITERS, key=head.count)
    names = [name.strip() for name in next(csv.reader([head], delimiter=delimiter), [])]
    check_column(path, wanted[0], names)
    return _csv_rows(path, encoding, delimiter, limits)


def _csv_rows(path: Path, encoding: str, delimiter: str, limits: Limits) -> Iterator[Row]:
    with _open(path, encoding, "") as file:
        lines = _Lines(file, limits.size)
        reader = csv.reader(lines, delimiter=delimiter)
        names = [name.strip() for name in next(reader)]
        number = 0
        while (found := _next(reader, limits)) is not None:
            if not found:
                continue
            number += 1
            problem = lines.why if lines.is_cut else found if isinstance(found, str) else ""
            if not problem and len(found) > len(names):
                problem = f"it has {len(found)} values, the head {len(names)}. Quote its texts."
            yield Row(number, dict(zip(names, found, strict=False)), problem, encoding)
            lines.is_cut = False


def _next(reader: Reader, limits: Limits) -> list[str] | str | None:
    """The next row, what is wrong with it, or None at the end."""
    with _CSV_LIMIT:
        before = csv.field_size_limit(limits.characters)  # one figure for the whole process
        try:
            return next(reader, None)
        except csv.Error as error:
            return f"the row is no CSV ({error})."
        finally:
            csv.field_size_limit(before)


class _Lines:
    """Lines of a file, of which none is longer than allowed; the rest of one is passed over.

    ``is_cut`` says that this happened since it was last set to False.
    """

    def __init__(self, file: IO[str], longest: int) -> None:
        self._file = file
        self._longest = longest
        self.is_cut = False
        self.why = f"the line is longer than Limits.size = {longest} allows. Raise the limit."

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(self._longest)
        if not line:
            raise StopIteration
        if len(line) == self._longest and not line.endswith("\n"):
            while (rest := self._file.readline(_SAMPLE)) and not rest.endswith("\n"):
                self.is_cut = True
            self.is_cut = self.is_cut or bool(rest.strip())
        return line


def check_column(path: Path, column: str, names: list[str]) -> None:
    """Refuse a table without a column.

    Raises:
        ReadError: It is not there.
    """
    if column not in names:
        msg = (
            f"{short_name(str(path))} has no column {column!r}. "
            f"Its columns: {', '.join(map(repr, names[:50]))}. Name the one that holds the text."
        )
        raise ReadError(msg)


def open_failure(path: Path, error: Exception) -> ReadError:
    """What to tell of a file that cannot be opened."""
    reason = getattr(error, "strerror", None) or error
    return ReadError(f"Cannot open {short_name(str(path))}: {reason}. Give a file of rows.")


def _encoding(path: Path) -> str:
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise open_failure(path, error) from error
    whole = sample[: sample.rfind(b"\n") + 1] if len(sample) == _SAMPLE else sample
    encoding = decode(whole or sample).encoding
    # A few rows in another encoding must not decide for the others.
    lines = [line for line in whole.split(b"\n") if not line.isascii()]
    is_utf_8 = 2 * sum(map(_is_utf_8, lines)) > len(lines)
    return "utf-8" if is_utf_8 and not encoding.startswith("utf") else encoding


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _open(path: Path, encoding: str, newline: str) -> IO[str]:
    """The file as text; what is not in its encoding can be turned into bytes again."""
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    file = path.open(encoding=encoding, errors=errors, newline=newline)
    if file.read(1) != _MARK:
        file.seek(0)
    return file
