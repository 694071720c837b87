"""Uzbek Latin to Cyrillic, word by word, with a lexicon for what the Latin does not tell.

Latin writes с and ц, э and е, and nothing for ь alike. A word is therefore looked up first, whole
or as a known stem with an ending; only what is left is rewritten by rule.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from cadocs.text.characters import APOSTROPHES, fold_characters

if TYPE_CHECKING:
    from cadocs.text import Edit, View

__all__ = ["to_cyrillic"]

_MARK = f"[{re.escape(APOSTROPHES)}]"
_WORD = re.compile(rf"[A-Za-z]+(?:{_MARK}[A-Za-z]+)*(?:(?<=[oOgG]){_MARK})?")
_PROTECTED = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]+@\S+|(?<!\w)[@#]\w+|(?<![\w'])[IVXLC]+(?![\w'])"
)
_FOREIGN = re.compile(r"w|c(?!h)", re.IGNORECASE)
_TWO = {
    "o'": "ў", "g'": "ғ", "sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е",
}  # fmt: skip
_ONE = dict(zip("abdefghijklmnopqrstuvxyz'", "абдефгҳижклмнопқрстувхйзъ", strict=True))
_VOWELS = frozenset("aeiou")
_SUFFIXES = (
    (re.compile(r"(?<=[aeiou])tsi(?=y|o)"), "ци"),
    (re.compile(r"(?<=[knprlm])si(?=ya|on)"), "ци"),
)
_SHORTEST_STEM = 4
_SOFT = "ь"
_SIGNS = "ьъ"


def to_cyrillic(view: View) -> View:
    """Rewrite the Latin letters of a view in the Uzbek Cyrillic alphabet.

    Addresses, handles, Roman numerals and words with letters that Uzbek has not stay as they
    are. Every kind of apostrophe is understood.

    >>> from cadocs.text import View
    >>> to_cyrillic(View.whole("Oʻzbekiston, aksiya, maʼno")).text
    'Ўзбекистон, акция, маъно'
    """
    text = view.text
    spared = [match.span() for match in _PROTECTED.finditer(text)]
    edits: list[Edit] = []
    at = 0
    for match in _WORD.finditer(text):
        start = match.start()
        while at < len(spared) and spared[at][1] <= start:
            at += 1
        if at < len(spared) and spared[at][0] <= start:
            continue
        if _FOREIGN.search(match.group()) is None:
            edits += [
                (start + low, start + high, out) for low, high, out in _rewrite(match.group())
            ]
    return view.edit(edits)


@lru_cache(maxsize=65536)
def _rewrite(word: str) -> tuple[tuple[int, int, str], ...]:
    """The pieces of a word: ``(start, end, Cyrillic)``."""
    folded = fold_characters(word)
    low = folded.lower()
    stem, cyrillic = _known(low)
    pieces = _align(low[: len(stem)], cyrillic) if stem else []
    pieces += _by_rule(low, len(stem))
    return tuple((start, end, _capital(word, start, end, out)) for start, end, out in pieces)


@cache
def _lexicon() -> dict[str, str]:
    text = resources.files(__package__).joinpath("lexicon.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def _known(low: str) -> tuple[str, str]:
    """The longest known beginning of a word and its Cyrillic, or two empty strings.

    A soft sign at the end of a stem falls before an ending.
    """
    lexicon = _lexicon()
    if low in lexicon:
        return low, lexicon[low]
    for size in range(len(low) - 1, _SHORTEST_STEM - 1, -1):
        cyrillic = lexicon.get(low[:size])
        if cyrillic is not None:
            return low[:size], cyrillic.removesuffix(_SOFT)
    return "", ""


def _align(latin: str, cyrillic: str) -> list[tuple[int, int, str]]:
    """Lay the letters of a known stem beside each other, as the rules would."""
    pieces: list[tuple[int, int, str]] = []
    left = cyrillic
    for start, end, out in _by_rule(latin, 0):
        share = left[:1]
        if share != out and share in _SIGNS and pieces:
            share = ""
        take = max(len(share), 1 if left else 0)
        piece = left[:take]
        left = left[take:]
        while left and left[0] in _SIGNS:
            piece, left = piece + left[0], left[1:]
        pieces.append((start, end, piece))
    if left and pieces:
        start, end, out = pieces[-1]
        pieces[-1] = (start, end, out + left)
    return pieces


def _by_rule(low: str, at: int) -> list[tuple[int, int, str]]:
    pieces: list[tuple[int, int, str]] = []
    special = {m.start(): (m.end(), out) for rule, out in _SUFFIXES for m in rule.finditer(low)}
    while at < len(low):
        end, out = special.get(at) or _letter(low, at)
        pieces.append((at, end, out))
        at = end
    return pieces


def _letter(low: str, at: int) -> tuple[int, str]:
    three, two = low[at : at + 3], low[at : at + 2]
    if three == "s'h":
        return at + 3, "сҳ"
    if three == "yo'":
        return at + 3, "йў"
    before = low[at - 1 : at]
    if two == "ye" and before and before not in _VOWELS and before != "'":
        return at + 2, "ье"
    if two in _TWO:
        return at + 2, _TWO[two]
    if low[at] == "e" and (not before or before in _VOWELS):
        return at + 1, "э"
    return at + 1, _ONE[low[at]]


def _capital(word: str, start: int, end: int, cyrillic: str) -> str:
    piece = word[start:end]
    if piece[0] in APOSTROPHES:
        return cyrillic.upper() if word[:start].isupper() and start > 1 else cyrillic
    if not piece[0].isupper():
        return cyrillic
    whole = piece.isupper() and (len(piece) > 1 or len(cyrillic) == 1 or word.isupper())
    return cyrillic.upper() if whole else cyrillic[:1].upper() + cyrillic[1:]
