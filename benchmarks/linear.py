"""Print how the time grows when a text grows tenfold, on prose and on soups of signs.

    python benchmarks/linear.py [--size N]

Both sizes are timed in this one run; twelve is the limit that the project sets itself.
"""

import argparse
import time
from collections.abc import Callable

from cadocs.pipeline import process
from cadocs.read.decoding import decode
from cadocs.read.html import read_markup

SOUPS = {
    "full stops": ".",
    "apostrophes": "'",
    "brackets": "(",
    "quotation marks": '"«',
    "letters": "a",
    "digits": "1",
    "numbers": "1 ",
    "dotted numbers": "1.1.",
    "years": "2025 ",
    "months": "may ",
    "hyphens": "- ",
    "currency signs": "$",
    "sums": "1 mln dollar, ",
    "sums and brackets": "1 mln (",
    "ranges": "с 1 до ",
    "number words": "a half ",
    "short lines": "x\n",
    "names": "Toshkent shahri va ",
    "prose": "2024-yilda Toshkentda 5 mln dollarlik shartnoma imzolandi. ",
}
MARKUP = (
    "<p>a", "<nav>", "<", "&amp;", "&", "<br>", "</p>", "<!", "<!--", "<title>", "<script>",
    "<a href='", "<a '>'", "<a b='>' ", "<a b=\"'", "<meta a=b ", "<time a='b' c= ", "= = ",
)  # fmt: skip
BYTES = (b"a", b"\xe0", b"\xe0 ", b"\x80a", b"\xd0\xb0", b"a\0b")


def seconds(read: Callable[[], object]) -> float:
    """The time that one call takes."""
    start = time.perf_counter()
    read()
    return time.perf_counter() - start


def line(name: str, one: Callable[[], object], ten: Callable[[], object]) -> None:
    """Print the times of a text and of ten times the text."""
    short, long = min(seconds(one) for _ in range(3)), seconds(ten)
    print(f"{name:16s} {short * 1000:8.1f} ms {long * 1000:9.1f} ms  x{long / short:5.1f}")


def main() -> None:
    """Print one line for each soup."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--size", type=int, default=20_000)
    size = parser.parse_args().size
    process("Toshkentda 5 mln dollar. В Москве 5 мая. Am 3. Mai in Berlin. On May 3 in London.")
    for name, soup in SOUPS.items():
        small = (soup * (size // len(soup) + 1))[:size]
        line(name, lambda text=small: process(text), lambda text=small: process(text * 10))
    for soup in MARKUP:
        small = soup * (size // 10)
        line(soup, lambda text=small: read_markup(text), lambda text=small: read_markup(text * 10))
    for raw in BYTES:
        data = raw * size
        line(repr(raw), lambda data=data: decode(data), lambda data=data: decode(data * 10))


if __name__ == "__main__":
    main()
