"""Uzbek Cyrillic to Latin, word by word.

The rules are those of the orthography of 1995; tables stand under ``[letters]`` in the language
file. A word is rewritten letter by letter, with its neighbours deciding on е, ц, ъ, ь and capitals.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cadocs.languages import load_language
from cadocs.schema import Spelling
from cadocs.text.characters import in_one_script
from cadocs.transliterate.dates import with_date_hyphens
from cadocs.transliterate.protected import outside, protected_spans

if TYPE_CHECKING:
    from cadocs.text import Edit, View

__all__ = ["latin_letters", "to_latin"]

TAG = "uz-Cyrl"
"""The language file that holds the tables."""
TUTUQ, OKINA = "\u02bc", "\u02bb"
_ASCII = str.maketrans({TUTUQ: "'", OKINA: "'"})
_USUAL = Spelling()

_LETTERS = "\u0410-\u044f\u0401\u0451\u040e\u045e\u049a\u049b\u0492\u0493\u04b2\u04b3"
_WORD = re.compile(rf"(?P<link>-)?(?P<word>[A-Za-z]*[{_LETTERS}][A-Za-z{_LETTERS}]*)")
_CYRILLIC = re.compile(f"[{_LETTERS}]+")
_NUMERAL = re.compile("[IVXLCDM\u0425\u0406\u0421\u041c]+")
_ROMAN = str.maketrans("\u0425\u0406\u0421\u041c", "XICM")
_VOWELS = frozenset("аоуўиэеёюяы")
_IOTATED = frozenset("еёюя")


class _Letter(NamedTuple):
    """A letter with what stands around it, all in small letters."""

    before: str
    letter: str
    after: str


def to_latin(view: View, spelling: Spelling | None = None) -> View:
    """Rewrite the Cyrillic letters of a view in the Uzbek Latin alphabet.

    Text that has no Uzbek Cyrillic letter stays: Latin words, figures, addresses, handles. The
    marks are U+02BB in oʻ and gʻ, and U+02BC for tutuq belgisi, unless ``spelling`` says
    otherwise. Look-alikes of the other alphabet inside a word are read as its own letters.

    >>> from cadocs.text import View
    >>> to_latin(View.whole("Ўзбекистон, АҚШда, маъно")).text
    'Oʻzbekiston, AQSHda, maʼno'
    """
    options = spelling or _USUAL
    text = view.text
    edits: list[Edit] = []
    for match in outside(_WORD.finditer(text), protected_spans(text, options.protect)):
        start = match.start("word")
        pieces = _rewrite(match["word"], match["link"] is not None)
        edits += [(start + low, start + high, out) for low, high, out in pieces]
    if options.apostrophes == "ascii":
        edits = [(start, end, out.translate(_ASCII)) for start, end, out in edits]
    latin = view.edit(edits)
    return with_date_hyphens(latin) if options.date_hyphens else latin


def latin_letters(word: str) -> list[str]:
    """The Latin form of each letter of a Cyrillic word; empty for signs that fall.

    >>> latin_letters("роль")
    ['r', 'o', 'l', '']
    """
    return _letters(word, False)  # noqa: FBT003


@lru_cache(maxsize=65536)
def _rewrite(word: str, linked: bool) -> tuple[tuple[int, int, str], ...]:  # noqa: FBT001
    """The pieces of a word: ``(start, end, Latin)``; letters that map one to one are joined."""
    read = word
    if not _CYRILLIC.fullmatch(word):
        if _NUMERAL.fullmatch(word):
            return ((0, len(word), word.translate(_ROMAN)),)
        read = in_one_script(word)
        if not _CYRILLIC.search(read):
            return ((0, len(word), read),)
    pieces: list[tuple[int, int, str]] = []
    for stretch in _CYRILLIC.finditer(read):
        first = stretch.start()
        for at, latin in enumerate(_letters(stretch.group(), linked), first):
            last = pieces[-1] if pieces else None
            if last and last[1] == at and len(latin) == 1 and last[1] - last[0] == len(last[2]):
                pieces[-1] = (last[0], at + 1, last[2] + latin)
            else:
                pieces.append((at, at + 1, latin))
    return tuple(pieces)


def _letters(word: str, linked: bool) -> list[str]:  # noqa: FBT001
    low = word.lower()
    irregular = _irregular(low)
    found = []
    for at, letter in enumerate(low):
        around = _Letter(low[at - 1] if at else "", letter, low[at + 1 : at + 2])
        latin = irregular.get(at, None)
        if latin is None:
            latin = _latin(around, particle=linked and low in _tables()["particles"])
        found.append(_capital(word, at, latin) if word[at] != letter else latin)
    return found


@cache
def _tables() -> dict[str, dict[str, str] | list[str]]:
    table = load_language(TAG).table("letters")
    return {
        "plain": _official(table["plain"]),
        "stems": _official(table["stems"]),
        "endings": table["izofa"],
        "particles": table["particles"],
    }


def _official(rows: dict[str, str]) -> dict[str, str]:
    """Folded forms with the official marks: after o and g it belongs to the letter."""
    return {
        cyrillic: re.sub("'", TUTUQ, re.sub("(?<=[og])'", OKINA, latin))
        for latin, cyrillics in rows.items()
        for cyrillic in cyrillics
    }


def _latin(around: _Letter, *, particle: bool) -> str:
    rule = _RULES.get(around.letter)
    if rule is not None and not particle:
        return rule(around)
    plain = _tables()["plain"]
    return plain[around.letter]  # type: ignore[call-overload]


def _e(around: _Letter) -> str:
    starts = not around.before or around.before in _VOWELS or around.before in "ъь"
    return "ye" if starts else "e"


def _ts(around: _Letter) -> str:
    if around.before == "ц":
        return ""
    follows = around.before in _VOWELS and around.before != ""
    return "ts" if follows and around.after != "" else "s"


def _hard_sign(around: _Letter) -> str:
    if around.before == "ў" or around.after == "е":
        return ""
    consonant = around.before not in _VOWELS
    return "" if consonant and around.after in _IOTATED and around.after else TUTUQ


def _soft_sign(around: _Letter) -> str:
    return "y" if around.after == "о" else ""


def _h(around: _Letter) -> str:
    return f"{TUTUQ}h" if around.before == "с" else "h"


_RULES = {"е": _e, "ц": _ts, "ъ": _hard_sign, "ь": _soft_sign, "ҳ": _h}


def _irregular(low: str) -> dict[int, str]:
    """Letters of an irregular stem or ending, by their place."""
    tables = _tables()
    found: dict[int, str] = {}
    for size in range(min(len(low), 12), 3, -1):
        latin = tables["stems"].get(low[:size])  # type: ignore[union-attr]
        if latin is not None:
            found.update(_spread(low[:size], latin))
            break
    if low in tables["endings"]:
        found[len(low) - 1] = "yi"
    return found


def _spread(cyrillic: str, latin: str) -> dict[int, str]:
    """Give each letter its share of an irregular stem: what the rule gives, less a dropped y."""
    shares: dict[int, str] = {}
    rest = latin
    for at, letter in enumerate(cyrillic):
        around = _Letter(cyrillic[at - 1] if at else "", letter, cyrillic[at + 1 : at + 2])
        usual = _latin(around, particle=False)
        share = usual if rest.startswith(usual) else usual.removeprefix("y")
        if not rest.startswith(share):
            return {0: latin} | dict.fromkeys(range(1, len(cyrillic)), "")
        shares[at] = share
        rest = rest[len(share) :]
    return shares


def _capital(word: str, at: int, latin: str) -> str:
    """A capital letter's Latin form: all of a digraph in capitals only inside capitals."""
    if len(latin) < 2 or not latin[-1].isalpha():
        return latin.upper() if len(latin) < 2 else latin[0].upper() + latin[1:]
    after = word[at + 1 : at + 2]
    before = word[at - 1 : at]
    is_high = after.isupper() if after else before.isupper()
    lowered = after.islower() and before.isupper() and at >= 2 and word[at - 2].isupper()
    if latin.startswith(TUTUQ):
        return latin.upper()
    return latin.upper() if is_high or (lowered or _in_acronym(word, at)) else latin.capitalize()


def _in_acronym(word: str, at: int) -> bool:
    """Whether the letter ends a stretch of capitals that an ending follows: АҚШда."""
    return at >= 1 and word[:at].isupper() and word[at + 1 :].islower()
