from __future__ import annotations

import json
from pathlib import Path

import pytest
from rewrite import GOLDEN, SEEDS, golden_form

from cadocs.pipeline import process
from cadocs.read import read

PATHS = sorted(SEEDS.glob("*.txt"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_sample_gives_its_expected_document(path: Path) -> None:
    expected = (GOLDEN / f"{path.stem}.json").read_text(encoding="utf-8")
    assert json.loads(golden_form(path)) == json.loads(expected)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_span_of_a_sample_slices_to_its_text(path: Path) -> None:
    document = process(read(path))
    assert document.text.encode() == path.read_bytes()
    found = [*document.entities, *document.amounts, *document.dates]
    spans = [*found, *(event.trigger for event in document.events)]
    assert spans
    assert all(document.text[span.start : span.end] == span.text for span in spans)


def test_every_sample_has_an_expected_document() -> None:
    assert {path.stem for path in PATHS} == {path.stem for path in GOLDEN.glob("*.json")}
    assert len(PATHS) == 5
