"""The words of one language that take part in amounts, ready for look-up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from cadocs.extract.amounts.tokens import Kind, Meaning
from cadocs.extract.numbers import NumberWords, load_number_words
from cadocs.languages import load_language
from cadocs.tables.currencies import Currencies, load_currencies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cadocs.languages import Table

__all__ = ["Lexicon", "Words", "load_lexicon", "phrases"]

_HEAD = 2
_LONGEST = 40
_REMEMBERED = 20_000
_LEAST_PART = 100_000


class Words:
    """A set of words; ``rost*`` stands for every word that begins so, ``*kredit`` ends so."""

    __slots__ = ("_exact", "_heads", "_tails")

    def __init__(self, forms: Iterable[str]) -> None:
        """Sort the forms by their stars."""
        forms = list(forms)
        self._exact = frozenset(form for form in forms if "*" not in form)
        self._heads = tuple(form[:-1] for form in forms if form.endswith("*"))
        self._tails = tuple(form[1:] for form in forms if form.startswith("*"))

    def __contains__(self, word: str) -> bool:
        """Whether the set has a lower-case word."""
        return word in self._exact or word.startswith(self._heads) or word.endswith(self._tails)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything the grammar asks about words.

    Attributes:
        tag: BCP 47 tag.
        currencies: Facts of no one language.
        numbers: The number words.
        number: The table ``[number]``.
        amount: The table ``[amount]``.
        qualifier: The table ``[qualifier]``.
        alone: Scale words that are a number by themselves.
        after: Names of countries that stand after their currency.
        anchor: Finds what an amount cannot do without, digits and signs aside.
        dotted: Known forms with full stops inside, as a pattern, or "".
        chain: Matches any row of endings.
        careful: Names that are also other words and need a large figure before them.
        detached: Endings that people write as words.
        inner: Words of qualifiers that may stand inside a sum.
        funds: Nouns that are money without saying so.
        has_capital_nouns: Whether a capital says nothing about a sentence's beginning.
        free: Words after a figure that do not name what is counted.
        loose: Verbs and adverbs after a figure, a sign only beside a currency in the sentence.
        price: Verbs before a price, also of a bare figure.
        price_after: The same behind the figure.
        price_parallel: Prepositions of a price where the sum before has the same one.
        counted: Words for things that are counted and no money.
        change: Words of rising, falling and reaching.
        head_scales: Scales that only a table's head has: ``millions of dollars``.
        multiplied: Letters before a code or sign to their factor: ``TEUR``, ``T€``.
    """

    tag: str
    currencies: Currencies
    numbers: NumberWords
    number: Table
    amount: Table
    qualifier: Table
    alone: frozenset[str]
    after: Words
    anchor: re.Pattern[str]
    dotted: str
    chain: re.Pattern[str]
    careful: frozenset[str]
    detached: frozenset[str]
    inner: frozenset[str]
    funds: Words
    has_capital_nouns: bool
    free: Words
    loose: Words
    price: Words
    price_after: Words
    price_parallel: Words
    counted: Words
    change: Words
    multiplied: dict[str, Decimal]
    head_scales: dict[str, Decimal]
    _exact: dict[str, Meaning]
    _stems: dict[str, list[tuple[str, Meaning]]]
    _seen: dict[str, Meaning | None] = field(default_factory=dict)

    def meaning(self, surface: str) -> Meaning | None:
        """What a word means here, or None."""
        try:
            return self._seen[surface]
        except KeyError:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[surface] = self._find(surface)
            return found

    def _find(self, surface: str) -> Meaning | None:
        word = surface.lower()
        known = self._exact.get(word)
        if known is not None:
            return known
        found = self._code(surface) or self._inflected(word) or self._number(word)
        if found is None and "'" in word:
            return self._inflected(word.replace("'", ""))
        return found

    def _code(self, surface: str) -> Meaning | None:
        """An ISO code, also with a scale before it (``MEUR``) or an ending (``USDga``)."""
        code = self.currencies.codes.get(surface)
        if code is not None:
            return Meaning(Kind.CURRENCY, code, stop="" if surface.isupper() else "?")
        head = surface[:3]
        if len(surface) > 3 and head in self.currencies.codes and head.isupper():
            ending = surface[3:]
            if ending.islower() and self.chain.fullmatch(ending):
                return Meaning(Kind.CURRENCY, self.currencies.codes[head], ending=ending)
        code, factor = surface[-3:], self.multiplied.get(surface[:-3])
        if factor is not None and code.isupper() and code in self.currencies.codes:
            return Meaning(Kind.CURRENCY, self.currencies.codes[code], scale=factor)
        return None

    def _inflected(self, word: str) -> Meaning | None:
        if len(word) > _LONGEST:
            return None
        for stem, meaning in self._stems.get(word[:_HEAD], ()):
            if not word.startswith(stem):
                continue
            ending = word[len(stem) :]
            if meaning.kind == Kind.COUNTRY or self.chain.fullmatch(ending):
                return meaning._replace(ending=ending)
        return None

    def _number(self, word: str) -> Meaning | None:
        value = self.numbers.value(word)
        if value is None:
            return None
        scale = self._part_of(word, value)
        return Meaning(Kind.NUMBER, value=value / (scale or 1), scale=scale)

    def _part_of(self, word: str, value: Decimal) -> Decimal | None:
        """The scale of which a word names a part: ``полмиллиона``, ``Viertelmilliarde``."""
        for form, factor in self.numbers.scales.items():
            if factor > value >= _LEAST_PART and form in word:
                return factor
        return None

    def country(self, family: str, country: str) -> str | None:
        """The member of a family that a country's name picks out, or None."""
        for code in self.currencies.families.get(family, ()):
            if code.startswith(country):
                return code
        return None


