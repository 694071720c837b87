"""Learn how Uzbek Latin words are spelled in Cyrillic, and list what cannot be learned.

    pip install pymorphy3
    python models/transliterate/train.py [--data ../shared/data] [--out FOLDER]

Russian nouns, names of places and adjective stems come from the dictionary of OpenCorpora;
cadocs writes each in Latin, which lays their letters beside each other. Native words come from
the Uzbek sentences, written in Cyrillic by rule. An averaged perceptron learns the choices, also
before endings, where ь falls. Nouns that it then still gets wrong make the lexicon. Deterministic
for a seed; about ten minutes on one core.
"""

import argparse
import gzip
import json
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pymorphy3

from cadocs.text import View, fold_characters
from cadocs.transliterate import to_latin
from cadocs.transliterate.spelling import BITS, Speller, choices, context_rows

SEED = 3
EPOCHS = 4
RAREST = 25  # letters seen in fewer words are no choice
ENDINGS = "ни нинг га да дан лар лари и си ли лик сиз чи га ча ми ларни ларнинг ларга ида идан"
STEMS = ("аль", "ар", "ив", "он", "оз", "ид", "ор", "яр", "ант", "ент", "ист")
WORD = re.compile(r"[A-Za-z]+(?:['‘’ʻʼ`][A-Za-z]+)*['‘’ʻʼ`]?")
FOREIGN = re.compile(r"w|c(?!h)")
RULES = [
    ("s'h", "сҳ"), ("yo'", "йў"), ("o'", "ў"), ("g'", "ғ"), ("sh", "ш"), ("ch", "ч"),
    ("yo", "ё"), ("yu", "ю"), ("ya", "я"), ("ye", "е"),
]  # fmt: skip
SINGLE = str.maketrans("abdefghijklmnopqrstuvxyz'", "абдефгҳижклмнопқрстувхйзъ")
# Native words and names of Uzbek that look like a Russian word with another spelling.
NATIVE = {
    "akilbek",
    "akmal",
    "aksil",
    "alimov",
    "alisher",
    "amal",
    "anvar",
    "asal",
    "asil",
    "badal",
    "badya",
    "bugun",
    "chilla",
    "david",
    "debora",
    "deya",
    "dilbar",
    "dildora",
    "donald",
    "elchi",
    "eldor",
    "gorizontal",
    "ilm",
    "kafil",
    "kamal",
    "karen",
    "kelar",
    "kelin",
    "kesar",
    "makaroni",
    "martin",
    "memuari",
    "mishel",
    "miskin",
    "monopol",
    "parallel",
    "pasko",
    "polin",
    "porti",
    "rasul",
    "razil",
    "rumin",
    "salbiy",
    "sayin",
    "sessiya",
    "sizar",
    "tandir",
    "tanga",
    "taran",
    "temur",
    "vakil",
    "vertikal",
    "yeri",
    "zulfiya",
}
Row = tuple[str, list[str], int]


def laid_out(cyrillic: str) -> tuple[str, list[str]] | None:
    """A word in folded Latin letters, and what each letter was in Cyrillic ('' inside one)."""
    view = to_latin(View.whole(cyrillic))
    latin, labels = "", []
    for start, end, low, high in view.pieces():
        source, written = cyrillic[start:end], view.text[low:high]
        pairs = zip(source, written, strict=True) if len(source) == len(written) else None
        if pairs is None and len(source) != 1:
            return None
        for letter, form in pairs or [(source, written)]:
            folded = fold_characters(form)
            if folded:
                latin += folded
                labels += [letter] + [""] * (len(folded) - 1)
            elif not labels:
                return None
            else:
                at = max(i for i, label in enumerate(labels) if label)
                labels[at] += letter
    return latin, labels


def russian() -> dict[str, str]:
    """Spellings as Uzbek has them (ы as и, щ as ш), with the kind of word."""
    found: dict[str, str] = {}
    for word, tag, normal, _, _ in pymorphy3.MorphAnalyzer().dictionary.iter_known_words():
        if word != normal or not word.isalpha() or "Patr" in tag or "Abbr" in tag:
            continue
        plain = word.replace("ы", "и").replace("щ", "ш")
        if tag.POS == "NOUN" and tag.case == "nomn":
            kind = "name" if "Name" in tag or "Surn" in tag else "noun"
            found.setdefault(plain, kind)
        elif tag.POS == "ADJF" and word.endswith("ный") and word[:-3].endswith(STEMS):
            found.setdefault(plain[:-3].removesuffix("ь"), "stem")
    return found


def uzbek(data: Path) -> Counter[str]:
    """Words of the Uzbek sentences in folded small Latin letters."""
    seen: Counter[str] = Counter()
    for name in ("uz_text/uz_sentences", "uz_text/uz_sentences2", "ner/uz-Latn/train"):
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row.get("script", "Latn") == "Latn":
                    words = map(fold_characters, WORD.findall(row["text"]))
                    seen.update(word.lower().rstrip("'") for word in words)
    return seen


