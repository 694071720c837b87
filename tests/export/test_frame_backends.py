from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from astral_documents import NAMES, an_astral_document
from cadocs.errors import BackendMissingError, ConfigError
from cadocs.export import to_frames
from cadocs.export.frames import FrameBackend
from sample_documents import a_document

if TYPE_CHECKING:
    from cadocs.schema import Document

PACKAGES: dict[FrameBackend, str] = {"polars": "polars", "arrow": "pyarrow"}
BOTH = pytest.mark.parametrize("backend", list(PACKAGES))


def rows(table: Any) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = (
        table.to_dicts() if hasattr(table, "to_dicts") else table.to_pylist()
    )
    return listed


def made(documents: Document | list[Document], backend: FrameBackend) -> Any:
    pytest.importorskip(PACKAGES[backend], reason="an extra: pip install 'cadocs[frames]'")
    return to_frames(documents, backend=backend)


def with_value(value: str) -> Document:
    document = a_document()
    amount = document.amounts[0].model_copy(update={"value": Decimal(value), "value_max": None})
    return document.model_copy(update={"amounts": (amount,)})


@BOTH
def test_rows_are_those_of_pandas(backend: FrameBackend) -> None:
    frames, theirs = made([a_document()], backend), to_frames([a_document()])
    for name in ("segments", "entities", "events"):
        assert rows(frames[name]) == theirs[name].astype(object).to_dict("records")


@BOTH
def test_sums_are_numbers_and_digits(backend: FrameBackend) -> None:
    (row,) = rows(made(a_document(), backend).amounts)
    assert (row["value"], row["value_max"]) == (Decimal(3500000), Decimal(4000000))
    assert (row["value_exact"], row["value_max_exact"]) == ("3500000", "4000000")


@BOTH
@pytest.mark.parametrize("value", ["1E+30", "0.00000000000001"])
def test_a_sum_that_does_not_fit_keeps_its_digits(backend: FrameBackend, value: str) -> None:
    (row,) = rows(made(with_value(value), backend).amounts)
    assert row["value"] is None
    assert row["value_exact"] == f"{Decimal(value):f}"
    assert row["value_max_exact"] is None


@BOTH
def test_dates_are_days(backend: FrameBackend) -> None:
    (row,) = rows(made(a_document(), backend).dates)
    assert (row["first"], row["last"]) == (dt.date(2025, 3, 5), dt.date(2025, 3, 5))


@BOTH
def test_offsets_are_in_code_points(backend: FrameBackend) -> None:
    document = an_astral_document()
    found = rows(made(document, backend).entities)
    assert [(document.text[r["start"] : r["end"]], r["label"]) for r in found] == NAMES


@BOTH
@pytest.mark.parametrize("name", ["segments", "entities", "amounts", "dates", "events"])
def test_an_empty_table_has_the_types_of_a_full_one(backend: FrameBackend, name: str) -> None:
    full, empty = made(a_document(), backend)[name], made([], backend)[name]
    assert len(empty) == 0
    assert empty.schema == full.schema


@BOTH
def test_a_notebook_shows_all_tables(backend: FrameBackend) -> None:
    shown = made(a_document(), backend)._repr_html_()
    assert shown.count("<h4>") == 5
    assert "Navoiy Region" in shown


@BOTH
def test_a_document_takes_the_back_end_too(backend: FrameBackend) -> None:
    pytest.importorskip(PACKAGES[backend], reason="an extra: pip install 'cadocs[frames]'")
    assert rows(a_document().to_frames(backend=backend)["dates"]) == rows(
        made(a_document(), backend).dates
    )


@BOTH
def test_without_its_package_the_install_line_is_told(
    monkeypatch: pytest.MonkeyPatch, backend: FrameBackend
) -> None:
    monkeypatch.setitem(sys.modules, PACKAGES[backend], None)
    with pytest.raises(BackendMissingError, match=rf"'{PACKAGES[backend]}'.*cadocs\[frames\]"):
        to_frames([], backend=backend)


def test_a_back_end_that_does_not_exist_is_answered_with_the_known() -> None:
    with pytest.raises(ConfigError, match=r"'spark'\. Known: pandas, polars, arrow"):
        to_frames([], backend="spark")  # type: ignore[arg-type]
