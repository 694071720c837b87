"""Make the shipped knowledge base from the gazetteer and the corrections beside this file.

    python models/knowledge/build.py [--data ../shared/data/gazetteer] [--out FILE]

One JSON array a line: id, label, kind, country, population, English name, names by language,
surnames by language, adjectives and demonyms by language. Uzbek Cyrillic names are stored in Latin
script, which is how they are looked up. Deterministic.

A line of ``corrections.jsonl`` is a new row in the gazetteer's shape, or ``{"correct": ID}`` with
``"id"`` (the id that it should have), ``"add"`` and ``"drop"`` (names by language).
"""

import argparse
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cadocs.extract.knowledge import LEADER
from cadocs.extract.knowledge_rows import fields_of

FILES = ("countries", "places", "orgs", "people")
LEFT_OUT = {"event", "brand"}  # subtypes that are not annotated as names
HERE = Path(__file__).parent

LEADING = (
    "head of state", "prime minister", "chancellor", "president of the eur", "un secretary",
    "chairman of the cabinet", "supreme leader", "minister of foreign", "foreign minister",
)  # fmt: skip
# Surnames that many bear: alone they say too little, whoever leads.
FREQUENT = {
    "Karimov", "Aliyev", "Sultanov", "Aripov", "Asadov", "Johnson", "Khan", "Sharif", "Costa",
    "Saidov", "Kamilov", "Yusupov", "Musin", "Kim", "Li", "Wang", "Singh", "Smith", "Brown",
    "Ibraimov", "Ismailov", "Satybaldiyev", "Otunbayev", "Atambayev", "Mamin", "Ahmadov", "Rasulov",
    "Bayramov", "Mammadov", "Huseynov", "Mirzoyan", "Rubio", "Miller", "Blinken", "Musayev",
    "Akmatov",
}  # fmt: skip

# Words for a region, by language: whichever stands in a name, the others are said as well.
REGION_WORDS = {
    "en": ("{} Region", "{} Province", "{} Oblast"),
    "de": ("Region {}", "Provinz {}", "Gebiet {}", "Oblast {}"),
}
# Words for a government in small letters are common nouns, whatever stands beside them.
GOVERNMENT = (
    "government",
    "Regierung",
    "правительство",
    "hukumati",
    "ҳукумати",
    "parlament",
    "парламент",
)

Row = dict[str, Any]


def read(path: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def corrected(rows: list[Row], corrections: list[Row]) -> Iterator[Row]:
    """The rows with what is known better, and the rows that were missing."""
    by_id: dict[str, list[Row]] = {}
    for correction in corrections:
        if "correct" in correction:
            by_id.setdefault(correction["correct"], []).append(correction)
    known = {row["id"] for row in rows}
    unknown = sorted(set(by_id) - known)
    if unknown:
        message = f"No rows to correct: {', '.join(unknown)}."
        raise SystemExit(message)
    for row in rows:
        for correction in by_id.get(row["id"], ()):
            correct(row, correction)
        yield row
    yield from (row for row in corrections if "correct" not in row)


def correct(row: Row, correction: Row) -> None:
    """Change one row in its place."""
    for field in ("names", "surnames"):
        for tag, names in correction.get("drop", {}).items():
            if tag in row.get(field, {}):
                row[field][tag] = [name for name in row[field][tag] if name not in names]
    for tag, names in correction.get("add", {}).items():
        kept = row["names"].setdefault(tag, [])
        kept += [name for name in names if name not in kept]
    row["id"] = correction.get("id", row["id"])


def widened(row: Row) -> Row:
    """A row with the names that follow from those it has."""
    if row["type"] == "admin1":
        for tag, patterns in REGION_WORDS.items():
            names = row["names"].get(tag, [])
            cores = [core for name in names if (core := region_core(name, patterns))]
            names += [p.format(core) for core in cores for p in patterns]
            row["names"][tag] = list(dict.fromkeys(names))
    if row.get("subtype") in ("government", "parliament"):
        for tag, names in row["names"].items():
            row["names"][tag] = [name for name in names if not is_common(name, tag)] or names[:1]
    return row


def region_core(name: str, patterns: tuple[str, ...]) -> str | None:
    """The name of a region without the word for a region."""
    for pattern in patterns:
        before, _, after = pattern.partition("{}")
        if name.startswith(before) and name.endswith(after) and len(name) > len(pattern) - 2:
            return name[len(before) : len(name) - len(after)]
    return None


def is_common(name: str, tag: str) -> bool:
    """Whether a name is a common noun with a country: ``правительство Греции``."""
    words = name.split()
    hit = any(word in GOVERNMENT for word in words)
    return hit and len(words) > 1 and (tag != "de" or "Regierung" in words)


def kind_of(row: Row) -> str | None:
    """A person's kind, where its surname alone is enough."""
    if row["type"] != "person" or not row.get("role", "").removeprefix("former ").startswith(
        LEADING
    ):
        return row.get("subtype")
    surnames = row.get("surnames", {}).get("en", ())
    return None if FREQUENT.intersection(surnames) else LEADER


def main() -> None:
    """Read the gazetteer and write the knowledge base."""
    default = Path(os.environ.get("CADOCS_DATA", "../shared")) / "data" / "gazetteer"
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--out", type=Path, default=HERE / "entities.jsonl.gz")
    given = parser.parse_args()
    rows = [row for name in FILES for row in read(given.data / f"{name}.jsonl")]
    lines = [
        json.dumps(fields_of(widened(row) | {"subtype": kind_of(row)}), ensure_ascii=False)
        for row in corrected(rows, read(HERE / "corrections.jsonl"))
        if row.get("subtype") not in LEFT_OUT
    ]
    text = "\n".join(lines) + "\n"
    given.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(len(lines), "entities,", given.out.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main()
