"""Words that a hyphen cuts at the end of a line, where the hyphen is no plain one.

A soft hyphen before a line end was shown; elsewhere it was not. PDFium writes one character,
U+FFFE or U+0002, for a hyphen together with the line end behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cadocs.normalise.lines import is_cut_word

if TYPE_CHECKING:
    from cadocs.text.view import Edit, View

__all__ = ["join_cut_words"]

_SIGNS = re.compile(
    "\u00ad[ \t]*(?:\r\n?|[\n\f])[ \t\r\n\f]*(?=[^\\W\\d_])|\ufffe\\s*|(?<=\\w)\u0002(?=\\w)"
)
_WORD_BEFORE = re.compile(r"[^\W\d_]{2,}$")
_LONGEST_WORD = 40


def join_cut_words(view: View) -> View:
    r"""Close words up, and write a plain hyphen where it belongs to the word.

    >>> from cadocs.text import View
    >>> join_cut_words(View.whole("inte\ufffegratsiya, UzAuto\ufffeMotors, ke\u00ad\nlishuv")).text
    'integratsiya, UzAuto-Motors, kelishuv'
    """
    if not _SIGNS.search(view.text):
        return view
    return view.edit(_edit(view.text, sign) for sign in _SIGNS.finditer(view.text))


def _edit(text: str, sign: re.Match[str]) -> Edit:
    if sign.group()[0] == "\u00ad":
        return (*sign.span(), "")
    word = _WORD_BEFORE.search(text, max(0, sign.start() - _LONGEST_WORD), sign.start())
    is_cut = word is not None and is_cut_word(f"{word.group()}-")
    return (*sign.span(), "" if is_cut and text[sign.end() : sign.end() + 1].islower() else "-")
