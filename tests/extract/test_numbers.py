"""Written numbers: digits with separators and numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadocs.errors import BadNumberError, UnknownLanguageError
from cadocs.extract.numbers import load_number_words, parse_number, read_digits
from cadocs.languages import tags

STRICT = [
    pytest.param("de", "3,2", "3.2", id="German comma"),
    pytest.param("de", "1.500", "1500", id="German point"),
    pytest.param("de", "131.000.000", "131000000", id="German groups"),
    pytest.param("de", "12.650,45", "12650.45", id="German groups and comma"),
    pytest.param("de", "1 155 000", "1155000", id="German blanks"),
    pytest.param("en", "1.500", "1.500", id="English point"),
    pytest.param("en", "26,750", "26750", id="English comma"),
    pytest.param("en", "1,734.5", "1734.5", id="English groups and point"),
    pytest.param("ru", "1 155 000", "1155000", id="Russian blanks"),
    pytest.param("ru", "4 096,2", "4096.2", id="Russian blanks and comma"),
    pytest.param("uz-Latn", "12 650,45", "12650.45", id="Uzbek blanks and comma"),
    pytest.param("uz-Cyrl", "5,8", "5.8", id="the base of a language counts"),
    pytest.param("uz-Latn", "007", "7", id="leading zeros"),
]

REFUSED = [
    pytest.param("en", "1,5", id="two digits short of a group"),
    pytest.param("en", "1.5.2", id="two points"),
    pytest.param("de", "1.50", id="a group of two"),
    pytest.param("de", "1.500 000", id="two kinds of groups"),
    pytest.param("ru", "3.5", id="a point in Russian"),
    pytest.param("ru", "1155 000", id="four digits in front of a group"),
    pytest.param("uz-Latn", "", id="nothing"),
    pytest.param("uz-Latn", "-5", id="a sign"),
    pytest.param("uz-Latn", "5 mlrd", id="a scale word"),
    pytest.param("uz-Latn", ",5", id="no whole part"),
]

CARELESS = [
    pytest.param("ru", "20.000", False, "20000", id="a point that groups"),
    pytest.param("ru", "15,000", False, "15000", id="a comma that groups"),
    pytest.param("ru", "1,234", True, "1.234", id="a comma before a scale word"),
    pytest.param("ru", "1.234", True, "1.234", id="a point before a scale word"),
    pytest.param("ru", "3.5", False, "3.5", id="a point that parts"),
    pytest.param("ru", "1.234.567,89", False, "1234567.89", id="German marks in Russian"),
    pytest.param("de", "73,460", False, "73460", id="three digits behind a comma"),
    pytest.param("de", "12.114", True, "12114", id="German points always group"),
    pytest.param("de", "0,450", False, "0.450", id="a nought in front"),
    pytest.param("en", "1,5", False, "1.5", id="a comma that parts in English"),
    pytest.param("en", "1.125", False, "1.125", id="English points never group"),
    pytest.param("en", "1'155'000", False, "1155000", id="Swiss groups"),
    pytest.param("uz-Latn", "1 155 000", False, "1155000", id="blanks"),
    pytest.param("uz-Latn", "12345,678", False, "12345.678", id="too long in front of a group"),
]

NO_NUMBER = ["192.168.0.1", "24.12.2025", "2.1.4", "1,2,3", "1.500,2.3", "1.000.00"]

WORDS = [
    pytest.param("uz-Latn", "o'n besh", "15", id="Uzbek ten and five"),
    pytest.param("uz-Latn", "bir yarim", "1.5", id="Uzbek one and a half"),
    pytest.param("uz-Latn", "yarim milliard", "500000000", id="Uzbek half"),
    pytest.param("uz-Latn", "uch yuz ellik ming", "350000", id="Uzbek hundreds of thousands"),
    pytest.param("uz-Latn", "bir milliard ikki yuz million", "1200000000", id="Uzbek two scales"),
    pytest.param("uz-Cyrl", "ikki trillion", "2000000000000", id="the base of a language"),
    pytest.param("ru", "полтора", "1.5", id="Russian one and a half"),
    pytest.param("ru", "двадцать пять", "25", id="Russian twenty-five"),
    pytest.param("ru", "четыреста двадцать тысяч", "420000", id="Russian hundreds"),
    pytest.param("ru", "полмиллиона", "500000", id="Russian half a million"),
    pytest.param("de", "dreiundzwanzig", "23", id="German units first"),
    pytest.param("de", "siebenhundertachtundsiebzig", "778", id="German hundreds"),
    pytest.param("de", "zwölftausendfünfhundert", "12500", id="German thousands in one word"),
    pytest.param("de", "anderthalb", "1.5", id="German one and a half"),
    pytest.param("de", "zweieinhalb milliarden", "2500000000", id="German two and a half"),
    pytest.param("de", "dreiviertelmilliarde", "750000000", id="German three quarters"),
    pytest.param("en", "twenty five", "25", id="English twenty-five"),
    pytest.param("en", "three hundred fifty thousand", "350000", id="English hundreds"),
    pytest.param("en", "two million three hundred", "2000300", id="English rest"),
    pytest.param("en", "half", "0.5", id="English half"),
]

ORDINALS = [
    ("uz-Latn", "ikkinchi", 2),
    ("uz-Latn", "yigirmanchi", 20),
    ("ru", "третьего", 3),
    ("ru", "девятое", 9),
    ("de", "einunddreißigster", 31),
    ("de", "siebten", 7),
    ("en", "twelfth", 12),
]


@pytest.mark.parametrize(("tag", "digits", "value"), STRICT)
def test_digits_are_read_as_their_language_writes_them(tag: str, digits: str, value: str) -> None:
    assert parse_number(digits, tag) == Decimal(value)


@pytest.mark.parametrize(("tag", "digits"), REFUSED)
def test_digits_that_the_language_does_not_write_are_refused(tag: str, digits: str) -> None:
    with pytest.raises(BadNumberError):
        parse_number(digits, tag)


def test_an_unknown_tag_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownLanguageError, match="Known: de, en"):
        parse_number("5", "kk")


@pytest.mark.parametrize(("tag", "digits", "scaled", "value"), CARELESS)
def test_careless_digits_are_read_as_they_are_meant(
    tag: str,
    digits: str,
    scaled: bool,  # noqa: FBT001  (a column of the table)
    value: str,
) -> None:
    assert read_digits(digits, tag, scaled=scaled) == Decimal(value)


@pytest.mark.parametrize("digits", NO_NUMBER)
@pytest.mark.parametrize("tag", tags())
def test_versions_dates_and_addresses_are_no_numbers(tag: str, digits: str) -> None:
    with pytest.raises(BadNumberError):
        read_digits(digits, tag)


@pytest.mark.parametrize(("tag", "words", "value"), WORDS)
def test_numbers_in_words_are_added_up(tag: str, words: str, value: str) -> None:
    assert load_number_words(tag).read(words.split()) == Decimal(value)


@pytest.mark.parametrize(("tag", "word", "value"), ORDINALS)
def test_ordinals_have_their_value(tag: str, word: str, value: int) -> None:
    assert load_number_words(tag).ordinal(word) == value


@pytest.mark.parametrize("word", ["und", "dreiund-", "haus", "einhaus", "x" * 80, ""])
def test_a_word_that_is_no_number_has_no_value(word: str) -> None:
    assert load_number_words("de").value(word) is None


@pytest.mark.parametrize("words", [[], ["besh", "olma"], ["dollar"]])
def test_words_that_are_no_number_are_refused(words: list[str]) -> None:
    with pytest.raises(BadNumberError):
        load_number_words("uz-Latn").read(words)


@pytest.mark.parametrize("tag", tags())
def test_no_number_word_has_two_values(tag: str) -> None:
    words = load_number_words(tag)
    assert not set(words.cardinals) & set(words.ordinals)
    assert not set(words.cardinals) & set(words.scales)


@given(st.integers(0, 10**15))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_grouped_digits_are_read_as_the_number_they_were_made_from(value: int) -> None:
    grouped = f"{value:,}"
    assert parse_number(grouped, "en") == value
    assert parse_number(grouped.replace(",", "."), "de") == value
    assert parse_number(grouped.replace(",", " "), "ru") == value
    assert parse_number(grouped.replace(",", " "), "uz-Cyrl") == value


@given(st.text("0123456789., '", max_size=12), st.sampled_from(tags()), st.booleans())
@settings(deadline=None, derandomize=True, max_examples=150)
def test_any_digits_are_a_number_or_refused(
    digits: str,
    tag: str,
    scaled: bool,  # noqa: FBT001  (drawn)
) -> None:
    for read in (
        lambda: parse_number(digits, tag),
        lambda: read_digits(digits, tag, scaled=scaled),
    ):
        try:
            assert read() >= 0
        except BadNumberError:
            continue
