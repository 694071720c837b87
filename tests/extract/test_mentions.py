from __future__ import annotations

import re

import pytest

from cadocs.backends.protocol import Found
from cadocs.extract.knowledge import load_knowledge
from cadocs.extract.mentions import find_mentions
from cadocs.schema import Label, Trace
from passages import passage


class Reader:
    """Stands for a model that finds one span."""

    name = "reader"

    def __init__(self, form: str, label: Label) -> None:
        self.form, self.label = form, label

    def find(self, texts: list[str], tag: str) -> list[list[Found]]:
        del tag
        return [
            [Found(at, at + len(self.form), self.label, 0.8)] if at >= 0 else []
            for at in (text.find(self.form) for text in texts)
        ]


CASES = [
    pytest.param("en", "He met Pope Felix.", "Pope Felix", "PER", ("Felix", "PER"), id="title"),
    pytest.param(
        "en", "She heard Queen Mab Records play.", "Queen Mab Records", "ORG",
        ("Queen Mab Records", "ORG"), id="a title inside an organisation",
    ),
    pytest.param(
        "en", "It sued the Utah Lake Agency again.", "Utah Lake Agency", "LOC",
        ("Utah Lake Agency", "ORG"), id="the word for an institution",
    ),
    pytest.param("en", "The South Korean firm grew.", "South Korean", "LOC", None, id="a people"),
    pytest.param("en", "Central Asian trade grew.", "Central Asian", "LOC", None, id="an area"),
    pytest.param("en", "They left the Nairobi Accord.", "Nairobi", "LOC", None, id="a treaty"),
    pytest.param(
        "uz-Latn", "Bugun «Navro'zgaz» AJ yopildi.", "Navro'zgaz» AJ", "ORG", ("Navro'zgaz", "ORG"),
        id="the end of a quotation",
    ),
    pytest.param(
        "ru", "Об этом пишет «Вечерняя заря».", "Вечерняя заря", "ORG", ("Вечерняя заря", "ORG"),
        id="a title in quotation marks",
    ),
    pytest.param(
        "de", "Der Minister für Bahnen Marsiens kam.", "Minister für Bahnen Marsiens", "ORG", None,
        id="an office",
    ),
    pytest.param(
        "en", "The Foreign Ministers of Zorqul met.", "Foreign Ministers of Zorqul", "ORG", None,
        id="several offices",
    ),
    pytest.param(
        "en", "The Office of the President of Zorqul fell.", "Office of the President of Zorqul",
        "ORG", ("Office of the President of Zorqul", "ORG"), id="an institution",
    ),
    pytest.param("de", "An der marsischen Grenze.", "marsischen", "LOC", None, id="small letters"),
    pytest.param("de", "Um 40 v. Chr. starb er.", "Chr.", "PER", None, id="an abbreviation"),
    pytest.param("ru", "Вырос и ВВП региона.", "ВВП", "ORG", None, id="an acronym of common nouns"),
    pytest.param("uz-Latn", "Bu OTMlarga bog'liq.", "OTMlarga", "ORG", None, id="with an ending"),
    pytest.param(
        "en", "Both signed the Zorqul Accords there.", "Zorqul Accords", "ORG", None,
        id="a treaty that is taken for an organisation",
    ),
    pytest.param(
        "en", "The Energy Charter Treaty Secretariat moved.", "Energy Charter Treaty Secretariat",
        "ORG", ("Energy Charter Treaty Secretariat", "ORG"), id="the secretariat of one",
    ),
    pytest.param(
        "uz-Latn", "U «Oq Karvon» majmuasida ishlaydi.", "Oq Karvon", "ORG", ("Oq Karvon", "LOC"),
        id="the word for a building behind a quotation",
    ),
    pytest.param(
        "uz-Latn", "U «Oq Karvon» kompaniyasida ishlaydi.", "Oq Karvon", "ORG",
        ("Oq Karvon", "ORG"), id="the word for a company behind one",
    ),
    pytest.param(
        "ru", "Матч принял стадион «Белый тополь».", "Белый тополь", "ORG", ("Белый тополь", "LOC"),
        id="the word for a ground before a quotation",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "text", "form", "label", "expected"), CASES)
def test_what_stands_around_a_finding_judges_it(
    tag: str, text: str, form: str, label: Label, expected: tuple[str, str] | None
) -> None:
    found = find_mentions(passage(text, tag), Reader(form, label), load_knowledge(), Trace())
    assert [(mention.text, mention.label) for mention in found] == ([expected] if expected else [])


class Surnames:
    """Stands for a model that finds each name of two words, and surnames apart."""

    name = "reader"

    def find(self, texts: list[str], tag: str) -> list[list[Found]]:
        del tag
        return [
            [
                Found(match.start(), match.end(), "PER", 0.8)
                for match in re.finditer(
                    r"Zorqulova|Vexirov|\w+ \w+(?:ovna|ovich)|Anna Meyer", text
                )
            ]
            for text in texts
        ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zorqulova Ozoda Botirovna keldi.", ["Zorqulova Ozoda Botirovna"]),
        ("Dotsent Vexirov Olim Botirovich keldi.", ["Vexirov Olim Botirovich"]),
        ("Dotsent Olim Botirovich keldi.", ["Olim Botirovich"]),
        ("Vexirov, Ozoda Botirovna keldi.", ["Vexirov", "Ozoda Botirovna"]),
        ("Vexirov Anna Meyer keldi.", ["Vexirov", "Anna Meyer"]),
    ],
)
def test_a_surname_belongs_to_the_name_and_the_fathers_name_behind_it(
    text: str, expected: list[str]
) -> None:
    found = find_mentions(passage(text, "uz-Latn"), Surnames(), load_knowledge(), Trace())
    assert [mention.text for mention in found] == expected


