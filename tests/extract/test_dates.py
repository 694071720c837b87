from __future__ import annotations

import datetime as dt

import pytest

from cadocs.pipeline import find_dates

DAY = dt.date(2025, 11, 15)  # a Saturday

CASES = {
    "en": [
        ("The talks opened on {November 13|2025-11-13}.", "the nearest year"),
        (
            "Signed on {15 November 2025|2025-11-15}, in force since {1 July 2019|2019-07-01}.",
            "two",
        ),
        ("From {20 to 24 September|2025-09-20/2025-09-24} the fair was open.", "days of one month"),
        ("Growth in {January-September 2025|2025-01/2025-09} was fast.", "months of one year"),
        ("In {the first nine months of 2025|2025-01/2025-09} trade rose.", "first months"),
        ("Trade fell in {Q3 2024|2024-35} and {the fourth quarter of 2024|2024-36}.", "quarters"),
        ("In {the second half of 2019|2019-41} prices rose.", "a half"),
        ("It opened in {autumn 2022|2022-23}.", "a season"),
        ("Built in the {1970s|197X}, in the {19th century|18XX}.", "decade and century"),
        ("It came {three days ago|2025-11-12}, {last week|2025-11-03/2025-11-09}.", "relative"),
        ("{Yesterday|2025-11-14} he left; {a year earlier|2024} he came.", "words for a whole"),
        ("The plan runs until {2030|2030}.", "a year after a preposition"),
        ("The shop is closed until {Monday|2025-11-17}.", "a weekday ahead"),
        ("He met them on {Thursday|2025-11-13}.", "a weekday behind"),
        ("Week {2025-W31|2025-07-28/2025-08-03} was hot.", "a week by its number"),
        ("{Early November|2025-11~} brought snow.", "a part of a month"),
        ("It rained on {3 May|2025-05-03}. {The same day|2025-05-03} it froze.", "that day"),
        (
            "Up since {2011|2011}. In {Q1|2025-33} it fell, {same period last year|2024-33} more.",
            "the period named last, not the year",
        ),
        ("It was paid on {15 April|2025-04-15}.\n{This year|2025} more will go.", "two sentences"),
        ("“It will open by {March|2026-03},” he said.", "the tense of a quotation"),
    ],
    "de": [
        ("Am {13. November|2025-11-13} fand die Sitzung statt.", "the nearest year"),
        ("Der Besuch am {14. und 15. November 2025|2025-11-14/2025-11-15} endete.", "two days"),
        ("Seit dem {18.04.2006|2006-04-18} gilt das.", "figures"),
        ("{Januar–September 2025|2025-01/2025-09}: Plus 12 Prozent.", "months"),
        ("Im {dritten Quartal 2024|2024-35} und im {zweiten Halbjahr 2024|2024-41}.", "parts"),
        ("{Vor sieben Jahren|2018} war das anders.", "years ago"),
        ("In der {vergangenen Woche|2025-11-03/2025-11-09} regnete es.", "last week"),
        ("{Ende 2024|2024~} zählte das Land 37 Mio. Einwohner.", "the end of a year"),
        ("Im {Vorjahr|2024} waren es weniger.", "the year before"),
    ],
    "ru": [
        ("Переговоры прошли {15 ноября 2025 года|2025-11-15}.", "a day"),
        ("За {девять месяцев 2025 года|2025-01/2025-09} добыто много.", "first months"),
        ("Соглашение подписано {10 ноября с. г.|2025-11-10}", "the running year"),
        ("В {октябре-ноябре|2025-10/2025-11} поставки выросли.", "months"),
        ("Во {II квартале 2025 года|2025-34} стало хуже.", "a Roman quarter"),
        ("{Шесть лет назад|2019} завод стоял.", "years ago"),
        ("В {прошлый четверг|2025-11-06} открылась ярмарка.", "a weekday"),
        ("За {первое полугодие|2025-40} выдано много.", "a half that is over"),
        ("В {90-е годы|199X} было трудно.", "a decade"),
        ("Он приехал в {среду|2025-11-12}, но в среде экспертов тихо.", "a weekday by its case"),
    ],
    "uz-Latn": [
        ("Uchrashuv {2025-yil 15-noyabr|2025-11-15} kuni o‘tdi.", "a day"),
        ("{28-oktabrdan 2-noyabrgacha|2025-10-28/2025-11-02} ko‘rgazma bo‘ldi.", "endings"),
        ("{2025-yilning yetti oyida|2025-01/2025-07} savdo o‘sdi.", "first months"),
        ("{2025-yilning II choragida|2025-34} pasaydi.", "a Roman quarter"),
        ("{Yetti yil avval|2018} qurilgan.", "years ago"),
        ("{O‘tgan hafta|2025-11-03/2025-11-09} keldi.", "last week"),
        ("{Bultur|2024} hosil yaxshi edi.", "last year"),
        ("{2024-yil oxirida|2024~} imzolandi.", "the end of a year"),
        ("{18-dekabrda|2024-12-18} vazir bayonnoma imzoladi.", "a past that ends as a future"),
    ],
    "uz-Cyrl": [
        ("Учрашув {2025 йил 15 ноябрь|2025-11-15} куни ўтди.", "a day"),
        ("ТОШКЕНТ, {15 ноя|2025-11-15} — хабар.", "a dateline"),
        ("{2019 йилнинг етти ойида|2019-01/2019-07} савдо ўсди.", "first months"),
        ("{ХХ асрда|19XX} қурилган.", "a century"),
    ],
}


