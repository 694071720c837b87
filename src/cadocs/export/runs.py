"""Runs: a batch whose JSON Lines can be taken up again where it was stopped.

Beside ``run.jsonl`` lies ``run.jsonl.state``, which is written before the first line and says
what the run is made with: the items, the options, the models and the versions. A run that is
resumed keeps the lines that are whole and fit their items, cuts off what follows, and goes on
with the items that are left; the file ends up byte for byte that of a run that nobody stopped.

Every line is handed to the system as soon as it is done, so that it outlives the process,
however that ends. It is forced to the disk at the end of the run. A power cut may therefore cost
the last lines or leave a torn stretch; resuming makes them again, since only lines that can be
read and fit their items are kept.
"""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from pydantic_core import from_json

from cadocs.errors import ConfigError
from cadocs.export.files import open_for_writing
from cadocs.export.json_lines import to_json_line
from cadocs.export.run_state import RunState
from cadocs.schema import Config, Source, repair_surrogates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from cadocs.pipeline.attempts import Item
    from cadocs.schema import Document

__all__ = ["Run", "extract_jsonl", "open_run"]

_ERROR = b'"code":"error"'
"""In a line this is a note and never text, whose quotation marks are escaped."""


class Run:
    """An open file of JSON Lines with the items that are still to be read; see `open_run`.

    Attributes:
        left: The items without a line, in order.
        done: How many lines there are.
        failed: How many of these are error records.
    """

    def __init__(
        self, file: IO[bytes], items: Iterable[Item], *, config: Config, published: dt.date | None
    ) -> None:
        """Take an empty file, or one that stands at the end of its lines (see `open_run`)."""
        self.left = items
        self.done = 0
        self.failed = 0
        self._file = file
        self._config = config
        self._published = published

    def pipe(self, *, workers: int = 1, progress: bool = False) -> Iterator[Document]:
        """The Documents of the items that are left, with the options of the run."""
        from cadocs.pipeline import pipe  # noqa: PLC0415  (this module is loaded for the help, too)

        return pipe(
            self.left,
            config=self._config,
            workers=workers,
            progress=progress,
            published=self._published,
        )

    def write(self, documents: Iterable[Document]) -> int:
        """Append Documents, each as soon as it comes; gives how many the file then has."""
        for document in documents:
            line = to_json_line(document).encode("utf-8")
            with self._told():
                self._file.write(line)
                self._file.flush()
            self._count(line)
        return self.done

    def keep(self) -> None:
        """Go to the end of the lines that fit the items, and cut off what follows."""
        items = iter(self.left)
        taken: list[Item] = []
        end = 0
        for line in self._file:
            taken = list(islice(items, 1))
            if not taken or not _is_line_of(taken[0], line):
                break
            taken = []
            self._count(line)
            end += len(line)
        self._file.seek(end)
        self._file.truncate()
        if isinstance(self.left, list):  # whose length the bar can tell
            self.left = self.left[self.done :]
        else:
            self.left = chain(taken, items)

    def _count(self, line: bytes) -> None:
        self.done += 1
        self.failed += _ERROR in line

    def __enter__(self) -> Self:
        """Give the run itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Force what is done to the disk and close the file."""
        with self._told() if error is None else suppress(OSError), self._file:
            self._file.flush()
            if _is_plain(self._file):
                os.fsync(self._file.fileno())

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            msg = (
                f"Cannot write to {str(self._file.name)!r}: {error.strerror or error}. "
                f"{self.done} documents are done; resume when it can be written again."
            )
            raise ConfigError(msg) from error


