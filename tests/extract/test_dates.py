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


# More constructions: lists, counts from a date told, parts of centuries, what is left out.
MORE = {
    "en": [
        (
            "The jury met on {2|2025-03-02}, {5|2025-03-05} and {9 March 2025|2025-03-09}.",
            "three days of a month",
        ),
        ("It was held on 30 February.", "a day that no month has"),
        (
            "Built {three and a half years ago|2022-05}, sold {a fortnight ago|2025-11-01}.",
            "halves and fortnights",
        ),
        (
            "Opened in {1904|1904}, it burnt down {six years later|1910}.",
            "counted from a date told",
        ),
        ("It shut in {May 2019|2019-05}; {two months earlier|2019-03} it had won.", "counted back"),
        ("Ports (Meyer {2009|2009}: 12; Okoro and Lind {2014|2014}, map 3) grew.", "citations"),
        ("in £m {2023|2023} {2024|2024}\nSales 5 6", "a head"),
        ("In the {second half of the 18th century|17XX} it rose.", "half of a century"),
        ("The {60s of the 19th century|186X} were dry.", "a decade of a century"),
        ("For {FY2023|2023} and {FY24|2024} it paid.", "fiscal years"),
        ("He left in {'96|1996}.", "a year with an apostrophe"),
        ("The {season 2021/22|2021/2022} was long.", "a season"),
        ("On {Monday last week|2025-11-03} it rained.", "a weekday of a week"),
        ("Paid on {the 12th of last month|2025-10-12}.", "a day of a relative month"),
        ("In {the nine months to June 2024|2023-10/2024-06} it fell.", "months to a month"),
        (
            "It lost in {the first half of 2023|2023-40} but won in {the second|2023-41}.",
            "a half left out",
        ),
        ("In {2023|2023} it grew, though in {April|2023-04} it shrank.", "a year for the sentence"),
        ("It will be closed on {3 December|2025-12-03}.", "a future in two words"),
        ("It is due by {year-end|2025~}.", "the end of the year"),
        ("Version 4.10.23 of bus 1988, port 2024, hole C-2004.", "numbers of things"),
        ("The note of {7-IV-1938|1938-04-07} is lost.", "a Roman month"),
    ],
    "de": [
        (
            "Er tagte am {3.|2024-06-03}, {8.|2024-06-08} und {12. Juni 2024|2024-06-12}.",
            "three days",
        ),
        ("Am {3.|2025-11-03} und {17. November|2025-11-17} tagt der Rat.", "days of one year"),
        ("Vgl. Meier {2011|2011}, S. 45.", "a citation"),
        ("Am 31. Juni war nichts.", "no such day"),
        (
            "{Vor anderthalb Jahren|2024-05} Brand, {in einem halben Jahr|2026-05} Neubau.",
            "halves",
        ),
        (
            "Im {März 2019|2019-03} kam er, {drei Monate später|2019-06} ging er.",
            "counted from a date told",
        ),
        (
            "In den {Vierzigern|194X} und der {Saison 2018/19|2018/2019} war es kalt.",
            "decade and season",
        ),
        (
            "Am {Montag vergangener Woche|2025-11-03} und am {4. d. M.|2025-11-04} regnete es.",
            "weekday and day",
        ),
        (
            "{KW 12 bis KW 14|2025-03-17/2025-04-06}, {40. Kalenderwoche|2025-09-29/2025-10-05}.",
            "weeks",
        ),
        (
            "Im {ersten Halbjahr 2023|2023-40} sank er, im {zweiten|2023-41} stieg er.",
            "a half left out",
        ),
        ("Bis {Jahresende|2025~} ist es fertig.", "the end of the year"),
        ("Der Bau von {1918/19|1918/1919} steht.", "two years"),
        ("Zahlbar binnen 30 Tagen.", "a term"),
    ],
    "ru": [
        ("Суд пройдёт {4|2025-12-04}, {9|2025-12-09} и {15 декабря|2025-12-15}.", "three days"),
        ("В {1996-м|1996} ввели, {через шесть лет|2002} отменили.", "a tale"),
        ("Указано 31 июня.", "no such day"),
        (
            "{Полтора года назад|2024-05} он ушёл, {этим летом|2025-22} вернулся.",
            "halves, this summer",
        ),
        (
            "В {2018-м|2018} строили, с {мая 2019-го по март 2020 года|2019-05/2020-03} сдавали.",
            "years with endings",
        ),
        (
            "Завод открыли в {1931 году|1931}, {спустя три года|1934} закрыли.",
            "counted from a date told",
        ),
        ("{60-е годы XIX века|186X} и {вторая половина XVII века|16XX}.", "parts of centuries"),
        ("Оплата {15 числа следующего месяца|2025-12-15}.", "a day of a month"),
        (
            "В {первом полугодии 2023 года|2023-40} убыток, во {втором|2023-41} был доход.",
            "a half left out",
        ),
        ("В {2024 году|2024} рос спрос, хотя в {мае|2024-05} он упал.", "a year for the sentence"),
        (
            "В {субботу, 8 ноября|2025-11-08} выбрали жюри, а в {среду|2025-11-19} вручат приз.",
            "a weekday ahead",
        ),
        ("Ахмедов А. Вода. Нукус, {2011|2011}. С. 40.", "a citation"),
        (
            "В {2021/22 учебном году|2021/2022} и в {сезоне 2019/20|2019/2020}.",
            "school year and season",
        ),
        ("Акт от {5/XI-1961 г.|1961-11-05} утерян.", "a Roman month"),
    ],
    "uz-Latn": [
        (
            "Sud {4|2025-03-04}, {9|2025-03-09} va {15-mart|2025-03-15} kunlari bo'ldi.",
            "three days",
        ),
        ("«2023-yil 31-aprel» xato.", "no such day"),
        ("{Bir yarim yil avval|2024-05} ketdi, {yarim yildan keyin|2026-05} qaytadi.", "halves"),
        (
            "Zavod {1931-yilda|1931} ochilib, {uch yil o'tib|1934} yopildi.",
            "counted from a date told",
        ),
        ("{XIX asrning 60-yillari|186X} quruq keldi.", "a decade of a century"),
        (
            "{O'tgan oyning 5-sanasida|2025-10-05} va {shu oyning 28-kuni|2025-11-28} yopiq.",
            "days of months",
        ),
        ("{Olti oy yakunlariga|2025-01/2025-06} ko'ra foyda o'sdi.", "first months"),
        (
            "{2023-yilning birinchi choragida|2023-33} kamaydi, {so'nggi chorakda|2023-36} oshdi.",
            "the final quarter",
        ),
        (
            "{2021-yil mayda|2021-05} boshlanib, {avgustda|2021-08} tugadi.",
            "a year for the sentence",
        ),
        ("{2021/22 mavsumida|2021/2022} va {92–95-yillarda|1992/1995} yutdi.", "season and years"),
        ("{Burnog'i yil|2023} yutgan edi.", "the year before last"),
        (
            "{Chorshanba|2025-11-19} kuni soat 10:30 da «Oq saroy»da majlis bo'ladi.",
            "a weekday ahead",
        ),
        ("Suv tanqis (Rahimova, {2017|2017}, 33-b.).", "a citation"),
    ],
    "uz-Cyrl": [
        ("{Ўтган ойнинг 5-санасида|2025-10-05} тўланди.", "a day of a month"),
        ("Завод {1931 йилда|1931} очилиб, {уч йил ўтиб|1934} ёпилди.", "counted from a date told"),
    ],
}


def parameters() -> list[object]:
    return [
        pytest.param(tag, text, id=f"{tag}: {name}")
        for table in (CASES, MORE)
        for tag, rows in table.items()
        for text, name in rows
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
