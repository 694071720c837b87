"""What the grammar of amounts reads and builds: tokens with their meaning, items, units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003
from enum import IntEnum
from typing import NamedTuple

__all__ = ["Item", "Kind", "Meaning", "Token", "Unit"]


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
        stop: "." for an abbreviation that takes a full stop, "?" for one that may.
        ending: What follows the stem.
        glued: Whether it counts only where it is glued to its figure, as in ``10k``.
    """

    kind: Kind
    name: str = ""
    value: Decimal | None = None
    scale: Decimal | None = None
    stop: str = ""
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


@dataclass(slots=True)
class Item:
    """A figure, and its currency where one stands beside it.

    Attributes:
        first: Index of the first token.
        end: Index one past the last token.
        value: Its value, scale included.
        scale: Its last scale; None where it has none.
        bare: Whether the figure is digits without a scale.
        currency: Family, code or, for a hundredth part, sub-unit; None where none is beside it.
        minor: Whether ``currency`` is a sub-unit.
        leads: Whether the currency stands before the figure.
        negative: Whether a minus stands before it.
        upper: Upper end of a range.
        rule: What gave it its currency.
        part: "step" for an end of a change, which has no limit as its qualifier.
        bracketed: Whether it stands in round brackets.
        tail: Tokens at the end that repeat the sum and are no part of the span.
    """

    first: int
    end: int
    value: Decimal
    scale: Decimal | None
    bare: bool
    currency: str | None = None
    minor: bool = False
    leads: bool = False
    negative: bool = False
    upper: Decimal | None = None
    rule: str = "beside"
    part: str = ""
    tail: int = 0
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A scale or currency without a figure, as in a table's head: ``(mln dollar)``.

    Attributes:
        first: Index of the first token.
        end: Index one past the last token.
        scale: Its scale; None where it has none.
        currency: Its family or code.
    """

    first: int
    end: int
    scale: Decimal | None
    currency: str
