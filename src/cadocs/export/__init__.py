"""Step 8: Documents as JSON Lines and as data frames."""

from cadocs.export.frames import Frames, to_frames
from cadocs.export.json_lines import export_jsonl, read_jsonl, to_json_line
from cadocs.export.runs import Run, extract_jsonl, open_run

__all__ = [
    "Frames",
    "Run",
    "export_jsonl",
    "extract_jsonl",
    "open_run",
    "read_jsonl",
    "to_frames",
    "to_json_line",
]
