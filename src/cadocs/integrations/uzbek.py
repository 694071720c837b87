"""Uzbek for spaCy: ``spacy.blank("uz")`` works once cadocs is installed.

The tokeniser keeps abbreviations (``mlrd.``, ``yy.``), initials (``A.``), words with hyphens and
all apostrophes of both scripts in one piece.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.attrs import LIKE_NUM, NORM, ORTH
from spacy.lang.char_classes import (
    LIST_CURRENCY,
    LIST_ELLIPSES,
    LIST_PUNCT,
    LIST_QUOTES,
)
from spacy.language import BaseDefaults, Language

from cadocs.languages import load_language
from cadocs.text import View, fold_characters
from cadocs.transliterate import to_cyrillic, to_latin

__all__ = ["Uzbek", "UzbekDefaults"]

TAG = "uz-Latn"
_APOSTROPHES = "'`´ʻʼ‘’"
_LETTERS = "A-Za-zА-Яа-яЁёЎўҚқҒғҲҳ"
_WORD = rf"[{_LETTERS}](?:[{_LETTERS}{_APOSTROPHES}]*(?:[{_LETTERS}]|(?<=[oOgG])[{_APOSTROPHES}]))?"


def _both_scripts(words: list[str]) -> list[str]:
    cyrillic = [to_cyrillic(View.whole(word)).text for word in words]
    return [*words, *cyrillic]


def _abbreviations() -> dict[str, list[dict[Any, str]]]:
    listed = [
        f"{short}."
        for short in load_language(TAG).table("sentence")["abbreviations"]
        if " " not in short
    ]
    initials = [
        f"{letter}." for letter in "ABCDEFGHIJKLMNOPQRSTUVXYZАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЭЮЯЎҚҒҲ"
    ]
    pairs = [f"{letters}." for letters in ("Sh", "Ch", "O'", "G'", "O‘", "G‘", "Oʻ", "Gʻ")]
    return {form: [{ORTH: form}] for form in (*_both_scripts(listed), *initials, *pairs)}


def _like_num(word: str) -> bool:
    """Whether a word is a number in digits or in letters."""
    bare = word.strip("-+").replace(",", "").replace(".", "").replace(" ", "")
    return bare.isdigit() or fold_characters(to_latin(View.whole(word)).text).lower() in _NUMBERS


_NUMBERS = frozenset(
    fold_characters(word)
    for words in load_language(TAG).table("number", "words").values()
    for word in words
)


class UzbekDefaults(BaseDefaults):
    """Tokeniser rules, stop words and number words of both scripts."""

    tokenizer_exceptions = _abbreviations()
    prefixes = [*LIST_PUNCT, *LIST_ELLIPSES, *LIST_QUOTES, *LIST_CURRENCY, "§", "%", "№"]
    suffixes = [
        *LIST_PUNCT, *LIST_ELLIPSES, r"[\"«»“”„'’‘`´]", *LIST_CURRENCY, "%",
        r"(?<=\w{2})\.", r"(?<=[\)»”])\.",
    ]  # fmt: skip
    infixes = [
        *LIST_ELLIPSES, r"(?<=[\d\w])[–—](?=[\d\w])", r"(?<=[a-zа-яўқғҳ])\.(?=[A-ZА-ЯЎҚҒҲ])",
        rf"(?<=[{_LETTERS}]),(?=[{_LETTERS}])", rf"(?<=[{_LETTERS}])[:;/](?=[{_LETTERS}])",
        rf"(?<=[{_LETTERS}])[\"«»“”](?=[{_LETTERS}])",
    ]  # fmt: skip
    token_match = re.compile(rf"^{_WORD}(?:-(?:{_WORD}|\d+))*$").match
    stop_words = set(_both_scripts(load_language(TAG).table("token")["stop_words"]))
    lex_attr_getters = {
        **BaseDefaults.lex_attr_getters,
        LIKE_NUM: _like_num,
        NORM: lambda word: fold_characters(word).lower(),
    }


class Uzbek(Language):  # type: ignore[no-untyped-call]
    """A blank pipeline for Uzbek in both scripts."""

    lang = "uz"
    Defaults = UzbekDefaults
