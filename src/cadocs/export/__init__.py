"""Step 8: Documents as JSON Lines and as data frames."""

from cadocs.export.frames import Frames, to_frames
from cadocs.export.json_lines import export_jsonl, read_jsonl, to_json_line

__all__ = ["Frames", "export_jsonl", "read_jsonl", "to_frames", "to_json_line"]
