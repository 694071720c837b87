"""Print how long fresh interpreters take for the import, the shell command and its help.

    python benchmarks/import_time.py [--repeat N]

Each figure is the best of N starts, less that of an interpreter that does nothing. The bar for
the import is 0.2 s, the aim 0.1 s. The last lines name the slowest of the imported modules.
"""

import argparse
import re
import subprocess
import sys
import time

STARTS = {
    "import cadocs": "import cadocs",
    "cadocs.process (not called)": "import cadocs; cadocs.process",
    "cadocs --help": "from cadocs.cli import app; app(['--help'], standalone_mode=False)",
    "cadocs schema": "from cadocs.cli import app; app(['schema'], standalone_mode=False)",
    "spacy, for comparison": "import spacy",
}
TRACE_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)")


def seconds(code: str, repeat: int) -> float:
    """The best time of a fresh interpreter that runs the code."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        subprocess.run(  # noqa: S603  (own code)
            [sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL
        )
        best = min(best, time.perf_counter() - start)
    return best


def slowest(code: str, count: int) -> list[tuple[float, str]]:
    """The modules that take the longest by themselves, in milliseconds."""
    done = subprocess.run(  # noqa: S603  (own code)
        [sys.executable, "-X", "importtime", "-c", code], check=True, capture_output=True, text=True
    )
    lines = TRACE_LINE.findall(done.stderr)
    return sorted(((int(own) / 1000, name) for own, _, _, name in lines), reverse=True)[:count]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--repeat", type=int, default=7)
    repeat = parser.parse_args().repeat
    bare = seconds("pass", repeat)
    print(f"{'bare interpreter':32s} {bare:6.3f} s")
    for name, code in STARTS.items():
        print(f"{name:32s} {seconds(code, repeat) - bare:6.3f} s more")
    print("slowest modules of cadocs.process:")
    for milliseconds, name in slowest(STARTS["cadocs.process (not called)"], 8):
        print(f"  {milliseconds:6.1f} ms  {name}")


if __name__ == "__main__":
    main()
