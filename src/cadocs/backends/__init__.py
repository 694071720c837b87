"""Outside tools, one module each, loaded by name and only when asked for."""

from cadocs.backends.files import find_model, model_folders
from cadocs.backends.protocol import Found, Recogniser

__all__ = ["Found", "Recogniser", "find_model", "model_folders"]