@pytest.mark.parametrize(
    ("tag", "text", "form", "expected"),
    [
        (
            "ru",
            "Его снял Верховный совет Казахстана.",
            "Верховный совет",
            ["Верховный совет Казахстана"],
        ),
        ("ru", "В Союз юристов США не входят.", "Союз юристов", ["Союз юристов США"]),
        (
            "ru",
            "По мнению Союза юристов Япония права.",
            "Союза юристов",
            ["Союза юристов", "Япония"],
        ),
        ("ru", "Союз юристов (Казахстана) молчит.", "Союз юристов", ["Союз юристов", "Казахстана"]),
        (
            "de",
            "Die Börsenaufsicht Kasachstans prüft.",
            "Börsenaufsicht",
            ["Börsenaufsicht Kasachstans"],
        ),
        ("en", "The Vexir Union Kazakhstan needs.", "Vexir Union", ["Vexir Union", "Kazakhstan"]),
    ],
)
def test_an_organisation_takes_the_country_behind_it_in_the_genitive(
    tag: str, text: str, form: str, expected: list[str]
) -> None:
    found = find_mentions(passage(text, tag), Reader(form, "ORG"), load_knowledge(), Trace())
    assert [mention.text for mention in found] == expected
    assert found[0].label == "ORG"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bu Rossiyaning Vexir partiyasi.", [("Rossiyaning", "LOC"), ("Vexir partiyasi", "ORG")]),
        ("Bu Rossiya Vexir partiyasi.", [("Rossiya Vexir partiyasi", "ORG")]),
        ("Bu Vexir tashkilotining qarori.", [("Vexir tashkilotining", "ORG")]),
        ("Bu Vexir tashkilotining Qaror nashri.", [("Vexir tashkilotining Qaror nashri", "ORG")]),
        ("Bu Vexir bankining nazorat kengashi.", [("Vexir bankining nazorat kengashi", "ORG")]),
    ],
)
def test_an_organisation_leaves_out_its_owner_and_what_it_owns(
    text: str, expected: list[tuple[str, str]]
) -> None:
    form = text.removeprefix("Bu ").removesuffix(".")
    found = find_mentions(passage(text, "uz-Latn"), Reader(form, "ORG"), load_knowledge(), Trace())
    assert [(mention.text, mention.label) for mention in found] == expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        pytest.param("He won the Tashkent Nights Book Cup.", "-", [], id="capitals"),
        pytest.param("Unlike 1998 Uzbekistan general election.", "-", [], id="a vote"),
        pytest.param(
            "It was the 1998 Uzbekistan general election.", "-", ["Uzbekistan"], id="an article"
        ),
        pytest.param("UZBEKISTAN TO SELL WHEAT", "-", ["UZBEKISTAN"], id="a heading"),
        pytest.param(
            "So said Uzbekistan Vice President.", "-", ["Uzbekistan"], id="an office later"
        ),
        pytest.param("In 1998 Uzbekistan grew.", "-", ["Uzbekistan"], id="a date"),
        pytest.param("It joined 98 Uzbekistan firms.", "-", ["Uzbekistan"], id="a number"),
        pytest.param("So said Uzbekistan President Vex.", "-", ["Uzbekistan"], id="an office"),
        pytest.param("By Tashkent Samarkand grew.", "-", ["Tashkent", "Samarkand"], id="a name"),
        pytest.param(
            "For Tashkent Nights are cold.", "Tashkent", ["Tashkent"], id="a model's find"
        ),
    ],
)
def test_a_known_name_that_opens_a_title_is_none(text: str, form: str, expected: list[str]) -> None:
    found = find_mentions(passage(text, "en"), Reader(form, "LOC"), load_knowledge(), Trace())
    assert [mention.text for mention in found] == expected


def test_without_a_model_all_known_names_are_taken() -> None:
    text = passage("Unlike 1998 Uzbekistan general election.", "en")
    assert [mention.text for mention in find_mentions(text, None, load_knowledge(), Trace())] == [
        "Uzbekistan"
    ]


class Pairs:
    """Stands for a model that takes four capital words for one person."""

    name = "reader"

    def find(self, texts: list[str], tag: str) -> list[list[Found]]:
        del tag
        matches = (re.search(r"(?:[A-Z]\w+ ){3}[A-Z]\w+", text) for text in texts)
        return [[Found(*match.span(), "PER", 0.8)] if match else [] for match in matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Jorun Vexirov Sadyr Japarov", ["Jorun Vexirov", "Sadyr Japarov"], id="behind"
        ),
        pytest.param(
            "Sadyr Japarov Jorun Vexirov", ["Sadyr Japarov", "Jorun Vexirov"], id="in front"
        ),
        pytest.param("Of Sadyr Japarov", ["Sadyr Japarov"], id="a known one alone"),
        pytest.param(
            "Jorun Vexirov Anna Zorqulova", ["Jorun Vexirov Anna Zorqulova"], id="none known"
        ),
    ],
)
def test_persons_side_by_side_are_told_apart_where_one_is_known(
    text: str, expected: list[str]
) -> None:
    found = find_mentions(passage(text, "en"), Pairs(), load_knowledge(), Trace())
    assert [mention.text for mention in found] == expected


def test_a_part_of_a_known_person_at_the_end_of_a_text_is_no_pair() -> None:
    reader = Reader("Sadyr", "PER")
    found = find_mentions(passage("So said Sadyr Japarov", "en"), reader, load_knowledge(), Trace())
    assert [mention.text for mention in found] == ["Sadyr Japarov"]