def by_rule(latin: str) -> str:
    """A native word in Cyrillic."""
    for pair, letter in RULES:
        latin = latin.replace(pair, letter)
    return re.sub(r"(?<![^\W\d_])е|(?<=[аоуиэ])е", "е", latin.translate(SINGLE))


def native(latin: str) -> str:
    """The same, with э where Latin e opens a word or follows a vowel."""
    return by_rule(re.sub(r"^e|(?<=[aoui])e", "\0", latin)).replace("\0", "э")


def rows(words: dict[str, str], seen: Counter[str], own: dict[str, str]) -> Iterator[Row]:
    """Training words with their weights."""
    rng = random.Random(SEED)
    endings = ENDINGS.split()
    for word in [*words, *own.values()]:
        for form in (word, word.removesuffix("ь") + rng.choice(endings)):
            laid = laid_out(form)
            if laid is not None:
                yield *laid, 1
    loans = {laid[0] for word in words if (laid := laid_out(word)) and laid[0] != word}
    for latin, count in sorted(seen.items()):
        stem = any(latin[:size] in loans for size in range(5, len(latin) + 1))
        if len(latin) < 2 or FOREIGN.search(latin) or (stem and latin not in NATIVE):
            continue
        # A verb that ends in t is followed by s without becoming ts: ketsa, ketsin.
        forms = [latin, latin + rng.choice(("sa", "sin"))] if latin.endswith("t") else [latin]
        for form in forms:
            laid = laid_out(native(form))
            if laid is not None and laid[0] == form:
                yield *laid, 1 if count == 1 else 2 if count < 5 else 4


def learn(data: list[Row]) -> Speller:
    """An averaged perceptron over the choices at each letter."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for latin, labels, _ in data:
        for letter, label in zip(latin, labels, strict=True):
            tally[letter][label] += 1
    known = {
        letter: tuple(label for label, n in each.most_common() if label and n >= RAREST)
        for letter, each in sorted(tally.items())
    }
    weights, sums = [0.0] * (1 << BITS), [0.0] * (1 << BITS)
    rng, order, step = random.Random(SEED), list(range(len(data))), 1
    for epoch in range(EPOCHS):
        rng.shuffle(order)
        wrong = total = 0
        for at in order:
            latin, labels, weight = data[at]
            padded, last = f"____{latin}____", ""
            for place, label in enumerate(labels):
                options = {choice for choice, _ in choices(latin, place, known)} if label else ()
                if len(options) > 1 and label in options:
                    rows_of = {c: list(context_rows(padded, place + 4, c, last)) for c in options}
                    scores = {c: sum(weights[row] for row in rows_of[c]) for c in options}
                    best = max(sorted(options), key=scores.__getitem__)
                    total += 1
                    if best != label:
                        wrong += 1
                        for choice, sign in ((label, weight), (best, -weight)):
                            for row in rows_of[choice]:
                                weights[row] += sign
                                sums[row] += sign * step
                if label:
                    last = label
            step += 1
        print(f"epoch {epoch + 1}: {wrong / total:.4f} of the choices wrong", flush=True)
    mean = np.array(weights) - np.array(sums) / step
    scaled = np.clip(np.round(mean * 127 / np.quantile(np.abs(mean), 0.9999)), -127, 127)
    return Speller(known, memoryview(scaled.astype(np.int8)))


def unlearned(speller: Speller, words: dict[str, str], seen: Counter[str]) -> Iterator[Row]:
    """Nouns and stems that the model gets wrong and that no other word is written like."""
    forms: dict[str, set[str]] = defaultdict(set)
    for word, kind in words.items():
        laid = laid_out(word)
        if laid is not None and kind != "name":
            forms[laid[0]].add(word)
    for latin, written in sorted(forms.items()):
        plain = native(latin)
        if len(latin) < 5 or len(written) > 1 or plain in words or latin in NATIVE:
            continue
        (word,) = written
        spelled = "".join(piece for _, _, piece in speller.spell(latin))
        if spelled != word and not (seen[latin] and spelled == plain and seen[latin] > 20):
            yield latin, [word], 1


def main() -> None:
    """Train and write both files."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    words, seen = russian(), uzbek(given.data)
    own = dict(
        line.split("\t")
        for line in (Path(__file__).parent / "own.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    data = list(rows(words, seen, own))
    print(len(words), "Russian,", len(seen), "Uzbek,", len(data), "training words", flush=True)
    speller = learn(data)
    table = [" ".join([latin, *cyrillic]) for latin, cyrillic in speller.known.items()]
    weights = np.asarray(speller.weights)
    np.savez_compressed(given.out / "spelling.npz", choices=np.array(table), weights=weights)
    listed = own | {latin: word for latin, (word,), _ in unlearned(speller, words, seen)}
    text = "".join(f"{latin}\t{word}\n" for latin, word in sorted(listed.items()))
    (given.out / "lexicon.tsv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(len(listed), "words in the lexicon")


if __name__ == "__main__":
    main()
