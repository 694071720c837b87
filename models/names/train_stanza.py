"""Train a small Stanza recogniser, for those who work with Stanza, and for its tests.

    pip install torch==2.13.0 stanza
    python models/names/train_stanza.py uz-Latn --out FOLDER [--steps 2000]

Characters and words alone, without pretrained vectors, so that nothing is downloaded. The folder
is ``stanza`` inside the models folder, or that of Stanza's packages (``STANZA_RESOURCES_DIR``);
2,000 steps take minutes on a CPU.
"""

import argparse
import json
import os
import random
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sentences import read_sentences

from cadocs.backends.words import make_words
from cadocs.text import fold_characters

SEED = 7
SMALL = ("--no_pretrain", "--word_emb_dim", "50", "--hidden_dim", "64", "--char_hidden_dim", "32")
Word = dict[str, str]


def words_of(rows: Iterable[dict[str, Any]], tag: str) -> Iterator[list[Word]]:
    """Each sentence as Stanza reads it: words with BIO labels."""
    for row in rows:
        forms, starts = make_words(fold_characters(row["text"]), tag)
        labels = ["O"] * len(forms)
        for low, high, label in row["spans"]:
            inside = [at for at, start in enumerate(starts) if low <= start < high]
            for at in inside:
                labels[at] = f"{'B' if at == inside[0] else 'I'}-{label}"
        if forms:
            yield [{"text": form, "ner": label} for form, label in zip(forms, labels, strict=True)]


def train(tag: str, rows: list[dict[str, Any]], out: Path, steps: int) -> Path:
    """Train on some annotated sentences and write a folder of Stanza's layout.

    Returns:
        The file of the model, ``LANGUAGE/ner/cadocs.pt`` in the folder.
    """
    from stanza.models import ner_tagger  # noqa: PLC0415  (an extra)

    sentences = list(words_of(rows, tag))
    random.Random(SEED).shuffle(sentences)
    language = tag.partition("-")[0]
    place = out / language / "ner"
    place.mkdir(parents=True, exist_ok=True)
    held_out = max(len(sentences) // 10, 1)
    with tempfile.TemporaryDirectory() as scratch:
        files = [Path(scratch) / name for name in ("train.json", "dev.json")]
        for path, part in zip(files, (sentences[held_out:], sentences[:held_out]), strict=True):
            path.write_text(json.dumps(part), encoding="utf-8")
        options = {
            "--mode": "train", "--shorthand": f"{language}_cadocs",
            "--train_file": files[0], "--eval_file": files[1], "--save_dir": place,
            "--save_name": "cadocs.pt", "--max_steps": steps, "--eval_interval": max(steps // 4, 1),
            "--optim": "adam", "--lr": 0.003, "--seed": SEED,
        }  # fmt: skip
        flat = [str(part) for pair in options.items() for part in pair]
        ner_tagger.main([*flat, *SMALL, "--cpu"])
    # Stanza asks for a list of packages, which may be empty.
    listed = out / "resources.json"
    if not listed.exists():
        listed.write_text("{}", encoding="utf-8")
    return place / "cadocs.pt"


def main() -> None:
    """Read the arguments and train."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data" / "ner"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("tag")
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2000)
    given = parser.parse_args()
    rows = list(read_sentences(given.data / given.tag, "train", "train2"))
    print(train(given.tag, rows, given.out, given.steps))


if __name__ == "__main__":
    main()
