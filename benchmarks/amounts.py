"""Amounts as the scorer calls them, and their speed.

python ../shared/score/money.py amounts:amounts     (in this folder)
python benchmarks/amounts.py                        speed on news prose
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from cadocs.extract.amounts import find_amounts
from cadocs.languages import load_language
from cadocs.normalise import normalise
from cadocs.schema import Trace
from cadocs.text import Passage, View, split_sentences
from cadocs.text.characters import folding_table
from cadocs.transliterate import to_latin


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


def speed() -> None:
    """Print how fast sums are found in prepared passages."""
    folder = Path(os.environ.get("CADOCS_DATA", Path(__file__).parents[2] / "shared"))
    lines = (folder / "gold" / "dev.jsonl").read_text(encoding="utf-8")
    import json

    rows = [json.loads(line) for line in lines.splitlines()]
    for tag in sorted({row["lang"] for row in rows}):
        text = "\n".join(row["text"] for row in rows if row["lang"] == tag)
        text = "\n".join([text] * 150)
        prepared = passage(text, tag)
        start = time.perf_counter()
        found = find_amounts(prepared, Trace())
        seconds = time.perf_counter() - start
        megabytes = len(text.encode()) / 1e6
        print(f"{tag}: {megabytes / seconds:.2f} MB/s, {len(found)} sums in {megabytes:.1f} MB")


if __name__ == "__main__":
    speed()
