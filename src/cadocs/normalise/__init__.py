"""Step 2: a text as people meant it, with the way back to how it was written."""

from cadocs.normalise.steps import Normalised, normalise

__all__ = ["Normalised", "normalise"]
