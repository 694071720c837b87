"""Compare the naming of languages with other libraries, in one run.

    pip install '.[bench]'; python benchmarks/language.py [--quick] [--as-labelled]

Texts: the development lines as they are; cut to 3 to 10 words; joined to documents of eight to
twelve lines of a tag and source; perturbed (capitals, apostrophes, look-alikes, ў typed as у,
words cut by a hyphen, one or two words). What chance cuts is made five times over. A word has a
letter; lines with fewer words than wanted are left out. So are the lines of
``resources/mislabelled.tsv``, English interface strings that the data has as Uzbek, unless
``--as-labelled`` is given. Mixed documents are read with a model trained without the sentences that
they are composed of. Where a library knows Uzbek but not its script, the script of most letters is
taken. Mixed documents go to the other libraries sentence by sentence.
"""

import argparse
import hashlib
import importlib
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cadocs
from cadocs.detect import load_detector
from cadocs.languages import tags
from cadocs.normalise import normalise
from cadocs.text import View, split_sentences

DATA = Path(os.environ.get("CADOCS_DATA", "../shared")).resolve()
HERE = Path(__file__).resolve().parent
RECIPE = HERE.parent / "models" / "language" / "train.py"
SEED = 17
MAKINGS = 5  # of texts that chance cuts; their figures are means
LOOKALIKES = str.maketrans("аеорсух", "aeopcyx")
Row = tuple[str, str]
Namer = Callable[[str], str]


def short(text: str, rng: random.Random, least: int = 3, most: int = 10) -> str | None:
    """Some words in a row, with what stands between them; None for a text with fewer."""
    tokens = text.split()
    words = [at for at, token in enumerate(tokens) if any(map(str.isalpha, token))]
    if len(words) < least:
        return None
    size = min(rng.randint(least, most), len(words))
    first = rng.randrange(len(words) - size + 1)
    return " ".join(tokens[words[first] : words[first + size - 1] + 1])


def perturbed(text: str, rng: random.Random) -> str | None:
    kind = rng.randrange(6)
    if kind == 0:
        return text.upper()
    if kind == 1:
        return re.sub("['ʻʼ‘’`]", rng.choice(["", "`", "´"]), text)
    if kind == 2:
        return text.replace("ў", "у").replace("Ў", "У")
    if kind == 3:
        return "".join(c.translate(LOOKALIKES) if rng.random() < 0.1 else c for c in text)
    if kind == 4:
        words = text.split()
        cut = rng.randrange(len(words))
        return " ".join(w[:3] + "- " + w[3:] if at == cut else w for at, w in enumerate(words))
    return short(text, rng, 1, 2)


def documents(rows: list[Row], rng: random.Random) -> Iterator[Row]:
    by_tag = defaultdict(list)
    for tag, text in rows:
        by_tag[tag].append(text)
    for tag, texts in by_tag.items():
        at = 0
        while at < len(texts):
            size = rng.randint(8, 12)
            yield tag, "\n".join(texts[at : at + size])
            at += size


def made(rows: list[Row], change: Callable[[str], str | None]) -> list[Row]:
    """The lines after a change, without those that it makes nothing of."""
    changed = [(tag, change(text)) for tag, text in rows]
    return [(tag, text) for tag, text in changed if text is not None]


def made_sets(lines: list[Row]) -> dict[str, list[list[Row]]]:
    """The texts that are made of the lines, each kind several times."""
    sets: dict[str, list[list[Row]]] = {"3-10 words": [], "document": [], "perturbed": []}
    for making in range(MAKINGS):
        rng = random.Random(SEED + making)  # noqa: S311  (a repeatable choice of texts)
        sets["3-10 words"].append(made(lines, lambda text, rng=rng: short(text, rng)))
        sets["document"].append(list(documents(lines, rng)))
        sets["perturbed"].append(made(lines, lambda text, rng=rng: perturbed(text, rng)))
    return sets


def mislabelled() -> set[str]:
    """The lines whose label is wrong."""
    lines = (HERE / "resources" / "mislabelled.tsv").read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[0] for line in lines if not line.startswith("#")}


