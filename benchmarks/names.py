"""Score names on sentences that no model has seen, and time recognition and linking.

    python benchmarks/names.py [--only sentences|namesakes|documents|speed]

resources/names/TAG.tsv: a hundred news-like sentences of our own for each variety, labelled by
hand by the rules of the annotation guideline; nothing was trained or tuned on them. Strict F1 over
spans and labels. resources/namesakes.tsv: mentions that look like a well-known entity and are not
it: the share that is left without an id. resources/documents: our own annotated documents, scored
by the data folder's scorer where that is there.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cadocs
from cadocs import View
from cadocs.pipeline import Pipeline
from cadocs.schema import Trace

HERE = Path(__file__).resolve().parent
RESOURCES = HERE / "resources"
DATA = Path(os.environ.get("CADOCS_DATA", "../shared")).resolve()
VARIETIES = ("uz-Latn", "uz-Cyrl", "ru", "de", "en")
LABELS = ("PER", "ORG", "LOC")
MARK = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")
Span = tuple[int, int, str]


def unmarked(marked: str) -> tuple[str, set[Span]]:
    """A sentence with its marks taken out, and the spans they stood for."""
    text, spans, last = "", set(), 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        spans.add((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    return text + marked[last:], spans


def rows(tag: str) -> Iterator[tuple[str, set[Span]]]:
    for line in (RESOURCES / "names" / f"{tag}.tsv").read_text(encoding="utf-8").splitlines():
        yield unmarked(line.partition("\t")[2])


def f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / (given + wanted) if given + wanted else 0.0


def sentences() -> None:
    print(f"{'':8s}", *(f"{head:>7s}" for head in ("P", "R", "F1", *LABELS, "sent.")))
    for tag in VARIETIES:
        right: Counter[str] = Counter()
        given: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        whole = 0
        listed = list(rows(tag))
        for text, gold in listed:
            found = {
                (e.start, e.end, str(e.label)) for e in cadocs.find_entities(text, language=tag)
            }
            right.update(span[2] for span in found & gold)
            given.update(span[2] for span in found)
            wanted.update(span[2] for span in gold)
            whole += found == gold
        total = (right.total(), given.total(), wanted.total())
        figures = (
            total[0] / max(total[1], 1),
            total[0] / max(total[2], 1),
            f1(*total),
            *(f1(right[label], given[label], wanted[label]) for label in LABELS),
            whole / len(listed),
        )
        print(f"{tag:8s}", *(f"{figure:7.3f}" for figure in figures))


def namesakes() -> None:
    nil: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    path = RESOURCES / "namesakes.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        tag, _, marked = line.split("\t")
        before, _, rest = marked.partition("[")
        name = rest.partition("]")[0]
        text = marked.replace("[", "", 1).replace("]", "", 1)
        start, end = len(before), len(before) + len(name)
        found = cadocs.find_entities(text, language=tag)
        linked = [e for e in found if e.start < end and start < e.end and e.id is not None]
        seen[tag] += 1
        nil[tag] += not linked
    shares = (f"{tag} {nil[tag] / seen[tag]:.3f}" for tag in VARIETIES if seen[tag])
    print("namesakes left without an id:", *shares, f"all {nil.total() / seen.total():.3f}")


def documents() -> None:
    scorer = DATA / "gold" / "score.py"
    if not scorer.exists():
        print(f"no scorer at {scorer}: set CADOCS_DATA")
        return
    for part in ("dev", "test"):
        gold = RESOURCES / "documents" / f"{part}.jsonl"
        with tempfile.TemporaryDirectory() as scratch:
            found = Path(scratch) / "found.jsonl"
            adapter = DATA / "score" / "cadocs_adapter.py"
            command = [sys.executable, str(adapter), str(gold), str(found)]
            subprocess.run(command, check=True)  # noqa: S603  (the adapter of the data folder)
            print(f"== own documents, {part}", flush=True)
            subprocess.run([sys.executable, str(scorer), str(gold), str(found)], check=True)  # noqa: S603


def speed() -> None:
    """Words a second of recognition with linking, and of the gazetteer with linking."""
    for tag in VARIETIES:
        text = "\n\n".join(
            " ".join(t for t, _ in [*rows(tag)][at : at + 5]) for at in range(0, 100, 5)
        )
        words = len(text.split())
        for name in ("cadocs", "gazetteer"):
            pipeline = Pipeline(cadocs.Config(entities=name))
            prepared = pipeline.prepare(View.whole(text), tag, Trace())
            pipeline.entities(prepared, Trace())
            start = time.perf_counter()
            rounds = 5
            for _ in range(rounds):
                pipeline.entities(prepared, Trace())
            rate = rounds * words / (time.perf_counter() - start)
            print(f"{tag:8s} {name:10s} {rate:8.0f} words/s")


PARTS = {
    "sentences": sentences, "namesakes": namesakes, "documents": documents, "speed": speed,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--only", choices=PARTS, action="append")
    for name in parser.parse_args().only or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
