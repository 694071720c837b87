"""Print what refusals cost, how reading grows with the file, and how fast folders are read.

    python benchmarks/readers.py [--documents N] [--size N]

All files are made in a temporary folder. Every figure is taken in this one run; compare them with
one another, not with those of another machine. Each file of the first table is read in a process
of its own; its time is that of the processor. Loading packages counts as well, but not the
interpreter. Memory is told on Linux alone.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cadocs.pipeline import pipe

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from made_files import make_docx, make_pdf, paragraph, set_lines  # noqa: E402  (needs the path)

ONE = """
import sys, time
from pathlib import Path
from cadocs.errors import ReadError
from cadocs.read import read
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
before, start = peak(), time.process_time()
try:
    done = f"{len(read(sys.argv[1]).text)} characters"
except ReadError as error:
    done = "refused: " + str(error).partition(": ")[2].partition(". ")[0]
print(f"{time.process_time() - start}\\t{peak() - before}\\t{done}")
"""
SENTENCE = "2024-yil 3-mayda Toshkentda 5 mln dollarlik shartnoma imzolandi. "


def made(folder: Path, size: int) -> list[tuple[str, Path]]:
    """Files that cost much if one lets them, each at a size and at ten times the size."""
    files = [("bomb of 300 MB in a DOCX", folder / "bomb.docx")]
    files[0][1].write_bytes(make_docx("", more={"word/bomb.xml": b" " * 300_000_000}))
    page = set_lines(f"{SENTENCE}\n" * 40)
    kinds: dict[str, tuple[str, Callable[[int], bytes]]] = {
        "nested tags": ("html", lambda n: (b"<div>" * n) + b"a" + b"</div>" * n),
        "equal paragraphs": ("html", lambda n: f"<p>{SENTENCE}</p>".encode() * n),
        "equal paragraphs in a DOCX": ("docx", lambda n: make_docx(paragraph(SENTENCE) * n)),
        "cells in a row": ("html", lambda n: b"<table><tr>" + b"<td>5" * n),
        "lines in a PDF": ("pdf", lambda n: make_pdf([page] * (n // 40))),
    }
    for name, (suffix, make) in kinds.items():
        for count in (size, 10 * size):
            path = folder / f"{name}-{count}.{suffix}"
            path.write_bytes(make(count))
            files.append((f"{count} {name}", path))
    return files


def print_costs(folder: Path, size: int) -> None:
    """One line for each file."""
    before = 0.0
    for name, path in made(folder, size):
        command = [sys.executable, "-c", ONE, str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        seconds, megabytes, done = run.stdout.strip().split("\t")
        ratio = f"x{float(seconds) / before:5.1f}" if path.stem.endswith(f"-{10 * size}") else ""
        before = float(seconds)
        print(f"{name:34s}{before:8.3f} s {float(megabytes):7.1f} MB {ratio:7s} {done}")


def write_folder(folder: Path, suffix: str, count: int) -> int:
    """Documents of about 3,000 characters in a new folder; the bytes of all."""
    folder.mkdir()
    for number in range(count):
        lines = [f"{number}.{at} {SENTENCE}" for at in range(40)]
        if suffix == "pdf":
            data = make_pdf([set_lines("\n".join(lines))])
        elif suffix == "html":
            data = f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}".encode()
        else:
            data = "\n\n".join(lines).encode()
        (folder / f"{number:05}.{suffix}").write_bytes(data)
    return sum(path.stat().st_size for path in folder.iterdir())


def print_rates(folder: Path, count: int) -> None:
    """Whole Documents from folders, after one that loads the models."""
    for suffix in ("txt", "html", "pdf"):
        size = write_folder(folder / suffix, suffix, count)
        paths = sorted((folder / suffix).iterdir())
        for workers in (1, 2):
            documents = pipe([paths[0], *paths], workers=workers)
            text = len(next(documents).text)
            start = time.perf_counter()
            failed = sum(note.code == "error" for d in documents for note in d.notes)
            seconds = time.perf_counter() - start
            print(
                f"{suffix:5s} {workers} worker(s) {count / seconds:8.1f} documents/s "
                f"{size / seconds / 1e6:8.3f} MB/s of files, "
                f"{text * count / seconds / 1e6:6.3f} M characters/s, {failed} failed"
            )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--size", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print_costs(Path(folder), options.size)
        print_rates(Path(folder), options.documents)


if __name__ == "__main__":
    main()
