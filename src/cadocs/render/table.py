"""A Document as tables for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cadocs.render.words import (
    group_entities,
    shorten,
    write_amount,
    write_event,
    write_languages,
    write_period,
    write_published,
    write_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from cadocs.schema import Detection, Document, Note, Segment

__all__ = ["render_languages", "render_table"]

_LABELS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_MAX_FORMS = 5
_EXCERPT = 60
_RIGHT = frozenset({"count", "value"})


def render_table(document: Document) -> RenderableType:
    """A Document as something that rich prints: a headline and a table of each kind of finding.

    Args:
        document: Any Document. Kinds of which nothing was found have no table.
    """
    parts: list[RenderableType] = [
        Rule(Text(shorten(write_title(document), 100), style="bold"), align="left"),
        Text(" · ".join(_facts(document)), style="dim"),
    ]
    parts += [_note(note) for note in document.notes if note.code != "rule"]
    parts += [
        _table(title, columns, rows)
        for title, columns, rows in (
            ("Entities", ("name", "kind", "id", "count", "forms"), _entities(document)),
            ("Amounts", ("value", "as written"), _amounts(document)),
            ("Dates", ("EDTF", "days", "as written"), _dates(document)),
            ("Events", ("date", "type", "trigger", "place", "with", "amounts"), _events(document)),
        )
        if rows
    ]
    return Group(*parts)


def render_languages(
    detection: Detection, segments: Sequence[Segment], text: str
) -> RenderableType:
    """The language of a text and its segments, as something that rich prints."""
    rows = [
        (
            segment.language,
            f"{segment.confidence:.2f}",
            f"{segment.start}-{segment.end}",
            shorten(text[segment.start : segment.end], _EXCERPT),
        )
        for segment in segments
    ]
    headline = Text(f"{detection.language} {detection.confidence:.2f}", style="bold")
    if not rows:
        return headline
    columns = ("language", "confidence", "characters", "begins")
    return Group(headline, _table("Segments", columns, rows))


def _facts(document: Document) -> list[str]:
    facts = [write_languages(document), write_published(document)]
    known = (document.id, document.source)
    named = [shorten(name, 80) for name in known if name and name != write_title(document)]
    return [*named, *facts, f"{len(document.text):,} characters".replace(",", "\u202f")]


def _note(note: Note) -> Text:
    style = "red" if note.code == "error" else "yellow"
    return Text(f"{note.step}: {shorten(note.message, 200)}", style=style)


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, justify="right" if column in _RIGHT else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: brackets in it are no markup
    return table


def _entities(document: Document) -> list[tuple[str, ...]]:
    return [
        (
            shorten(group.name, 60),
            _LABELS[group.label],
            group.id or "-",
            str(group.mentions),
            ", ".join(group.forms[:_MAX_FORMS]) + (" …" if len(group.forms) > _MAX_FORMS else ""),
        )
        for group in group_entities(document)
    ]


def _amounts(document: Document) -> list[tuple[str, ...]]:
    return [(write_amount(amount), shorten(amount.text, 60)) for amount in document.amounts]


def _dates(document: Document) -> list[tuple[str, ...]]:
    return [(date.edtf, write_period(date), shorten(date.text, 60)) for date in document.dates]


def _events(document: Document) -> list[tuple[str, ...]]:
    return [tuple(write_event(event, document)[:6]) for event in document.events]
