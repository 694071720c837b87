"""Train the recognition model of one language.

    pip install torch==2.13.0
    python models/names/train.py uz-Latn [--data ../shared/data] [--out models/names]

The network is that of ``network.py``, the words and their features are those of run time, the
sentences those of ``sentences.py``. Adam with weight decay, a rate that rises over the first
updates and then falls; the mean of the weights over the last updates is what is scored and kept,
in the state that is best on the development part. Several networks are trained, which differ in
their seed, and judge together.
"""

import argparse
import os
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from network import Network, save
from sentences import (
    GENERATED,
    Row,
    Substitution,
    own_sentences,
    raw_sentences,
    read_sentences,
)
from torch import Tensor, nn

from cadocs.backends.tagger import LABELS, Tagger, spans
from cadocs.backends.word_features import WordFeatures
from cadocs.backends.word_vectors import WordVectors
from cadocs.backends.words import make_words
from cadocs.text import fold_characters

SEEDS = {"uz-Latn": (7, 8), "en": (7, 8, 9), "ru": (7, 8), "de": (7, 8, 9)}
EPOCHS = {"uz-Latn": 6, "en": 4, "ru": 5, "de": 4}
RATE, DECAY = 0.002, 0.001
WARM_UP = 200  # updates
BATCH = 700  # words
NEAR = 1600  # sentences among which those of a batch are taken by length
AVERAGE = 0.998  # share of the mean weights that an update leaves
CAPITALS = 0.04  # share of training sentences set in capitals, as headlines are

# Copies of our own sentences as they are and with other names, and copies of the data with others.
OWN_COPIES, OWN_SUBSTITUTED = 2, 2
SUBSTITUTED = {"uz-Latn": 1.0, "en": 0.15, "ru": 0.0, "de": 0.3}  # share of the data
# Languages that are learned from too, and how often the language's own data is gone through.
JOINT: dict[str, tuple[str, ...]] = {"de": ("en",)}
OWN_DATA = {"de": 2}
FAR = ("WNUT", "BTC", "SEC")  # sources of another style, not for other languages


class Example(NamedTuple):
    """A sentence: the numbers of its words and of their labels."""

    words: list[int]
    labels: list[int]


class Batch(NamedTuple):
    """Sentences, longest first: see `Network.forward` and `Network.loss`."""

    rows: list[Tensor]
    given: Tensor
    words: Tensor
    labels: Tensor
    mask: Tensor
    lengths: Tensor


class Vocabulary:
    """Numbers of words, and the rows of their features."""

    def __init__(self, tag: str, folder: Path) -> None:
        """Begin with the table of words of a language, and the word that fills gaps."""
        self._features = WordFeatures.load(folder / f"{tag}.words.npz", tag)
        self._numbers = {"": 0}
        self._tag = tag
        self._vectors = WordVectors.load(folder / f"{tag}.vectors.npz", tag)
        self._rows: list[Tensor] = []
        self._given = torch.zeros(0)

    def example(self, row: Row) -> Example | None:
        """An annotated sentence; None for one without words or with a label that cuts a word."""
        forms, starts = make_words(fold_characters(row["text"]), self._tag)
        first = {start: at for at, start in enumerate(starts)}
        last = {start + len(form): at for at, (start, form) in enumerate(zip(starts, forms))}  # noqa: B905
        labels = [0] * len(forms)
        for start, end, kind in row["spans"]:
            if start not in first or end not in last:
                return None
            low, high = first[start], last[end]
            places = "S" if low == high else f"B{'I' * (high - low - 1)}E"
            labels[low : high + 1] = [LABELS.index(f"{place}-{kind}") for place in places]
        numbers = [self._numbers.setdefault(form, len(self._numbers)) for form in forms]
        return Example(numbers, labels) if forms else None

    def close(self) -> None:
        """Read the features of all words; after this no sentence can be added."""
        words = list(self._numbers)
        self._rows = [torch.from_numpy(rows) for rows in self._features.rows(words)]
        self._given = torch.from_numpy(self._vectors.of(words))

    def batch(self, examples: list[Example]) -> Batch:
        """Sentences as tensors."""
        examples = sorted(examples, key=lambda example: -len(example.words))
        lengths = [len(example.words) for example in examples]
        words = np.zeros((len(examples), lengths[0]), dtype=np.int64)
        labels, mask = np.zeros_like(words), np.zeros(words.shape, dtype=np.float32)
        for at, (example, length) in enumerate(zip(examples, lengths, strict=True)):
            words[at, :length], labels[at, :length] = example
            mask[at, :length] = 1
        distinct, inverse = np.unique(words, return_inverse=True)
        rows = [table[torch.from_numpy(distinct)] for table in self._rows]
        shaped = torch.from_numpy(inverse.reshape(words.shape))
        tensors = (torch.from_numpy(labels), torch.from_numpy(mask), torch.tensor(lengths))
        return Batch(rows, self._given[torch.from_numpy(distinct)], shaped, *tensors)

    @property
    def width(self) -> int:
        """The width of the word vectors."""
        return self._given.shape[1]

    def score(self, tagger: Tagger, examples: list[Example]) -> float:
        """Strict F1 over spans, of the model as it is read at run time."""
        vectors = tagger.vectors([table.numpy() for table in self._rows], self._given.numpy())
        sentences = [np.array(example.words, dtype=np.intp) for example in examples]
        right = given = wanted = 0
        for example, labels in zip(examples, tagger.label(vectors, sentences), strict=True):
            found, gold = set(spans(labels.tolist())), set(spans(example.labels))
            right += len(found & gold)
            given += len(found)
            wanted += len(gold)
        return 2 * right / max(given + wanted, 1)


