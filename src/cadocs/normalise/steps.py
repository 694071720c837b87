"""The normalising steps, in order, and the plan of what they did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cadocs.normalise.hyphens import join_cut_words
from cadocs.normalise.lines import join_lines
from cadocs.text.characters import INVISIBLE, folding_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from cadocs.text.view import View

__all__ = ["Normalised", "normalise"]

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CAPITALS = r"[A-ZÄÖÜА-ЯЁЎҚҒҲ]{1,2}'?"
_SPACED = re.compile(rf"(?<!\S)(?:{_CAPITALS} {{1,3}}){{3,}}{_CAPITALS}(?!\S)")
_ONE_BLANK = re.compile(r"(?<! ) (?! )")
_MANY_BLANKS = re.compile(r" {2,}|(?<=\n) +| +(?=\n)")
_FOLDING = folding_table()
_MIN_SINGLES = 4


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised view and the names of the steps that changed something, in order."""

    view: View
    steps: tuple[str, ...]


def normalise(view: View) -> Normalised:
    r"""Fold characters, join wrapped lines and close spaced-out words.

    Args:
        view: Any view; normalising a normalised view changes nothing.

    Returns:
        The new view. Its line feeds are paragraph borders, its apostrophes U+0027, its blanks
        single spaces.

    >>> from cadocs.text import View
    >>> done = normalise(View.whole("K I R I S H\nso‘m\u00a0va inte-\ngratsiya"))
    >>> done.view.text
    "KIRISH\nso'm va integratsiya"
    >>> done.steps
    ('characters', 'spaced-out', 'lines')
    """
    done: list[str] = []
    for name, step in _STEPS:
        changed = step(view)
        if changed.text != view.text:
            done.append(name)
        view = changed
    return Normalised(view, tuple(done))


def _drop_invisible(view: View) -> View:
    return view.replace(INVISIBLE, "") if INVISIBLE.search(view.text) else view


def _fold(view: View) -> View:
    view = view.replace(_LINE_END, "\n") if _LINE_END.search(view.text) else view
    return view.translate(_FOLDING)


def _close_spaced_out(view: View) -> View:
    return view.edit(
        (blank.start(), blank.end(), "")
        for match in _SPACED.finditer(view.text)
        if _is_spaced_out(match.group())
        for blank in _ONE_BLANK.finditer(view.text, *match.span())
    )


def _is_spaced_out(text: str) -> bool:
    """Letters set apart; a list of two-letter codes is none."""
    letters = text.split()
    singles = sum(len(letter.rstrip("'")) == 1 for letter in letters)
    return singles >= _MIN_SINGLES and singles * 3 >= len(letters) * 2


def _single_blanks(view: View) -> View:
    return view.replace(_MANY_BLANKS, lambda m: " " if _is_inner(m, view.text) else "")


def _is_inner(match: re.Match[str], text: str) -> bool:
    before = match.start() > 0 and text[match.start() - 1] != "\n"
    return before and match.end() < len(text) and text[match.end()] != "\n"


_STEPS: tuple[tuple[str, Callable[[View], View]], ...] = (
    ("hyphens", join_cut_words),
    ("invisible", _drop_invisible),
    ("characters", _fold),
    ("spaced-out", _close_spaced_out),
    ("blanks", _single_blanks),
    ("lines", join_lines),
)
