"""Bytes to text: which encoding it is, and what had to be repaired.

A byte order mark decides; after it valid UTF-8, then what the file itself declares. What is left
is told apart by its letters: Cyrillic words in a single-byte encoding consist of high bytes
alone, Western ones carry a few among ASCII letters.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

from cadocs.schema import Note

__all__ = ["Decoded", "decode"]

_MARKS = (  # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CYRILLIC_ENCODINGS = ("windows-1251", "koi8-r", "ibm866", "iso-8859-5")
_WESTERN_ENCODING = "windows-1252"
_DECLARABLE = {
    "windows-1251": "windows-1251",
    "cp1251": "windows-1251",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "ibm866": "ibm866",
    "cp866": "ibm866",
    "iso-8859-5": "iso-8859-5",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
    "iso-8859-1": "windows-1252",  # browsers read it so, and C1 control characters mean nothing
    "latin-1": "windows-1252",
    "iso-8859-15": "iso-8859-15",
    "windows-1254": "windows-1254",
    "iso-8859-9": "windows-1254",
}
# Russian letters from the most to the least frequent one: common knowledge, no one's table.
_BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_WEIGHT = {letter: -math.log(rank) for rank, letter in enumerate(_BY_FREQUENCY, start=1)}
_NO_LETTER = -2 * math.log(len(_BY_FREQUENCY))
_BAD_CASE = -3.0
_CAPITALS = -0.3
_WESTERN_LETTERS = frozenset("ÄÖÜäöüßÀÁÂÇÈÉÊËÍÎÑÓÔÚàáâãåæçèéêëìíîïñòóôøùúûı")
_TYPOGRAPHY = frozenset("‚„…‹‘’“”•–—™›€£©®±²³·½°§«»\xa0\xad".encode("windows-1252"))
_SAMPLE = 1 << 16
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_HIGH = re.compile(rb"[\x80-\xff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MAX_WORDS = 5000
_REPLACEMENT = "\ufffd"


class Decoded(NamedTuple):
    """A text, the encoding it was stored in, and what there is to say about both."""

    text: str
    encoding: str
    notes: tuple[Note, ...]


def decode(data: bytes, declared: str | None = None) -> Decoded:
    r"""The text that bytes stand for; line ends stay, a byte order mark goes.

    Args:
        data: The content of a file.
        declared: The encoding that the file states of itself. It is believed where neither a
            byte order mark nor valid UTF-8 says otherwise.

    Returns:
        The text without lone surrogates. What cannot be decoded becomes U+FFFD, with a Note.

    >>> decode("Привет, Ташкент".encode("koi8-r"))[:2]
    ('Привет, Ташкент', 'koi8-r')
    >>> decode(b"\xef\xbb\xbfSalom\r\n").text
    'Salom\r\n'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            reason = "The byte order mark says so; it is not part of the text."
            return _decoded(data[len(mark) :], encoding, reason)
    wide = _wide_encoding(data)
    if wide is not None:
        return _decoded(data, wide, "Every second byte is that of a wide character.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, *_narrow_encoding(data, declared))
    return Decoded(text, "utf-8", tuple(_remarks(text)))


def _decoded(data: bytes, encoding: str, reason: str) -> Decoded:
    text = data.decode(encoding, "replace")
    notes = [Note(step="read", code="encoding", message=f"Read as {encoding}. {reason}")]
    replaced = text.count(_REPLACEMENT) - _written_replacements(data, encoding)
    if replaced > 0:
        at = text.index(_REPLACEMENT)
        message = f"{replaced} stretches of bytes are no {encoding} and became U+FFFD."
        notes.append(Note(step="read", code="broken-bytes", message=message, start=at, end=at + 1))
    return Decoded(text, encoding, (*notes, *_remarks(text)))


def _written_replacements(data: bytes, encoding: str) -> int:
    """How often U+FFFD stands in the file itself."""
    return data.count(_REPLACEMENT.encode("utf-8")) if encoding == "utf-8" else 0


def _remarks(text: str) -> list[Note]:
    if "\0" not in text:
        return []
    at = text.index("\0")
    message = f"The text has {text.count(chr(0))} NUL characters; they are kept."
    return [Note(step="read", code="nul", message=message, start=at, end=at + 1)]


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each pair is nearly always that of a script's page."""
    sample = data[:_SAMPLE]
    units = len(sample) // 2
    if units < 2:
        return None
    first, second = (_page_bytes(sample[start::2]) / units for start in (0, 1))
    if second >= 0.8 and first <= 0.2:
        return "utf-16-le"
    return "utf-16-be" if first >= 0.8 and second <= 0.2 else None


def _page_bytes(every_second: bytes) -> int:
    return every_second.count(0x00) + every_second.count(0x04)


def _narrow_encoding(data: bytes, declared: str | None) -> tuple[str, str]:
    """The encoding of bytes that are no valid UTF-8, and why it was taken."""
    if _is_damaged_utf8(data):
        return "utf-8", "Most of its characters are whole."
    known = _DECLARABLE.get((declared or "").strip().lower())
    if known is not None:
        return known, "The file declares it."
    words = _high_words(data)
    cyrillic = sum(len(word) for word in words if len(word) > 1 and _HIGH.fullmatch(word))
    western = _western_letters(words)
    if cyrillic > len(western):
        return _cyrillic_encoding(b" ".join(words))
    if set(western) <= _WESTERN_LETTERS and _is_typography(words):
        return _WESTERN_ENCODING, "Its bytes above ASCII are Western letters and quotation marks."
    return "utf-8", "No other encoding fits better."


def _is_typography(words: list[bytes]) -> bool:
    """Whether the bytes that are no Western letters in words are quotation marks and such."""
    alone = set().union(*(word for word in words if _HIGH.fullmatch(word)))
    marks = {byte for byte in set().union(*words) if 0x80 <= byte < 0xC0}
    return alone | marks <= _TYPOGRAPHY


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    above_ascii = len(text) - len(text.encode("ascii", "ignore"))
    broken = text.count(_REPLACEMENT) - _written_replacements(data, "utf-8")
    return above_ascii - broken >= broken


def _high_words(data: bytes) -> list[bytes]:
    words = (match.group() for match in _WORD.finditer(data))
    return list(islice((word for word in words if not word.isascii()), _MAX_WORDS))


def _western_letters(words: list[bytes]) -> str:
    """What the high bytes of words with ASCII letters are in the Western encoding."""
    mixed = [word for word in words if not _HIGH.fullmatch(word)]
    text = b"".join(mixed).decode(_WESTERN_ENCODING, "replace")
    return "".join(letter for letter in text if not letter.isascii() and letter.isalpha())


def _cyrillic_encoding(sample: bytes) -> tuple[str, str]:
    best = max(_CYRILLIC_ENCODINGS, key=lambda encoding: _fit(sample, encoding))
    return best, f"It is no UTF-8, and its letters fit {best} best."


def _fit(sample: bytes, encoding: str) -> float:
    """How much like Cyrillic prose the bytes read in an encoding; higher is better."""
    text = sample.decode(encoding, "replace")
    letters = Counter(text.lower())
    fit = sum(
        _WEIGHT.get(letter, _NO_LETTER) * count
        for letter, count in letters.items()
        if not letter.isascii()
    )
    return fit + sum(map(_case_fit, _LETTERS.findall(text)))


def _case_fit(word: str) -> float:
    """Prose is in small letters; KOI8 and the others take each other's case for the opposite."""
    if len(word) == 1 or word[1:].islower():
        return 0.0
    return _CAPITALS if word.isupper() else _BAD_CASE
