"""Train the language model from the development data.

    pip install torch==2.13.0 wordfreq==3.1.1
    python models/language/train.py [--data ../shared/data] [--ngrams-only [--without-mixed]] \
        [--out FILE]

Counts hashed character n-grams for each tag, in whole texts and in noisy copies of those of the
five varieties, and stores smoothed log-likelihoods as 8-bit figures. Each tag of the data has a
column of its own, so that what is in none of the five has somewhere to go; languages that are
also written in another alphabet get a copy in it. Interface strings that were left in another
language than their label are dropped by a first pass. Then trains the classifier for short texts
(``short_texts.py``), unless told not to. Deterministic for a seed.
"""

import argparse
import gzip
import json
import os
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from cadocs.detect.features import BITS, ROWS, gram_rows, plain_words
from cadocs.languages import tags
from cadocs.text import View
from cadocs.transliterate import to_cyrillic

SEED = 5
SMOOTHING = 0.03  # counts added to each row
ORDERS = {3: 0.6, 4: 1.0, 5: 1.0}  # weights of n-grams by length
STEP = 0.75  # nats in a unit of the 8-bit weights
MOST = {"uz": 6000, "turkic": 4000, "common": 5000}
SYNTHETIC = 8000
LOOKALIKES = dict(zip("аеорсух", "aeopcyx", strict=True))
OTHER_ALPHABETS = {
    ("az", "az-Cyrl"): (
        "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
        "а б ҹ ч д е ә ф ҝ ғ һ х ы и ж к г л м н о ө п р с ш т у ү в ј з",
    ),
    ("tk", "tk-Cyrl"): (
        "abçdeäfghijžklmnňoöprsştuüwyýz",
        "а б ч д е ә ф г х и җ ж к л м н ң о ө п р с ш т у ү в ы й з",
    ),
    ("ug", "ug-Latn"): (
        "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي،؟",
        "- a e b p t j ch x d r z zh s sh gh f q k g ng l m n h o u ö ü w ë i y , ?",
    ),
    ("kk", "kk-Latn"): (
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюяьъ",
        "a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ch ş şş y ı e iu ia - -",
    ),
}
COPIES = 700


