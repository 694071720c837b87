"""Many texts: in order, one by one or in several processes, none lost."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Sized
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cadocs.errors import ConfigError
from cadocs.pipeline.core import load_pipeline
from cadocs.read import read
from cadocs.schema import UNDETERMINED, Document, Note, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cadocs.schema import Config

__all__ = ["Item", "pipe"]

Item = str | Source | Path
"""What a batch is made of: a text, something read, or a path."""

_WAITING_PER_WORKER = 4


def pipe(
    items: Iterable[Item],
    *,
    config: Config | None = None,
    workers: int = 1,
    progress: bool = False,
) -> Iterator[Document]:
    """Read many texts; the Documents come in the order of the items.

    Args:
        items: Texts, Sources or paths, taken one after another as they are needed.
        config: Options for all of them.
        workers: Number of processes; 1 works in this one.
        progress: Whether to show a bar on a terminal's standard error.

    Yields:
        One Document for each item. An item that cannot be read or processed gives a Document
        without findings, whose Note of code ``error`` says why.

    Raises:
        ConfigError: ``workers`` is below 1.
    """
    if workers < 1:
        msg = f"pipe() takes workers >= 1, not {workers!r}."
        raise ConfigError(msg)
    documents = _in_turn(items, config) if workers == 1 else _side_by_side(items, config, workers)
    return _with_bar(documents, items) if progress else documents


def _in_turn(items: Iterable[Item], config: Config | None) -> Iterator[Document]:
    return (_process(item, config) for item in items)


def _side_by_side(items: Iterable[Item], config: Config | None, workers: int) -> Iterator[Document]:
    """Keep a few items waiting for each worker, and take the answers in order."""
    left = iter(items)
    pool = _pool(workers)
    try:
        waiting = _submit(pool, islice(left, workers * _WAITING_PER_WORKER), config)
        while waiting:
            item, future = waiting.popleft()
            try:
                document = future.result()
            except BrokenExecutor:
                pool.shutdown(wait=False, cancel_futures=True)
                document = _alone(item, config)
                pool = _pool(workers)
                waiting = _submit(pool, (later for later, _ in waiting), config)
            yield document
            waiting.extend(_submit(pool, islice(left, 1), config))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # A forked child would inherit locks that other threads hold.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _submit(
    pool: ProcessPoolExecutor, items: Iterable[Item], config: Config | None
) -> deque[tuple[Item, Future[Document]]]:
    return deque((item, pool.submit(_process, item, config)) for item in items)


def _alone(item: Item, config: Config | None) -> Document:
    """Try an item again in a process of its own, to learn whether it was the one that died."""
    with _pool(1) as pool:
        try:
            return pool.submit(_process, item, config).result()
        except BrokenExecutor:
            return _failed(item, "process", "The worker process died while it read this item.")


def _process(item: Item, config: Config | None) -> Document:
    """The boundary of a batch: whatever goes wrong here becomes this item's record."""
    try:
        limits = config.limits if config is not None else None
        source = read(item, limits=limits) if isinstance(item, Path) else item
        return load_pipeline(config).process(source)
    except Exception as error:  # noqa: BLE001  (one document must never end the batch)
        step = "read" if isinstance(item, Path) else "process"
        return _failed(item, step, f"{type(error).__name__}: {error}")


def _failed(item: Item, step: str, reason: str) -> Document:
    text = item if isinstance(item, str) else item.text if isinstance(item, Source) else ""
    uri = str(item) if isinstance(item, Path) else item.uri if isinstance(item, Source) else None
    note = Note(step=step, code="error", message=reason)
    return Document(source=uri, language=UNDETERMINED, text=text, notes=(note,))


def _with_bar(documents: Iterator[Document], items: Iterable[Item]) -> Iterator[Document]:
    from rich.console import Console  # noqa: PLC0415  (loaded only where a bar is shown)
    from rich.progress import track  # noqa: PLC0415

    console = Console(stderr=True)
    total = len(items) if isinstance(items, Sized) else None
    quiet = not console.is_terminal
    yield from track(
        documents, "Reading", total=total, console=console, disable=quiet, transient=True
    )
