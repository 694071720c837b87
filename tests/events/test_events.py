from __future__ import annotations

import re

import pytest

from cadocs.events import Findings, find_events
from cadocs.schema import Amount, DateMention, Entity, Event, Trace
from passages import passage

MARK = re.compile(r"\[(?P<text>[^|\]]+)\|(?P<kind>[A-Z]+)(?::(?P<value>[^\]]*))?\]")


def scene(case: str) -> tuple[str, Findings]:
    """A text and its findings, written as [surface|LOC:Q1], [surface|D:2025], [surface|A:5]."""
    text, entities, amounts, dates, at = "", [], [], [], 0
    for match in MARK.finditer(case):
        text += case[at : match.start()]
        at = match.end()
        span = {"start": len(text), "end": len(text) + len(match["text"]), "text": match["text"]}
        text += match["text"]
        if match["kind"] == "D":
            dates.append(DateMention(**span, edtf=match["value"]))
        elif match["kind"] == "A":
            amounts.append(Amount(**span, value=match["value"], currency="USD"))
        else:
            fields = {"latin": "x", "confidence": 1.0, "origin": "test", "id": match["value"]}
            entities.append(Entity(**span, label=match["kind"], **fields))
    return text + case[at:], Findings(entities=entities, amounts=amounts, dates=dates)


def events(case: str, tag: str) -> tuple[list[Event], Findings]:
    text, findings = scene(case)
    return find_events([passage(text, tag)], findings, None, Trace()), findings


def brief(found: list[Event], findings: Findings) -> list[tuple[object, ...]]:
    return [
        (
            event.type,
            event.trigger.text,
            event.date,
            findings.entities[event.place].id if event.place is not None else None,
            sorted(findings.entities[at].id or "" for at in event.participants),
            [str(findings.amounts[at].value) for at in event.amounts],
        )
        for event in found
    ]


CASES = [
    pytest.param(
        "uz-Latn",
        "[2024-yilda|D:2024] [Navoiyda|LOC:Q1] [AKT banki|ORG:Q2] [40 mln dollar|A:40] ajratdi.",
        [("investment", "ajratdi", "2024", "Q1", ["Q2"], ["40"])],
        id="uz: an investment",
    ),
    pytest.param(
        "uz-Cyrl",
        "[Тожикистон|LOC:Q1] ва [Хитой|LOC:Q2] [5 майда|D:2025-05-05] меморандум имзолади.",
        [("agreement", "imzoladi", "2025-05-05", None, ["Q1", "Q2"], [])],
        id="uz-Cyrl: an agreement",
    ),
    pytest.param(
        "ru",
        "[В 2023 году|D:2023] товарооборот [Киргизии|LOC:Q1] с [Китаем|LOC:Q2] "
        "составил [20 млрд долларов|A:20].",
        [("trade", "составил", "2023", None, ["Q1", "Q2"], ["20"])],
        id="ru: a trade figure",
    ),
    pytest.param(
        "de",
        "Am [3. Mai|D:2025-05-03] wurde [Anna Bauer|PER:Q1] zur Ministerin ernannt.",
        [("appointment", "ernannt", "2025-05-03", None, ["Q1"], [])],
        id="de: an appointment",
    ),
    pytest.param(
        "de",
        "Die Gipfelkonferenz fand [am 3. Mai|D:2025-05-03] in [Astana|LOC:Q1] statt.",
        [("meeting", "Gipfelkonferenz fand", "2025-05-03", "Q1", [], [])],
        id="de: the event noun, a compound, is the trigger",
    ),
    pytest.param(
        "en",
        "Two people were killed in [Osh|LOC:Q1] on [2 June|D:2024-06-02].",
        [("conflict", "killed", "2024-06-02", "Q1", [], [])],
        id="en: a conflict",
    ),
    pytest.param(
        "en",
        "Exports reached [$5 bn|A:5] in [2022|D:2022] and fell to [$4 bn|A:4] in [2023|D:2023].",
        [
            ("trade", "reached", "2022", None, [], ["5"]),
            ("trade", "fell", "2023", None, [], ["4"]),
        ],
        id="en: each figure with its year",
    ),
]


@pytest.mark.parametrize(("tag", "case", "expected"), CASES)
def test_an_event_has_its_type_date_place_participants_and_amounts(
    tag: str, case: str, expected: list[tuple[object, ...]]
) -> None:
    found, findings = events(case, tag)
    got = brief(found, findings)
    for one, other in zip(got, expected, strict=True):
        if tag != "uz-Cyrl":
            assert one[1] == other[1]
        assert (one[0], *one[2:]) == (other[0], *other[2:])
    assert len(got) == len(expected)


