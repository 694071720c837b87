"""Step 1: a path or bytes become a Source, the text exactly as it was stored."""

from cadocs.read.files import read, read_folder
from cadocs.read.rows import Columns, read_rows

__all__ = ["Columns", "read", "read_folder", "read_rows"]