def labelled(data: Path) -> Iterator[tuple[str, str]]:
    """The labelled texts."""
    with (data / "langid" / "train.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            tag, text = line.rstrip("\n").split("\t", 1)
            yield tag, text


def raw(path: Path, name: Callable[[dict[str, str]], str], most: int) -> Iterator[tuple[str, str]]:
    """Up to ``most`` raw sentences for each tag of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(SEED).shuffle(rows)
    seen: Counter[str] = Counter()
    for row in rows:
        tag = name(row)
        seen[tag] += 1
        if seen[tag] <= most:
            yield tag, row["text"]


def noisy(text: str, rng: random.Random) -> str:
    """A copy as careless typing and scanning leave it."""
    kind = rng.randrange(4)
    if kind == 0:
        return re.sub("['ʻʼ‘’`]", "", text)
    if kind == 1:
        return text.replace("ў", "у").replace("Ў", "У")
    if kind == 2:
        return "".join(LOOKALIKES.get(c, c) if rng.random() < 0.1 else c for c in text)
    words = text.split()
    cut = rng.randrange(len(words)) if words else 0
    return " ".join(w[:3] + "- " + w[3:] if i == cut else w for i, w in enumerate(words))


def in_other_alphabets(
    rows: list[tuple[str, str]], rng: random.Random
) -> Iterator[tuple[str, str]]:
    """Copies of some texts in the other alphabet of their language, letter by letter."""
    for (tag, copied), (letters, values) in OTHER_ALPHABETS.items():
        pairs = zip(letters, values.split(), strict=True)
        table = str.maketrans({a: "" if b == "-" else b for a, b in pairs})
        texts = [text for name, text in rows if name == tag]
        for text in rng.sample(texts, min(COPIES, len(texts))):
            yield copied, text.lower().translate(table)


def collect(data: Path, banned: str) -> list[tuple[str, str]]:
    """All training texts with their tags, without those that ``banned`` contains."""
    texts = data / "uz_text"
    rows = list(labelled(data))
    rows += raw(texts / "uz_sentences.jsonl.gz", lambda r: f"uz-{r['script']}", MOST["uz"])
    rows += raw(texts / "uz_sentences2.jsonl.gz", lambda _: "uz-Latn", MOST["uz"])
    rows += raw(texts / "turkic_sentences.jsonl.gz", lambda r: r["lang"], MOST["turkic"])
    rows += raw(texts / "de_en_ru_sentences.jsonl.gz", lambda r: r["lang"], MOST["common"])
    return [(tag, text) for tag, text in rows if not banned or text not in banned]


def with_copies(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The texts, and copies of them in other alphabets and with mistakes."""
    rng = random.Random(SEED)
    latin = [text for tag, text in rows if tag == "uz-Latn"]
    copies = [
        ("uz-Cyrl", to_cyrillic(View.whole(text)).text)
        for text in rng.sample(latin, min(SYNTHETIC, len(latin)))
    ]
    copies += in_other_alphabets(rows, rng)
    copies += [(tag, noisy(text, rng)) for tag, text in rows + copies if tag in tags()]
    return rows + copies


def row_counts(text: str) -> np.ndarray:
    """The rows of all n-grams of a text."""
    words = " ".join(word for _, _, word in plain_words(text))
    found = gram_rows(f" {words} ").ravel() if words else np.zeros(0, np.uint32)
    return found[found < ROWS]


def train(rows: list[tuple[str, str]]) -> tuple[list[str], np.ndarray]:
    """The tags and their 8-bit log-likelihoods relative to the mean over tags."""
    by_tag: dict[str, list[np.ndarray]] = {tag: [] for tag in sorted({tag for tag, _ in rows})}
    for tag, text in rows:
        by_tag[tag].append(row_counts(text))
    counts = [np.bincount(np.concatenate(found), minlength=ROWS) for found in by_tag.values()]
    table = np.stack(counts, axis=1).astype(np.float64)
    first = 0
    for length, bits in BITS.items():
        part = table[first : first + (1 << bits)]
        likely = np.log((part + SMOOTHING) / (part.sum(axis=0) + SMOOTHING * len(part)))
        part[:] = (likely - likely.mean(axis=1, keepdims=True)) * ORDERS[length]
        first += 1 << bits
    return list(by_tag), np.clip(np.round(table / STEP), -127, 127).astype(np.int8)


def without_mislabelled(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The texts of the five varieties that a first pass does not find in another of them."""
    names, weights = train([row for row in rows if row[0] in tags()])
    kept = []
    for tag, text in rows:
        sums = weights[row_counts(text)].sum(axis=0, dtype=np.int64)
        if tag not in names or names[int(sums.argmax())] == tag:
            kept.append((tag, text))
    return kept


def write(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write an npz file, packed as small as it gets."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as file:
                np.lib.format.write_array(file, array)


def short_texts(data: Path, rows: list[tuple[str, str]], names: list[str]) -> dict[str, np.ndarray]:
    """The arrays of the classifier for short texts."""
    from short_texts import train_short_texts  # noqa: PLC0415  (needs torch)

    usual = set(labelled(data))
    first = [row for row in rows if row in usual]
    others = [row for row in rows if row not in usual]
    return train_short_texts(first, others, names, SEED)


def main() -> None:
    """Train and write the model."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "ngrams.npz")
    parser.add_argument("--without-mixed", action="store_true")
    parser.add_argument(
        "--ngrams-only",
        action="store_true",
        help="without the classifier for short texts",
    )
    given = parser.parse_args()
    banned = ""
    if given.without_mixed:
        mixed = (given.data / "langid" / "dev_mixed.jsonl").read_text(encoding="utf-8")
        banned = "\n".join(json.loads(line)["text"] for line in mixed.splitlines())
    rows = collect(given.data, banned)
    kept = without_mislabelled(rows)
    copied = with_copies(kept)
    names, weights = train(copied)
    arrays = {"tags": np.array(names), "weights": weights, "step": np.array(STEP)}
    if not given.ngrams_only:
        arrays |= short_texts(given.data, copied, names)
    write(given.out, arrays)
    print(f"{len(rows) - len(kept)} mislabelled texts dropped")
    print(len(names), "tags,", given.out.stat().st_size // 1024, "KB:", *names)


if __name__ == "__main__":
    main()
