"""Any text: no exception, spans that slice, values that parse."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from cadocs.languages import tags
from cadocs.pipeline import find_amounts, find_dates

DAY = dt.date(2025, 11, 15)
SOUP = st.text("0123456789 .,-–/$€%'’()IVX\n\u00a0", max_size=40)
WORDS = st.lists(
    st.sampled_from(
        re.split(
            " ",
            "mln млрд Mrd. bn dollar so‘m сум Euro 2024 15 3,5 yil года Jahr may mai May ноябрь Q3 "
            "II chorak from to bis по dan gacha last o‘tgan . , - ( ) % half yarim полтора",
        )
    ),
    max_size=10,
).map(" ".join)


@cache
def is_edtf(value: str) -> bool:
    parse_edtf(value)
    return True


def check(text: str, tag: str) -> None:
    for amount in find_amounts(text, language=tag):
        assert text[amount.start : amount.end] == amount.text
        assert isinstance(amount.value, Decimal)
        assert amount.value_max is None or abs(amount.value_max) > abs(amount.value)
    for date in find_dates(text, anchor=DAY, language=tag):
        assert text[date.start : date.end] == date.text
        assert is_edtf(date.edtf)
        assert date.first is None or date.last is None or date.first <= date.last


@settings(max_examples=120, deadline=None)
@given(SOUP | WORDS | st.text(max_size=40), st.sampled_from([*tags(), "und"]))
def test_any_text_is_read(text: str, tag: str) -> None:
    check(text, tag)


@pytest.mark.data
@pytest.mark.parametrize("folder", ["money", "dates"])
def test_slices_of_the_development_texts_are_read(folder: str, data: Path) -> None:
    lines = (data / "data" / folder / "dev_news.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        row = json.loads(line)
        text = row["text"]
        low, high = sorted(((number * 7) % (len(text) + 1), (number * 13 + 5) % (len(text) + 1)))
        check(text[low:high], row["lang"])
        check(text[::-1], row["lang"])