@cache
def load_lexicon(tag: str) -> Lexicon:
    """The words of a tag.

    Raises:
        UnknownLanguageError: There is no table for the tag.
        BadTableError: A table lacks a section.
    """
    language = load_language(tag)
    number, amount = language.table("number"), language.table("amount")
    currencies = load_currencies()
    exact: dict[str, Meaning] = {}
    stems: dict[str, list[tuple[str, Meaning]]] = {}
    for form, meaning in _entries(language.tables, currencies):
        bare = form.rstrip("*").lstrip("~")
        if form.endswith("*"):
            stems.setdefault(bare[:_HEAD], []).append((bare, meaning))
        else:
            exact.setdefault(bare, meaning)
    for row in stems.values():
        row.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    endings = "|".join(map(re.escape, sorted(number["endings"], key=len, reverse=True)))
    multiplied = {form: Decimal(value) for form, value in number.get("multiplied", {}).items()}
    after = language.table("currency", "after")
    return Lexicon(
        tag=tag,
        currencies=currencies,
        numbers=load_number_words(tag),
        number=number,
        amount=amount,
        qualifier=language.table("qualifier"),
        alone=frozenset(number["alone"]["forms"]),
        after=Words(form for forms in after.values() for form in forms),
        anchor=_anchor(exact, stems, currencies),
        dotted="|".join(re.escape(form) for form in sorted(exact) if "." in form),
        chain=re.compile(rf"(?:{endings}){{0,{number['endings_in_a_row']}}}"),
        careful=frozenset(amount.get("careful", [])),
        detached=frozenset(amount["detached"]),
        inner=frozenset(amount["inner"]),
        funds=Words(amount["funds"]),
        has_capital_nouns=amount.get("capital_nouns", False),
        free=Words(amount["free"]),
        loose=Words(amount.get("loose", [])),
        price=Words(amount.get("price", [])),
        price_after=Words(amount.get("price_after", [])),
        price_parallel=Words(amount.get("price_parallel", [])),
        counted=Words(amount["counted"]),
        change=Words(amount["change"]),
        multiplied=multiplied,
        head_scales={w: Decimal(v) for w, v in amount.get("head_scales", {}).items()},
        _exact=exact,
        _stems=stems,
    )


def _entries(tables: Table, currencies: Currencies) -> Iterator[tuple[str, Meaning]]:
    """Forms without the full stop of an abbreviation, what matters most first."""
    for factor, forms in tables["number"]["scale"].items():
        for form in forms:
            bare, stop = _unstopped(form)
            glued = form.startswith("~")
            yield bare, Meaning(Kind.SCALE, value=Decimal(factor), stop=stop, glued=glued)
    for kind, section in ((Kind.CURRENCY, "names"), (Kind.MINOR, "minor")):
        for name, forms in tables["currency"][section].items():
            for form in forms:
                bare, stop = _unstopped(form)
                yield bare, Meaning(kind, name, stop=stop, glued=form.startswith("~"))
    for code in currencies.codes:
        if code.islower():
            yield code, Meaning(Kind.CURRENCY, currencies.codes[code])
    for country, forms in tables["currency"]["countries"].items():
        for form in forms:
            yield form, Meaning(Kind.COUNTRY, country)


def _unstopped(form: str) -> tuple[str, str]:
    """A form and its full stop: ``Mio.`` takes one, ``mln?`` may take one."""
    stop = form[-1] if form[-1] in ".?" else ""
    return form.removesuffix(stop), stop


def _anchor(
    exact: dict[str, Meaning],
    stems: dict[str, list[tuple[str, Meaning]]],
    currencies: Currencies,
) -> re.Pattern[str]:
    """Beginnings of scale words, currencies and sub-units; the sign of a sentence with a sum."""
    kinds = (Kind.SCALE, Kind.CURRENCY, Kind.MINOR)
    words = {form for form, meaning in exact.items() if meaning.kind in kinds and not meaning.glued}
    words |= {stem for row in stems.values() for stem, meaning in row if meaning.kind in kinds}
    heads = sorted({word[:4] for word in words if len(word) > 1})
    either = (f"[{re.escape(h[0])}{re.escape(h[0].upper())}]{re.escape(h[1:])}" for h in heads)
    aliases = [rf"{code}\b" for code in sorted(currencies.codes) if not code.isupper()]
    return re.compile(rf"\b(?:{'|'.join((*either, *aliases))})")


def phrases(table: Table) -> dict[tuple[str, ...], str]:
    """Phrases of a table ``meaning = forms`` as rows of words, each with its meaning."""
    found: dict[tuple[str, ...], str] = {}
    for meaning, forms in table.items():
        for form in forms:
            found.setdefault(tuple(form.split()), meaning)
    return found
