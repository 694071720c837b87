from __future__ import annotations

import pytest

from cadocs.detect.features import plain_words
from cadocs.detect.model import Word
from cadocs.detect.runs import absorb_small_runs

WORDS = {"u": "uz-Latn", "e": "en", "r": "ru", "x": "und"}
# One letter for each word; a bar is the end of a line.
CASES = [
    pytest.param("uuuuuueeuuuuuu", "u" * 14, id="a term inside a line"),
    pytest.param("uuuuuueeeeeuuuuuu", "uuuuuueeeeeuuuuuu", id="a clause inside a line"),
    pytest.param("uuuuuu|e|uuuuuu", "u" * 13, id="a word on a line"),
    pytest.param("uuuuuu|rrrr|uuuuuu", "uuuuuu|rrrr|uuuuuu", id="a caption"),
    pytest.param("xxx|uuuuuu", "u" * 9, id="a short line that is not known"),
    pytest.param("xxxxxxxx|uuuuuu", "xxxxxxxx|uuuuuu", id="a long line that is not known"),
    pytest.param("uuuuuueeeuuuuuu", "uuuuuueeeuuuuuu", id="a short clause inside a line"),
    pytest.param("uuuuuuEEEuuuuuu", "u" * 15, id="a name of three words"),
    pytest.param("uuuuuuxxxxuuuuuu", "uuuuuuxxxxuuuuuu", id="a quotation that is not known"),
    pytest.param("uuuuuuXXxxuuuuuu", "u" * 16, id="names that are cited"),
    pytest.param("ee", "ee", id="a text of one run"),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_small_runs_join_their_neighbours(before: str, after: str) -> None:
    text = " ".join(before).replace(" | ", "\n")
    words = [Word(at, at + 1) for at, letter in enumerate(text) if letter.isalpha()]
    tags = [WORDS[letter.lower()] for letter in before if letter != "|"]
    expected = [WORDS[letter] for letter in after if letter != "|"]
    assert absorb_small_runs(text, words, tags) == expected


FEATURES = [
    pytest.param("O‘zbekiston 2025-yil", ["o'zbekiston", "yil"], id="figures are left out"),
    pytest.param("www.example.org ga", ["ga"], id="addresses are left out"),
    pytest.param("a@b.uz @handle #tag so'z", ["so'z"], id="handles are left out"),
    pytest.param("Tоshkеnt", ["toshkent"], id="look-alikes in a Latin word"),
    pytest.param("Тoшкeнт шaҳри", ["тошкент", "шаҳри"], id="look-alikes in Cyrillic words"),
    pytest.param("Starlinkка", ["starlinkка"], id="an ending in the other script"),
    pytest.param("COVID19 va H2O", ["va"], id="codes are left out"),
]


@pytest.mark.parametrize(("text", "expected"), FEATURES)
def test_only_words_speak_of_a_language(text: str, expected: list[str]) -> None:
    found = plain_words(text)
    assert [word for _, _, word in found] == expected
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
