"""Documents as JSON Lines: one a line, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from cadocs.errors import ReadError
from cadocs.export.files import open_for_reading, open_for_writing
from cadocs.schema import SCHEMA_VERSION, Document

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

__all__ = ["export_jsonl", "read_jsonl", "to_json_line"]


def to_json_line(document: Document) -> str:
    r"""One Document as a line of JSON, with its line feed; letters are written as they are.

    >>> to_json_line(Document(language="ru", text="Ташкент")).endswith('"notes":[]}\n')
    True
    """
    return f"{document.model_dump_json()}\n"


def export_jsonl(documents: Iterable[Document], path: str | os.PathLike[str]) -> int:
    """Write Documents to a file, one a line, in UTF-8.

    Args:
        documents: Any number of Documents; each is written as soon as it comes, so that what is
            done stays done when a batch is stopped.
        path: The file; what it held is lost.

    Returns:
        How many were written.

    Raises:
        ConfigError: The file cannot be written.
    """
    count = 0
    with open_for_writing(path) as file:
        for document in documents:
            file.write(to_json_line(document).encode("utf-8"))
            file.flush()
            count += 1
    return count


def read_jsonl(path: str | os.PathLike[str]) -> Iterator[Document]:
    """The Documents of a file that `export_jsonl` wrote, one after another.

    Args:
        path: The file; empty lines in it are passed over.

    Raises:
        ReadError: The file cannot be opened, or a line is no Document of this version.
    """
    with open_for_reading(path, "export_jsonl") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _document(line, f"{path}, line {number}")


def _document(line: bytes, place: str) -> Document:
    try:
        return Document.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        where = f" at {field!r}" if field else ""
        msg = f"{place} is no Document of schema version {SCHEMA_VERSION}{where}: {first['msg']}."
        raise ReadError(msg) from error
