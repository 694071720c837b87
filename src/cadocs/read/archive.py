"""Zip archives from strangers: judged by their directory, and counted while they are unpacked."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from cadocs.errors import ReadError
from cadocs.read.guard import FEW_BYTES, check_limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.schema import Limits

__all__ = ["unpack"]

_ENTRY = b"PK\x01\x02"
"""How each member's entry in the directory begins."""
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_PIECE = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def unpack(data: bytes, name: str, limits: Limits, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """The members of an archive by their names.

    Args:
        data: The content of the archive.
        name: What it is called in messages.
        limits: How many members it may have and what they may unpack to, as the directory says.
        suffixes: Endings, in small letters, of the members that are unpacked; the others come
            empty.

    Raises:
        ReadError: It is broken, encrypted, or packed in a way that office programs do not use.
        LimitError: It goes beyond a limit.
    """
    check_limit(name, limits, "members", data.count(_ENTRY))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(entries, name, limits)
            return dict(_members(archive, entries, suffixes))
    except ReadError:
        raise
    except _BROKEN as error:
        msg = f"Cannot read {name}: the archive is broken ({error})."
        raise ReadError(msg) from error


def _check(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    check_limit(name, limits, "unpacked", sum(entry.file_size for entry in entries))
    for entry in entries:
        if entry.file_size > FEW_BYTES:
            ratio = entry.file_size / max(1, entry.compress_size)
            check_limit(name, limits, "ratio", ratio)
        if entry.flag_bits & _ENCRYPTED:
            msg = f"Cannot read {name}: it needs a password. Save it without one."
            raise ReadError(msg)
        if entry.compress_type not in _PACKINGS:
            msg = f"Cannot read {name}: its member {entry.filename[:80]!r} is packed oddly."
            raise ReadError(msg)


def _members(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], suffixes: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    for entry in entries:
        is_wanted = entry.filename.lower().endswith(suffixes)
        yield entry.filename, _content(archive, entry) if is_wanted else b""


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A member piece by piece.

    A directory may say less than a member unpacks to. ``zipfile`` gives no more than it says, but
    only in pieces does it unpack no more than that.
    """
    pieces = []
    with archive.open(entry) as member:
        while piece := member.read(_PIECE):
            pieces.append(piece)
    return b"".join(pieces)
