"""One item of a batch: how it is read, and what becomes of it where that fails."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (workers unpickle what holds it)
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cadocs.errors import ConfigError
from cadocs.languages import tags
from cadocs.pipeline.core import load_pipeline
from cadocs.read import read
from cadocs.schema import UNDETERMINED, Config, Document, Note, Source

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Failure", "Item", "ItemReader", "Setup", "attempt", "check_item", "failed"]

Item = str | Source | Path
"""What a batch is made of: a text, something read, or a path."""

_WARM_UP = "Astana, 2025-03-05: USD 5 million."

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Setup:
    """What holds for all items of a batch.

    Attributes:
        config: The options.
        published: The day that all of them were published, or None.
    """

    config: Config
    published: dt.date | None = None


class Failure(NamedTuple):
    """Why there is no Document.

    Attributes:
        step: The step that failed.
        reason: What went wrong, for a reader.
        is_spent: Whether the process had better not read another item.
    """

    step: str
    reason: str
    is_spent: bool = False


class ItemReader:
    """Reads items one by one with models that are loaded once."""

    def __init__(self, setup: Setup) -> None:
        """Take what holds for all items; nothing is loaded yet."""
        self._pipeline = load_pipeline(setup.config)
        self._published = setup.published
        self._limits = setup.config.limits

    def read(self, item: Item) -> Document | Failure:
        """The Document of an item, or why there is none."""
        source: Source | str | Failure
        if isinstance(item, Path):
            source = attempt("read", partial(read, item, limits=self._limits))
        else:
            source = item
        if isinstance(source, Failure):
            return source
        answer = attempt(
            "process", partial(self._pipeline.process, source, published=self._published)
        )
        if isinstance(answer, Document) or self._limits.memory is None:
            return answer
        # Where memory is short, a module may be left half loaded, under any error.
        return answer._replace(is_spent=True)

    def warm_up(self) -> None:
        """Load everything now, so that no document's time is spent on it."""
        for tag in (None, *sorted(tags())):
            attempt("process", partial(self._pipeline.process, _WARM_UP, language=tag))


def attempt(step: str, work: Callable[[], _T]) -> _T | Failure:
    """The boundary of a batch: whatever goes wrong in it becomes the record of one item."""
    try:
        return work()
    except MemoryError as error:
        return Failure(step, f"MemoryError: {str(error) or 'no memory is left'}", is_spent=True)
    except Exception as error:  # noqa: BLE001  (one document must never end the batch)
        return Failure(step, f"{type(error).__name__}: {error}")


def check_item(item: object) -> None:
    """Refuse what is no item.

    Raises:
        ConfigError: It is neither a text, a Source nor a path.
    """
    if not isinstance(item, Item):
        msg = (
            f"pipe() takes texts, Sources and paths (pathlib.Path), not {type(item).__name__}. "
            "Read bytes first: cadocs.read(data)."
        )
        raise ConfigError(msg)


def failed(item: object, failure: Failure) -> Document:
    """The record of an item without a Document: no findings, and a note that says why."""
    text = item if isinstance(item, str) else item.text if isinstance(item, Source) else ""
    uri = str(item) if isinstance(item, Path) else item.uri if isinstance(item, Source) else None
    note = Note(step=failure.step, code="error", message=failure.reason)
    return Document(source=uri, language=UNDETERMINED, text=text, notes=(note,))
