from __future__ import annotations

import datetime as dt

import pytest

import cadocs
from cadocs import Config
from cadocs.pipeline import Pipeline

PIPELINE = Pipeline(Config(entities="gazetteer"))
TEXTS = {
    "en": "In 2024 trade between Kazakhstan and Uzbekistan reached $4.2 billion.",
    "ru": "В 2024 году товарооборот Казахстана с Узбекистаном составил 4,2 млрд долларов.",
    "de": "2024 erreichte der Handel zwischen Kasachstan und Usbekistan 4,2 Mrd. US-Dollar.",
    "uz-Latn": "2024-yilda Qozog‘iston va O‘zbekiston savdosi 4,2 mlrd dollarni tashkil etdi.",
    "uz-Cyrl": "2024 йилда Қозоғистон ва Ўзбекистон савдоси 4,2 млрд долларни ташкил этди.",
}


def story(*tags: str) -> list[cadocs.Document]:
    day = dt.date(2025, 3, 1)
    return [PIPELINE.process(TEXTS[tag], published=day, language=tag) for tag in tags]


def test_five_tellings_of_one_fact_agree_in_every_record() -> None:
    comparison = cadocs.compare(story(*TEXTS))
    assert [record.kind for record in comparison.records] == [
        "amounts", "dates", "entities", "entities", "events",
    ]  # fmt: skip
    assert all(record.is_everywhere for record in comparison.records)
    kinds = ("amounts", "dates", "entities", "events")
    assert [comparison.agreement(kind) for kind in kinds] == [1.0] * 4


def test_what_one_document_alone_says_stands_alone() -> None:
    one, two = story("en", "ru")
    more = PIPELINE.process(f"{TEXTS['en']} It cost 7 euros.", language="en")
    comparison = cadocs.compare([one, more, two])
    alone = [record.record for record in comparison.alone() if record.kind == "amounts"]
    assert alone == ["7 EUR"]
    assert comparison.agreement("amounts") == pytest.approx((0.5 + 1 + 0.5) / 3)


def test_equal_periods_are_one_record() -> None:
    half, months = (
        PIPELINE.process(text, language="en")
        for text in ("Prices rose in the first half of 2024.", "Prices rose in January-June 2024.")
    )
    assert cadocs.compare([half, months]).agreement("dates") == 1.0


def test_documents_without_records_have_no_agreement() -> None:
    empty = PIPELINE.process("Nothing here.", language="en")
    assert cadocs.compare([empty, empty]).agreement("events") is None


def test_a_comparison_shows_itself_as_text_and_as_html() -> None:
    comparison = cadocs.compare(story("en", "de"))
    assert "1 en  2 de" in str(comparison)
    assert "<table>" in comparison._repr_html_()
    assert "4200000000 USD" in comparison._repr_html_()


def test_one_document_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="at least two"):
        cadocs.compare(story("en"))
