"""A Document as a page: the coloured text, its events, and what the steps remarked."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from cadocs.render.marks import cut_text
from cadocs.render.words import (
    EventWords,
    shorten,
    visible,
    write_event,
    write_languages,
    write_published,
    write_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cadocs.render.marks import Piece
    from cadocs.schema import Document, Note

__all__ = ["render_html"]

_LEGEND = (
    ("per", "person"),
    ("org", "organisation"),
    ("loc", "place"),
    ("amount", "amount"),
    ("date", "date"),
    ("trigger", "event"),
)
_COLOURS = 6
_EXCERPT = 60


def render_html(document: Document, *, page: bool = True) -> str:
    """A Document as HTML that needs nothing else: no script, no file, no network.

    Languages tint the text, findings are marked, and pointing at a mark tells its label, id,
    value or EDTF. Light and dark follow the reader's settings.

    Args:
        document: Any Document.
        page: Whether to write a whole page, to be saved as a file, or a part to be put into one.

    >>> from cadocs.schema import Document
    >>> "a &lt; b" in render_html(Document(language="en", text="a < b"))
    True
    """
    body = "".join(
        (
            f'<div class="cadocs"><style>{_style()}</style>',
            _head(document),
            f'<div class="text">{_text(document)}</div>',
            _events([write_event(event, document) for event in document.events]),
            _notes(document.notes, document.text),
            "</div>",
        )
    )
    if not page:
        return body
    title = _plain(write_title(document))
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head><body>{body}</body></html>\n"
    )


@cache
def _style() -> str:
    return files("cadocs.render").joinpath("style.css").read_text(encoding="utf-8")


def _plain(text: str) -> str:
    return escape(visible(text))


def _head(document: Document) -> str:
    facts = [write_languages(document), write_published(document)]
    facts += [document.source] if document.source else []
    legend = "".join(f'<mark class="{kind}">{word}</mark> ' for kind, word in _LEGEND)
    return (
        f"<h3>{_plain(write_title(document))}</h3>"
        f'<p class="facts">{_plain(" · ".join(facts))}</p><p class="legend">{legend}</p>'
    )


def _text(document: Document) -> str:
    tags = dict.fromkeys(segment.language for segment in document.segments)
    colours = {tag: number % _COLOURS for number, tag in enumerate(tags)}
    parts: list[str] = []
    for number, pieces in groupby(cut_text(document), key=attrgetter("segment")):
        inner = "".join(_piece(piece) for piece in pieces)
        if number is None:
            parts.append(inner)
            continue
        tag = document.segments[number].language
        parts.append(
            f'<span class="language tint-{colours[tag]}" lang="{tag}">'
            f'<b class="tag">{tag}</b>{inner}</span>'
        )
    return "".join(parts)


def _piece(piece: Piece) -> str:
    text = _plain(piece.text)
    if not piece.marks:
        return text
    kinds = " ".join(dict.fromkeys(mark.kind for mark in piece.marks))
    title = _plain("\n".join(dict.fromkeys(mark.title for mark in piece.marks)))
    return f'<mark class="{kinds}" title="{title}">{text}</mark>'


def _events(events: list[EventWords]) -> str:
    if not events:
        return ""
    head = "".join(f"<th>{name}</th>" for name in EventWords._fields)
    rows = "".join(f"<tr>{_cells(event)}</tr>" for event in events)
    return (
        f'<h4>Events ({len(events)})</h4><div class="wide"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(words: Iterable[str]) -> str:
    return "".join(f"<td>{_plain(word)}</td>" for word in words)


def _notes(notes: tuple[Note, ...], text: str) -> str:
    if not notes:
        return ""
    items = "".join(f"<li>{_note(note, text)}</li>" for note in notes)
    return f"<details><summary>Notes ({len(notes)})</summary><ol>{items}</ol></details>"


def _note(note: Note, text: str) -> str:
    said = f"<b>{_plain(note.step)}</b> {_plain(note.code)}: {_plain(note.message)}"
    if note.start is None or note.end is None:
        return said
    return f"{said} <q>{escape(shorten(text[note.start : note.end], _EXCERPT))}</q>"
