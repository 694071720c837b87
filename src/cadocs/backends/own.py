"""The recognition models of cadocs."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from cadocs.backends.files import find_model
from cadocs.backends.protocol import Found
from cadocs.backends.tagger import Tagger, spans
from cadocs.backends.word_features import WordFeatures
from cadocs.backends.word_vectors import WordVectors
from cadocs.backends.words import make_words, model_tag
from cadocs.languages import load_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from cadocs.backends.words import Words
    from cadocs.schema import Label

__all__ = ["OwnRecogniser"]

_CONFIDENCE = 0.8
"""Share of right names among those that the models find on held-out text, rounded down."""
_KINDS: dict[str, Label] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
_REMEMBERED = 1 << 14
"""Words of a language whose vectors are kept."""


class OwnRecogniser:
    """The models that cadocs ships, one for each language with a table of its own.

    They are loaded when their language first occurs.
    """

    name = "model"

    def __init__(self, models: Path | None = None) -> None:
        """Take the folder of the models; see `cadocs.backends.find_model`."""
        self._models = models
        self._readers: dict[str, _Reader] = {}
        self._terms: dict[str, WordFeatures] = {}
        self._lock = threading.Lock()

    def find(self, texts: list[str], tag: str) -> list[list[Found]]:
        """The names in each of some texts, sorted and without overlap."""
        known = model_tag(tag)
        if known is None:
            return [[] for _ in texts]
        with self._lock:  # a reader remembers words
            if known not in self._readers:
                self._readers[known] = _Reader(known, self._models)
            terms = self._terms_of(known)
            found = self._readers[known].read([make_words(text, known) for text in texts])
        if terms is None:
            return found
        pairs = zip(texts, found, strict=True)
        return [
            [name for name in names if not _is_term(text, name, terms)] for text, names in pairs
        ]

    def _terms_of(self, tag: str) -> WordFeatures | None:
        """The words of the language that texts of this one take their terms from."""
        other = load_language(tag).table("names").get("terms")
        if other is not None and other not in self._terms:
            path = find_model(f"names/{other}.words.npz", self._models)
            self._terms[other] = WordFeatures.load(path, other)
        return self._terms.get(other) if other is not None else None


class _Reader:
    """The model of one language, and the vectors of the words that it met last."""

    def __init__(self, tag: str, models: Path | None) -> None:
        self._tagger = Tagger.load(find_model(f"names/{tag}.ner.npz", models))
        self._features = WordFeatures.load(find_model(f"names/{tag}.words.npz", models), tag)
        self._given = WordVectors.load(find_model(f"names/{tag}.vectors.npz", models), tag)
        self._numbers: dict[str, int] = {}
        members, _, width, _ = self._tagger.inputs.shape
        self._vectors = np.zeros((members, 0, width), dtype=np.float32)

    def read(self, texts: list[Words]) -> list[list[Found]]:
        """The names in each of some texts."""
        self._learn(texts)
        number = self._numbers
        sentences = [np.array([number[form] for form in words.forms], np.intp) for words in texts]
        labels = self._tagger.label(self._vectors, sentences)
        return [list(_named(*each)) for each in zip(texts, labels, strict=True)]

    def _learn(self, texts: list[Words]) -> None:
        """Give each word a number and a vector; words of earlier texts go if there are too many."""
        new = dict.fromkeys(form for words in texts for form in words.forms)
        if len(self._numbers) + len(new) > _REMEMBERED:
            self._numbers.clear()
        forms = [form for form in new if form not in self._numbers]
        if forms:
            first = len(self._numbers)
            self._numbers.update(zip(forms, range(first, first + len(forms)), strict=True))
            made = self._tagger.vectors(self._features.rows(forms), self._given.of(forms))
            self._make_room(first, first + len(forms))
            self._vectors[:, first : first + len(forms)] = made

    def _make_room(self, used: int, wanted: int) -> None:
        """Have the vectors double where they are full: a copy for each text would cost more."""
        members, size, width = self._vectors.shape
        if wanted > size:
            room = max(wanted, min(2 * size, _REMEMBERED))
            larger = np.empty((members, room, width), dtype=np.float32)
            larger[:, :used] = self._vectors[:, :used]
            self._vectors = larger


def _named(words: Words, labels: NDArray[np.int8]) -> Iterator[Found]:
    if labels.any():
        for first, last, kind in spans(labels.tolist()):
            end = words.starts[last] + len(words.forms[last])
            yield Found(words.starts[first], end, _KINDS[kind], _CONFIDENCE)


def _is_term(text: str, found: Found, terms: WordFeatures) -> bool:
    """Whether a finding is a foreign term: ordinary words of another language.

    Organisations are made of such words too: only one that stands in brackets is a term explained.
    """
    is_explained = (
        text[found.start - 1 : found.start] == "(" and text[found.end : found.end + 1] == ")"
    )
    words = text[found.start : found.end].split()
    if (found.label == "ORG" and not is_explained) or (found.label == "LOC" and len(words) < 2):
        return False
    heads = tuple(load_language(terms.tag).table("names")["heads"])
    if found.label == "ORG" and (len(words) < 2 or words[-1].lower().startswith(heads)):
        return False
    return all(terms.is_ordinary(word) for word in words)
