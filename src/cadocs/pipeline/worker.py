"""What a worker process does: read one item after another, and end with whoever started it.

Items come in on standard input and answers leave on standard output, as `cadocs.pipeline.messages`
has them. A thread waits for the next header all the time, so that a worker sees the end of its
parent in the middle of a document too, and no worker is ever left behind.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from functools import partial
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import IO, TYPE_CHECKING

from cadocs.pipeline.attempts import Failure, ItemReader, attempt
from cadocs.pipeline.messages import HEADER, length_of, receive, send

if TYPE_CHECKING:
    from cadocs.pipeline.attempts import Item, Setup

__all__ = ["main"]


def main() -> None:
    """Answer until the parent is gone or memory ran out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's affair
    requests, answers = sys.stdin.buffer, _take_output()
    reader = _set_up(requests)
    announced = _Announced(requests)
    _answer(answers, b"")  # ready
    is_spent = False
    while not is_spent:
        payload = attempt("read", partial(requests.read, announced.next()))
        announced.taken()
        item = payload if isinstance(payload, Failure) else attempt("read", partial(_item, payload))
        answer = item if isinstance(item, Failure) else reader.read(item)
        is_spent = isinstance(answer, Failure) and answer.is_spent
        _answer(answers, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    os._exit(0)  # a thread still reads standard input


class _Announced:
    """The lengths of the items that are coming, waited for in a thread of its own."""

    def __init__(self, requests: IO[bytes]) -> None:
        self._requests = requests
        self._lengths: SimpleQueue[int] = SimpleQueue()
        self._taken = Semaphore(0)
        Thread(target=self._watch, daemon=True).start()

    def next(self) -> int:
        """The length of the next item, whose bytes are to be read now."""
        return self._lengths.get()

    def taken(self) -> None:
        """Say that the bytes have been read, and the next header may be."""
        self._taken.release()

    def _watch(self) -> None:
        while (length := length_of(self._requests.read(HEADER))) is not None:
            self._lengths.put(length)
            self._taken.acquire()
        os._exit(0)  # the parent is gone: at once, whatever is being done


def _answer(answers: IO[bytes], message: bytes) -> None:
    try:
        send(answers, message)
    except OSError:
        os._exit(0)  # the parent is gone


def _take_output() -> IO[bytes]:
    """Standard output for the answers alone; what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _set_up(requests: IO[bytes]) -> ItemReader:
    message = receive(requests)
    if message is None:
        os._exit(0)
    setup: Setup = pickle.loads(message)  # noqa: S301  (from the process that started this one)
    limits = setup.config.limits
    if limits.memory is not None:
        _limit_memory(limits.memory)
    reader = ItemReader(setup)
    if limits.seconds is not None:
        reader.warm_up()
    return reader


def _limit_memory(limit: int) -> None:
    """Let the kernel refuse memory beyond a limit, which Python sees as a MemoryError.

    The limit is on private writable memory (RLIMIT_DATA). The address space (RLIMIT_AS) would
    be the wrong measure: numpy, spaCy and torch map libraries and reserve room that they never
    touch, more of it on machines with more cores. Watching the resident size would come too
    late for one large allocation, and not at all while the parent does something else.
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  (not there on Windows)

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))


def _item(payload: bytes) -> Item:
    item: Item = pickle.loads(payload)  # noqa: S301  (from the parent, as above)
    return item
