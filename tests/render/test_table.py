from __future__ import annotations

from decimal import Decimal

import pytest
from rich.console import Console

from cadocs.render.table import render_languages, render_table
from cadocs.render.words import (
    group_entities,
    shorten,
    write_amount,
    write_languages,
    write_published,
    write_title,
)
from cadocs.schema import Amount, Detection, Document, Note, Segment
from sample_documents import a_document


def printed(what: object) -> str:
    console = Console(width=140, color_system=None)
    with console.capture() as capture:
        console.print(what)
    return capture.get()


@pytest.mark.parametrize(
    "line",
    [
        ["Navoiy: <yangi> shartnoma"],
        ["sample", "news/sample.txt", "uz-Latn 75 %, ru 25 %", "published 2025-03-06, as the file"],
        ["Navoiy Region", "place", "Q487634", "1", "Navoiy viloyati"],
        ["Navoiy viloyati hokimligi", "organisation", "-", "1"],
        ["at least 3\u202f500\u202f000–4\u202f000\u202f000 USD", "3,5 mln dollarlik"],
        ["2025-03-05", "2025-03-05", "2025 yil 5-mart"],
        ["2025-03-05", "agreement", "imzoladi", "Navoiy Region"],
    ],
    ids=["title", "facts", "a linked entity", "an unlinked one", "amount", "date", "event"],
)
def test_a_document_is_printed_line_by_line(line: list[str]) -> None:
    lines = printed(render_table(a_document())).splitlines()
    assert [row for row in lines if all(cell in row for cell in line)]


def test_kinds_without_findings_have_no_table() -> None:
    assert printed(render_table(Document(language="und", text="x"))).splitlines()[1:] == [
        "no known language · day of publication unknown · 1 characters"
    ]


def test_remarks_are_printed_and_explanations_are_not() -> None:
    notes = (
        Note(step="read", code="nul", message="odd"),
        Note(step="a", code="rule", message="r1"),
    )
    shown = printed(render_table(Document(language="und", text="x", notes=notes)))
    assert "read: odd" in shown
    assert "r1" not in shown


def test_nothing_printed_is_taken_for_markup_or_a_command_to_the_terminal() -> None:
    document = Document(language="ru", title="[bold]a[/x]\x1b[2J\nb", text="x")
    assert "[bold]a[/x]␛[2J b" in printed(render_table(document))


def test_languages_of_a_text_are_printed_with_how_they_begin() -> None:
    segments = [Segment(start=0, end=5, language="de", confidence=0.9)]
    shown = printed(render_languages(Detection(language="de", confidence=0.95), segments, "Guten"))
    assert shown.startswith("de 0.95")
    assert "0-5" in shown
    assert "Guten" in shown


def test_a_text_in_no_language_has_no_segments() -> None:
    assert (
        printed(render_languages(Detection(language="und", confidence=0.0), [], "")) == "und 0.00\n"
    )


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"value": "5"}, "5"),
        ({"value": "1234567.50", "currency": "USD"}, "1\u202f234\u202f567.5 USD"),
        (
            {"value": "3E+9", "currency": "UZS", "qualifier": "up_to"},
            "up to 3\u202f000\u202f000\u202f000 UZS",
        ),
        ({"value": "0.1", "value_max": "2"}, "0.1–2"),
        ({"value": "-0.5"}, "-0.5"),
    ],
)
def test_an_amount_is_written_for_people(fields: dict[str, str], written: str) -> None:
    amount = Amount.model_validate(
        {"start": 0, "end": 1, "text": "x", **fields, "value": Decimal(fields["value"])}
    )
    assert write_amount(amount) == written


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "T", "id": "i", "source": "s"}, "T"),
        ({"id": "i", "source": "s"}, "i"),
        ({"source": "s"}, "s"),
        ({}, "Document"),
    ],
)
def test_a_document_is_called_by_the_best_name_it_has(fields: dict[str, str], title: str) -> None:
    assert write_title(Document(language="en", text="", **fields)) == title


def test_small_shares_are_not_rounded_away() -> None:
    segments = (
        Segment(start=0, end=999, language="ru", confidence=1),
        Segment(start=999, end=1001, language="en", confidence=1),
        Segment(start=1001, end=1002, language="de", confidence=1),
    )
    document = Document(language="ru", text="я" * 999 + "ab.", segments=segments)
    assert write_languages(document) == "ru 100 %, en under 1 %"


def test_the_day_of_publication_says_how_it_is_known() -> None:
    document = a_document()
    assert write_published(document).endswith("as the file's metadata say")
    given = document.model_copy(update={"published_from": "given"})
    assert write_published(given) == "published 2025-03-06, as given"
    bare = document.model_copy(update={"published_from": None})
    assert write_published(bare) == "published 2025-03-06"


def test_mentions_of_one_entity_are_counted_together() -> None:
    document = a_document()
    first, place = document.entities
    again = place.model_copy(update={"text": "Navoiyda"})
    groups = group_entities(document.model_copy(update={"entities": (first, place, again)}))
    assert [(group.name, group.mentions, group.forms) for group in groups] == [
        ("Navoiy Region", 2, ("Navoiy viloyati", "Navoiyda")),
        ("Navoiy viloyati hokimligi", 1, ("Navoiy viloyati hokimligi",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", "abc"), ("abcdef", "abc…"), (" a\r\n b ", "a b"), ("a\0", "a␀"), ("", "")],
)
def test_a_text_is_shortened_to_one_line(text: str, expected: str) -> None:
    assert shorten(text, 4) == expected
