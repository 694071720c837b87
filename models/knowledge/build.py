"""Make the shipped knowledge base from the gazetteer.

    python models/knowledge/build.py [--data ../shared/data/gazetteer] [--out FILE]

One JSON array a line: id, label, kind, country, population, English name, names by language,
surnames by language, adjectives and demonyms by language. Uzbek Cyrillic names are stored in Latin
script, which is how they are looked up. Deterministic.
"""

import argparse
import gzip
import json
import os
from pathlib import Path
from typing import Any

from cadocs.languages import load_language, tags
from cadocs.text import View, fold_characters
from cadocs.transliterate import to_latin

FILES = {"countries": "LOC", "places": "LOC", "orgs": "ORG", "people": "PER"}
LEFT_OUT = {"event", "brand"}  # subtypes that are not annotated as names

Row = dict[str, Any]


def kind_of(row: Row) -> str:
    """The kind of an entity: country, city, admin1, region, water, person, or an org's subtype."""
    return str(row.get("subtype") or row["type"])


def names_of(row: Row, field: str) -> dict[str, list[str]]:
    """The names by tag of the tables they are looked up with, without doubles."""
    found: dict[str, list[str]] = {}
    for tag in tags():
        base = load_language(tag).base
        for name in row.get(field, {}).get(tag, ()):
            latin = to_latin(View.whole(name)).text if base else name
            folded = fold_characters(latin)
            place = found.setdefault(base or tag, [])
            if folded not in place:
                place.append(folded)
    return found


def entry(row: Row, label: str) -> list[Any]:
    """One line of the knowledge base."""
    country = row.get("country") or row.get("iso2")
    english = row["names"].get("en") or next(iter(row["names"].values()))
    fields = (kind_of(row), country, row.get("population") or 0, english[0])
    by_tag = (names_of(row, field) for field in ("names", "surnames", "adjectives"))
    return [row["id"], label, *fields, *by_tag]


def main() -> None:
    """Read the gazetteer and write the knowledge base."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data" / "gazetteer"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "entities.jsonl.gz")
    given = parser.parse_args()
    lines = []
    for name, label in FILES.items():
        with (given.data / f"{name}.jsonl").open(encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                if kind_of(row) not in LEFT_OUT:
                    lines += [json.dumps(entry(row, label), ensure_ascii=False)]
    text = "\n".join(lines) + "\n"
    given.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(len(lines), "entities,", given.out.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main()
