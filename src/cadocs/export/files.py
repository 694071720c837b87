"""Files to write into and to read from, with errors that say what to do."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from cadocs.errors import ConfigError, ReadError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

__all__ = ["open_for_reading", "open_for_writing", "write_lines"]


def open_for_writing(path: str | os.PathLike[str]) -> IO[bytes]:
    """A file to write into; what it held is lost.

    Raises:
        ConfigError: The file cannot be written.
    """
    try:
        return Path(path).open("wb")
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        msg = (
            f"Cannot write to {str(path)!r}: {_reason(error)}. Give a file in a folder that exists."
        )
        raise ConfigError(msg) from error


def open_for_reading(path: str | os.PathLike[str], writer: str) -> IO[bytes]:
    """A file that was written before.

    Args:
        path: The file.
        writer: The function that writes such files, for the message.

    Raises:
        ReadError: The file cannot be opened.
    """
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        msg = f"Cannot open {str(path)!r}: {_reason(error)}. Give a file written by {writer}()."
        raise ReadError(msg) from error


def write_lines(path: str | os.PathLike[str], pieces: Iterable[str]) -> None:
    """Write pieces of text in UTF-8, each as soon as it comes."""
    with open_for_writing(path) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8"))
            file.flush()


def _reason(error: OSError | ValueError) -> object:
    return getattr(error, "strerror", None) or error
