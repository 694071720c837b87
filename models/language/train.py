"""Train the language model from the development data.

    python models/language/train.py [--data ../shared/data] [--without-mixed] [--out FILE]

Counts hashed character n-grams for each tag, in whole texts and in noisy copies of those of the
five varieties, and stores smoothed log-likelihoods as 8-bit figures. Deterministic for a seed.
"""

import argparse
import gzip
import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from cadocs.detect.features import BUCKETS, gram_buckets, plain_words
from cadocs.languages import tags
from cadocs.text import fold_characters

SEED = 11
SMOOTHING = 0.1
SMALLEST = 180  # texts that a tag must have to stand for itself
SYNTHETIC = 5000
LETTERS = [
    ("yo'", "йў"), ("o'", "ў"), ("g'", "ғ"), ("sh", "ш"), ("ch", "ч"), ("ya", "я"), ("yo", "ё"),
    ("yu", "ю"), ("ye", "е"), ("siya", "ция"), ("ts", "ц"),
]  # fmt: skip
SINGLE = str.maketrans("abvgdjziyklmnoprstufxhqe'", "абвгджзийклмнопрстуфхҳқеъ")
LOOKALIKES = dict(zip("аеорсух", "aeopcyx", strict=True))


def labelled(data: Path, banned: str) -> Iterator[tuple[str, str]]:
    """The labelled texts, without those that the composed documents hold."""
    with (data / "langid" / "train.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            tag, text = line.rstrip("\n").split("\t", 1)
            if text not in banned:
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


def in_cyrillic(text: str) -> str:
    """Uzbek in Cyrillic letters, roughly: enough for counting n-grams."""
    text = fold_characters(text).lower()
    for latin, cyrillic in LETTERS:
        text = text.replace(latin, cyrillic)
    return re.sub(r"(?<![^\W\d_])е", "э", text.translate(SINGLE))


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


def collect(data: Path, banned: str) -> list[tuple[str, str]]:
    """All training texts with their tags."""
    texts = data / "uz_text"
    rows = list(labelled(data, banned))
    rows += raw(texts / "uz_sentences.jsonl.gz", lambda r: f"uz-{r['script']}", 6000)
    rows += raw(texts / "uz_sentences2.jsonl.gz", lambda _: "uz-Latn", 4000)
    rows += raw(texts / "turkic_sentences.jsonl.gz", lambda r: r["lang"], 2500)
    rows += raw(texts / "de_en_ru_sentences.jsonl.gz", lambda r: r["lang"], 3000)
    rng = random.Random(SEED)
    latin = [text for tag, text in rows if tag == "uz-Latn"]
    rows += [("uz-Cyrl", in_cyrillic(text)) for text in rng.sample(latin, SYNTHETIC)]
    rows += [(tag, noisy(text, rng)) for tag, text in list(rows) if tag in tags()]
    return [(tag, text) for tag, text in rows if not banned or text not in banned]


def grams(text: str) -> np.ndarray:
    """All buckets of a text."""
    words = " ".join(word for _, _, word in plain_words(text))
    return np.concatenate(gram_buckets(f" {words} ")) if words else np.zeros(0, np.uint32)


def train(rows: list[tuple[str, str]]) -> tuple[list[str], np.ndarray]:
    """The tags and their 8-bit log-likelihoods relative to the mean over tags."""
    sizes = Counter(tag for tag, _ in rows)
    names = sorted(tag for tag, size in sizes.items() if size >= SMALLEST and keeps(tag, sizes))
    names.append("other")
    column = {tag: at for at, tag in enumerate(names)}
    counts = np.zeros((BUCKETS, len(names)))
    for tag, text in rows:
        at = column.get(tag, column["other"])
        counts[:, at] += np.bincount(grams(text), minlength=BUCKETS)
    likely = np.log((counts + SMOOTHING) / (counts.sum(axis=0) + SMOOTHING * BUCKETS))
    likely -= likely.mean(axis=1, keepdims=True)
    return names, np.clip(np.round(likely * 10), -127, 127).astype(np.int8)


def keeps(tag: str, sizes: Counter[str]) -> bool:
    """Whether a tag stands for itself: ours, and the languages that are near to ours."""
    return tag in tags() or sizes[tag] >= NEAR


NEAR = 360


def main() -> None:
    """Train and write the model."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "ngrams.npz")
    parser.add_argument("--without-mixed", action="store_true")
    given = parser.parse_args()
    banned = ""
    if given.without_mixed:
        mixed = (given.data / "langid" / "dev_mixed.jsonl").read_text(encoding="utf-8")
        banned = "\n".join(json.loads(line)["text"] for line in mixed.splitlines())
    names, weights = train(collect(given.data, banned))
    np.savez_compressed(given.out, tags=np.array(names), weights=weights)
    print(len(names), "tags,", given.out.stat().st_size // 1024, "KB:", *names)


if __name__ == "__main__":
    main()
