"""A sequence tagger in numpy: hashed word features, bidirectional LSTMs and a CRF.

The network of Huang, Xu and Yu (Bidirectional LSTM-CRF Models for Sequence Tagging, 2015), with
sums of hashed embeddings beside word vectors. Several that were trained apart judge together:
the mean of their scores counts. Sentences are read together, longest first, so that a step of the
recurrence is one product for all that are long enough (the packed sequences of other libraries).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]

__all__ = ["LABELS", "Tagger", "allowed", "spans"]

LABELS = ("O", *(f"{place}-{kind}" for kind in ("PER", "ORG", "LOC") for place in "BIES"))
"""What a word can be: outside, or the beginning, inside, end or whole of a name of a kind."""
_FORBIDDEN = np.float32(-1e4)
_BLOCK = 4096
"""Words that are read at once: keeps memory small on long texts."""


def allowed() -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which labels can follow which, ``(labels, labels)``, and which can come first and last."""
    is_open = [label[0] in "BI" for label in LABELS]
    follows = [
        [
            label[0] in "IE" and label[2:] == before[2:] if opened else label[0] in "OBS"
            for label in LABELS
        ]
        for before, opened in zip(LABELS, is_open, strict=True)
    ]
    first = [label[0] in "OBS" for label in LABELS]
    return np.array(follows), np.array(first), ~np.array(is_open)


