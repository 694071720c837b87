"""Kill runs at random moments, resume them, and compare the bytes; prints one line of JSON.

    python killed_runs.py FOLDER KILLS SEED

Everything is loaded once, and each run is a fork of this process that is ended by SIGKILL: half
of them when the file has grown to a random size, half after a random time, which also meets the
beginning and the end.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cadocs.export import extract_jsonl
from cadocs.schema import Config

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG = Config(entities="gazetteer")
ITEMS = [
    f"Am {1 + number % 28}. März 2025 zahlte Kasachstan {number} Mrd. USD in Taschkent. " * 4
    for number in range(40)
]


def run(path: Path, *, resume: bool) -> None:
    extract_jsonl(ITEMS, path, config=CONFIG, resume=resume)


def killed(path: Path, is_time: Callable[[], bool], *, resume: bool) -> bool:
    """Start a run, kill it when it is time, and say whether it was still going on."""
    child = os.fork()
    if child == 0:
        run(path, resume=resume)
        os._exit(0)
    while (
        not is_time() and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    ):
        time.sleep(0.0001)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def moment(rng: random.Random, path: Path, whole: int, seconds: float) -> Callable[[], bool]:
    if rng.random() < 0.5:
        target = rng.randrange(whole)
        return lambda: size(path) > target
    end = time.monotonic() + rng.uniform(0, seconds)
    return lambda: time.monotonic() > end


def main() -> None:
    folder, kills, rng = Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])  # noqa: S311
    run(folder / "warm-up.jsonl", resume=False)
    begin = time.monotonic()
    run(folder / "whole.jsonl", resume=False)
    seconds = time.monotonic() - begin
    whole = (folder / "whole.jsonl").read_bytes()
    path = folder / "killed.jsonl"
    told = {"killed": 0, "between": 0, "torn": 0, "resumed": 0, "wrong": 0}
    resume = False
    for _ in range(kills):
        told["killed"] += killed(path, moment(rng, path, len(whole), seconds), resume=resume)
        left = path.read_bytes() if path.exists() else b""
        told["between"] += 0 < len(left) < len(whole)
        told["torn"] += not left.endswith(b"\n") and left != b""
        resume = rng.random() < 0.3  # some are killed again before they may end
        if not resume:
            run(path, resume=True)
            told["resumed"] += 1
            told["wrong"] += path.read_bytes() != whole
    print(json.dumps(told))  # noqa: T201  (what the caller reads)


if __name__ == "__main__":
    main()
