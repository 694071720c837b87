"""Uzbek Latin to Cyrillic, word by word, with a lexicon for what the Latin does not tell.

Latin writes с and ц, э and е, and nothing for ь alike. A word is looked up first, whole or as a
known stem with an ending; what is left is spelled by a model of letters, see `spelling`.
"""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cadocs.backends import find_model
from cadocs.schema import Spelling
from cadocs.text.characters import APOSTROPHES, fold_characters, in_one_script
from cadocs.transliterate.protected import outside, protected_spans
from cadocs.transliterate.spelling import load_speller
from cadocs.transliterate.to_latin import latin_letters

if TYPE_CHECKING:
    from cadocs.text import Edit, View
    from cadocs.transliterate.spelling import Piece

__all__ = ["to_cyrillic"]

LEXICON = "transliterate/lexicon.tsv.gz"
_LETTER = "[A-Za-z\u0410-\u044f\u0451\u0401]"
_MARK = f"[{re.escape(APOSTROPHES)}]"
_WORD = re.compile(
    rf"(?=[A-Za-z\u0410-\u044f]*[A-Za-z]){_LETTER}+(?:{_MARK}{_LETTER}+)*(?:(?<=[oOgG]){_MARK})?"
)
_FOREIGN = re.compile(r"w|c(?!h)", re.IGNORECASE)
_LATIN = re.compile(r"[a-z']+")
_SHORTEST_STEM = 4
_ENDING = re.compile(
    r"(?:lar|lik|li|siz|chi|cha|dor|shunos|lash|lan|moq|ma|gan|di|tir|ish|ib)*"
    r"(?:iy|viy|simon|parvar|xona)?(?:im|ing|imiz|ingiz|i|si|lari|m|ng|miz|ngiz|yi)?"
    r"(?:ni|ning|ga|ka|qa|da|dan|dagi|gacha|dek|day|niki)?(?:mi|ku|dir|chi|gina|yoq|u|yu|a|ya)?"
)
"""Endings of nouns, and of verbs and adjectives made of them."""
_SOFT = "ь"


def to_cyrillic(view: View, spelling: Spelling | None = None) -> View:
    """Rewrite the Latin letters of a view in the Uzbek Cyrillic alphabet.

    Addresses, handles, Roman numerals and words with letters that Uzbek has not stay as they
    are, unless ``spelling.protect`` says otherwise. Every kind of apostrophe is understood.

    Raises:
        ModelMissingError: The lexicon or the model is missing; see `cadocs.backends.find_model`.

    >>> from cadocs.text import View
    >>> to_cyrillic(View.whole("Oʻzbekiston, aksiya, maʼno")).text
    'Ўзбекистон, акция, маъно'
    """
    options = spelling or Spelling()
    text = view.text
    spare_foreign = "foreign" in options.protect
    edits: list[Edit] = []
    for match in outside(_WORD.finditer(text), protected_spans(text, options.protect)):
        word, start = match.group(), match.start()
        if not (spare_foreign and _FOREIGN.search(word)):
            edits += [(start + low, start + high, out) for low, high, out in _rewrite(word)]
    return view.edit(edits)


@lru_cache(maxsize=65536)
def _rewrite(word: str) -> tuple[Piece, ...]:
    """The pieces of a word: ``(start, end, Cyrillic)``."""
    read = in_one_script(word)
    low = fold_characters(read).lower()
    if not _LATIN.fullmatch(low):
        return ()
    stem, cyrillic = _known(low)
    if cyrillic and low == stem:
        pieces = _laid_out(low, cyrillic)
    else:
        pieces = load_speller().spell(low)
        if cyrillic:
            ending = [piece for piece in pieces if piece[0] >= len(stem)]
            pieces = [*_laid_out(stem, cyrillic), *ending]
    return tuple((start, end, _capital(read, start, end, out)) for start, end, out in pieces)


@cache
def _lexicon() -> dict[str, str]:
    with gzip.open(find_model(LEXICON), "rt", encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("\t") for line in lines)


def _known(low: str) -> tuple[str, str]:
    """The longest known beginning of a word and its Cyrillic, or two empty strings.

    What follows must be an ending. A soft sign at the end of a stem falls before one.
    """
    lexicon = _lexicon()
    if low in lexicon:
        return low, lexicon[low]
    for size in range(len(low) - 1, _SHORTEST_STEM - 1, -1):
        cyrillic = lexicon.get(low[:size])
        if cyrillic is not None and _ENDING.fullmatch(low, size):
            return low[:size], cyrillic.removesuffix(_SOFT)
    return "", ""


def _laid_out(latin: str, cyrillic: str) -> list[Piece]:
    """A known stem beside its Cyrillic: letter by letter if the rules of Latin give it so."""
    written = [fold_characters(letter) for letter in latin_letters(cyrillic)]
    if "".join(written) != latin:
        return [(0, len(latin), cyrillic)]
    pieces: list[Piece] = []
    at = 0
    for letter, form in zip(cyrillic, written, strict=True):
        if form:
            pieces.append((at, at + len(form), letter))
            at += len(form)
        else:
            start, end, out = pieces[-1]
            pieces[-1] = (start, end, out + letter)
    return pieces


def _capital(word: str, start: int, end: int, cyrillic: str) -> str:
    piece = word[start:end]
    if piece[0] in APOSTROPHES:
        return cyrillic.upper() if word[:start].isupper() and start > 1 else cyrillic
    if not piece[0].isupper():
        return cyrillic
    whole = piece.isupper() and (len(piece) > 1 or len(cyrillic) == 1 or word.isupper())
    return cyrillic.upper() if whole else cyrillic[:1].upper() + cyrillic[1:]
