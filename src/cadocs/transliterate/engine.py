"""First thin slice: letters only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cadocs.errors import ConfigError

if TYPE_CHECKING:
    from cadocs.schema import Segment
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


def to_cyrillic(view: View) -> View:
    """Uzbek Latin to Cyrillic, letters only."""
    return view


def transliterate_view(
    view: View, *, to: str = "Latn", segments: list[Segment] | None = None
) -> View:
    """The view in the other script; only the segments given are changed."""
    if to not in ("Latn", "Cyrl"):
        msg = f"Cannot write Uzbek in {to!r}. Known: Cyrl, Latn."
        raise ConfigError(msg)
    make = to_latin if to == "Latn" else to_cyrillic
    if segments is None:
        return make(view)
    edits = []
    for segment in segments:
        low, high = view.view_span(segment.start, segment.end)
        part = make(view.part(low, high))
        edits += [(*view.view_span(a, b), part.text[c:d]) for a, b, c, d in part.pieces()]
    return view.edit(edits)
