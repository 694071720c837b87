"""An Uzbek language pack for the package transliterate.

from transliterate import translit
from cadocs.integrations.transliterate import register_uzbek

register_uzbek()
translit("Toshkent shahri", "uz")                  # 'Тошкент шаҳри'
translit("Тошкент шаҳри", "uz", reversed=True)     # 'Toshkent shahri'
"""

from __future__ import annotations

from functools import cache
from typing import Any

from transliterate.base import TranslitLanguagePack, registry
from transliterate.discover import autodiscover

from cadocs.languages import load_language
from cadocs.text.characters import APOSTROPHES, OKINA, TUTUQ

__all__ = ["register_uzbek", "uzbek_pack"]

TAG = "uz-Cyrl"
"""The language file that holds the table of letters."""
_VOWELS = {"a": "а", "e": "е", "i": "и", "o": "о", "u": "у"}


def register_uzbek() -> None:
    """Add ``uz`` to the registry of transliterate; asked again, nothing changes.

    The packs that the package ships are found first: it looks for them only while its registry
    is empty.
    """
    autodiscover()
    registry.register(uzbek_pack())


@cache
def uzbek_pack() -> type[Any]:
    """The class of the pack, made from the letters of the language file."""
    letters = load_language(TAG).table("letters", "plain")
    single = {latin: cyrillic for latin, (cyrillic, *_) in letters.items() if len(latin) == 1}
    single |= {latin.upper(): cyr.upper() for latin, cyr in single.items() if latin.isalpha()}
    single = {TUTUQ if latin == "'" else latin: out for latin, out in single.items()}
    double = _doubles({latin: out[0] for latin, out in letters.items() if len(latin) == 2})
    return type(
        "UzbekLanguagePack",
        (TranslitLanguagePack,),
        {
            "__doc__": _DOC,
            "language_code": "uz",
            "language_name": "Uzbek",
            "character_ranges": ((0x0400, 0x04FF),),
            "mapping": ("".join(single), "".join(single.values())),
            "pre_processor_mapping": double,
            "reversed_specific_mapping": ("эЭыЫ", "eEiI"),
            "reversed_specific_pre_processor_mapping": {
                **dict.fromkeys("ьЬ", ""),
                "ц": "ts",
                "Ц": "Ts",
                "щ": "ш",
                "Щ": "Ш",
            },
            "detectable": False,
        },
    )


def _doubles(letters: dict[str, str]) -> dict[str, str]:
    """Letters of two signs, longer rules first, the usual form of each last.

    Backwards the package takes the last form: ``Sh`` for Ш, U+02BB in oʻ and gʻ.
    """
    found: dict[str, str] = {}
    marks = [*(mark for mark in APOSTROPHES if mark != OKINA), OKINA]
    for latin, cyrillic in letters.items():
        if latin.endswith("'"):
            for mark in marks:
                found[latin[0] + mark] = cyrillic
                found[latin[0].upper() + mark] = cyrillic.upper()
        else:
            found[latin] = cyrillic
            found[latin.upper()] = found[latin.capitalize()] = cyrillic.upper()
    around = {f"{latin}ye": f"{cyrillic}е" for latin, cyrillic in _VOWELS.items()}
    around |= {f"{blank}{ye}": f"{blank}{e}" for blank in " \n" for ye, e in _YE}
    return around | found


_YE = (("ye", "е"), ("YE", "Е"), ("Ye", "Е"))
_DOC = """Uzbek in its Latin (source) and Cyrillic (target) alphabet.

A pack replaces strings and letters; it looks at no word. So it cannot do what
`cadocs.transliterate` does: tell с from ц, э from е and put ь (no lexicon); write е as ye at the
start of the text; choose SH for Ш inside capitals, s for ц after consonants, or leave ъ out
before е; spare addresses, Latin names and other languages; or lead back to the source.
"""
