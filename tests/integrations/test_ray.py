from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cadocs.backends.arrow import arrow_schema
from cadocs.errors import BackendMissingError, ConfigError
from cadocs.integrations.ray import Extract, extract_dataset
from cadocs.schema import Config, Document

pa = pytest.importorskip("pyarrow", reason="pyarrow is an extra: pip install 'cadocs[frames]'")

FAST = Config(entities="gazetteer")
TEXTS = ["🎉 Kasachstan zahlte am 5. März 2025 4 Mrd. Dollar.", None, "USD 5m", ""]
JOB = Path(__file__).with_name("ray_job.py")


def batches() -> list[Any]:
    table = pa.table({"text": TEXTS, "key": [1, 2, 3, 4]})
    pandas = pytest.importorskip("pandas", reason="an extra: pip install 'cadocs[frames]'")
    frame = pandas.DataFrame({"text": TEXTS, "key": [1, 2, 3, 4]})
    return [table, frame, {name: frame[name].to_numpy() for name in frame}]


@pytest.mark.parametrize("kind", [0, 1, 2], ids=["arrow", "pandas", "numpy"])
def test_a_batch_of_any_kind_becomes_a_table_with_typed_columns(kind: int) -> None:
    table = Extract(config=FAST)(batches()[kind])
    assert table["key"].to_pylist() == [1, 2, 3, 4]
    assert table["cadocs_amounts"].type == arrow_schema().field("amounts").type
    assert [len(row) for row in table["cadocs_amounts"].to_pylist()] == [1, 0, 1, 0]
    assert [bool(said) for said in table["cadocs_error"].to_pylist()] == [False, True, False, False]
    first = Document.model_validate_json(table["cadocs"][0].as_py())
    assert first.text == TEXTS[0]


def test_the_columns_have_the_same_types_however_little_a_batch_holds() -> None:
    extract = Extract(config=FAST)
    schemata = [
        extract(pa.table({"text": pa.array(texts, pa.string())})).schema
        for texts in ([], [None], TEXTS)
    ]
    assert schemata[0] == schemata[1] == schemata[2]


def test_reading_again_replaces_the_columns() -> None:
    extract = Extract(config=FAST)
    once = extract(batches()[0])
    assert extract(once).equals(once)


def test_a_column_that_does_not_exist_is_told() -> None:
    with pytest.raises(ConfigError, match="no column 'body'"):
        Extract(text="body")(pa.table({"text": ["a"]}))


def test_without_ray_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BackendMissingError, match=r"pip install 'cadocs\[ray\]'"):
        extract_dataset(None)


def test_a_data_set_is_read_by_actors_and_no_bad_row_ends_it() -> None:
    if find_spec("ray") is None:
        pytest.skip("Ray is an extra: pip install 'cadocs[ray]'")
    texts = [*TEXTS, *(f"Am 5. März 2025 zahlte er {n} Mio. Dollar." for n in range(1, 21))]
    done = subprocess.run(
        [sys.executable, str(JOB), json.dumps(texts)],
        env={**os.environ, "RAY_raylet_start_wait_time_s": "180"},  # for a busy machine
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    read = json.loads(done.stdout.splitlines()[-1])
    assert [row["text"] for row in read] == texts
    assert [row["key"] for row in read if row["cadocs_error"]] == [1]
    documents = [Document.model_validate_json(row["cadocs"]) for row in read]
    assert [document.id for document in documents] == [str(key) for key in range(len(texts))]
    values = [[amount["value_exact"] for amount in row["cadocs_amounts"]] for row in read]
    assert values[0] == ["4000000000"]
    assert values[4:] == [[f"{n}000000"] for n in range(1, 21)]
