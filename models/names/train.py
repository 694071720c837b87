"""Train the recognition model of one language.

    python models/names/train.py uz-Latn [--data ../shared/data/ner] [--out models/names]

A spaCy transition-based recogniser over hashed word features (norm, prefix, suffix, shape) and
four convolutional layers. Words are cut and folded as at run time. The state with the best score
on the development part is kept; weights are rounded to half precision and compressed.
"""

import argparse
import gzip
import json
import os
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.training import Example, iob_to_biluo
from spacy.util import fix_random_seed
from thinc.api import Adam

from cadocs.backends.spacy import make_words
from cadocs.text import fold_characters

SEED = 7
LABELS = ("PER", "ORG", "LOC")
EPOCHS = {"uz-Latn": 10, "en": 6, "ru": 7, "de": 9}
RATE, DROPOUT = 0.001, 0.3
WARM_UP = 200  # updates
FIRST_BATCH, LAST_BATCH, GROWTH = 600, 3000, 1.6  # words
CAPITALS = 0.04  # share of training sentences set in capitals, as headlines are

Row = dict[str, Any]


def rows(folder: Path, *names: str) -> Iterator[Row]:
    """The annotated sentences of some files."""
    for name in names:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def in_capitals(row: Row) -> Row:
    """The sentence in capitals, where that keeps its length."""
    upper = row["text"].upper()
    return {**row, "text": upper} if len(upper) == len(row["text"]) else row


def make_example(nlp: spacy.Language, row: Row, tag: str) -> Example | None:
    """The sentence as an example; words that a label cuts apart stay unlabelled."""
    text = fold_characters(row["text"])
    forms, blanks, starts = make_words(text, tag)
    if not forms:
        return None
    first = {start: at for at, start in enumerate(starts)}
    last = {start + len(form): at for at, (start, form) in enumerate(zip(starts, forms))}  # noqa: B905
    tags = ["O"] * len(forms)
    for start, end, label in row["spans"]:
        if start in first and end in last:
            inner = range(first[start] + 1, last[end] + 1)
            tags[first[start]] = f"B-{label}"
            for at in inner:
                tags[at] = f"I-{label}"
        else:
            for at, (low, form) in enumerate(zip(starts, forms)):  # noqa: B905
                if low < end and low + len(form) > start:
                    tags[at] = "-"
    cut = "-" in tags
    tags = ["O" if tag == "O" else "-" for tag in tags] if cut else iob_to_biluo(tags)
    doc = Doc(nlp.vocab, words=forms, spaces=blanks)
    return Example.from_dict(doc, {"entities": tags})


def examples(nlp: spacy.Language, sentences: Iterable[Row], tag: str) -> list[Example]:
    """The examples of some sentences."""
    made = (make_example(nlp, row, tag) for row in sentences)
    return [example for example in made if example is not None]


def batches(pool: list[Example], size: float) -> Iterator[list[Example]]:
    """Lists of examples with about so many words."""
    batch: list[Example] = []
    words = 0
    for example in pool:
        batch.append(example)
        words += len(example.predicted)
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def score(nlp: spacy.Language, pool: list[Example]) -> float:
    """Strict F1 over spans."""
    right = wrong = missed = 0
    docs = [example.predicted.copy() for example in pool]
    for doc in docs:
        doc.set_ents([], default="outside")
    for doc, example in zip(nlp.pipe(docs), pool, strict=True):
        found = {(span.start, span.end, span.label_) for span in doc.ents}
        gold = {(span.start, span.end, span.label_) for span in example.reference.ents}
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
    return 2 * right / max(2 * right + wrong + missed, 1)


def compress(nlp: spacy.Language, path: Path) -> None:
    """Write the recogniser with half-precision weights."""
    recogniser = nlp.get_pipe("ner")
    for node in recogniser.model.walk():
        for name in node.param_names:
            if node.has_param(name):
                half = np.asarray(node.get_param(name)).astype(np.float16)
                node.set_param(name, half.astype(np.float32))
    path.write_bytes(gzip.compress(recogniser.to_bytes(exclude=["vocab"]), 9, mtime=0))


def train(tag: str, data: Path, out: Path) -> None:
    """Train the model of a language and write it."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    nlp = spacy.blank("xx")
    config = json.loads((Path(__file__).parent / "config.json").read_text(encoding="utf-8"))
    recogniser = nlp.add_pipe("ner", config={"model": config["model"]})
    for label in LABELS:
        recogniser.add_label(label)
    sentences = list(rows(data / tag, "train", "train2"))
    mixed = [in_capitals(row) if rng.random() < CAPITALS else row for row in sentences]
    pool, held_out = examples(nlp, mixed, tag), examples(nlp, rows(data / tag, "dev"), tag)
    optimiser = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0)
    nlp.initialize(lambda: pool[:200])
    epochs = EPOCHS[tag]
    total = epochs * sum(len(example.predicted) for example in pool)
    seen = updates = 0
    best = -1.0
    start = time.perf_counter()
    for epoch in range(epochs):
        rng.shuffle(pool)
        for batch in batches(pool, min(FIRST_BATCH * GROWTH**epoch, LAST_BATCH)):
            rate = RATE * min(1.0, (updates + 1) / WARM_UP) * max(0.05, 1 - seen / total)
            optimiser.learn_rate = rate
            nlp.update(batch, drop=DROPOUT, sgd=optimiser)
            seen += sum(len(example.predicted) for example in batch)
            updates += 1
        with nlp.use_params(optimiser.averages):
            reached = score(nlp, held_out)
            if reached > best:
                best = reached
                kept = nlp.to_bytes()
        seconds = time.perf_counter() - start
        print(f"{tag} epoch {epoch + 1}/{epochs} F1 {reached:.4f} {seconds:.0f} s", flush=True)
    nlp.from_bytes(kept)
    compress(nlp, out / f"{tag}.ner.gz")
    size = (out / f"{tag}.ner.gz").stat().st_size
    print(f"{tag} best F1 {best:.4f}, rounded {score(nlp, held_out):.4f}, {size} bytes", flush=True)


def main() -> None:
    """Read the arguments and train."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data" / "ner"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("tag", choices=EPOCHS)
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    train(given.tag, given.data, given.out)


if __name__ == "__main__":
    main()
