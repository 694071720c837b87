from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import pytest

from astral_documents import an_astral_document
from cadocs.errors import ConfigError
from cadocs.export import (
    Form,
    export_documents,
    read_jsonl,
    to_conll,
    to_doccano,
    to_followthemoney,
    to_iob2,
    to_label_studio,
    to_prodigy,
)
from sample_documents import a_document

if TYPE_CHECKING:
    from pathlib import Path

BOTH = [a_document(), an_astral_document()]


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


@pytest.mark.parametrize("form", get_args(Form))
def test_every_form_writes_all_documents(tmp_path: Path, form: Form) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is an extra: pip install 'cadocs[frames]'")
    path = tmp_path / "found"
    assert export_documents(iter(BOTH), path, form=form) == 2
    assert path.exists()


def test_json_lines_are_the_usual_form(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    export_documents(BOTH, path)
    assert list(read_jsonl(path)) == BOTH


@pytest.mark.parametrize(("form", "make"), [("doccano", to_doccano), ("prodigy", to_prodigy)])
def test_a_line_is_what_the_function_of_the_form_makes(
    tmp_path: Path, form: Form, make: Any
) -> None:
    export_documents(BOTH, tmp_path / "found", form=form)
    assert lines(tmp_path / "found") == [make(document) for document in BOTH]


def test_the_entities_of_all_documents_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    export_documents(BOTH, tmp_path / "found", form="followthemoney")
    assert lines(tmp_path / "found") == [
        entity for document in BOTH for entity in to_followthemoney(document)
    ]


@pytest.mark.parametrize("some", [[], BOTH[:1], BOTH], ids=["none", "one", "two"])
def test_label_studio_gets_one_array(tmp_path: Path, some: list[Any]) -> None:
    path = tmp_path / "found.json"
    export_documents(some, path, form="label-studio")
    assert json.loads(path.read_text("utf-8")) == [to_label_studio(document) for document in some]


@pytest.mark.parametrize(("form", "make"), [("conll", to_conll), ("iob2", to_iob2)])
def test_tokens_of_documents_stand_below_each_other(tmp_path: Path, form: Form, make: Any) -> None:
    path = tmp_path / "found"
    export_documents(BOTH, path, form=form)
    written = path.read_text("utf-8")
    assert written == "".join(map(make, BOTH))
    assert written.count("-DOCSTART-") == 2


def test_a_form_that_does_not_exist_is_answered_with_the_known(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no form 'xml'\. Known: jsonl, parquet, csv, label"):
        export_documents([], tmp_path / "found", form="xml")  # type: ignore[arg-type]
    assert not (tmp_path / "found").exists()


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^Cannot write to .* a folder that exists"):
        export_documents([], tmp_path / "missing" / "found", form="doccano")
