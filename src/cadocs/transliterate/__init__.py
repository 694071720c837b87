"""Step 4: Uzbek in the other script, with the way back."""

from cadocs.transliterate.to_cyrillic import to_cyrillic
from cadocs.transliterate.to_latin import to_latin
from cadocs.transliterate.views import transliterate_view

__all__ = ["to_cyrillic", "to_latin", "transliterate_view"]