def extract_jsonl(
    items: Iterable[Item],
    path: str | os.PathLike[str],
    *,
    config: Config | None = None,
    workers: int = 1,
    progress: bool = False,
    resume: bool = False,
) -> int:
    """Read many texts into a file of JSON Lines that can be resumed after any kind of end.

    Args:
        items: Texts, Sources or paths, as for `cadocs.pipe`. All are listed before work begins,
            so give paths where texts would need much memory.
        path: The file, with one Document a line in the order of the items.
        config: Options for all of them.
        workers: Number of processes.
        progress: Whether to show a bar on a terminal's standard error.
        resume: Whether to go on with what the file holds; otherwise that is lost.

    Returns:
        How many Documents the file has.

    Raises:
        ConfigError: The file cannot be written, or belongs to another run; see `open_run`.
    """
    with open_run(items, path, config=config, resume=resume) as run:
        return run.write(run.pipe(workers=workers, progress=progress))


def open_run(
    items: Iterable[Item],
    path: str | os.PathLike[str],
    *,
    config: Config | None = None,
    published: dt.date | None = None,
    made_of: Sequence[object] | None = None,
    resume: bool = False,
) -> Run:
    """Open the file of a run; `extract_jsonl` is this and what follows in one call.

    Args:
        items: What the run reads, all of it, also where it is resumed.
        path: The file; a file of state bears its name with ``.state`` behind.
        config: Options for all items.
        published: The day that all of them were published.
        made_of: What items that are made as they are needed come from: paths, texts, and tuples
            of these. The run is then known by it, and the items are not listed.
        resume: Whether to go on with what the file holds. A file that is not there or empty is
            begun.

    Raises:
        ConfigError: The file cannot be written, another process is writing it, or, with
            ``resume``, it was begun with other items, options, models or versions.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open_run(["USD 5 million."], f"{folder}/run.jsonl") as run:
    ...         run.write(run.pipe())
    ...     with open_run(["USD 5 million."], f"{folder}/run.jsonl", resume=True) as run:
    ...         run.done, list(run.left)
    1
    (1, [])
    """
    path, config = Path(path), config or Config()
    if made_of is None:
        items = list(items)
        made_of = items
    with ExitStack() as stack:
        file = stack.enter_context(_open(path))
        goes_on = _prepare(
            file, path, RunState.of(made_of, config, published=published), resume=resume
        )
        run = Run(file, items, config=config, published=published)
        if goes_on:
            run.keep()
        stack.pop_all()  # the run closes it
    return run


def _prepare(file: IO[bytes], path: Path, state: RunState, *, resume: bool) -> bool:
    """Make sure of the file and its state, and say whether it has lines to go on from."""
    if not _is_plain(file):
        if resume:
            msg = f"Cannot resume {str(path)!r}: it is no ordinary file."
            raise ConfigError(msg)
        return False
    _lock(file, path)
    if resume and file.seek(0, os.SEEK_END) > 0:
        file.seek(0)
        state.check(path)
        return True
    file.truncate(0)
    os.fsync(file.fileno())  # old lines must not come back beside the new state
    state.save(path)
    return False


def _open(path: Path) -> IO[bytes]:
    """The file for reading and writing; what it holds stays for now."""
    if not path.is_file():
        return open_for_writing(path)
    try:
        return path.open("r+b")
    except OSError as error:
        msg = f"Cannot write to {str(path)!r}: {error.strerror or error}. Give another file."
        raise ConfigError(msg) from error


def _is_plain(file: IO[bytes]) -> bool:
    return stat.S_ISREG(os.fstat(file.fileno()).st_mode)


def _lock(file: IO[bytes], path: Path) -> None:
    """Keep other runs off the file while this process has it open."""
    try:
        import fcntl  # noqa: PLC0415  (not there on Windows)

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        msg = f"Cannot write to {str(path)!r}: another run is writing it."
        raise ConfigError(msg) from error
    except (ImportError, OSError):  # some network file systems have no locks
        return


def _is_line_of(item: Item, line: bytes) -> bool:
    """Whether a line is whole and the record of an item, whatever was found in it."""
    if not line.endswith(b"\n"):
        return False
    try:
        record = from_json(line)
    except ValueError:
        return False
    if not isinstance(record, dict):
        return False
    if isinstance(item, Path):
        return record.get("source") == repair_surrogates(str(item))
    text = item.text if isinstance(item, Source) else item if isinstance(item, str) else ""
    return record.get("text") == repair_surrogates(text)
