"""Amounts as the scorer calls them, and their speed.

python ../shared/score/money.py amounts:amounts     quality, called in this folder
python benchmarks/amounts.py                        speed on prose and on dense business news
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from cadocs.extract.amounts import find_amounts
from cadocs.languages import load_language, tags
from cadocs.normalise import normalise
from cadocs.schema import Trace
from cadocs.text import Passage, View, split_sentences
from cadocs.text.characters import folding_table
from cadocs.transliterate import to_latin

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = Path(os.environ.get("CADOCS_DATA", Path(__file__).resolve().parents[2] / "shared"))
_SIZE = 1_000_000


def passage(text: str, tag: str) -> Passage:
    """A passage as the pipeline makes it."""
    language = load_language(tag)
    view = normalise(View.whole(text)).view
    if language.base:
        view = to_latin(view).translate(folding_table())
    abbreviations = language.table("sentence")["abbreviations"]
    return Passage(view, tag, tuple(split_sentences(view.text, abbreviations)))


def amounts(text: str, lang: str, reference_date: str | None = None) -> list[dict[str, Any]]:
    """The sums of a text as the scorer takes them."""
    del reference_date
    found = find_amounts(passage(text, lang), Trace())
    return [amount.model_dump(mode="json") for amount in found]


def prose(tag: str) -> Iterator[str]:
    """Sentences of general news and encyclopaedic prose."""
    with gzip.open(
        _DATA / "data" / "ner" / tag / "train.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        for line in lines:
            yield json.loads(line)["text"]


def business(tag: str) -> Iterator[str]:
    """Whole documents with a sum in every second sentence, over and over."""
    rows = (_DATA / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [row["text"] for row in map(json.loads, rows) if row["lang"] == tag]
    while texts:
        yield from texts


def measure(name: str, tag: str, texts: Iterator[str]) -> None:
    """Print the speed on a million bytes of prepared text."""
    taken, size = [], 0
    for text in texts:
        taken.append(text)
        size += len(text.encode())
        if size >= _SIZE:
            break
    prepared = passage("\n".join(taken), tag)
    start = time.perf_counter()
    found = find_amounts(prepared, Trace())
    seconds = time.perf_counter() - start
    print(f"{tag:8} {name:9} {size / 1e6 / seconds:6.2f} MB/s {len(found):6} sums")


if __name__ == "__main__":
    for each in tags():
        measure("prose", each, prose(each))
        measure("business", each, business(each))
