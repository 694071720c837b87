"""Joining the lines of one paragraph.

A line feed is either a border that the author set or a wrap that the page's width forced. A
text is taken as wrapped where many of its lines end near one width; there a full line goes on
in the next one. Elsewhere a line goes on only where its next line starts in small letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cadocs.text.view import Edit, View

__all__ = ["is_cut_word", "join_lines"]

_BREAK = re.compile(r" *\n[ \n]*")
_FINAL = re.compile(r"[.!?…:;][\"'»”)\]]*$")
_HYPHENATED = re.compile(r"[^\W\d_]{2,}-$")
_AFTER_NUMBER = re.compile(r"\d-$")
_LETTER = re.compile(r"[^\W\d_]")
_ITEM = re.compile(r"(?:[-–—•*▪◦●·]|\d{1,2}[.)]|[a-zа-я]\)) ")
_WIDEST = 140
_NARROWEST = 35
_LONG = 60
_FULL = 0.72
_MIN_LINES = 3
_WRAPPED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Page:
    """How the lines of a text were set.

    Attributes:
        full: Length from which a line counts as full; 0 where the text is not wrapped.
        doubled: Whether wrapped lines stand apart by an empty line.
    """

    full: float
    doubled: bool


def join_lines(view: View) -> View:
    """Replace the line feeds inside a paragraph by blanks, and mend words cut at line ends."""
    if "\n" not in view.text:
        return view
    page = _measure(view.text)
    edits: list[Edit] = []
    start = 0
    for match in _BREAK.finditer(view.text):
        edits.extend(_edit(view.text, start, match, page))
        start = match.end()
    return view.edit(edits)


def _edit(text: str, start: int, match: re.Match[str], page: _Page) -> list[Edit]:
    line = text[start : match.start()]
    following = text[match.end() : match.end() + 40]
    if not line or not following:
        return [(*match.span(), "\n")] if match.group() != "\n" else []
    if _goes_on(line, following, match.group().count("\n"), page):
        hyphen = _HYPHENATED.search(line)
        if hyphen is None:
            is_ending = _AFTER_NUMBER.search(line) and following[0].isalpha()  # as in 2024-yil
            return [(*match.span(), "" if is_ending else " ")]
        cut = following[0].islower() and is_cut_word(hyphen.group())
        return [(match.start() - cut, match.end(), "")]
    return [(*match.span(), "\n")] if match.group() != "\n" else []


def is_cut_word(word: str) -> bool:
    """A small-lettered word; ``AQSH-`` or ``UzAuto-`` keep their hyphen."""
    return word[1:-1].islower()


def _goes_on(line: str, following: str, breaks: int, page: _Page) -> bool:
    if _ITEM.match(following) or _is_border(line, following):
        return False
    is_full = page.full > 0 and len(line) >= page.full
    if breaks > 1 and not page.doubled:
        # Some pages set an empty line after the first line below a heading.
        return is_full and following[0].islower() and not _FINAL.search(line)
    if following[0].islower() and not _FINAL.search(line):
        return True
    # A long line that breaks off before a number, as in "on / 3 June".
    breaks_off = len(line) >= _LONG and line[-1].islower() and following[0].isdigit()
    return is_full or breaks_off


def _is_border(line: str, following: str) -> bool:
    """Whether the line is a heading, or the next one is in another script."""
    if _HYPHENATED.search(line):
        return False
    return line.isupper() or _is_cyrillic(line[::-1]) is not _is_cyrillic(following)


def _is_cyrillic(text: str) -> bool:
    """Whether the first letter is Cyrillic; text without letters counts as the other one."""
    letter = _LETTER.search(text)
    return letter is not None and "\u0400" <= letter.group() <= "\u052f"


def _measure(text: str) -> _Page:
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < _MIN_LINES:
        return _Page(0, doubled=False)
    width = lengths[int(len(lengths) * 0.9)]
    near = [length for length in lengths if width * _FULL <= length <= width * 1.15]
    long_lines = [length for length in lengths if length >= _NARROWEST]
    is_wrapped = _NARROWEST <= width <= _WIDEST and len(near) >= max(
        _MIN_LINES, _WRAPPED_SHARE * len(long_lines)
    )
    return _Page(width * _FULL if is_wrapped else 0, doubled=is_wrapped and _is_doubled(text))


def _is_doubled(text: str) -> bool:
    """Whether most lines that go on in small letters stand before an empty line."""
    single = len(re.findall(r"[^\W\d_,] *\n[^\W\d_A-ZА-ЯЁЎҚҒҲ]", text))
    double = len(re.findall(r"[^\W\d_,] *\n *\n[^\W\d_A-ZА-ЯЁЎҚҒҲ]", text))
    return double > single
