"""First thin slice: letters only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cadocs.text import View

_L = dict(
    zip(
        "абвгғджзийкқлмнопрстуўфхҳчшэёюяцщыъь",
        [
            "a",
            "b",
            "v",
            "g",
            "gʻ",
            "d",
            "j",
            "z",
            "i",
            "y",
            "k",
            "q",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "oʻ",
            "f",
            "x",
            "h",
            "ch",
            "sh",
            "e",
            "yo",
            "yu",
            "ya",
            "s",
            "sh",
            "i",
            "ʼ",
            "",
        ],
    )
)
_CYR = re.compile("[А-яЁёЎўҚқҒғҲҳ]")


def to_latin(view: View) -> View:
    """Uzbek Cyrillic to Latin."""
    text = view.text

    def make(m: re.Match[str]) -> str:
        c = m.group()
        low = c.lower()
        before = text[m.start() - 1 : m.start()].lower()
        if low == "е":
            out = "e" if before and before.isalpha() and before not in "аоуўиэеёюяыъь" else "ye"
        elif low == "ц":
            out = "ts" if before in tuple("аоуўиэеёюя") else "s"
        else:
            out = _L.get(low, c)
        if c != low:
            nxt = text[m.end() : m.end() + 1]
            out = (
                out.upper()
                if nxt.isupper() or (not nxt.isalpha() and before and text[m.start() - 1].isupper())
                else out[:1].upper() + out[1:]
            )
        return out

    return view.replace(_CYR, make)
