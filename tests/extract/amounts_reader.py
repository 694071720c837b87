"""What the tests of sums share: passages as the pipeline makes them, and marked cases."""

from __future__ import annotations

import re
from decimal import Decimal

from cadocs.extract.amounts import find_amounts
from cadocs.languages import load_language
from cadocs.normalise import normalise
from cadocs.schema import Amount, Trace
from cadocs.text import Passage, View, split_sentences
from cadocs.text.characters import folding_table
from cadocs.transliterate import to_latin

MARKED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")

Found = tuple[int, int, Decimal, Decimal | None, str | None, str]


def passage(text: str, tag: str) -> Passage:
    """A passage as the pipeline makes it."""
    language = load_language(tag)
    view = normalise(View.whole(text)).view
    if language.base:
        view = to_latin(view).translate(folding_table())
    abbreviations = language.table("sentence")["abbreviations"]
    return Passage(view, tag, tuple(split_sentences(view.text, abbreviations)))


def find(text: str, tag: str) -> list[Amount]:
    return find_amounts(passage(text, tag), Trace())


def seen(amount: Amount) -> Found:
    return (
        amount.start,
        amount.end,
        amount.value,
        amount.value_max,
        amount.currency,
        amount.qualifier,
    )


def marked(case: str) -> tuple[str, list[Found]]:
    """Take the marks out of a case: ``[4 mlrd so'm|4e9 UZS over]``."""
    text, expected, at = "", [], 0
    for match in MARKED.finditer(case):
        text += case[at : match.start()]
        value, currency, *rest = match.group(2).split()
        low, _, high = value.partition("..")
        start = len(text)
        text += match.group(1)
        upper = Decimal(high) if high else None
        qualifier = rest[0] if rest else "exact"
        expected.append((start, len(text), Decimal(low), upper, currency, qualifier))
        at = match.end()
    return text + case[at:], expected
