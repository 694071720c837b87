"""Step 1: a path or bytes become a Source, the text exactly as it was stored."""

from cadocs.read.files import read, read_folder

__all__ = ["read", "read_folder"]
