"""Every exception of the package.

    CadocsError
    ├── BadNumberError (ValueError)         a written number that its language does not allow
    ├── BadTableError (ValueError)          a shipped or user-given table that cannot be used
    ├── BackendMissingError (ImportError)   a back end, or the package behind it, is not there
    ├── ConfigError (ValueError)            an option, a value or an argument that does not exist
    ├── ModelMissingError (FileNotFoundError)  a trained file that was asked for is not there
    ├── ReadError (OSError)                 a path or bytes that cannot be read as a document
    │   └── LimitError                      it would cost more than `cadocs.Limits` allows
    ├── UnknownLanguageError (ValueError)   a tag without a language table
    └── WorkerError (RuntimeError)          a worker process that cannot be started

Text is never at fault: odd input gives fewer findings and a Note, not an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BackendMissingError",
    "BadNumberError",
    "BadTableError",
    "CadocsError",
    "ConfigError",
    "LimitError",
    "ModelMissingError",
    "ReadError",
    "UnknownLanguageError",
    "WorkerError",
]


class CadocsError(Exception):
    """The root of all exceptions that cadocs raises on purpose."""


class BadNumberError(CadocsError, ValueError):
    """A written number with a separator where its language does not allow one."""


class BadTableError(CadocsError, ValueError):
    """A language table, a gazetteer or a user's rows that cannot be used as they are."""


class BackendMissingError(CadocsError, ImportError):
    """A back end of that name does not exist, or its package is not installed."""


class ConfigError(CadocsError, ValueError):
    """An option or argument that does not exist or has an impossible value."""


class ModelMissingError(CadocsError, FileNotFoundError):
    """A trained file was asked for and is not where models are looked for."""


class ReadError(CadocsError, OSError):
    """A path or a string of bytes that cannot be read as a document."""


class LimitError(ReadError):
    """A document that would cost more than its limits allow, refused before it costs it."""


class UnknownLanguageError(CadocsError, ValueError):
    """A BCP 47 tag without a language table."""

    def __init__(self, tag: object, known: Iterable[str]) -> None:
        """Say which tag was given and which are known."""
        super().__init__(f"No language {tag!r}. Known: {', '.join(sorted(known))}.")
        self.tag = tag


class WorkerError(CadocsError, RuntimeError):
    """A worker process of a batch cannot be started, so that no item can be read."""
