"""Step 8: Documents in files and data frames, and in the forms that other programs take."""

from cadocs.export.annotation import (
    LABEL_STUDIO_CONFIG,
    to_doccano,
    to_label_studio,
    to_prodigy,
)
from cadocs.export.conll import to_conll, to_iob2
from cadocs.export.csv_files import export_csv
from cadocs.export.followthemoney import to_followthemoney
from cadocs.export.forms import Form, export_documents
from cadocs.export.frames import Frames, to_frames
from cadocs.export.json_lines import export_jsonl, read_jsonl, to_json_line
from cadocs.export.parquet import export_parquet, read_parquet
from cadocs.export.runs import Run, extract_jsonl, open_run

__all__ = [
    "LABEL_STUDIO_CONFIG",
    "Form",
    "Frames",
    "Run",
    "export_csv",
    "export_documents",
    "export_jsonl",
    "export_parquet",
    "extract_jsonl",
    "open_run",
    "read_jsonl",
    "read_parquet",
    "to_conll",
    "to_doccano",
    "to_followthemoney",
    "to_frames",
    "to_iob2",
    "to_json_line",
    "to_label_studio",
    "to_prodigy",
]
