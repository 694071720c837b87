"""The JSON Schema of a Document: what the interchange form looks like, for other programs.

``document.schema.json`` beside this module is what `document_schema_text` gives; ``cadocs schema``
prints it. A change of it is a new `SCHEMA_VERSION`.
"""

from __future__ import annotations

import json
from typing import Any

from cadocs.schema.document import SCHEMA_VERSION, Document

__all__ = ["document_schema", "document_schema_text"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document_schema() -> dict[str, Any]:
    """The JSON Schema of a Document as it is written.

    >>> document_schema()["$id"]
    'urn:cadocs:document:1.0'
    """
    schema = Document.model_json_schema(mode="serialization")
    return {"$schema": _DIALECT, "$id": f"urn:cadocs:document:{SCHEMA_VERSION}", **schema}


def document_schema_text() -> str:
    """The JSON Schema as the committed file holds it, with its last line feed."""
    return f"{json.dumps(document_schema(), ensure_ascii=False, indent=2)}\n"
