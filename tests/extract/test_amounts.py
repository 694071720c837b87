"""Sums of money: value, currency, range, qualifier and span, in five varieties."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from cadocs.extract.amounts import find_amounts
from cadocs.languages import load_language, tags
from cadocs.normalise import normalise
from cadocs.schema import Amount, Trace
from cadocs.text import Passage, View, split_sentences
from cadocs.text.characters import folding_table
from cadocs.transliterate import to_latin

CASES = Path(__file__).parents[1] / "cases" / "amounts"
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


def cases() -> list[object]:
    """One parameter for each line of the case files."""
    found: list[object] = []
    for path in sorted(CASES.glob("*.txt")):
        section = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("## "):
                section = line[3:]
            elif line and not line.startswith("#"):
                found.append(pytest.param(path.stem, line, id=f"{path.stem}:{number} {section}"))
    return found


def seen(amount: Amount) -> Found:
    return (
        amount.start,
        amount.end,
        amount.value,
        amount.value_max,
        amount.currency,
        amount.qualifier,
    )


@pytest.mark.parametrize(("tag", "case"), cases())
def test_a_sum_has_its_span_value_currency_and_qualifier(tag: str, case: str) -> None:
    text, expected = marked(case)
    assert [seen(amount) for amount in find(text, tag)] == expected


def test_every_language_has_cases() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(tags())
