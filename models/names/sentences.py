"""The sentences that the recognition models learn from.

Four kinds: those of the data folder (`read_sentences`), with the labels of ``corrections.tsv`` in
place of its own for Uzbek and Russian; raw ones of the data folder with labels of our own
(`raw_sentences`); our own of ``own/*.tsv`` (`own_sentences`), whose names stand in brackets; and
copies of these with other names in place of theirs (`Substitution`).
"""

import csv
import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Names = dict[str, list[str]]

HERE = Path(__file__).parent
MARK = re.compile(r"\[(PER|ORG|LOC) ([^\[\]|]+)(?:\|([^\[\]|]+))?\]")
SILVER = "natasha"  # in the source of sentences that it marked
GENERATED = "substitution"  # in the source of copies that others made of silver sentences
PLAIN_NAME = re.compile(r"[^\W\d_]{2,}(?:[-'’ʻ‘][^\W\d_]+)?")
RAW = {"en": ("uz_sentences.jsonl.gz", "en"), "de": ("de_en_ru_sentences.jsonl.gz", "text")}
_TRIALS = 20
SCRIPTS = {"ru": re.compile(r"[а-яё]", re.IGNORECASE)}
LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def sentence_key(text: str) -> str:
    """The first twelve digits of a sentence's SHA-256, by which corrections name it."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def unmarked(marked: str) -> Row:
    """A sentence with marks as text and spans; ``stems`` says where each name's ending begins."""
    text, spans, stems, last = "", [], [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        start, name = len(text), mark[2] + (mark[3] or "")
        text += name
        spans.append([start, len(text), mark[1]])
        stems.append(start + len(mark[2]))
        last = mark.end()
    return {"text": text + marked[last:], "spans": spans, "stems": stems}


def read_sentences(folder: Path, *names: str) -> Iterator[Row]:
    """The annotated sentences of some files of the data folder, corrected where we did so."""
    corrected = corrections()
    for name in names:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                key = sentence_key(row["text"])
                if SILVER in row["source"] and key not in corrected:
                    yield {**row, "spans": _with_countries(row["spans"])}
                elif corrected.get(key, row["spans"]) is not None:
                    yield {**row, "spans": corrected.get(key, row["spans"])}


def _with_countries(spans: list[Any]) -> list[Any]:
    """The spans that natasha marked, with a place behind an organisation made part of it."""
    joined: list[Any] = []
    for start, end, label in sorted(spans):
        if label == "LOC" and joined and joined[-1][2] == "ORG" and start == joined[-1][1] + 1:
            joined[-1] = [joined[-1][0], end, "ORG"]
        else:
            joined.append([start, end, label])
    return joined


def corrections() -> dict[str, list[list[Any]] | None]:
    """Spans by the sentence's key; None where the sentence is to be left out."""
    path = HERE / "corrections.tsv"
    with path.open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    return {key: json.loads(spans) for key, spans in rows}


def raw_sentences(tag: str, data: Path) -> Iterator[Row]:
    """Sentences of the raw text, with the labels of ``raw/TAG.tsv``."""
    if tag not in RAW:
        return
    with (HERE / "raw" / f"{tag}.tsv").open(encoding="utf-8") as lines:
        labels = dict(line.rstrip("\n").split("\t") for line in lines)
    name, field = RAW[tag]
    with gzip.open(data / "uz_text" / name, "rt", encoding="utf-8") as lines:
        texts = dict.fromkeys(json.loads(line).get(field) or "" for line in lines)
    for text in texts:
        spans = labels.get(sentence_key(text))
        if spans is not None:
            yield {"text": text, "spans": json.loads(spans), "source": "raw, labels of our own"}


def own_sentences(tag: str) -> Iterator[Row]:
    """Our own sentences in a language."""
    for line in (HERE / "own" / f"{tag}.tsv").read_text(encoding="utf-8").splitlines():
        kind, _, marked = line.partition("\t")
        yield {**unmarked(marked), "source": f"own {kind}"}


class Substitution:
    """Other names of the same kind, from the lists of names and from annotated text itself."""

    def __init__(self, tag: str, data: Path, sentences: Iterable[Row], rng: random.Random) -> None:
        """Gather names.

        Args:
            tag: The language.
            data: The data folder, for its lists of names.
            sentences: Annotated sentences, whose places and organisations are taken over.
            rng: Source of chance.
        """
        self._rng = rng
        self._endings = tag == "uz-Latn"
        self._given, self._surnames = _person_names(tag, data)
        pools: dict[str, set[str]] = defaultdict(set)
        for name in world_names(tag):
            pools[name["label"]].add(name["name"])
        for row in sentences:
            stems = row.get("stems") or [end for _, end, _ in row["spans"]]
            for (start, _, label), stem in zip(row["spans"], stems, strict=True):
                pools[label].add(row["text"][start:stem])
        self._pools = {label: sorted(names) for label, names in pools.items()}

    def apply(self, row: Row) -> Row:
        """A copy of a sentence with other persons, places and organisations of as many words."""
        text, spans, last = "", [], 0
        stems = row.get("stems") or [end for _, end, _ in row["spans"]]
        for (start, end, label), stem in zip(row["spans"], stems, strict=True):
            text += row["text"][last:start]
            name = self._other(row["text"][start:stem], label) + row["text"][stem:end]
            spans.append([len(text), len(text) + len(name), label])
            text += name
            last = end
        return {"text": text + row["text"][last:], "spans": spans, "source": "own substitution"}

    def _other(self, name: str, label: str) -> str:
        words = name.split()
        if label == "PER" and all(PLAIN_NAME.fullmatch(word) for word in words):
            if len(words) == 1:
                return self._rng.choice(self._surnames)
            if len(words) == 2:
                return f"{self._rng.choice(self._given)} {self._rng.choice(self._surnames)}"
        pool = self._pools.get(label, [name])
        for _ in range(_TRIALS):
            other = self._rng.choice(pool)
            # A name of the same make takes the same words around it.
            if len(other.split()) == len(words) and other.isupper() == name.isupper():
                return other
        return name


def world_names(tag: str) -> Iterator[dict[str, str]]:
    """Well-known places and organisations in a language: ``label`` and ``name``."""
    column = ("en", "de", "ru", "uz-Latn").index(tag) + 1
    for line in (HERE / "world.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and cells[column] != "-":
            yield {"label": cells[0], "name": cells[column]}


def _person_names(tag: str, data: Path) -> tuple[list[str], list[str]]:
    files = {"de": ("de", "en", "central_asian"), "en": ("en", "central_asian", "de")}
    pattern = SCRIPTS.get(tag, LATIN)
    found: dict[str, set[str]] = {"given": set(), "surname": set()}
    for name in files.get(tag, ("central_asian",)):
        with (data / "names" / f"{name}.tsv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                if row["kind"] in found and pattern.match(row["name"]):
                    found[row["kind"]].add(row["name"])
    return sorted(found["given"]), sorted(found["surname"])
