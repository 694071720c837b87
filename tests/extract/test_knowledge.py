from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cadocs import Config
from cadocs.errors import BadTableError
from cadocs.extract.knowledge import load_knowledge
from cadocs.pipeline import Pipeline

ACME = {
    "id": "local:org:acme",
    "type": "org",
    "country": "UZ",
    "names": {"en": ["Acme Textiles"], "uz-Latn": ["Acme to‘qimachilik"], "ru": ["Акме"]},
}
OTHER_TASHKENT = {"id": "local:tashkent", "type": "city", "names": {"en": ["Tashkent"]}}


def ids(text: str, **options: Any) -> list[tuple[str, str | None]]:
    document = Pipeline(Config(entities="gazetteer", **options)).process(text, language="en")
    return [(entity.text, entity.id) for entity in document.entities]


def test_own_rows_are_found_beside_ours() -> None:
    found = ids("Acme Textiles moved to Samarkand.", knowledge=(ACME,))
    assert found == [("Acme Textiles", "local:org:acme"), ("Samarkand", "Q5753")]


def test_own_rows_win_over_ours_of_the_same_name() -> None:
    assert ids("It rained in Tashkent.", knowledge=(OTHER_TASHKENT,)) == [
        ("Tashkent", "local:tashkent")
    ]


def test_own_rows_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(f"{json.dumps(ACME)}\n\n{json.dumps(OTHER_TASHKENT)}\n", encoding="utf-8")
    assert ids("Acme Textiles", knowledge=path) == [("Acme Textiles", "local:org:acme")]


def test_the_shipped_rows_are_read_once() -> None:
    assert load_knowledge() is load_knowledge()


WRONG = [
    pytest.param("[]", "a row is a JSON object", id="no object"),
    pytest.param('{"id": "a", "type": "street", "names": {}}', "type is one of", id="type"),
    pytest.param('{"type": "org", "names": {"en": ["A"]}}', "id is a name", id="id"),
    pytest.param('{"id": "a", "type": "org", "names": {"en": "A"}}', "a list of names", id="names"),
    pytest.param('{"id": "a", "type": "org", "names": {"fr": ["A"]}}', "no name in", id="language"),
    pytest.param("{", "is no row of a table", id="no JSON"),
    pytest.param(
        '{"id": "a", "type": "org", "population": "x", "names": {"en": ["A"]}}',
        "population is a number",
        id="population",
    ),
]


@pytest.mark.parametrize(("line", "cause"), WRONG)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, line: str, cause: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(f"{json.dumps(ACME)}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadTableError, match=f"{re.escape(str(path))}:2 .*{cause}"):
        load_knowledge(own=path)


def test_a_row_among_rows_is_named_by_its_number() -> None:
    with pytest.raises(BadTableError, match="Row 2 of the table"):
        load_knowledge(own=[ACME, {"id": "a"}])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTableError, match="cannot be read"):
        load_knowledge(own=tmp_path / "none.jsonl")
