"""Step 4: Uzbek in the other script, with the way back."""

from cadocs.transliterate.engine import to_latin

__all__ = ["to_latin"]
