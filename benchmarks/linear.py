"""Print how the time grows when a text grows tenfold, on prose and on soups of signs.

    python benchmarks/linear.py [--size N]

Both sizes are timed in this one run; twelve is the limit that the project sets itself.
"""

import argparse
import time

from cadocs.pipeline import process

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
    "short lines": "x\n",
    "names": "Toshkent shahri va ",
    "prose": "2024-yilda Toshkentda 5 mln dollarlik shartnoma imzolandi. ",
}


def seconds(text: str) -> float:
    """The time that one text takes."""
    start = time.perf_counter()
    process(text)
    return time.perf_counter() - start


def main() -> None:
    """Print one line for each soup."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--size", type=int, default=20_000)
    size = parser.parse_args().size
    process("Toshkentda 5 mln dollar. В Москве 5 мая. Am 3. Mai in Berlin. On May 3 in London.")
    for name, soup in SOUPS.items():
        small = (soup * (size // len(soup) + 1))[:size]
        one, ten = min(seconds(small) for _ in range(3)), seconds(small * 10)
        print(f"{name:16s} {one * 1000:8.1f} ms {ten * 1000:9.1f} ms  x{ten / one:5.1f}")


if __name__ == "__main__":
    main()
