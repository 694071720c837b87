from __future__ import annotations

import datetime as dt
import math
import pickle
from typing import Any

import pytest

import cadocs
from cadocs.errors import ConfigError
from cadocs.integrations.columns import ColumnExtractor
from cadocs.schema import Config, Document

FAST = Config(entities="gazetteer")
TEXT = "🎉 Gestern zahlte Kasachstan in Taschkent 4 Mrd. Dollar."


def test_a_batch_of_columns_gives_columns_of_the_same_length() -> None:
    found = ColumnExtractor(config=FAST)({"text": [TEXT, "", "USD 5m"], "other": [1, 2, 3]})
    assert list(found) == ["cadocs", "cadocs_language", "cadocs_error"]
    documents = [Document.model_validate_json(line) for line in found["cadocs"]]
    assert [document.text for document in documents] == [TEXT, "", "USD 5m"]
    assert [str(a.value) for d in documents for a in d.amounts] == ["4000000000", "5000000"]
    assert found["cadocs_language"] == ["de", "und", "und"]
    assert found["cadocs_error"] == ["", "", ""]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        pytest.param(None, "The column 'text' holds no text but None.", id="nothing"),
        pytest.param(5, "The column 'text' holds no text but 5.", id="a number"),
        pytest.param(b"abc", "The column 'text' holds no text but b'abc'.", id="bytes"),
    ],
)
def test_a_bad_row_gives_an_error_and_spares_the_others(bad: object, said: str) -> None:
    found = ColumnExtractor(config=FAST)({"text": ["USD 5m", bad, "USD 6m"]})
    assert found["cadocs_error"] == ["", said, ""]
    documents = [Document.model_validate_json(line) for line in found["cadocs"]]
    assert [len(document.amounts) for document in documents] == [1, 0, 1]


def test_an_error_of_the_pipeline_is_that_row_s_too() -> None:
    extract = ColumnExtractor(config=Config(entities="no_such_pipeline"))
    (said,) = extract({"text": ["Anna lives in Tashkent."]})["cadocs_error"]
    assert said.startswith("BackendMissingError: No back end 'no_such_pipeline'")


@pytest.mark.parametrize(
    ("day", "edtf"),
    [
        pytest.param(dt.date(2025, 3, 6), "2025-03-05", id="a day"),
        pytest.param("2025-03-06", "2025-03-05", id="written"),
        pytest.param(dt.datetime(2025, 3, 6, 9, 30, tzinfo=dt.UTC), "2025-03-05", id="a time"),
    ],
)
def test_the_day_of_publication_may_be_of_several_kinds(day: object, edtf: str) -> None:
    extract = ColumnExtractor(published="day", id="number", config=FAST)
    (line,) = extract({"text": [TEXT], "day": [day], "number": [7]})["cadocs"]
    document = Document.model_validate_json(line)
    assert (document.published, document.published_from) == (dt.date(2025, 3, 6), "given")
    assert document.id == "7"
    assert [date.edtf for date in document.dates] == [edtf]


@pytest.mark.parametrize("nothing", [None, math.nan])
def test_no_day_is_no_error(nothing: object) -> None:
    found = ColumnExtractor(published="day", config=FAST)({"text": [TEXT], "day": [nothing]})
    assert found["cadocs_error"] == [""]


@pytest.mark.parametrize("day", ["yesterday", 20250306, [2025]])
def test_what_is_no_day_is_an_error_of_its_row(day: object) -> None:
    found = ColumnExtractor(published="day", config=FAST)({"text": [TEXT], "day": [day]})
    assert found["cadocs_error"] == [f"The column 'day' holds no day but {day!r}."]


def test_a_column_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(ConfigError, match=r"no column 'body'\. It has: text, id"):
        ColumnExtractor(text="body")({"text": [], "id": []})


def test_findings_come_as_typed_lists_if_asked_for() -> None:
    found = ColumnExtractor(config=FAST, typed=True)({"text": [TEXT]})
    (amounts,) = found["cadocs_amounts"]
    assert (amounts[0]["value_exact"], amounts[0]["currency"]) == ("4000000000", "USD")
    assert [[event["type"] for event in row] for row in found["cadocs_events"]] != []
    assert len(found["cadocs_segments"][0]) == 1


def test_an_extractor_can_be_sent_to_another_process() -> None:
    extract = pickle.loads(pickle.dumps(cadocs.ColumnExtractor(text="body", config=FAST)))  # noqa: S301
    assert extract({"body": ["USD 5m"]})["cadocs_error"] == [""]


def test_datasets_takes_it_as_it_is() -> None:
    datasets: Any = pytest.importorskip(
        "datasets", reason="no extra of cadocs: pip install datasets"
    )
    rows = datasets.Dataset.from_dict({"text": ["", TEXT, None, "USD 5m"]})
    found = rows.map(ColumnExtractor(config=FAST), batched=True, batch_size=1)
    assert found["cadocs_language"] == ["und", "de", "und", "und"]
    assert [bool(said) for said in found["cadocs_error"]] == [False, False, True, False]
