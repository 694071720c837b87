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
    pytest.param("de", "An der marsischen Grenze.", "marsischen", "LOC", None, id="small letters"),
    pytest.param("de", "Um 40 v. Chr. starb er.", "Chr.", "PER", None, id="an abbreviation"),
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
