from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal

import pytest

import cadocs
from cadocs.errors import BackendMissingError
from cadocs.export import Frames, to_frames
from cadocs.schema import Document
from sample_documents import a_document

pd = pytest.importorskip("pandas", reason="pandas is an extra: pip install 'cadocs[frames]'")

NAMES = ["segments", "entities", "amounts", "dates", "events"]


def test_there_is_a_table_for_each_kind_of_finding() -> None:
    frames = to_frames(a_document())
    assert list(frames) == NAMES
    assert [len(frames[name]) for name in NAMES] == [2, 2, 1, 1, 1]
    assert frames.amounts is frames["amounts"]
    assert repr(frames).startswith("Frames(segments: 2 rows, entities: 2 rows")


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_where_it_stands(name: str) -> None:
    document = a_document()
    frame = to_frames(document)[name]
    surface = {"events": "trigger"}.get(name, "text")
    assert frame["document"].tolist() == ["sample"] * len(frame)
    assert frame["position"].tolist() == list(range(len(frame)))
    assert [document.text[row.start : row.end] for row in frame.itertuples()] == frame[
        surface
    ].tolist()


def test_sums_are_exact_and_written_without_exponent() -> None:
    (row,) = to_frames(a_document()).amounts.to_dict("records")
    assert isinstance(row["value"], Decimal)
    assert (str(row["value"]), str(row["value_max"])) == ("3500000", "4000000")
    assert (row["currency"], row["qualifier"]) == ("USD", "at_least")


def test_dates_can_be_reckoned_with() -> None:
    dates = to_frames(a_document()).dates
    assert dates["first"].dt.month.tolist() == [3]
    assert dates["edtf"].tolist() == ["2025-03-05"]


def test_a_date_of_the_year_one_is_no_trouble() -> None:
    document = a_document()
    early = document.dates[0].model_copy(update={"first": dt.date(1, 1, 1), "last": None})
    dates = to_frames(document.model_copy(update={"dates": (early,)})).dates
    assert dates["first"].dt.year.tolist() == [1]
    assert dates["last"].isna().all()


def test_an_event_s_parts_are_written_out() -> None:
    (row,) = to_frames(a_document()).events.to_dict("records")
    assert row["place"] == "Navoiy Region"
    assert row["place_id"] == "Q487634"
    assert row["participants"] == "Navoiy viloyati hokimligi; Navoiy Region"
    assert row["participant_ids"] == "; Q487634"
    assert row["amounts"] == "3500000-4000000 USD"
    assert row["date_mention"] == 0
    assert row["sentence"].startswith("2025 yil 5-mart")


def test_an_event_without_parts_has_empty_cells() -> None:
    document = a_document()
    bare = document.events[0].model_copy(
        update={"place": None, "date_mention": None, "participants": (), "amounts": ()}
    )
    frame = to_frames(document.model_copy(update={"events": (bare,)})).events
    assert frame[["place", "place_id", "date_mention"]].isna().to_numpy().all()
    assert frame["participants"].tolist() == [""]


def test_many_documents_stand_below_each_other() -> None:
    bare = a_document().model_copy(update={"id": None})
    nameless = bare.model_copy(update={"source": None})
    frames = to_frames(iter([a_document(), bare, nameless]))
    assert frames.dates["document"].tolist() == ["sample", "news/sample.txt", "3"]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_table_has_the_columns_of_a_full_one(name: str) -> None:
    full, empty = to_frames(a_document())[name], to_frames([])[name]
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_no_other_table_exists() -> None:
    frames = to_frames([])
    assert len(frames) == 5
    assert "notes" not in frames
    with pytest.raises(KeyError):
        frames["_repr_html_"]


def test_a_notebook_shows_all_tables_with_their_names() -> None:
    shown = to_frames(a_document())._repr_html_()
    assert [f"<h4>{name}</h4>" in shown for name in NAMES] == [True] * 5
    assert "&lt;" not in to_frames([])._repr_html_()


def test_a_document_gives_its_own_tables() -> None:
    frames = a_document().to_frames()
    assert isinstance(frames, Frames)
    assert isinstance(cadocs.to_frames(a_document()), Frames)


def test_without_pandas_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(BackendMissingError, match=r"pip install 'cadocs\[frames\]'"):
        to_frames(Document(language="und", text=""))


def test_pandas_is_not_loaded_before_it_is_needed() -> None:
    code = "import cadocs.export, sys; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