def training_rows(tag: str, data: Path, rng: random.Random) -> list[Row]:
    """All sentences to learn from, copies included."""
    given = [
        row
        for row in read_sentences(data / "ner" / tag, "train", "train2")
        if GENERATED not in row["source"]
    ]
    given += raw_sentences(tag, data)
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


def examples(vocabulary: Vocabulary, rows: Iterable[Row]) -> list[Example]:
    """The examples of some sentences."""
    made = (vocabulary.example(row) for row in rows)
    return [example for example in made if example is not None]


def batches(pool: list[Example], rng: random.Random) -> list[list[Example]]:
    """The pool in random order, sentences of like length together."""
    rng.shuffle(pool)
    made = [batch for at in range(0, len(pool), NEAR) for batch in _cut(pool[at : at + NEAR])]
    rng.shuffle(made)
    return made


def _cut(pool: list[Example]) -> Iterator[list[Example]]:
    batch: list[Example] = []
    words = 0
    for example in sorted(pool, key=lambda example: len(example.words)):
        batch.append(example)
        words += len(example.words)
        if words >= BATCH:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def train(tag: str, data: Path, out: Path) -> None:
    """Train the model of a language and write it."""
    torch.set_num_threads(1)  # the sums of several threads differ from run to run
    vocabulary = Vocabulary(tag, Path(__file__).parent)
    rows = [training_rows(tag, data, random.Random(seed)) for seed in SEEDS[tag]]
    pools = [examples(vocabulary, of_member) for of_member in rows]
    held_out = examples(vocabulary, read_sentences(data / "ner" / tag, "dev"))
    vocabulary.close()
    path = out / f"{tag}.ner.npz"
    members = [
        train_member(tag, vocabulary, pool, held_out, seed, path)
        for pool, seed in zip(pools, SEEDS[tag], strict=True)
    ]
    save(members, path)
    reached = vocabulary.score(Tagger.load(path), held_out)
    print(f"{tag} together F1 {reached:.4f}, {path.stat().st_size} bytes", flush=True)


def train_member(
    tag: str,
    vocabulary: Vocabulary,
    pool: list[Example],
    held_out: list[Example],
    seed: int,
    path: Path,
) -> dict[str, np.ndarray]:
    """Train one network and give its weights; ``path`` holds the state that is scored."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network = Network(vocabulary.width)
    means = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE)
    )
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    total = EPOCHS[tag] * sum(len(example.words) for example in pool)
    seen, updates, best, start = 0, 0, -1.0, time.perf_counter()
    for epoch in range(EPOCHS[tag]):
        for chosen in batches(pool, rng):
            batch = vocabulary.batch(chosen)
            rate = RATE * min(1.0, (updates + 1) / WARM_UP) * max(0.02, 1 - seen / total)
            for group in optimiser.param_groups:
                group["lr"] = rate
            scores = network(batch.rows, batch.given, batch.words, batch.lengths)
            optimiser.zero_grad()
            network.loss(scores, batch.labels, batch.mask).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            means.update_parameters(network)
            seen += int(batch.lengths.sum())
            updates += 1
        weights = means.module.weights()
        save([weights], path)
        reached = vocabulary.score(Tagger.load(path), held_out)
        if reached > best:
            best, kept = reached, weights
        seconds = time.perf_counter() - start
        print(f"{tag} seed {seed} epoch {epoch + 1} F1 {reached:.4f} {seconds:.0f} s", flush=True)
    return kept


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
