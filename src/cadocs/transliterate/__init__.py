"""Step 4: Uzbek in the other script, with the way back."""

from cadocs.transliterate.engine import to_cyrillic, to_latin, transliterate_view

__all__ = ["to_cyrillic", "to_latin", "transliterate_view"]
