"""Written numbers: digits with the separators of a language, and numbers in words.

Digits are read strictly by `parse_number`. Running text is less tidy than its language's rules,
so that `read_digits` also takes what people mean by a separator that their language does not
have. Words are read by `NumberWords`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from cadocs.errors import BadNumberError
from cadocs.languages import load_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["NumberWords", "load_number_words", "parse_number", "read_digits"]

_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)
_GROUP = 3
_LONGEST_GLUED = 60
_DIGITS = re.compile(r"\d+(?:[., ']\d+)*")


def parse_number(digits: str, tag: str) -> Decimal:
    """Read a written number.

    Args:
        digits: Digits with the separators of the language, without sign or scale word.
        tag: BCP 47 tag; it decides what "." and "," mean.

    Returns:
        The number; "1.500" is 1500 in "de" and 1.500 in "en".

    Raises:
        BadNumberError: A separator stands where the language does not allow one.
        UnknownLanguageError: There is no table for the tag.

    >>> parse_number("3,2", "de")
    Decimal('3.2')
    >>> parse_number("1 155 000", "uz-Latn")
    Decimal('1155000')
    """
    pattern, drop, decimal = _strict(tag)
    if not pattern.fullmatch(digits):
        msg = f"{digits!r} is not a number as {tag!r} writes it."
        raise BadNumberError(msg)
    return Decimal(digits.translate(drop).replace(decimal, "."))


@cache
def _strict(tag: str) -> tuple[re.Pattern[str], dict[int, None], str]:
    table = load_language(tag).table("number")
    decimal, grouping = table["decimal"], table["grouping"]
    groups = "|".join(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+" for mark in grouping)
    pattern = re.compile(rf"(?:{groups}|\d+)(?:{re.escape(decimal)}\d+)?")
    return pattern, dict.fromkeys(map(ord, grouping)), decimal


def read_digits(digits: str, tag: str, *, scaled: bool = False) -> Decimal:
    """Read a number as people write it, dirt included.

    Args:
        digits: Digits with points, commas, blanks or apostrophes between them.
        tag: BCP 47 tag; it decides where the marks alone do not.
        scaled: Whether a scale word follows: "1,234" before "Mrd." is no 1234.

    Returns:
        The number.

    Raises:
        BadNumberError: The marks make no number, as in an IP address or a date.

    >>> read_digits("20.000", "ru"), read_digits("1.234", "ru", scaled=True)
    (Decimal('20000'), Decimal('1.234'))
    """
    if not _DIGITS.fullmatch(digits):
        raise BadNumberError(_bad(digits, tag))
    bare = digits.replace(" ", "").replace("'", "")
    points, commas = bare.count("."), bare.count(",")
    if not points and not commas:
        return Decimal(bare)
    last = max(bare.rfind("."), bare.rfind(","))
    mark = bare[last]
    if points + commas == 1:
        is_group = _is_group(bare, last, tag, scaled=scaled)
        return Decimal(bare.replace(mark, "" if is_group else "."))
    whole, rest = bare[:last], bare[last + 1 :]
    if points and commas and bare.count(mark) == 1:
        return Decimal(_ungrouped(whole, digits) + "." + rest)
    if points and commas:
        raise BadNumberError(_bad(digits, tag))
    return Decimal(_ungrouped(bare, digits))


def _is_group(bare: str, at: int, tag: str, *, scaled: bool) -> bool:
    """Whether a lone mark parts thousands."""
    if len(bare) - at - 1 != _GROUP or at > _GROUP or bare[0] == "0":
        return False
    table = load_language(tag).table("number")
    if bare[at] in table["grouping"]:
        return True
    is_decimal = bare[at] == table["decimal"]
    return not scaled and not (is_decimal and "," in table["grouping"])


def _ungrouped(grouped: str, digits: str) -> str:
    first, *groups = re.split(r"[.,]", grouped)
    if not 1 <= len(first) <= _GROUP or any(len(group) != _GROUP for group in groups):
        msg = f"{digits!r} has groups of another length than three."
        raise BadNumberError(msg)
    return first + "".join(groups)


def _bad(digits: str, tag: str) -> str:
    return f"{digits!r} is not a number, also not in careless {tag!r}."


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language.

    Attributes:
        cardinals: Form to value, from 0 to the hundreds, with halves and quarters.
        ordinals: Form to value.
        scales: Form to factor, from a thousand up, without abbreviations.
    """

    cardinals: dict[str, Decimal]
    ordinals: dict[str, int]
    scales: dict[str, Decimal]
    _glued: re.Pattern[str] | None
    _piece: re.Pattern[str] | None

    def value(self, word: str) -> Decimal | None:
        """The value of one lower-case word (``dreiundzwanzig``, ``yarim``), or None.

        >>> load_number_words("de").value("dreiundzwanzig")
        Decimal('23')
        """
        known = self.cardinals.get(word)
        if known is not None or self._glued is None or self._piece is None:
            return known
        if len(word) > _LONGEST_GLUED or not self._glued.fullmatch(word):
            return None
        return self._sum(self._piece.findall(word))

    def scale(self, word: str) -> Decimal | None:
        """The factor of a scale word written out (``milliard``), or None."""
        return self.scales.get(word)

    def ordinal(self, word: str) -> int | None:
        """The value of an ordinal in one word, or None.

        >>> load_number_words("uz-Latn").ordinal("ikkinchi")
        2
        """
        return self.ordinals.get(word)

    def read(self, words: Sequence[str]) -> Decimal:
        """Read a cardinal in words.

        Args:
            words: Lower-case words in order, without hyphens.

        Returns:
            Its value.

        Raises:
            BadNumberError: A word is no number word, or there is none.

        >>> load_number_words("en").read(["two", "hundred", "five"])
        Decimal('205')
        >>> load_number_words("uz-Latn").read(["o'n", "besh", "ming"])
        Decimal('15000')
        """
        if not words:
            msg = "No words, no number."
            raise BadNumberError(msg)
        return self._sum(words)

    def _sum(self, words: Iterable[str]) -> Decimal:
        total = current = Decimal(0)
        for word in words:
            scale = self.scale(word)
            if scale is not None:
                total, current = total + (current or 1) * scale, Decimal(0)
                continue
            value = self.cardinals.get(word)
            if value is None and self._piece is not None:
                value = self.value(word)
            if value is None:
                msg = f"{word!r} is not a number word."
                raise BadNumberError(msg)
            current = (current or 1) * value if value == _HUNDRED else current + value
        return total + current


@cache
def load_number_words(tag: str) -> NumberWords:
    """The number words of a tag.

    Raises:
        UnknownLanguageError: There is no table for the tag.
    """
    language = load_language(tag)
    number = language.table("number")
    cardinals = _by_form(number["words"])
    scales = _by_form(number["scale"])
    plain = {form.rstrip("*.?"): factor for form, factor in scales.items() if form[0] != "~"}
    ordinals = {form: int(value) for form, value in _by_form(number["ordinals"]).items()}
    joiners: list[str] = number.get("glued", [])
    glued = piece = None
    if joiners:
        pieces = sorted([*cardinals, *plain], key=len, reverse=True)
        inner = "|".join(map(re.escape, pieces))
        between = "|".join(map(re.escape, joiners))
        glued = re.compile(rf"(?:(?:{between})?(?:{inner}))+")
        piece = re.compile(rf"(?:{between})?({inner})")
    return NumberWords(cardinals, ordinals, plain, glued, piece)


def _by_form(table: dict[str, list[str]]) -> dict[str, Decimal]:
    return {form: Decimal(value) for value, forms in table.items() for form in forms}
