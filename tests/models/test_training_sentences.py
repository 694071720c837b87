"""The recipe's reading of annotated sentences."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

RECIPES = Path(__file__).parents[2] / "models" / "names"
sys.path.insert(0, str(RECIPES))

from sentences import MARK, RAW, Substitution, corrections, own_sentences, unmarked  # noqa: E402

TAGS = ("de", "en", "ru", "uz-Latn")


def test_marks_become_spans_and_stems() -> None:
    row = unmarked("Bugun [LOC Toshkent|da] [PER A. Karimov] edi.")
    assert row["text"] == "Bugun Toshkentda A. Karimov edi."
    assert row["spans"] == [[6, 16, "LOC"], [17, 27, "PER"]]
    assert row["stems"] == [14, 27]


@pytest.mark.parametrize("tag", TAGS)
def test_our_own_sentences_are_well_formed(tag: str) -> None:
    for line in (RECIPES / "own" / f"{tag}.tsv").read_text(encoding="utf-8").splitlines():
        kind, bar, marked = line.partition("\t")
        assert kind, line
        assert bar, line
        assert not set("[]|") & set(MARK.sub("", marked)), line
    rows = list(own_sentences(tag))
    assert len({row["text"] for row in rows}) > 0.98 * len(rows)
    for row in rows:
        names = [row["text"][start:end] for start, end, _ in row["spans"]]
        assert all(name == name.strip() for name in names), row


@pytest.mark.parametrize("tag", sorted(RAW))
def test_labels_of_raw_sentences_are_spans_in_order(tag: str) -> None:
    for line in (RECIPES / "raw" / f"{tag}.tsv").read_text(encoding="utf-8").splitlines():
        key, spans = line.split("\t")
        assert len(key) == 12
        ends = [0]
        for start, end, label in json.loads(spans):
            assert ends[-1] <= start < end
            assert label in {"PER", "ORG", "LOC"}
            ends.append(end)


def test_corrections_name_spans_in_order() -> None:
    for key, spans in corrections().items():
        assert len(key) == 12
        assert spans is None or spans == sorted(spans)


def test_substitution_keeps_words_labels_and_endings(tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    table = (
        ("name", "script", "kind", "language", "source"),
        ("Olim", "Latn", "given", "uz", "own"),
        ("Sobirov", "Latn", "surname", "uz", "own"),
    )
    lines = "".join("\t".join(row) + "\n" for row in table)
    (folder / "central_asian.tsv").write_text(lines, encoding="utf-8")
    row = unmarked("[PER Aziz Karimov|ga] [LOC Xivada] kitob berildi.")
    rng = random.Random(1)  # noqa: S311
    other = Substitution("uz-Latn", tmp_path, [unmarked("[LOC Guliston]")], rng)
    made = other.apply(row)
    (start, end, label), second = made["spans"]
    assert (made["text"][start:end], label) == ("Olim Sobirovga", "PER")
    assert second[2] == "LOC"
    assert made["text"].endswith(" kitob berildi.")
