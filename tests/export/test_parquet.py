from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astral_documents import an_astral_document
from cadocs.backends.arrow import arrow_schema, document_from_row, document_row, documents_table
from cadocs.errors import BackendMissingError, ConfigError, ReadError
from cadocs.export import export_parquet, parquet, read_parquet
from cadocs.schema import Amount, Document
from sample_documents import a_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra: pip install 'cadocs[frames]'")
pq = pytest.importorskip("pyarrow.parquet")


def documents() -> list[Document]:
    odd = 'a\r\nb\u2028c\0"\\ ўқ 😀\u0085'
    return [a_document(), Document(language="und", text=odd), an_astral_document()]


def with_sum(value: str, upper: str | None = None) -> Document:
    amount = Amount.model_validate(
        {"start": 0, "end": 1, "text": "1", "value": value, "value_max": upper}
    )
    return Document(language="und", text="1", amounts=(amount,))


def test_documents_survive_the_way_into_a_file_and_back(tmp_path: Path) -> None:
    path = tmp_path / "found.parquet"
    assert export_parquet(iter(documents()), path) == 3
    assert list(read_parquet(str(path))) == documents()


def test_the_columns_are_typed_however_little_there_is(tmp_path: Path) -> None:
    path = tmp_path / "found.parquet"
    export_parquet([], path)
    assert list(read_parquet(path)) == []
    schema = pq.read_schema(path)
    assert schema.equals(arrow_schema())
    assert schema.names == list(Document.model_fields)
    assert schema.metadata[b"cadocs.schema_version"] == b"1.0"
    amounts = schema.field("amounts").type.value_type
    assert amounts.field("value").type == pa.decimal128(38, 12)
    assert amounts.field("value_exact").type == pa.string()
    assert schema.field("published").type == pa.date32()


@pytest.mark.parametrize(
    ("value", "reckoned"),
    [
        pytest.param("3500000", Decimal(3500000), id="whole"),
        pytest.param("0.000000000001", Decimal("0.000000000001"), id="12 places"),
        pytest.param("0.0000000000001", None, id="13 places"),
        pytest.param("99999999999999999999999999", Decimal(10**26 - 1), id="26 digits"),
        pytest.param("1E+26", None, id="27 digits"),
        pytest.param("0", Decimal(0), id="nothing"),
    ],
)
def test_a_sum_is_exact_as_text_and_a_number_where_one_fits(
    tmp_path: Path, value: str, reckoned: Decimal | None
) -> None:
    document = with_sum(value, upper=value)
    path = tmp_path / "found.parquet"
    export_parquet([document], path)
    (row,) = pq.read_table(path)["amounts"][0].as_py()
    assert row["value"] == row["value_max"] == reckoned
    assert row["value_exact"] == f"{Decimal(value):f}"
    assert list(read_parquet(path)) == [document]


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_sum_survives_a_row(value: Decimal) -> None:
    document = with_sum(str(value))
    (row,) = documents_table([document]).to_pylist()
    assert document_from_row(row) == document


@given(st.text(max_size=30))
def test_any_text_survives_a_row(text: str) -> None:
    document = Document(language="und", text=text, title=text)
    assert document_from_row(document_row(document)) == document
    assert document_from_row(documents_table([document]).to_pylist()[0]) == document


def test_what_is_done_is_in_the_file_when_a_batch_stops(tmp_path: Path) -> None:
    def stopping() -> Iterator[Document]:
        yield a_document()
        raise KeyboardInterrupt

    path = tmp_path / "found.parquet"
    with pytest.raises(KeyboardInterrupt):
        export_parquet(stopping(), path)
    assert list(read_parquet(path)) == [a_document()]


def test_a_group_is_written_when_it_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_DOCUMENTS", 2)
    monkeypatch.setattr(parquet, "_CHARACTERS", 10)
    texts = ["a", "b", "c", "long enough", "d"]
    path = tmp_path / "found.parquet"
    export_parquet((Document(language="und", text=text) for text in texts), path)
    metadata = pq.ParquetFile(path).metadata
    groups = [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)]
    assert groups == [2, 2, 1]
    assert [document.text for document in read_parquet(path)] == texts


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no Parquet", b"PAR1" + bytes(40) + b"PAR1"])
def test_a_file_that_is_damaged_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "found.parquet"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"found\.parquet is no whole Parquet file"):
        next(read_parquet(path))


def test_a_file_of_something_else_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"text": ["a"]}), path)
    with pytest.raises(ReadError, match=r"holds no Documents: it has no column 'schema_version'"):
        next(read_parquet(path))


def test_a_row_of_another_version_is_named(tmp_path: Path) -> None:
    table = documents_table([a_document()])
    other = table.set_column(0, table.schema.field(0), pa.array(["0.1"]))
    path = tmp_path / "found.parquet"
    pq.write_table(other, path)
    with pytest.raises(ReadError, match=r"schema version 1\.0 at 'schema_version'"):
        next(read_parquet(path))


def test_columns_that_others_added_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "found.parquet"
    table = documents_table([a_document()])
    pq.write_table(table.append_column("theirs", pa.array([1])), path)
    assert list(read_parquet(path)) == [a_document()]


def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"^Cannot open .* written by export_parquet"):
        next(read_parquet(tmp_path / "missing.parquet"))
    with pytest.raises(ConfigError, match=r"^Cannot write to .* a folder that exists"):
        export_parquet([], tmp_path / "missing" / "found.parquet")


def test_without_pyarrow_the_install_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BackendMissingError, match=r"pip install 'cadocs\[frames\]'"):
        export_parquet([], tmp_path / "found.parquet")
    with pytest.raises(BackendMissingError, match=r"read_parquet\(\) needs"):
        next(read_parquet(tmp_path / "found.parquet"))
