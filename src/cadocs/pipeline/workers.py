"""Worker processes: items go out, answers come back, and one that dies costs one item.

Each place for a worker has a thread that hands out one item at a time and waits for the answer,
so that nothing has to be guessed when a process dies: the item that it had is the only one
concerned, and all others are elsewhere. Processes are started as fresh interpreters that import
cadocs and nothing of the caller's: scripts need no guard around their main part, and start-up
costs the same everywhere.
"""

from __future__ import annotations

import contextlib
import pickle
import signal
import subprocess
import sys
from concurrent.futures import Future
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING, NamedTuple

from cadocs.errors import WorkerError
from cadocs.pipeline.attempts import Failure, attempt
from cadocs.pipeline.messages import receive, send
from cadocs.schema import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.pipeline.attempts import Item, Setup

__all__ = ["Workers"]

# The parent's search path comes as arguments; -P keeps the current folder out until then.
_START = "import sys; sys.path[:] = sys.argv[1:]; from cadocs.pipeline.worker import main; main()"
_STARTS = _TRIES = 2
_PATIENCE = 5.0
"""Seconds that a worker whose answers have ended may take to end itself."""


class _Task(NamedTuple):
    request: bytes
    answer: Future[Document | Failure]


class Workers:
    """Places for worker processes; a process is started when there is an item for it."""

    def __init__(self, places: int, setup: Setup) -> None:
        """Take the number of processes and what holds for all items."""
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._places: list[_Place] = []
        self._threads: list[Thread] = []
        self._most = places
        self._setup = setup

    def submit(self, item: Item) -> Future[Document | Failure]:
        """Have an item read; a WorkerError in the answer means that no item can be."""
        answer: Future[Document | Failure] = Future()
        request = attempt("process", partial(pickle.dumps, item, pickle.HIGHEST_PROTOCOL))
        if isinstance(request, Failure):
            reason = f"It cannot be sent to a worker process: {request.reason}"
            answer.set_result(request._replace(reason=reason))
            return answer
        self._tasks.put(_Task(request, answer))
        if len(self._places) < self._most:
            place = _Place(self._setup)
            self._places.append(place)
            self._threads.append(Thread(target=self._serve, args=(place,), daemon=True))
            self._threads[-1].start()
        return answer

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for place in self._places:
            place.close()
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(_PATIENCE)

    def _serve(self, place: _Place) -> None:
        _leave_interrupts_to_the_main_thread()
        while (task := self._tasks.get()) is not None:
            try:
                task.answer.set_result(place.ask(task.request))
            except WorkerError as error:
                task.answer.set_exception(error)
            finally:
                if not task.answer.done():  # a defect, which must not become a hang
                    task.answer.set_exception(WorkerError("A thread of the batch broke off."))
        place.leave()


class _Place:
    """Where one process works at a time; where one ends, the next one takes over."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._lock = Lock()
        self._process: _Process | None = None
        self._is_closed = False

    def ask(self, request: bytes) -> Document | Failure:
        """The answer to a request; one that kills its process is tried once more, in a new one."""
        failure = None
        for _ in range(_TRIES):
            process = self._usable() or self._start()
            was_fresh = process.is_fresh
            answer = process.ask(request, self._setup.config.limits.seconds)
            if isinstance(answer, Document) or (answer is not None and not answer.is_spent):
                return answer
            failure = self._verdict(answer, process, self.leave())
            if process.is_late or (answer is not None and was_fresh):
                break  # neither more time nor more memory would be there next time
        return failure or Failure("process", "It was not tried.")

    def close(self) -> None:
        """End the process, now and for good."""
        with self._lock:
            self._is_closed = True
            process = self._process
        if process is not None:
            process.kill()

    def _usable(self) -> _Process | None:
        if self._process is not None and self._process.is_late:
            self.leave()  # its last answer was there when the time was up
        return self._process

    def _start(self) -> _Process:
        for _ in range(_STARTS):
            with self._lock:
                if self._is_closed:
                    msg = "The batch was closed."
                    raise WorkerError(msg)
                self._process = process = _Process()
            if process.is_ready(self._setup):
                return process
            death = self.leave()
        memory = self._setup.config.limits.memory
        hint = f" limits.memory={memory} may be too little." if memory is not None else ""
        msg = f"A worker process ends before it is ready ({death}); standard error says why.{hint}"
        raise WorkerError(msg)

    def leave(self) -> str:
        """Put the process away and give its exit status or its signal."""
        process, self._process = self._process, None
        return process.end() if process is not None else ""

    def _verdict(self, answer: Failure | None, process: _Process, end: str) -> Failure:
        limits = self._setup.config.limits
        if process.is_late:
            return Failure(
                "process", f"It took longer than limits.seconds={limits.seconds} allows."
            )
        if answer is None:
            return Failure("process", f"The worker process died ({end}) while it read this item.")
        if limits.memory is None:
            return answer
        return answer._replace(reason=f"{answer.reason} (limits.memory={limits.memory})")


class _Process:
    """A worker process and the pipes to it.

    Attributes:
        is_fresh: Whether it has not read an item yet.
        is_late: Whether it was killed because an item took too long.
    """

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-c", _START, *(p for p in sys.path if type(p) is str)]
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # Windows: no Ctrl-C for it
        try:
            self._process = subprocess.Popen(  # noqa: S603  (this interpreter)
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                creationflags=flags,
            )
        except OSError as error:
            msg = f"A worker process cannot be started with {sys.executable!r}: {error}."
            raise WorkerError(msg) from error
        self._lock = Lock()
        self._is_busy = False
        self.is_fresh = True
        self.is_late = False

    def is_ready(self, setup: Setup) -> bool:
        """Send what holds for all items and wait until all is loaded; False where it died."""
        return self._answer_to(pickle.dumps(setup, pickle.HIGHEST_PROTOCOL)) is not None

    def ask(self, request: bytes, seconds: float | None) -> Document | Failure | None:
        """The answer to a request, or None where the process died over it."""
        with self._limited(seconds):
            answer = self._answer_to(request)
        self.is_fresh = False
        return pickle.loads(answer) if answer is not None else None  # noqa: S301  (own worker)

    def kill(self) -> None:
        """End it now; whoever waits for an answer learns that there is none."""
        self._process.kill()

    def end(self) -> str:
        """Let it end, close the pipes, and give its exit status or its signal."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was not written yet cannot be any more
                if pipe is not None:
                    pipe.close()
        try:
            code = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        return _name_of_end(code)

    def _answer_to(self, request: bytes) -> bytes | None:
        process = self._process
        if process.stdin is None or process.stdout is None:
            return None
        with contextlib.suppress(OSError):  # it died or read no further; its answer may be there
            send(process.stdin, request)
        return receive(process.stdout)

    @contextlib.contextmanager
    def _limited(self, seconds: float | None) -> Iterator[None]:
        if seconds is None:
            yield
            return
        self._is_busy = True
        timer = Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        yield
        timer.cancel()
        with self._lock:
            self._is_busy = False

    def _expire(self) -> None:
        with self._lock:
            if self._is_busy:
                self.is_late = True
                self._process.kill()


def _name_of_end(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _leave_interrupts_to_the_main_thread() -> None:
    """Block SIGINT in this thread and, since they inherit it, in the processes it starts."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
