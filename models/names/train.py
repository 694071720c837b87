"""Train the recognition model of one language.

    python models/names/train.py uz-Latn [--data ../shared/data] [--out models/names]

A spaCy transition-based recogniser over hashed word features (form, beginning, ending, shape, group
and kinds; see ``words.py``) and four convolutional layers. Words are cut and folded as at run time.
The sentences are those of ``sentences.py``. The state with the best score on the development part
is kept; weights are rounded to half precision and compressed.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from sentences import GENERATED, Row, Substitution, own_sentences, read_sentences
from spacy.tokens import Doc
from spacy.training import Example, iob_to_biluo
from spacy.util import fix_random_seed
from thinc.api import Adam

from cadocs.backends.spacy import blank_pipeline, make_words, pack_recogniser
from cadocs.text import fold_characters

SEED = 7
LABELS = ("PER", "ORG", "LOC")
EPOCHS = {"uz-Latn": 10, "en": 6, "ru": 8, "de": 5}
RATE, DROPOUT = 0.001, 0.3
WARM_UP = 200  # updates
FIRST_BATCH, LAST_BATCH, GROWTH = 600, 3000, 1.6  # words
CAPITALS = 0.04  # share of training sentences set in capitals, as headlines are

# Copies of our own sentences as they are and with other names, and copies of the data with others.
OWN_COPIES, OWN_SUBSTITUTED = 2, 2
SUBSTITUTED = {"uz-Latn": 1.0, "en": 0.15, "ru": 0.0, "de": 0.3}  # share of the data
# Languages that are learned from too, and how often the language's own data is gone through.
JOINT: dict[str, tuple[str, ...]] = {"de": ("en",)}
OWN_DATA = {"de": 2}
FAR = ("WNUT", "BTC", "SEC")  # sources of another style, not for other languages


def training_rows(tag: str, data: Path, rng: random.Random) -> list[Row]:
    """All sentences to learn from, copies included."""
    given = [
        row
        for row in read_sentences(data / "ner" / tag, "train", "train2")
        if GENERATED not in row["source"]
    ]
    own = list(own_sentences(tag))
    other = Substitution(tag, data, [*given, *own], rng)
    rows = given * OWN_DATA.get(tag, 1) + own * OWN_COPIES
    rows += [other.apply(row) for row in own for _ in range(OWN_SUBSTITUTED) if row["spans"]]
    rows += [other.apply(row) for row in given if row["spans"] and rng.random() < SUBSTITUTED[tag]]
    for joint in JOINT.get(tag, ()):
        rows += own_sentences(joint)
        foreign = read_sentences(data / "ner" / joint, "train", "train2")
        rows += [row for row in foreign if not row["source"].startswith(FAR)]
    return [in_capitals(row) if rng.random() < CAPITALS else row for row in rows]


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


def compress(nlp: spacy.Language, config: dict[str, Any], path: Path) -> None:
    """Write the recogniser with half-precision weights."""
    recogniser = nlp.get_pipe("ner")
    for node in recogniser.model.walk():
        for name in node.param_names:
            if node.has_param(name):
                half = np.asarray(node.get_param(name)).astype(np.float16)
                node.set_param(name, half.astype(np.float32))
    path.write_bytes(pack_recogniser(nlp, config))


def train(tag: str, data: Path, out: Path) -> None:
    """Train the model of a language and write it."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    here = Path(__file__).parent
    config = json.loads((here / "config.json").read_text(encoding="utf-8"))["model"]
    nlp = blank_pipeline(tag, here, config)
    recogniser = nlp.get_pipe("ner")
    for label in LABELS:
        recogniser.add_label(label)
    pool = examples(nlp, training_rows(tag, data, rng), tag)
    held_out = examples(nlp, read_sentences(data / "ner" / tag, "dev"), tag)
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
    compress(nlp, config, out / f"{tag}.ner.gz")
    size = (out / f"{tag}.ner.gz").stat().st_size
    print(f"{tag} best F1 {best:.4f}, rounded {score(nlp, held_out):.4f}, {size} bytes", flush=True)


def main() -> None:
    """Read the arguments and train."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("tag", choices=EPOCHS)
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    train(given.tag, given.data, given.out)


if __name__ == "__main__":
    main()
