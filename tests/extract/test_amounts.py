"""Sums of money: value, currency, range, qualifier and span, in five varieties."""

from __future__ import annotations

from pathlib import Path

import pytest
from amounts_reader import find, marked, seen

from cadocs.languages import tags

CASES = Path(__file__).parents[1] / "cases" / "amounts"
FAILURES = Path(__file__).parents[1] / "cases" / "amounts_known_failures.tsv"


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


def failures() -> list[object]:
    """Cases that are known to fail; the mark goes with the failure."""
    lines = FAILURES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    fails = pytest.mark.xfail(strict=True)
    return [pytest.param(tag, case, id=reason, marks=fails) for tag, case, reason in rows]


@pytest.mark.parametrize(("tag", "case"), [*cases(), *failures()])
def test_a_sum_has_its_span_value_currency_and_qualifier(tag: str, case: str) -> None:
    text, expected = marked(case)
    assert [seen(amount) for amount in find(text, tag)] == expected


def test_every_language_has_cases() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(tags())
