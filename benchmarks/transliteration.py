"""Compare the transliteration of Uzbek with other tools, in one run.

    pip install '.[bench]'
    npm install --prefix DIR lotin-kirill
    python benchmarks/transliteration.py --node DIR

The other tools are used where they are found: UzTransliterator (Python), lotin-kirill (Node.js,
below --node DIR), ICU (the command uconv). Figures are shares of right answers on the development
data; apostrophes, date hyphens and soft signs of months count as the scorer folds them, except in
the second column. Speed is the time for a text as a multiple of ``str.translate``; that of the
tools that are commands is not comparable and left out.
"""

import argparse
import importlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cadocs
from cadocs.text import View
from cadocs.transliterate import to_cyrillic, to_latin

DATA = Path(os.environ.get("CADOCS_DATA", "../shared")).resolve()
SEEDS = Path(__file__).resolve().parent.parent / "seeds"
Batch = Callable[[list[str]], list[str]]
NODE = """
const T = require('lotin-kirill'); const t = new (T.default || T)();
const rows = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(rows.map(r => t[process.argv[1]](r))));
"""


def ours() -> tuple[Batch, Batch]:
    """Both directions of cadocs, which asks the segmenter first."""

    def way(to: str) -> Batch:
        return lambda rows: [cadocs.transliterate(row, to=to) for row in rows]

    return way("Latn"), way("Cyrl")


def uztransliterator() -> tuple[Batch, Batch]:
    """The Python package of that name."""
    module = importlib.import_module("UzTransliterator.UzTransliterator")
    engine = module.UzTransliterator()

    def way(source: str, target: str) -> Batch:
        return lambda rows: [engine.transliterate(row, source, target) for row in rows]

    return way("cyr", "lat"), way("lat", "cyr")


def lotin_kirill(node: Path) -> tuple[Batch, Batch]:
    """The Node.js package of that name."""
    if not (node / "node_modules" / "lotin-kirill").is_dir() or not shutil.which("node"):
        raise ImportError

    def way(method: str) -> Batch:
        command = ["node", "-e", NODE, method]
        return lambda rows: json.loads(_piped(command, json.dumps(rows), node))

    return way("textToLatin"), way("textToCyrillic")


def icu() -> tuple[Batch, Batch]:
    """The transforms of ICU."""
    if not shutil.which("uconv"):
        raise ImportError

    def way(transform: str) -> Batch:
        command = ["uconv", "-x", transform]
        return lambda rows: _piped(command, "\n".join(rows), None).split("\n")

    return way("uz_Cyrl-uz_Latn"), way("uz_Latn-uz_Cyrl")


def _piped(command: list[str], text: str, folder: Path | None) -> str:
    run = subprocess.run(  # noqa: S603  (tools to compare with)
        command, input=text, capture_output=True, text=True, check=True, cwd=folder
    )
    return run.stdout


def share(answers: list[str], wanted: list[set[str]], fold: Callable[[str], str]) -> float:
    hits = [
        fold(answer) in {fold(form) for form in forms}
        for answer, forms in zip(answers, wanted, strict=True)
    ]
    return sum(hits) / len(hits)


def figures(latin: Batch, cyrillic: Batch, scorer: Any) -> list[float]:
    """All columns but the speed."""
    rows = scorer.rows("dev.tsv")
    mixed = scorer.rows("dev_mixed.tsv")
    words = [row for row in rows if " " not in row["cyrl"]]
    phrases = [row for row in rows if " " in row["cyrl"]]
    lexical = [row for row in words if row["class"] == "loan_lex"]
    found = []
    for part, fold in ((words, scorer.fold), (words, str), (phrases, scorer.fold)):
        wanted = [{row["latn"], *filter(None, row["latn_alt"].split("|"))} for row in part]
        found.append(share(latin([row["cyrl"] for row in part]), wanted, fold))
    for part in (words, lexical, phrases):
        wanted = [{row["cyrl"]} for row in part]
        found.append(share(cyrillic([row["latn"] for row in part]), wanted, scorer.fold))
    sources = [row["cyrl"] for row in rows]
    found.append(share(cyrillic(latin(sources)), [{row} for row in sources], scorer.fold))
    found.append(
        share(latin([r["input"] for r in mixed]), [{r["expected"]} for r in mixed], scorer.fold)
    )
    return found


def main() -> int:
    """Print one row for each tool."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--node", type=Path, default=Path())
    node = parser.parse_args().node.resolve()
    sys.path.insert(0, str(DATA / "score"))
    try:
        scorer = importlib.import_module("translit")
    except ImportError:
        print(f"No scorer in {DATA}. Set CADOCS_DATA to the folder of the development data.")
        return 2
    heads = ["C>L words", "as written", "sentences", "L>C words", "lexical", "sentences", "back"]
    print(" " * 18, *(f"{head:>10s}" for head in [*heads, "mixed", "time"]))
    text = _latin_and_cyrillic()
    for name, make in (
        ("cadocs", ours),
        ("UzTransliterator", uztransliterator),
        ("lotin-kirill", lambda: lotin_kirill(node)),
        ("ICU", icu),
    ):
        try:
            latin, cyrillic = make()
        except ImportError:
            print(f"{name:18s} is not installed")
            continue
        row = figures(latin, cyrillic, scorer)
        times = f"{ratio(lambda way=latin: way([text]), text):9.1f}x" if name[0] in "cU" else ""
        print(f"{name:18s}", *(f"{figure:10.3f}" for figure in row), times, flush=True)
    for name, engine in (("Cyrl to Latn", to_latin), ("Latn to Cyrl", to_cyrillic)):
        given = text if engine is to_latin else to_latin(View.whole(text)).text
        one = ratio(lambda e=engine, t=given: e(View.whole(t)), given)
        grown = _seconds(lambda e=engine, t=given: e(View.whole(t * 10)))
        once = _seconds(lambda e=engine, t=given: e(View.whole(t)))
        print(f"{name}, language given, with the map: {one:.1f}x")
        print(f"{name}, ten times the text: {grown / once:.1f} times as long")
    return 0


def _latin_and_cyrillic() -> str:
    """About 100,000 letters of the Cyrillic sample."""
    sample = (SEEDS / "03_news_uz_cyrl.txt").read_text(encoding="utf-8")
    return (sample * (100_000 // len(sample) + 1))[:100_000]


def ratio(call: Callable[[], object], text: str) -> float:
    table = {ord(letter): "x" for letter in "абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ"}
    table |= {ord(letter): "xy" for letter in "шчёюя"}
    call()
    return min(_seconds(call) for _ in range(3)) / min(
        _seconds(lambda: text.translate(table)) for _ in range(3)
    )


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
