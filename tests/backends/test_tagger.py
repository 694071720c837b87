from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from cadocs.backends.tagger import LABELS, Tagger, allowed, spans

MEMBERS, UNITS, COUNT = 2, 5, len(LABELS)
WIDTHS = (3, 2, 4)
Array = NDArray[np.float32]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    rng = np.random.default_rng(3)
    width = sum(WIDTHS)
    shapes: dict[str, tuple[int, ...]] = {
        "inputs": (MEMBERS, 2, width, 4 * UNITS),
        "recurrent": (MEMBERS, 2, UNITS, 4 * UNITS),
        "bias": (MEMBERS, 2, 4 * UNITS),
        "output": (MEMBERS, 2 * UNITS, COUNT),
        "output_bias": (MEMBERS, COUNT),
        "transitions": (MEMBERS, COUNT, COUNT),
        "first": (MEMBERS, COUNT),
        "last": (MEMBERS, COUNT),
    }
    arrays = {name: rng.normal(size=shape).astype("f2") for name, shape in shapes.items()}
    for at, wide in enumerate(WIDTHS):
        arrays[f"table{at}"] = rng.integers(-127, 128, size=(MEMBERS, 8, wide)).astype("i1")
        arrays[f"step{at}"] = rng.uniform(0.01, 0.03, size=(MEMBERS, 1, wide)).astype("f4")
    path = tmp_path / "xx.ner.npz"
    np.savez(path, **arrays)
    return path


def states(weights: dict[str, Array], member: int, vectors: Array, way: int) -> list[Array]:
    """The textbook's recurrence, word by word."""
    inputs, recurrent, bias = (
        weights[name][member, way] for name in ("inputs", "recurrent", "bias")
    )
    state, cell = np.zeros(UNITS), np.zeros(UNITS)
    found = []
    for vector in vectors if way == 0 else vectors[::-1]:
        gates = vector @ inputs + state @ recurrent + bias
        entry, forget, out, new = np.split(gates, 4)
        sigmoid = [1 / (1 + np.exp(-gate)) for gate in (entry, forget, out)]
        cell = sigmoid[1] * cell + sigmoid[0] * np.tanh(new)
        state = sigmoid[2] * np.tanh(cell)
        found.append(state)
    return found if way == 0 else found[::-1]


def best_path(weights: dict[str, Array], scores: Array) -> tuple[int, ...]:
    """The best of all sequences of labels that are well formed."""
    follows, first, last = allowed()
    transitions, first_score, last_score = (
        weights[name].mean(axis=0) for name in ("transitions", "first", "last")
    )

    def total(path: tuple[int, ...]) -> float:
        pairs = list(itertools.pairwise(path))
        if not (first[path[0]] and last[path[-1]] and all(follows[pair] for pair in pairs)):
            return -np.inf
        sums = sum(scores[at, label] for at, label in enumerate(path))
        sums += first_score[path[0]] + last_score[path[-1]]
        return float(sums + sum(transitions[pair] for pair in pairs))

    return max(itertools.product(range(COUNT), repeat=len(scores)), key=total)


def test_sentences_read_together_get_the_labels_that_each_gets_by_the_definition(
    stored: Path,
) -> None:
    tagger = Tagger.load(stored)
    with np.load(stored) as file:
        weights = {name: file[name].astype(np.float64) for name in file.files}
    vectors = np.random.default_rng(4).normal(size=(MEMBERS, 9, sum(WIDTHS))).astype(np.float32)
    sentences = [np.array(words) for words in ([0, 1], [2], [], [3, 4, 0], [5, 5, 1], [8])]
    labels = tagger.label(vectors, sentences)
    assert [len(each) for each in labels] == [len(words) for words in sentences]
    for words, found in zip(sentences, labels, strict=True):
        if len(words):
            scores = np.zeros((len(words), COUNT))
            for member in range(MEMBERS):
                ways = [states(weights, member, vectors[member, words], way) for way in (0, 1)]
                both = np.concatenate([np.array(way) for way in ways], axis=1)
                scores += both @ weights["output"][member] + weights["output_bias"][member]
            assert tuple(found.tolist()) == best_path(weights, scores / MEMBERS)


def test_blocks_change_nothing(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tagger = Tagger.load(stored)
    rng = np.random.default_rng(5)
    vectors = rng.normal(size=(MEMBERS, 50, sum(WIDTHS))).astype(np.float32)
    sentences = [rng.integers(50, size=size) for size in rng.integers(12, size=40)]
    at_once = tagger.label(vectors, sentences)
    monkeypatch.setattr("cadocs.backends.tagger._BLOCK", 10)
    in_blocks = tagger.label(vectors, sentences)
    for one, other in zip(at_once, in_blocks, strict=True):
        assert one.tolist() == other.tolist()


def test_a_word_is_the_sums_of_its_rows_and_its_given_vector(stored: Path) -> None:
    tagger = Tagger.load(stored)
    rows = [np.array([[1, 1]]), np.array([[0, 2]]), np.array([[3]])]
    given = np.array([[0.5, -1.0]], dtype=np.float32)
    first, second, third = tagger.tables
    for member, vector in enumerate(tagger.vectors(rows, given)[:, 0]):
        parts = (
            2 * first[member, 1],
            second[member, 0] + second[member, 2],
            third[member, 3],
            given[0],
        )
        assert np.allclose(vector, np.concatenate(parts))


def test_spans_follow_one_another() -> None:
    labels = ["S-LOC", "B-ORG", "I-ORG", "E-ORG", "O", "B-PER", "E-PER"]
    found = list(spans([LABELS.index(label) for label in labels]))
    assert found == [(0, 0, "LOC"), (1, 3, "ORG"), (5, 6, "PER")]
