"""Files and bytes: each goes to the reader of its kind, within limits."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING

from cadocs.errors import ReadError
from cadocs.read.article import read_page
from cadocs.read.content import Content
from cadocs.read.decoding import decode
from cadocs.read.guard import check_limit, short_name
from cadocs.read.kinds import DOCX, HTML, PDF, SUFFIXES, Kind, check_type, tell_kind
from cadocs.read.pdf import read_pdf
from cadocs.read.word import read_word
from cadocs.schema import Limits, Source

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["read", "read_folder"]

_PIECE = 1 << 16
_SUFFIXES = ", ".join(sorted(SUFFIXES))


def read(
    path_or_bytes: str | os.PathLike[str] | bytes,
    *,
    media_type: str | None = None,
    limits: Limits | None = None,
) -> Source:
    r"""Read a file, or the bytes of one: plain text, HTML, PDF or DOCX.

    Args:
        path_or_bytes: The path of a file, or its content.
        media_type: What the content is, as in ``text/plain`` or ``application/pdf``; otherwise
            told by how it begins, then by the file's suffix.
        limits: How much it may cost; otherwise `Limits()`.

    Returns:
        The text as it was stored, line ends included, with the file's own metadata. The pages
        of a PDF are parted by a form feed; `Source.page_of` tells them. Notes say how an
        encoding was chosen, what was left out and what was repaired.

    Raises:
        ReadError: There is no such file, it cannot be opened, or its kind is not readable.
        LimitError: It goes beyond a limit.
        BackendMissingError: The package that reads its kind is not installed.

    >>> source = read("Salom, dunyo\r\n".encode("utf-16"))
    >>> source.text, source.encoding
    ('Salom, dunyo\r\n', 'utf-16-le')
    """
    limits = limits or Limits()
    given = None if media_type is None else Kind(check_type(media_type))
    if isinstance(path_or_bytes, bytes):
        data, uri = path_or_bytes, None
        check_limit(short_name(uri), limits, "size", len(data))
    elif isinstance(path_or_bytes, (str, os.PathLike)):
        path = Path(path_or_bytes)
        data, uri = _load(path, limits), str(path)
    else:
        msg = f"read() takes a path or bytes, not {type(path_or_bytes).__name__}."
        raise ReadError(msg)
    return _source(data, given or tell_kind(data, uri), uri, limits)


def read_folder(path: str | os.PathLike[str]) -> list[Path]:
    """The readable files in a folder and the folders below it, in the order of their paths.

    Args:
        path: A folder; hidden files and folders in it are left out, and so are files of rows.

    Raises:
        ReadError: It is no folder, or holds nothing readable.
    """
    folder = Path(path)
    if not folder.is_dir():
        what = "a file" if folder.exists() else "not there"
        msg = f"read_folder() takes a folder; {str(folder)!r} is {what}."
        raise ReadError(msg)
    files = [
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in SUFFIXES and _is_visible(file, folder) and file.is_file()
    ]
    if not files:
        msg = f"The folder {str(folder)!r} holds no readable file. Readable: {_SUFFIXES}."
        raise ReadError(msg)
    return sorted(files, key=lambda file: file.parts)


def _is_visible(file: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in file.relative_to(folder).parts)


def _load(path: Path, limits: Limits) -> bytes:
    """The content of a file, of which no more is read than the limit allows."""
    name = short_name(str(path))
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            check_limit(name, limits, "size", size)
            data = _content(file, size, limits.size)
    except IsADirectoryError as error:
        msg = f"{name} is a folder. Give a file, or list its files with read_folder()."
        raise ReadError(msg) from error
    except FileNotFoundError as error:
        msg = (
            f"There is no file {name}. Give the path of a file ({_SUFFIXES}); "
            "hand a text itself to process()."
        )
        raise ReadError(msg) from error
    except ReadError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or error
        msg = f"Cannot open {name}: {reason}. Give the path of a readable file."
        raise ReadError(msg) from error
    check_limit(name, limits, "size", len(data), least=True)
    return data


def _content(file: IO[bytes], stated: int, most: int) -> bytes:
    """What a file holds, up to a byte more than allowed; some, such as pipes, state no size."""
    pieces = []
    left = most + 1
    while left > 0 and (piece := file.read(min(left, max(stated + 1, _PIECE)))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _read_text(data: bytes, _name: str, _limits: Limits) -> Content:
    decoded = decode(data)
    return Content(decoded.text, encoding=decoded.encoding, notes=decoded.notes)


_READERS: dict[str, Callable[[bytes, str, Limits], Content]] = {
    DOCX: read_word,
    HTML: read_page,
    PDF: read_pdf,
}


def _source(data: bytes, kind: Kind, uri: str | None, limits: Limits) -> Source:
    name = short_name(uri)
    content = _READERS.get(kind.media_type, _read_text)(data, name, limits)
    check_limit(name, limits, "characters", len(content.text))
    return Source(
        text=content.text,
        uri=uri,
        media_type=kind.media_type,
        title=content.title,
        site=content.site,
        published=content.published,
        created=content.created,
        encoding=content.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=content.pages,
        notes=(*kind.notes, *content.notes),
    )