NONE = [
    pytest.param("en", "Trade grew fast and exports rose.", id="no date"),
    pytest.param("uz-Latn", "Tizim samarali (WTO, [2017-yil|D:2017]).", id="a citation"),
    pytest.param("en", "The meeting [in 2024|D:2024]", id="a heading alone"),
    pytest.param("und", "signed [2024|D:2024]", id="no known language"),
]


@pytest.mark.parametrize(("tag", "case"), NONE[:2] + NONE[3:])
def test_what_has_no_date_or_no_trigger_is_no_event(tag: str, case: str) -> None:
    assert events(case, tag)[0] == []


def test_a_figure_takes_the_date_of_the_sentence_before() -> None:
    found, _ = events("Trade rose in [2022|D:2022]. Exports amounted to [$3 bn|A:3] of it.", "en")
    assert [(event.trigger.text, event.date) for event in found][1:] == [("amounted", "2022")]


def test_a_statement_needs_a_date_of_its_own() -> None:
    found, _ = events("The banks signed a deal on [3 May|D:2025-05-03]. He said it was good.", "en")
    assert [event.type for event in found] == ["agreement"]


def test_a_headline_takes_the_date_of_what_it_reports() -> None:
    found, _ = events(
        "Banks sign loan deal\nThe banks signed the deal on [3 May|D:2025-05-03].", "en"
    )
    assert [(event.trigger.text, event.date) for event in found] == [
        ("sign", "2025-05-03"),
        ("signed", "2025-05-03"),
    ]


def test_every_index_points_into_the_findings() -> None:
    for param in CASES:
        tag, case, _ = param.values
        found, findings = events(str(case), str(tag))
        for event in found:
            assert all(at < len(findings.entities) for at in event.participants)
            assert all(at < len(findings.amounts) for at in event.amounts)
            assert event.date_mention is not None
            assert findings.dates[event.date_mention].edtf == event.date


WHO = [
    pytest.param(
        "en",
        "[Kazakhstan|LOC:Q1] and [China|LOC:Q2] are partners. "
        "In [2024|D:2024] trade between the two countries reached [$5 bn|A:5].",
        ["Q1", "Q2"],
        id="two who are taken up again",
    ),
    pytest.param(
        "uz-Latn",
        "[Qozog‘iston|LOC:Q1] va [Xitoy|LOC:Q2] hamkor. Tomonlar savdoni "
        "[2030-yilga|D:2030] qadar [5 mlrd dollarga|A:5] yetkazadi.",
        ["Q1", "Q2"],
        id="the sides",
    ),
    pytest.param(
        "en",
        "According to [the Statistics Agency|ORG:Q9], exports of [Kazakhstan|LOC:Q1] rose in "
        "[2024|D:2024].",
        ["Q1"],
        id="a source takes no part",
    ),
    pytest.param(
        "en",
        "ASTANA, [3 May|D:2025-05-03] ([Desk|ORG:Q8]) - [Anna Bauer|PER:Q1] signed the deal.",
        ["Q1"],
        id="a dateline takes no part",
    ),
    pytest.param(
        "en",
        "[Anna Bauer|PER:Q1] said on [3 May|D:2025-05-03] that the old plan of the bank, long "
        "known to [Jan Horn|PER:Q2], was dead.",
        ["Q1"],
        id="a statement has its speaker",
    ),
    pytest.param(
        "en",
        "Gas of [Iran|LOC:Q1] was delivered via [Oman|LOC:Q2] in [2024|D:2024].",
        ["Q1"],
        id="a way takes no part",
    ),
]


@pytest.mark.parametrize(("tag", "case", "expected"), WHO)
def test_those_take_part_who_act_or_are_paired(tag: str, case: str, expected: list[str]) -> None:
    found, findings = events(case, tag)
    assert [who for *_, who, _ in brief(found, findings)][-1] == expected


def test_a_signing_happened_where_the_forum_was_that_dates_it() -> None:
    found, findings = events(
        "A forum was held in [Osh|LOC:Q1] on [3 May|D:2025-05-03]. Banks signed two contracts.",
        "en",
    )
    assert [(one[0], one[3]) for one in brief(found, findings)] == [
        ("meeting", "Q1"),
        ("agreement", "Q1"),
    ]
