"""Links that only the words around or the rest of the document decide."""

from __future__ import annotations

import pytest

from cadocs import Config
from cadocs.pipeline import Pipeline

PIPELINE = Pipeline(Config(entities="gazetteer"))

CASES = [
    pytest.param(
        "uz-Latn", "Toshkent, Navoiy va Buxoro viloyatlarida yomg‘ir yog‘di.",
        {"Toshkent": "Q487585", "Navoiy": "Q487570", "Buxoro viloyatlarida": "Q487372"},
        id="a list of regions",
    ),
    pytest.param(
        "en", "Farmers of the Osh, Jalal-Abad and Batken regions met.",
        {"Osh": "Q231987", "Jalal-Abad": "Q487640"}, id="a list of regions in English",
    ),
    pytest.param(
        "en", "The Asian Development Bank (ADB) lent more. ADB has lent before.",
        {"ADB": "Q188822"}, id="an abbreviation that the document explains",
    ),
    pytest.param(
        "en", "Shavkat Mirziyoyev spoke. Later Mirziyoyev left.",
        {"Mirziyoyev": "Q57808"}, id="a surname after the full name",
    ),
    pytest.param(
        "en", "Officials in Atlanta, Georgia, met buyers.", {"Georgia": "Q1428"}, id="the state",
    ),
    pytest.param(
        "en", "Georgia and Armenia opened a crossing.", {"Georgia": "Q230"}, id="the country",
    ),
    pytest.param(
        "ru", "Ташкентская область и город Ташкент подписали план.",
        {"Ташкент": "Q269"}, id="the city beside the region",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "text", "expected"), CASES)
def test_the_document_decides(tag: str, text: str, expected: dict[str, str]) -> None:
    document = PIPELINE.process(text, language=tag)
    found = {entity.text: entity.id for entity in document.entities}
    assert {name: found.get(name) for name in expected} == expected
