"""What the grammar of amounts reads: tokens that know what part they can play."""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003
from enum import IntEnum
from typing import NamedTuple

__all__ = ["Kind", "Meaning", "Token"]


class Kind(IntEnum):
    """The part a token can play in an amount."""

    WORD = 0
    MARK = 1
    FIGURE = 2
    """Digits."""
    NUMBER = 3
    """A number word."""
    SCALE = 4
    CURRENCY = 5
    """A currency's name, code or sign."""
    MINOR = 6
    """The name of a hundredth part."""
    COUNTRY = 7


class Meaning(NamedTuple):
    """What a word means.

    Attributes:
        kind: Its part.
        name: Family, code or sub-unit of a currency; ISO 3166 code of a country; otherwise "".
        value: Value of a number word, factor of a scale word.
        scale: Factor of the scale word that is glued to a number word; otherwise None.
        stop: Whether it is an abbreviation that takes a full stop.
        ending: What follows the stem.
        glued: Whether it counts only where it is glued to its figure, as in ``10k``.
    """

    kind: Kind
    name: str = ""
    value: Decimal | None = None
    scale: Decimal | None = None
    stop: bool = False
    ending: str = ""
    glued: bool = False


class Token(NamedTuple):
    """A piece of text at ``[start, end)`` of the view.

    Attributes:
        start: First code point.
        end: One past the last code point.
        text: The surface in small letters, without ending marks.
        kind: The part it can play.
        meaning: What it means.
        ending: The grammatical ending, also where a full stop or hyphen stands before it.
    """

    start: int
    end: int
    text: str
    kind: Kind
    meaning: Meaning
    ending: str = ""
