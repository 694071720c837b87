"""Many texts: in order, one by one or in several processes, none lost."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sized
from typing import TYPE_CHECKING

from cadocs.errors import ConfigError
from cadocs.pipeline.attempts import (
    Failure,
    Item,
    ItemReader,
    Setup,
    attempt,
    check_item,
    failed,
)
from cadocs.pipeline.core import as_day
from cadocs.pipeline.workers import Workers
from cadocs.schema import Config, Document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["Item", "pipe"]

_AHEAD = 8
"""Items for each worker that are waiting, being read, or read before their turn."""


def pipe(
    items: Iterable[Item],
    *,
    config: Config | None = None,
    workers: int = 1,
    progress: bool = False,
    published: dt.date | None = None,
) -> Iterator[Document]:
    """Read many texts; the Documents come in the order of the items.

    Items are taken as they are needed, so that a batch of any length needs the same memory.
    With ``limits.seconds`` or ``limits.memory`` in the options one worker is a process of its
    own, too. What a worker gets is pickled: the class of a Source has to be in a module that
    can be imported.

    Args:
        items: Texts, Sources or paths.
        config: Options for all of them.
        workers: Number of processes; 1 works in this one.
        progress: Whether to show a bar on a terminal's standard error.
        published: The day that all of them were published, whatever they say themselves.

    Yields:
        One Document for each item. An item that cannot be read or processed, or that costs more
        than ``config.limits`` allows, gives a Document without findings, whose Note of code
        ``error`` says why. One that ends its worker is tried once more in a new one.

    Raises:
        ConfigError: ``workers`` is below 1, ``published`` is no day, or memory cannot be
            limited on this system.
        WorkerError: Worker processes cannot be started at all.
    """
    if workers < 1:
        msg = f"pipe() takes workers >= 1, not {workers!r}."
        raise ConfigError(msg)
    setup = Setup(config or Config(), as_day(published) if published is not None else None)
    limits = setup.config.limits
    if limits.memory is not None and sys.platform != "linux":
        msg = "limits.memory needs Linux; elsewhere the kernel does not hold a process to it."
        raise ConfigError(msg)
    needs_process = workers > 1 or limits.seconds is not None or limits.memory is not None
    documents = _elsewhere(items, setup, workers) if needs_process else _here(items, setup)
    return _with_bar(documents, items) if progress else documents


def _here(items: Iterable[Item], setup: Setup) -> Iterator[Document]:
    reader = ItemReader(setup)
    for item in items:
        refused = _refuse(item)
        yield _document(item, refused or reader.read(item))


def _elsewhere(items: Iterable[Item], setup: Setup, workers: int) -> Iterator[Document]:
    """Keep a few items with the workers, and take the answers in order."""
    pool = Workers(workers, setup)
    waiting: deque[tuple[Item, Failure | Future[Document | Failure]]] = deque()
    try:
        for item in items:
            waiting.append((item, _refuse(item) or pool.submit(item)))
            while waiting and (len(waiting) >= workers * _AHEAD or _is_there(waiting[0][1])):
                yield _await(*waiting.popleft())
        while waiting:
            yield _await(*waiting.popleft())
    finally:
        pool.close()


def _refuse(item: object) -> Failure | None:
    return attempt("process", lambda: check_item(item))


def _is_there(answer: Failure | Future[Document | Failure]) -> bool:
    return isinstance(answer, Failure) or answer.done()


def _await(item: Item, answer: Failure | Future[Document | Failure]) -> Document:
    return _document(item, answer if isinstance(answer, Failure) else answer.result())


def _document(item: Item, answer: Document | Failure) -> Document:
    return failed(item, answer) if isinstance(answer, Failure) else answer


def _with_bar(documents: Iterator[Document], items: Iterable[Item]) -> Iterator[Document]:
    from rich.console import Console  # noqa: PLC0415  (loaded only where a bar is shown)
    from rich.progress import track  # noqa: PLC0415

    console = Console(stderr=True)
    total = len(items) if isinstance(items, Sized) else None
    quiet = not console.is_terminal
    yield from track(
        documents, "Reading", total=total, console=console, disable=quiet, transient=True
    )