def key(text: str) -> str:
    """The first twelve digits of a line's SHA-256, by which ``mislabelled.tsv`` names it."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def peers() -> dict[str, Namer]:
    """The libraries that are installed; none is a dependency of cadocs but langdetect."""
    namers: dict[str, Namer] = {}
    for name, make in (
        ("langdetect", _langdetect),
        ("lingua", _lingua),
        ("pycld2", _pycld2),
        ("py3langid", _py3langid),
    ):
        try:
            namers[name] = make()
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
    return namers


def _langdetect() -> Namer:
    package = importlib.import_module("langdetect")
    package.DetectorFactory.seed = 0

    def name(text: str) -> str:
        try:
            return str(package.detect(text))
        except package.LangDetectException:
            return "und"

    return name


def _lingua() -> Namer:
    package = importlib.import_module("lingua")
    detector = package.LanguageDetectorBuilder.from_all_languages().build()

    def name(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found is not None else "und"

    return name


def _pycld2() -> Namer:
    package = importlib.import_module("pycld2")

    def name(text: str) -> str:
        try:
            return str(package.detect(text.encode())[2][0][1])
        except package.error:
            return "und"

    return name


def _py3langid() -> Namer:
    package = importlib.import_module("py3langid")
    return lambda text: str(package.classify(text)[0])


def by_sentence(name: Namer) -> Callable[[str], list[tuple[int, int, str]]]:
    def segments(text: str) -> list[tuple[int, int, str]]:
        return [(start, end, name(text[start:end])) for start, end in split_sentences(text)]

    return segments


def ours_for_mixed(folder: Path) -> Callable[[str], list[tuple[int, int, str]]]:
    """Read with a model that has not seen the sentences of the mixed documents."""
    (folder / "language").mkdir()
    out = folder / "language" / "ngrams.npz"
    command = [sys.executable, str(RECIPE), "--ngrams-only", "--without-mixed", "--out", str(out)]
    recipe = [*command, "--data", str(DATA / "data")]
    subprocess.run(recipe, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (own recipe)
    detector = load_detector("cadocs", folder)

    def segments(text: str) -> list[tuple[int, int, str]]:
        found = detector.segments(normalise(View.whole(text)).view)
        return [(each.start, each.end, each.language) for each in found]

    return segments


def rate(name: Namer, texts: list[str]) -> float:
    """Characters a second, after one call that loads what is needed."""
    name(texts[0])
    start = time.perf_counter()
    for text in texts:
        name(text)
    return sum(map(len, texts)) / (time.perf_counter() - start)


def row(title: str, figures: list[float]) -> None:
    print(f"{title:24s}", *(f"{figure:9.3f}" for figure in figures), flush=True)


def main() -> int:
    """Print one row for each library."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--quick", action="store_true", help="every fifth text only")
    parser.add_argument("--as-labelled", action="store_true", help="mislabelled lines too")
    given = parser.parse_args()
    sys.path.insert(0, str(DATA / "score"))
    try:
        scorer: Any = importlib.import_module("langid")
    except ImportError:
        print(f"No scorer in {DATA}. Set CADOCS_DATA to the folder of the development data.")
        return 2
    lines: list[Row] = [(gold, text) for gold, text, *_ in scorer.load("dev")]
    wrong = set() if given.as_labelled else mislabelled()
    lines = [row for row in lines if key(row[1]) not in wrong]
    lines = lines[::5] if given.quick else lines
    sets = {"sentence": [lines], **made_sets(lines)}
    mixed = scorer.load_mixed()
    speed = [text for _, text in lines[::8]]
    namers = {"cadocs": lambda text: str(cadocs.detect_language(text).language)}
    profiles = load_detector("langdetect")
    namers["langdetect, our profiles"] = lambda text: str(profiles.detect(text).language)
    namers |= peers()
    base = rate(namers["langdetect"], speed)
    heads = [*sets, "others in", "letters", "borders", "speed"]
    print(" " * 24, *(f"{head:>9s}" for head in heads))
    for title, name in namers.items():
        figures = []
        for makings in sets.values():
            scores = []
            for rows in makings:
                answers = [name(text) for _, text in rows]
                scored = scorer.score_text([(t, x, "", "") for t, x in rows], answers)
                scores.append(scored["macro_f1"])
                if rows is lines:
                    far = scored["far"]
            figures.append(statistics.mean(scores))
        with tempfile.TemporaryDirectory() as folder:
            ours = title == "cadocs"
            read = ours_for_mixed(Path(folder)) if ours else by_sentence(name)
            found = scorer.score_mixed(mixed, [read(each["text"]) for each in mixed])["all"]
        ratio = rate(name, speed) / base
        row(title, [*figures, far, found["char_acc"], found["boundary_F1@5"], ratio])
    cyrillic = [row for row in lines if row[0] == "uz-Cyrl"]
    rng = random.Random(SEED)  # noqa: S311  (a repeatable choice of texts)
    genuine = [text for _, text in made(cyrillic, lambda text: short(text, rng))]
    hits = sum(namers["cadocs"](text) == "uz-Cyrl" for text in genuine)
    print(f"cadocs, uz-Cyrl in 3 to 10 words, recall: {hits / len(genuine):.3f}")
    load = min(_load_seconds() for _ in range(3))
    print(f"cadocs, reading the model: {load:.3f} s; tags with a table: {len(tags())}")
    one = "\n".join(text for _, text in lines)[:100_000]
    times = [_seconds(lambda size=size: cadocs.find_segments(one * size)) for size in (1, 10)]
    print(f"cadocs, segments of 1 MB take {times[1] / times[0]:.1f} times those of 0.1 MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the run, all libraries: {peak:.0f} MB")
    return 0


def _load_seconds() -> float:
    load_detector.cache_clear()
    importlib.import_module("cadocs.detect.model").load_model.cache_clear()
    importlib.import_module("cadocs.detect.short_texts").load_short_texts.cache_clear()
    return _seconds(lambda: load_detector("cadocs"))


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
