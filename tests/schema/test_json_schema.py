from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from cadocs.export import to_json_line
from cadocs.schema import SCHEMA_VERSION, Document
from cadocs.schema.json_schema import document_schema, document_schema_text
from sample_documents import a_document

if TYPE_CHECKING:
    from pathlib import Path

FINGERPRINTS = {
    # version: what its schema promises. A change of the schema is a new version and a new row;
    # a row that stands here is never changed.
    "1.0": "f479326bafb6ab05",
}


def promised(schema: Any) -> Any:
    """A schema without the words that explain it."""
    if isinstance(schema, dict):
        return {
            key: {name: promised(field) for name, field in value.items()}
            if key in {"properties", "$defs"}
            else promised(value)
            for key, value in schema.items()
            if key not in {"title", "description"}
        }
    return [promised(item) for item in schema] if isinstance(schema, list) else schema


def test_the_schema_changes_only_together_with_its_version() -> None:
    written = json.dumps(promised(document_schema()), sort_keys=True)
    assert FINGERPRINTS[SCHEMA_VERSION] == hashlib.sha256(written.encode()).hexdigest()[:16]


def test_the_committed_file_is_what_the_records_say(root: Path) -> None:
    # To write it anew: cadocs schema > src/cadocs/schema/document.schema.json
    committed = root / "src" / "cadocs" / "schema" / "document.schema.json"
    assert committed.read_text(encoding="utf-8") == document_schema_text()


def test_the_schema_bears_the_version_of_the_records() -> None:
    schema = document_schema()
    assert schema["$id"].endswith(f":{SCHEMA_VERSION}")
    assert schema["properties"]["schema_version"]["const"] == SCHEMA_VERSION


@pytest.mark.parametrize(
    "document",
    [a_document(), Document(language="und", text="")],
    ids=["a full document", "an empty one"],
)
def test_a_written_document_keeps_to_the_schema(document: Document) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema comes with the notebooks")
    jsonschema.validate(json.loads(to_json_line(document)), document_schema())


def test_a_record_with_a_field_too_many_breaks_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema comes with the notebooks")
    record = {**json.loads(to_json_line(a_document())), "mood": "good"}
    with pytest.raises(jsonschema.ValidationError, match="mood"):
        jsonschema.validate(record, document_schema())
