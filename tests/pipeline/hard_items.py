"""Items that do something to the process in which they arrive."""

from __future__ import annotations

import os
import signal
import time

from cadocs.schema import Source


class Deadly(Source):
    """Kills the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.kill, (_Own(), signal.SIGKILL)


class _Own(int):
    """Unpickles to the number of the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.getpid, ()


class Slow(Source):
    """Takes a minute to unpickle."""

    def __reduce__(self) -> tuple[object, ...]:
        return time.sleep, (60,)


class Large(Source):
    """Takes four gigabytes."""

    def __reduce__(self) -> tuple[object, ...]:
        return bytearray, (4_000_000_000,)


class Once(Source):
    """Kills the first process that unpickles it and is a text in the second; uri is a file."""

    def __reduce__(self) -> tuple[object, ...]:
        return _kill_once, (self.uri, self.text)


def _kill_once(mark: str, text: str) -> str:
    if not os.path.exists(mark):  # noqa: PTH110
        open(mark, "w").close()  # noqa: PTH123
        os.kill(os.getpid(), signal.SIGKILL)
    return text
