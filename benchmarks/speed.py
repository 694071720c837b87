"""Print how fast documents are read, in words a second, and what the first one costs.

    python benchmarks/speed.py [--repeat N]

The text is that of seeds/, repeated. Every figure is taken in this one run on one core; compare
them with one another, not with those of another machine.
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

from cadocs.events import Findings, find_events
from cadocs.pipeline import Pipeline
from cadocs.schema import Config, Trace
from cadocs.text import View

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
FIRST = "import cadocs; cadocs.process('Toshkentda 5 mln dollar ajratildi.')"


def words_a_second(pipeline: Pipeline, texts: list[str], repeat: int) -> float:
    """The rate over all texts, after one pass that loads the models."""
    for text in texts:
        pipeline.process(text)
    start = time.perf_counter()
    for _ in range(repeat):
        for text in texts:
            pipeline.process(text)
    words = repeat * sum(len(text.split()) for text in texts)
    return words / (time.perf_counter() - start)


def seconds(code: str) -> float:
    """The time of a fresh interpreter that runs the code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  (own code)
    return time.perf_counter() - start


def shares(pipeline: Pipeline, text: str) -> dict[str, float]:
    """The seconds that each step takes on a text."""
    trace = Trace()
    took = {}
    start = time.perf_counter()
    prepared = pipeline.prepare(View.whole(text), None, trace)
    took["normalise, detect, transliterate"] = time.perf_counter() - start
    start = time.perf_counter()
    entities = pipeline.entities(prepared, trace)
    took["recognise and link names"] = time.perf_counter() - start
    start = time.perf_counter()
    amounts, dates = pipeline.amounts(prepared, trace), pipeline.dates(prepared, None, trace)
    took["amounts and dates"] = time.perf_counter() - start
    findings = Findings(entities=entities, amounts=amounts, dates=dates)
    start = time.perf_counter()
    find_events(prepared.passages, findings, None, trace)
    took["events"] = time.perf_counter() - start
    return took


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    bare = min(seconds("pass") for _ in range(3))
    cold = min(seconds(FIRST) for _ in range(3))
    print(f"first Document in a fresh process  {cold - bare:8.2f} s beside a bare interpreter")
    for name, config in (
        ("whole pipeline", Config()),
        ("without the recognition models", Config(entities="gazetteer")),
    ):
        rate = words_a_second(Pipeline(config), texts, repeat)
        print(f"{name:34s} {rate:8.0f} words/s")
    one, ten = "\n".join(texts), "\n".join(texts * 10)
    pipeline = Pipeline()
    start = time.perf_counter()
    pipeline.process(one)
    middle = time.perf_counter()
    pipeline.process(ten)
    ratio = (time.perf_counter() - middle) / (middle - start)
    print(f"ten times the text takes           {ratio:8.1f} times as long")
    took = shares(pipeline, "\n".join(texts * 3))
    for step, spent in took.items():
        rate = len("\n".join(texts * 3).encode()) / spent / 1e6
        print(f"  {step:34s} {spent / sum(took.values()):5.0%} {rate:8.2f} MB/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory, all varieties loaded  {peak:8.0f} MB")


if __name__ == "__main__":
    main()
