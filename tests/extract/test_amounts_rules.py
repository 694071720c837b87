"""How sums behave around the grammar: views, traces, soup, time, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from amounts_reader import find, passage
from hypothesis import given, settings
from hypothesis import strategies as st

from cadocs.errors import UnknownLanguageError
from cadocs.extract.amounts import find_amounts
from cadocs.extract.amounts.lexicon import Words, load_lexicon
from cadocs.extract.amounts.scan import scan, stretches
from cadocs.extract.amounts.tokens import Kind
from cadocs.languages import load_language, tags
from cadocs.schema import Trace
from cadocs.tables.currencies import load_currencies
from cadocs.text import Passage, View

if TYPE_CHECKING:
    from decimal import Decimal

PIECES = [
    *("1", "12", "2024", "1 000", "00", "3,5", "1.234", "7.", "٣", "²"),
    *("$", "€", "us", "USD", "Rs", "dollar", "so'm", "сум", "евро", "cent", "коп."),
    *("млн", "mlrd", "million", "ming", "тыс.", "k", "bn", "yarim", "полтора", "anderthalb"),
    *("до", "от", "и", "from", "to", "between", "and", "bis", "und", "dan", "gacha", "a", "ein"),
    *("(", ")", "-", "–", "\u2212", "%", ",", ".", "'", " ", "\n", "\u00a0", "\u00ad", "минус"),
]


def brief(text: str, tag: str) -> list[tuple[str, str, str | None]]:
    return [(a.text, f"{a.value:f}", a.currency) for a in find(text, tag)]


@pytest.mark.parametrize(
    ("tag", "text", "surface"),
    [
        pytest.param("uz-Latn", "Jami 4 mlrd\u00ad dollar.", "4 mlrd\u00ad dollar", id="hyphen"),
        pytest.param("uz-Latn", "Jami 4\u00a0mlrd\u202fso‘m.", "4\u00a0mlrd\u202fso‘m", id="blank"),
        pytest.param(
            "uz-Latn",
            "jami qiymati 4 milliard\ndollarga teng",
            "4 milliard\ndollarga",
            id="wrapped",
        ),
        pytest.param("de", "Es waren 4 Milliarden\nDollar.", "4 Milliarden\nDollar", id="capital"),
        pytest.param("ru", "всего 600\nмлн евро", "600\nмлн евро", id="figure at the line's end"),
        pytest.param("uz-Cyrl", "жами 4 млрд долларга", "4 млрд долларга", id="Cyrillic"),
        pytest.param("uz-Cyrl", "жами 4 млрд рубль", "4 млрд рубль", id="soft sign"),
    ],
)
def test_a_span_is_cut_from_the_source_as_it_was_written(tag: str, text: str, surface: str) -> None:
    (amount,) = find(text, tag)
    assert amount.text == surface == text[amount.start : amount.end]


@pytest.mark.parametrize(
    ("tag", "text", "currency"),
    [
        pytest.param("en", "Turkmenistan paid 5 million manats.", "TMT", id="Turkmenistan"),
        pytest.param("en", "Azerbaijan paid Turkmenistan 5 million manats.", "AZN", id="both"),
        pytest.param("en", "They paid 5 million manats.", "AZN", id="neither"),
        pytest.param(
            "en", "Uzbekistan grew. They paid 5 million som.", "UZS", id="sentence before"
        ),
        pytest.param("en", "Kyrgyzstan paid Uzbekistan 5 million som.", "KGS", id="som of two"),
        pytest.param("en", "Pakistan paid 5 million rupees.", "PKR", id="Pakistan"),
        pytest.param("en", "They paid 5 million rupees.", "INR", id="usual rupee"),
        pytest.param("en", "Australia paid 5 million dollars.", "USD", id="dollars are not shared"),
        pytest.param("en", "They paid 5 million Australian dollars.", "AUD", id="said beside"),
        pytest.param("en", "China paid ¥5 million.", "CNY", id="sign of two"),
        pytest.param("de", "In Turkmenistan kostet es 5 Manat.", "TMT", id="German"),
        pytest.param("ru", "Туркмения заплатила 5 млн манатов.", "TMT", id="Russian"),
        pytest.param("uz-Latn", "Turkmaniston 5 mln manat berdi.", "TMT", id="Uzbek"),
        pytest.param("uz-Latn", "Qirg'iziston 5 mln qirg'iz so'mi berdi.", "KGS", id="Kyrgyz soum"),
        pytest.param("en", "In Ashgabat they paid 5 million manats.", "TMT", id="a town"),
        pytest.param("ru", "Доходы Пакистана — 5 млн рупий.", "PKR", id="no town in a word"),
    ],
)
def test_a_shared_name_is_told_by_the_country(tag: str, text: str, currency: str) -> None:
    assert [amount.currency for amount in find(text, tag)] == [currency]


@pytest.mark.parametrize(
    ("tag", "text", "currencies"),
    [
        pytest.param("en", "It is 8 manats in Baku and 30 manats in Ashgabat.", "AZN TMT", id="en"),
        pytest.param(
            "en", "In Karachi it is 90 rupees, in Mumbai 40 rupees.", "PKR INR", id="en 2"
        ),
        pytest.param("de", "In Baku 8 Manat, 30 Manat in Turkmenistan.", "AZN TMT", id="de"),
        pytest.param("de", "Prag zahlt 9 Kronen, Oslo 7 Kronen.", "CZK NOK", id="de 2"),
        pytest.param("ru", "В Баку 8 манатов, в Ашхабаде — 30 манатов.", "AZN TMT", id="ru"),
        pytest.param("uz-Latn", "Bokuda 8 manat, Ashxobodda 30 manat.", "AZN TMT", id="uz-Latn"),
        pytest.param(
            "uz-Cyrl", "Бокуда 8 манат, Туркманистонда 30 манат.", "AZN TMT", id="uz-Cyrl"
        ),
    ],
)
def test_each_sum_takes_the_country_of_its_clause(tag: str, text: str, currencies: str) -> None:
    assert [amount.currency for amount in find(text, tag)] == currencies.split()


@pytest.mark.parametrize(
    ("tag", "text", "rules"),
    [
        pytest.param("en", "It cost $5 million.", ["beside"], id="beside"),
        pytest.param("en", "Table (USD million): 1.5", ["head"], id="head"),
        pytest.param(
            "en", "He got $5 million and lost 2 million.", ["beside", "unsaid"], id="unsaid"
        ),
        pytest.param("en", "2.9, 1.2 and 0.7 billion euros", ["list", "list", "beside"], id="list"),
        pytest.param("ru", "с 4 до 10 млрд долларов", ["step", "beside"], id="change"),
    ],
)
def test_a_trace_says_which_rule_gave_the_currency(tag: str, text: str, rules: list[str]) -> None:
    trace = Trace(explain=True)
    found = find_amounts(passage(text, tag), trace)
    assert [note.message for note in trace.notes] == rules
    assert [(note.start, note.end) for note in trace.notes] == [(a.start, a.end) for a in found]


def test_a_trace_that_does_not_explain_stays_empty() -> None:
    trace = Trace()
    find_amounts(passage("It cost $5 million.", "en"), trace)
    assert trace.notes == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Eksport, mln dollar\nMeva 12,5\nPaxta 30,1",
            [("12,5", "12500000", "USD"), ("30,1", "30100000", "USD")],
            id="rows below their head",
        ),
        pytest.param(
            "Eksport (mln dollar)\n2022 2023\nMeva 12,5 13,0",
            [("12,5", "12500000", "USD"), ("13,0", "13000000", "USD")],
            id="a row of years",
        ),
        pytest.param(
            "Eksport (mln dollar)\nMeva 12,5\nBugun havo ochiq bo'ladi, harorat 25,5 daraja.",
            [("12,5", "12500000", "USD")],
            id="prose ends the table",
        ),
        pytest.param("Eksport (mln dollar)\n1. Meva 45 foiz", [], id="row number and share"),
    ],
)
def test_a_head_gives_its_unit_to_the_rows_below(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert brief(text, "uz-Latn") == expected


COLUMNS = [
    pytest.param(
        "de",
        "in Mio. CHF\t2021\t2022\nErlös\t40,5\t44,1\nSaldo\t−1,2\t−0,8",
        ["40500000 CHF", "44100000 CHF", "-1200000 CHF", "-800000 CHF"],
        id="a head without brackets",
    ),
    pytest.param(
        "de",
        "in Mio. CHF 2021 2022\nErlös 40,5 44,1",
        ["40500000 CHF", "44100000 CHF"],
        id="single blanks",
    ),
    pytest.param(
        "en",
        "£m\t2021\t2022\nSales\t70.5\t81.2",
        ["70500000 GBP", "81200000 GBP"],
        id="a sign and a letter",
    ),
    pytest.param(
        "en",
        "£'000\t2021\t2022\nSales\t70\t81",
        ["70000 GBP", "81000 GBP"],
        id="a sign and noughts",
    ),
    pytest.param("de", "T€\t2021\nMiete\t310", ["310000 EUR"], id="a letter and a sign"),
    pytest.param(
        "uz-Latn",
        "Xarid (ming yevro)\nGuruch      12 400,5\nMosh      910,0",
        ["12400500 EUR", "910000 EUR"],
        id="a scale that may count one",
    ),
    pytest.param(
        "uz-Cyrl",
        "Харид (минг АҚШ доллари)\nГуруч      12 400,5",
        ["12400500 USD"],
        id="Cyrillic",
    ),
    pytest.param(
        "ru",
        "млн тенге\t2021\t2022\nПлан\t118\t131",
        ["118000000 KZT", "131000000 KZT"],
        id="columns that look like one number",
    ),
    pytest.param(
        "en",
        "(in thousands of US dollars)\nRent   120.5   131.0",
        ["120500 USD", "131000 USD"],
        id="a scale in the plural",
    ),
    pytest.param("uz-Latn", "ming so'mda\nSut\t120", ["120000 UZS"], id="a unit with an ending"),
    pytest.param("ru", "Он дал (тысячу рублей) в долг.", ["1000 RUB"], id="a sum in brackets"),
]


@pytest.mark.parametrize(("tag", "text", "expected"), COLUMNS)
def test_columns_take_the_unit_of_their_head(tag: str, text: str, expected: list[str]) -> None:
    assert [f"{a.value:.0f} {a.currency}" for a in find(text, tag)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The bank paid EUR\n25 million.", ["EUR\n25 million"], id="prose"),
        pytest.param("Prices in EUR\n25 kinds of tea", [], id="a head"),
    ],
)
def test_a_line_may_break_behind_a_code(text: str, expected: list[str]) -> None:
    assert [amount.text for amount in find(text, "en")] == expected


def test_a_sum_of_the_sentence_before_gives_its_currency_only_once_removed() -> None:
    near = "It got $5 million. Then came 3 million."
    far = "It got $5 million. They were glad of 12 new roads. Then came 3 million."
    assert [text for text, _, _ in brief(near, "en")] == ["$5 million", "3 million"]
    assert [text for text, _, _ in brief(far, "en")] == ["$5 million"]


@pytest.mark.parametrize("tag", tags())
def test_text_without_figures_has_no_sums(tag: str) -> None:
    assert find("", tag) == []
    assert find("dollar euro million", tag) == [] or tag == "uz-Latn"
    assert find("\n\n \u00ad\n", tag) == []


def test_an_unknown_tag_is_refused() -> None:
    with pytest.raises(UnknownLanguageError):
        find_amounts(Passage(View.whole("$5"), "kk", ((0, 2),)), Trace())


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(tags()))
@settings(deadline=None, derandomize=True, max_examples=250)
def test_any_text_gives_sums_in_order_with_their_surface(pieces: list[str], tag: str) -> None:
    text = "".join(pieces)
    last = 0
    for amount in find(text, tag):
        assert last <= amount.start < amount.end
        assert text[amount.start : amount.end] == amount.text
        assert amount.value_max is None or amount.value_max > amount.value
        last = amount.end


@given(st.text(max_size=60), st.sampled_from(tags()))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_any_string_is_read_without_an_error(text: str, tag: str) -> None:
    assert all(amount.currency for amount in find(text, tag))


@given(
    st.decimals("0.1", "999", places=1),
    st.sampled_from([("mln", "млн", 10**6), ("mlrd", "млрд", 10**9), ("trln", "трлн", 10**12)]),
)
@settings(deadline=None, derandomize=True, max_examples=40)
def test_both_scripts_of_uzbek_read_alike(figure: Decimal, scale: tuple[str, str, int]) -> None:
    digits = str(figure).replace(".", ",")
    (latin,) = find(f"Qiymati {digits} {scale[0]} so'mdan ortiq.", "uz-Latn")
    (cyrillic,) = find(f"Қиймати {digits} {scale[1]} сўмдан ортиқ.", "uz-Cyrl")
    assert latin.value == cyrillic.value == figure * scale[2]
    assert (latin.currency, latin.qualifier) == (cyrillic.currency, cyrillic.qualifier)


def test_sentences_without_figures_or_currencies_are_not_read() -> None:
    text = "Havo ochiq. Narxi 5 so'm. Kun issiq. Yana issiq. Uch dollar."
    whole = passage(text, "uz-Latn")
    spans = list(stretches(whole, load_lexicon("uz-Latn")))
    assert [text[start:end] for start, end in spans] == ["Narxi 5 so'm.", "Uch dollar."]


@pytest.mark.parametrize(
    ("tag", "text", "parts"),
    [
        ("uz-Latn", "7 mlrd.dan", [("7", Kind.FIGURE), ("mlrd", Kind.SCALE)]),
        ("uz-Latn", "5 USD-ga", [("5", Kind.FIGURE), ("usd", Kind.CURRENCY)]),
        ("uz-Latn", "$5 lik", [("$", Kind.CURRENCY), ("5", Kind.FIGURE), ("lik", Kind.WORD)]),
        ("en", "US$5", [("$", Kind.CURRENCY), ("5", Kind.FIGURE)]),
        ("en", "10k", [("10", Kind.FIGURE), ("k", Kind.SCALE)]),
        ("en", "10 k", [("10", Kind.FIGURE), ("k", Kind.WORD)]),
        ("en", "U.S. dollars", [("u.s", Kind.COUNTRY), ("dollars", Kind.CURRENCY)]),
        ("ru", "5 тыс.руб.", [("5", Kind.FIGURE), ("тыс", Kind.SCALE), ("руб", Kind.CURRENCY)]),
        ("de", "MEUR 3", [("meur", Kind.CURRENCY), ("3", Kind.FIGURE)]),
    ],
)
def test_tokens_know_their_part(tag: str, text: str, parts: list[tuple[str, Kind]]) -> None:
    tokens = scan(text, (0, len(text)), load_lexicon(tag))
    assert [(token.text, token.kind) for token in tokens] == parts


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("dollardan", "dollar"),
        ("dollarlik", "dollar"),
        ("dollargacha", "dollar"),
        ("dollarlarning", "dollar"),
        ("so'mligi", "soum"),
        ("yevrosini", "euro"),
    ],
)
def test_uzbek_currencies_take_rows_of_endings(word: str, stem: str) -> None:
    meaning = load_lexicon("uz-Latn").meaning(word)
    assert meaning is not None
    assert meaning.name == stem


@pytest.mark.parametrize("word", ["dollarchi", "so'mbul", "mingta", "minglab", "tengsiz"])
def test_other_uzbek_words_are_no_currency_or_scale(word: str) -> None:
    assert load_lexicon("uz-Latn").meaning(word) is None


def test_a_star_stands_for_any_beginning_or_end() -> None:
    words = Words(["rost*", "*kredit", "dan"])
    assert "rostlik" in words
    assert "eurokredit" in words
    assert "dan" in words
    assert "danda" not in words


def test_every_family_and_sub_unit_leads_to_known_codes() -> None:
    table = load_currencies()
    codes = set(table.codes.values())
    assert all(set(members) <= codes for members in table.families.values())
    assert all(set(members) <= codes for members in table.minor.values())
    assert set(table.dollars.values()) <= codes
    assert set(table.symbols.values()) <= set(table.families)
    assert table.shared <= set(table.families)
    assert table.wordlike <= codes


@pytest.mark.parametrize("tag", tags())
def test_every_currency_of_a_language_is_a_family_or_code(tag: str) -> None:
    currency = load_language(tag).table("currency")
    table = load_currencies()
    assert set(currency["names"]) <= set(table.families)
    assert set(currency["minor"]) <= set(table.minor)


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("section", ["names", "minor", "countries"])
def test_no_form_stands_twice_in_a_table(tag: str, section: str) -> None:
    table = load_language(tag).table("currency", section)
    forms = [form for row in table.values() for form in row]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("section", ["number", "amount", "currency", "qualifier"])
def test_no_list_of_forms_says_a_thing_twice(tag: str, section: str) -> None:
    def lists(value: object) -> list[list[str]]:
        if isinstance(value, dict):
            return [found for inner in value.values() for found in lists(inner)]
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return [value]
        return (
            [found for inner in value for found in lists(inner)] if isinstance(value, list) else []
        )

    for forms in lists(load_language(tag).table(section)):
        assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize("tag", tags())
def test_no_phrase_has_two_qualifiers(tag: str) -> None:
    before = load_language(tag).table("qualifier", "before")
    phrases = [phrase for row in before.values() for phrase in row]
    assert sorted(phrases) == sorted(set(phrases))
