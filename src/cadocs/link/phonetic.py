"""A key under which the spellings of one name meet, whatever the script and the language.

Letters are brought to rough Latin sounds, sounds that transliterations confuse are merged, and
vowels are dropped: ``Mirziyoyev``, ``Мирзиёев`` and ``Mirsijojew`` are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["phonetic_key"]

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "o", "ж": "j",
        "з": "z", "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n",
        "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "o", "ү": "u",
        "ұ": "u", "ф": "f", "х": "h", "ҳ": "h", "һ": "h", "ц": "s", "ч": "c", "ш": "ş", "щ": "ş",
        "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a", "ә": "a", "і": "i",
    }
)  # fmt: skip
_SOUNDS = (
    (re.compile(r"dsch|dzh|dj|zh"), "j"),
    (re.compile(r"tsch|tch|ç"), "c"),
    (re.compile(r"sch|sh|ş"), "s"),
    (re.compile(r"ch"), "c"),
    (re.compile(r"kh|gh|x"), "h"),
    (re.compile(r"ph|w|f"), "v"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"ts|tz|z"), "s"),
    (re.compile(r"[aeiouyjh'ʻʼ`’-]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=65536)
def phonetic_key(name: str) -> str:
    """The key of a name of any script.

    >>> phonetic_key("Schawkat Mirsijojew") == phonetic_key("Шавкат Мирзиёев")
    True
    >>> phonetic_key("Mirziyoyev") == phonetic_key("Karimov")
    False
    """
    return " ".join(filter(None, map(_word_key, name.lower().split())))


def _word_key(word: str) -> str:
    plain = word.translate(_CYRILLIC)
    for pattern, sound in _SOUNDS:
        plain = pattern.sub(sound, plain)
    spread = unicodedata.normalize("NFD", plain)
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