def parameters() -> list[object]:
    return [
        pytest.param(tag, text, id=f"{tag}: {name}") for tag in CASES for text, name in CASES[tag]
    ]


def unmarked(text: str) -> tuple[str, list[tuple[str, str]]]:
    plain, found = "", []
    while "{" in text:
        head, _, rest = text.partition("{")
        inner, _, text = rest.partition("}")
        date, _, edtf = inner.partition("|")
        plain += head + date
        found.append((date, edtf))
    return plain + text, found


@pytest.mark.parametrize(("tag", "marked"), parameters())
def test_a_date_has_its_span_and_value(tag: str, marked: str) -> None:
    text, expected = unmarked(marked)
    found = [(date.text, date.edtf) for date in find_dates(text, anchor=DAY, language=tag)]
    assert [value for _, value in found] == [value for _, value in expected]
    for (span, _), (wanted, _) in zip(found, expected, strict=True):
        assert span in wanted or wanted in span


DECOYS = [
    pytest.param("en", "Version 2.10.3 fixes 2024 bugs.", id="a version and a count"),
    pytest.param("en", "Room 2024, phone +998 71 2025 11 15, 12:30.", id="room, phone, clock"),
    pytest.param("en", "The price is 1999 dollars, up 20.25%.", id="a price and a share"),
    pytest.param("de", "Nach § 12 Abs. 3 gelten 15 Tage.", id="a law"),
    pytest.param("ru", "Маршрут № 2024 обслуживают 18 автобусов.", id="a number"),
    pytest.param("uz-Latn", "Maktabda 2024 nafar o‘quvchi bor, 192.168.1.1 ishlaydi.", id="IP"),
    pytest.param("uz-Cyrl", "PQ-60 ва 205-модда бўйича 1999 тонна.", id="codes"),
    pytest.param("en", "It ends on 31 November 2025.", id="a day that no calendar has"),
]


@pytest.mark.parametrize(("tag", "text"), DECOYS)
def test_numbers_that_are_no_dates_are_left_alone(tag: str, text: str) -> None:
    found = find_dates(text, anchor=DAY, language=tag)
    assert [date.text for date in found if len(date.edtf) > 7 or date.edtf[0] in "12"] in (
        [],
        ["November 2025"],
    )


def test_without_a_day_of_publication_relative_words_are_no_dates() -> None:
    assert find_dates("Yesterday and last year.", language="en") == []


def test_a_day_without_a_year_takes_that_of_the_date_before_it() -> None:
    text = "On 3 May 2021 it began; on 7 June it ended."
    assert [d.edtf for d in find_dates(text, language="en")] == ["2021-05-03", "2021-06-07"]
    assert [d.edtf for d in find_dates("On 7 June it ended.", language="en")] == ["XXXX-06-07"]


def test_the_same_period_is_that_of_the_year_before() -> None:
    text = "In the first quarter of 2025 it rose; in the same period last year it fell."
    assert [d.edtf for d in find_dates(text, anchor=DAY, language="en")] == ["2025-33", "2024-33"]


def test_in_an_unknown_language_only_figures_are_dates() -> None:
    found = find_dates("Ол 2025-11-15 күні, 03.02.2024, 5 мамыр.", anchor=DAY, language="und")
    assert [date.edtf for date in found] == ["2025-11-15", "2024-02-03"]
