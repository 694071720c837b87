"""Make the profiles that langdetect lacks: Uzbek in both scripts, and languages near to it.

    python models/language/train_langdetect.py [--data ../shared/data] [--out FILE]

Counts n-grams with langdetect's own profile class, over the texts that the n-gram model is
trained on. The languages that langdetect knows keep the profiles it ships. Deterministic.
"""

import argparse
import gzip
import json
import os
from pathlib import Path

from langdetect.utils.lang_profile import LangProfile
from train import collect, with_copies, without_mislabelled

from cadocs.text import fold_characters

TAGS = (
    "uz-Latn", "uz-Cyrl", "az", "ba", "be", "crh", "kaa", "kk", "ky", "mn", "sr-Cyrl", "tg", "tk",
    "tt", "ug",
)  # fmt: skip


def main() -> None:
    """Count and write the profiles."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "langdetect.json.gz")
    given = parser.parse_args()
    profiles = {tag: LangProfile(tag) for tag in TAGS}
    for tag, text in with_copies(without_mislabelled(collect(given.data, ""))):
        if tag in profiles:
            profiles[tag].update(f" {fold_characters(text)} ")
    rows = []
    for tag, profile in profiles.items():
        profile.omit_less_freq()
        rows.append({"name": tag, "freq": dict(profile.freq), "n_words": profile.n_words})
    packed = json.dumps(rows, ensure_ascii=False, sort_keys=True).encode()
    given.out.write_bytes(gzip.compress(packed, mtime=0))
    print(len(rows), "profiles,", given.out.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main()
