from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from pydantic import ValidationError

from cadocs.errors import ConfigError
from cadocs.schema import (
    Amount,
    Config,
    Document,
    Entity,
    Event,
    Note,
    Segment,
    Source,
    Trace,
    repair_surrogates,
)

TEXT = "Toshkentda 4 mlrd dollar"


def a_document() -> Document:
    return Document(
        id="one",
        language="uz-Latn",
        published=dt.date(2025, 11, 15),
        published_from="given",
        text=TEXT,
        segments=(Segment(start=0, end=24, language="uz-Latn", confidence=0.99),),
        entities=(
            Entity(
                start=0,
                end=10,
                text="Toshkentda",
                label="LOC",
                id="Q269",
                name="Tashkent",
                latin="Toshkentda",
                confidence=0.9,
                origin="gazetteer",
            ),
        ),
        amounts=(
            Amount(start=11, end=24, text="4 mlrd dollar", value=Decimal("4E+9"), currency="USD"),
        ),
        notes=(Note(step="detect", code="x", message="y"),),
    )


def test_a_document_survives_json_out_and_in() -> None:
    document = a_document()
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_records_are_frozen_and_closed() -> None:
    document = a_document()
    with pytest.raises(ValidationError, match="frozen"):
        document.text = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Note(step="a", code="b", message="c", other=1)  # type: ignore[call-arg]


DECIMALS = [
    pytest.param("4E+9", "4000000000", id="no exponent"),
    pytest.param("1.50", "1.5", id="no trailing zero"),
    pytest.param("3200000000.000", "3200000000", id="no trailing point"),
    pytest.param("100", "100", id="zeros of a whole number stay"),
    pytest.param("-0.25", "-0.25", id="negative"),
]


@pytest.mark.parametrize(("value", "expected"), DECIMALS)
def test_decimals_are_written_plainly(value: str, expected: str) -> None:
    amount = Amount(start=0, end=1, text="x", value=Decimal(value))
    assert amount.model_dump(mode="json")["value"] == expected
    assert amount.value == Decimal(value)


WRONG = [
    pytest.param({"label": "GPE"}, id="label"),
    pytest.param({"start": -1}, id="offset"),
    pytest.param({"confidence": 1.5}, id="confidence"),
]


@pytest.mark.parametrize("change", WRONG)
def test_an_entity_with_an_impossible_field_is_refused(change: dict[str, object]) -> None:
    fields = a_document().entities[0].model_dump() | change
    with pytest.raises(ValidationError):
        Entity.model_validate(fields)


def test_an_event_type_is_one_of_ten() -> None:
    span = {"start": 0, "end": 1}
    trigger = {**span, "text": "x"}
    with pytest.raises(ValidationError, match="'meeting', 'agreement'"):
        Event.model_validate(
            {"type": "party", "trigger": trigger, "sentence": span, "date": "2025"}
        )


def test_an_unknown_option_is_answered_with_the_known() -> None:
    with pytest.raises(ConfigError, match=r"no option 'entites'\. Did you mean 'entities'\?"):
        Config(entites="spacy")


def test_an_impossible_value_of_an_option_is_named() -> None:
    with pytest.raises(ConfigError, match=r"Config\(link='perhaps'\)"):
        Config(link="perhaps")


def test_equal_options_are_one_key() -> None:
    assert len({Config(), Config(), Config(link=False)}) == 2


def test_rules_are_kept_only_where_they_are_asked_for() -> None:
    quiet, loud = Trace(), Trace(explain=True)
    for trace in (quiet, loud):
        trace.rule("amounts", "currency after", (1, 2))
        trace.note("detect", "empty", "nothing here")
    assert [note.code for note in quiet.notes] == ["empty"]
    assert [note.code for note in loud.notes] == ["rule", "empty"]


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert repair_surrogates("a\ud800b\udfff") == "a\ufffdb\ufffd"
    assert Source(text="a\ud800b").text == "a\ufffdb"