def spans(labels: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The names in a sequence of labels: first word, last word and kind.

    >>> list(spans([0, LABELS.index("B-PER"), LABELS.index("E-PER"), LABELS.index("S-LOC")]))
    [(1, 2, 'PER'), (3, 3, 'LOC')]
    """
    first = 0
    for at, label in enumerate(labels):
        if label:
            place, kind = LABELS[label][0], LABELS[label][2:]
            first = at if place in "BS" else first
            if place in {"E", "S"}:
                yield first, at, kind


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights of ``M`` networks: ``D`` features, ``H`` units each way, ``L`` labels.

    Attributes:
        tables: Embeddings by kind of feature, each ``(M, rows, width)``; a word's are the sums of
            its rows of each, one after the other, and then its ``V`` static ones: ``D`` in all.
        inputs: ``(M, 2, D, 4H)``, ahead and back; the gates are input, forget, output, cell.
        recurrent: ``(M, 2, H, 4H)``.
        bias: ``(M, 2, 4H)``.
        output: ``(M, 2H, L)``.
        output_bias: ``(M, L)``.
        transitions: ``(M, L, L)``, from a label to the next.
        first: ``(M, L)``, of a sentence's first label.
        last: ``(M, L)``, of its last label.
    """

    tables: tuple[Floats, ...]
    inputs: Floats
    recurrent: Floats
    bias: Floats
    output: Floats
    output_bias: Floats
    transitions: Floats
    first: Floats
    last: Floats

    @classmethod
    def load(cls, path: Path) -> Tagger:
        """Read a model file."""
        with np.load(path) as stored:
            names = [field.name for field in fields(cls)][1:]
            steps = sorted(name for name in stored.files if name.startswith("step"))
            tables = tuple(
                stored[f"table{name.removeprefix('step')}"] * stored[name] for name in steps
            )
            tagger = cls(tables, *(stored[name].astype(np.float32) for name in names))
        # Gates are sigmoids, which are taken as hyperbolic tangents of half their argument.
        gates = 3 * tagger.bias.shape[-1] // 4
        for weights in (tagger.inputs, tagger.recurrent, tagger.bias):
            weights[..., :gates] /= 2
        follows, first, last = allowed()
        tagger.transitions[:, ~follows] = _FORBIDDEN
        tagger.first[:, ~first] = _FORBIDDEN
        tagger.last[:, ~last] = _FORBIDDEN
        return tagger

    def vectors(self, rows: Sequence[Integers], given: Floats) -> Floats:
        """The vectors of words.

        Args:
            rows: For each table the rows of each word, ``(words, features)``.
            given: What others learned of the words, ``(words, V)``.

        Returns:
            An array ``(M, words, D)``.
        """
        parts = [
            table[:, found].sum(axis=2) for table, found in zip(self.tables, rows, strict=True)
        ]
        members = self.inputs.shape[0]
        return np.concatenate([*parts, np.broadcast_to(given, (members, *given.shape))], axis=2)

    def label(self, vectors: Floats, sentences: Sequence[Integers]) -> list[NDArray[np.int8]]:
        """The likeliest labels of sentences.

        Args:
            vectors: ``(M, words, D)``.
            sentences: For each sentence the indices of its words in ``vectors``.

        Returns:
            For each sentence the numbers of the labels of its words, in `LABELS`.
        """
        found: list[NDArray[np.int8]] = [np.zeros(0, dtype=np.int8)] * len(sentences)
        order = sorted(range(len(sentences)), key=lambda at: -len(sentences[at]))
        for block in _blocks([at for at in order if len(sentences[at])], sentences):
            labels = self._label([sentences[at] for at in block], vectors)
            for at, each in zip(block, labels, strict=True):
                found[at] = each
        return found

    def _label(self, sentences: list[Integers], vectors: Floats) -> list[NDArray[np.int8]]:
        pack = _Pack.of([len(words) for words in sentences])
        words, places = np.unique(np.concatenate(sentences), return_inverse=True)
        ahead = places[pack.ahead]
        gates = vectors[:, None, words] @ self.inputs + self.bias[:, :, None]
        states = self._states(gates, (ahead, ahead[pack.reverse]), pack.active)
        both = np.concatenate([states[:, 0], states[:, 1, pack.reverse]], axis=2)
        scores = (both @ self.output).mean(axis=0) + self.output_bias.mean(axis=0)
        path = self._best_path(scores, pack)
        return np.split(path[pack.order], np.cumsum(pack.lengths)[:-1])

    def _states(self, gates: Floats, ways: tuple[Integers, Integers], active: list[int]) -> Floats:
        """The states of both directions at each step, ``(M, 2, packed words, H)``.

        Args:
            gates: What each distinct word gives to the gates, ``(M, 2, distinct, 4H)``.
            ways: The packed words ahead and back, as numbers of distinct ones.
            active: See `_Pack`.
        """
        members, units = self.recurrent.shape[0], self.recurrent.shape[2]
        cell = np.zeros((members, 2, active[0], units), dtype=np.float32)
        state = np.zeros_like(cell)
        states = np.empty((members, 2, len(ways[0]), units), dtype=np.float32)
        at = 0
        for step, count in enumerate(active):
            gate = np.empty((members, 2, count, 4 * units), dtype=np.float32)
            for way, words in enumerate(ways):
                gate[:, way] = gates[:, way, words[at : at + count]]
            if step:
                gate += state[:, :, :count] @ self.recurrent
            np.tanh(gate, out=gate)
            sigmoid = gate[..., : 3 * units]
            sigmoid *= 0.5
            sigmoid += 0.5
            cell = cell[:, :, :count] * sigmoid[..., units : 2 * units]
            cell += sigmoid[..., :units] * gate[..., 3 * units :]
            state = np.tanh(cell) * sigmoid[..., 2 * units :]
            states[:, :, at : at + count] = state
            at += count
        return states

    def _best_path(self, scores: Floats, pack: _Pack) -> NDArray[np.int8]:
        """The best labels (Viterbi, 1967) of packed words."""
        active = pack.active
        transitions = self.transitions.mean(axis=0)
        best = scores[: active[0]] + self.first.mean(axis=0)
        back = np.zeros(scores.shape, dtype=np.int8)
        at = active[0]
        for count in active[1:]:
            ways = best[:count, :, None] + transitions
            back[at : at + count] = ways.argmax(axis=1)
            best[:count] = ways.max(axis=1) + scores[at : at + count]
            at += count
        label = (best + self.last.mean(axis=0)).argmax(axis=1)
        path = np.zeros(len(scores), dtype=np.int8)
        for step in range(len(active) - 1, -1, -1):
            count = active[step]
            at -= count
            path[at : at + count] = label[:count]
            if step:
                label[:count] = back[np.arange(at, at + count), label[:count]]
        return path


@dataclass(frozen=True, slots=True)
class _Pack:
    """How words of sentences, longest first, lie step by step: all first words, all second ones.

    Attributes:
        lengths: Words of each sentence.
        active: For each step, how many sentences have a word there.
        ahead: For each packed word its place in the sentences one after the other.
        order: For each word of the sentences one after the other its packed place.
        reverse: For each packed word that of the word as far from its sentence's other end.
    """

    lengths: list[int]
    active: list[int]
    ahead: Integers
    order: Integers
    reverse: Integers

    @classmethod
    def of(cls, lengths: list[int]) -> _Pack:
        """The pack of sentences of these lengths, which fall or stay."""
        size = np.array(lengths)
        within = np.concatenate([np.arange(length) for length in lengths])
        sentence = np.repeat(np.arange(len(size)), size)
        active = np.bincount(within)
        step_start = np.concatenate([[0], np.cumsum(active)[:-1]])
        order = step_start[within] + sentence
        mirrored = step_start[size[sentence] - 1 - within] + sentence
        ahead = np.empty_like(order)
        ahead[order] = np.arange(len(order))
        reverse = np.empty_like(order)
        reverse[order] = mirrored
        return cls(lengths, active.tolist(), ahead, order, reverse)


def _blocks(order: list[int], sentences: Sequence[Integers]) -> Iterator[list[int]]:
    block: list[int] = []
    words = 0
    for at in order:
        block.append(at)
        words += len(sentences[at])
        if words >= _BLOCK:
            yield block
            block, words = [], 0
    if block:
        yield block
