from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from astral_documents import FOUND, an_astral_document
from cadocs.errors import ConfigError
from cadocs.export import export_csv
from cadocs.export.tidy import COLUMNS
from cadocs.schema import Document
from sample_documents import a_document

if TYPE_CHECKING:
    from pathlib import Path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_table_has_a_file_with_its_columns(tmp_path: Path) -> None:
    assert export_csv(iter([a_document(), an_astral_document()]), tmp_path / "made" / "here") == 2
    files = {path.stem: path for path in (tmp_path / "made" / "here").iterdir()}
    assert sorted(files) == ["amounts", "dates", "entities", "events", "segments"]
    heads = {name: path.read_text("utf-8").splitlines()[0] for name, path in files.items()}
    assert heads == {name: ",".join(columns) for name, columns in COLUMNS.items()}


def test_cells_are_plain_and_exact(tmp_path: Path) -> None:
    export_csv(a_document(), tmp_path)
    (amount,) = rows(tmp_path / "amounts.csv")
    assert (amount["value"], amount["value_max"], amount["currency"]) == (
        "3500000",
        "4000000",
        "USD",
    )
    (date,) = rows(tmp_path / "dates.csv")
    assert (date["first"], date["edtf"]) == ("2025-03-05", "2025-03-05")
    first, second = rows(tmp_path / "entities.csv")
    assert (first["id"], second["id"], second["document"]) == ("", "Q487634", "sample")


def test_a_small_sum_has_no_exponent(tmp_path: Path) -> None:
    document = a_document()
    small = document.amounts[0].model_copy(
        update={"value": Decimal("0.00000078"), "value_max": None}
    )
    export_csv(document.model_copy(update={"amounts": (small,)}), tmp_path)
    (row,) = rows(tmp_path / "amounts.csv")
    assert (row["value"], row["value_max"]) == ("0.00000078", "")


def test_offsets_count_code_points(tmp_path: Path) -> None:
    document = an_astral_document()
    export_csv(document, tmp_path)
    found = [
        (document.text[int(row["start"]) : int(row["end"])], row["label"])
        for row in rows(tmp_path / "entities.csv")
    ]
    assert found == [(text, label) for text, label in FOUND if label in {"PER", "ORG", "LOC"}]


@pytest.mark.parametrize("text", ["a\r\nb", 'a "b", c', "a\rb", "a\nb", "=1+1", "ўқ 😀", "a\0b"])
def test_any_text_survives_a_cell(tmp_path: Path, text: str) -> None:
    document = a_document()
    changed = document.segments[0].model_copy(update={"start": 0, "end": len(text)})
    export_csv(Document(language="und", text=text, segments=(changed,)), tmp_path)
    (row,) = rows(tmp_path / "segments.csv")
    assert row["text"] == text


def test_a_byte_order_mark_is_written_if_asked_for(tmp_path: Path) -> None:
    export_csv([], tmp_path, byte_order_mark=True)
    assert (tmp_path / "dates.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,")
    export_csv([], tmp_path)
    assert (tmp_path / "dates.csv").read_bytes().startswith(b"document,")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ConfigError, match=r"^Cannot make the folder .*taken.* Give a folder"):
        export_csv([], tmp_path / "taken")
