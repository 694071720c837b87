"""Print how a batch fares: its rate by workers, what a deadly item costs, memory, and kills.

    python benchmarks/batch.py [--documents N] [--tiny N] [--kills N]

The texts are those of seeds/, repeated. Rates are taken in this one run; the ratio means
something on two free cores alone.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from cadocs.pipeline import pipe
from cadocs.schema import Config, Document, Source

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PLAIN = Config(entities="gazetteer")
FIRST = 20
"""Documents after which both workers have loaded the models of all varieties."""


class Own(int):
    """Unpickles to the number of the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        """Have the other side ask."""
        return os.getpid, ()


class Deadly(Source):
    """Kills the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        """Have the other side kill itself."""
        return os.kill, (Own(), signal.SIGKILL)


def is_failed(document: Document) -> bool:
    return any(note.code == "error" for note in document.notes)


def rate(texts: list[str], workers: int) -> tuple[float, float]:
    """Documents a second with the start, and after the first ones."""
    begin = time.perf_counter()
    times = [time.perf_counter() for _ in pipe(texts, workers=workers)]
    steady = (len(times) - FIRST) / (times[-1] - times[FIRST - 1])
    return len(times) / (times[-1] - begin), steady


def print_rates(documents: int) -> None:
    files = sorted(SEEDS.glob("*.txt"))
    texts = list(islice(cycle([file.read_text(encoding="utf-8") for file in files]), documents))
    list(pipe(texts[: len(files)]))  # one worker works in this process: its models, too, are there
    found = {workers: rate(texts, workers) for workers in (1, 2)}
    for workers, (whole, steady) in found.items():
        print(f"{workers} worker(s)   {steady:8.1f} documents/s, {whole:.1f} with the start")
    print(f"ratio         {found[2][1] / found[1][1]:8.2f} (bar: 1.7 on two free cores)")


def print_deadly() -> None:
    items: list[Source | str] = [f"USD {number} million." for number in range(199)]
    items.insert(100, Deadly(text="deadly"))
    begin = time.perf_counter()
    failed = sum(map(is_failed, pipe(items, config=PLAIN, workers=2)))
    seconds = time.perf_counter() - begin
    print(f"one of 200 kills its worker: {200 - failed} Documents, {failed} error record")
    print(f"              {seconds:8.1f} s, the start of four workers included")


def megabytes(pid: int | str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def workers_of(pid: int) -> list[str]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(pid for listed in lists for pid in listed.read_text(encoding="ascii").split())


def tiny(number: int) -> Iterator[str]:
    """Short texts, each with words that no other has."""
    rng = random.Random(1)  # noqa: S311  (no secret)
    for at in range(number):
        word = "".join(rng.choices("abdeghiklmnoqrstuxyz", k=7))
        yield f"Toshkentda {at} mln dollar {word} ajratildi, dedi {word.title()}ov."


def print_memory(number: int) -> None:
    if not Path("/proc/self/status").exists():
        return
    for at, _ in enumerate(pipe(tiny(number), workers=2), 1):
        if at % (number // 5) == 0:
            sizes = [f"{megabytes(pid):.0f}" for pid in ("self", *workers_of(os.getpid()))]
            print(f"{at:6d} tiny documents: MB of parent and workers {' '.join(sizes)}")


def print_kills(kills: int) -> None:
    """Whole processes that are killed and resumed."""
    rng = random.Random(1)  # noqa: S311  (no secret)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts").mkdir()
        for number in range(200):
            text = f"Am 5. März 2025 zahlte Kasachstan {number} Mrd. USD in Taschkent. " * 5
            (folder / "texts" / f"{number:03d}.txt").write_text(text, encoding="utf-8")
        begin = time.perf_counter()
        whole = run(folder, "whole.jsonl").wait() or (folder / "whole.jsonl").read_bytes()
        seconds = time.perf_counter() - begin
        equal = 0
        for _ in range(kills):
            process = run(folder, "killed.jsonl")
            time.sleep(rng.uniform(0.2, 1) * seconds)
            process.kill()
            process.wait()
            run(folder, "killed.jsonl", "--resume").wait()
            equal += (folder / "killed.jsonl").read_bytes() == whole
    print(f"{equal} of {kills} runs that were killed and resumed equal the one that was not")


def run(folder: Path, output: str, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cadocs.cli", "extract", "texts", "--output", output]
    options = ["--workers", "2", "--entities", "gazetteer", *more]
    return subprocess.Popen([*command, *options], cwd=folder)  # noqa: S603  (own command)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--tiny", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    print_rates(options.documents)
    print_deadly()
    print_kills(options.kills)
    print_memory(options.tiny)


if __name__ == "__main__":
    main()
