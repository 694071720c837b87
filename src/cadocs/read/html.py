"""A page's text with its paragraphs, its title and the day it states for itself.

This reader takes what the markup says and guesses nothing: menus are left out only where the
page calls them so (``nav``, ``aside``, ``footer``).
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from cadocs.read.content import Content
from cadocs.read.lines import BLANKS, Lines, squeezed
from cadocs.read.tags import decode_text, parse_attributes, tokens
from cadocs.schema import Note

if TYPE_CHECKING:
    from cadocs.read.tags import Token

__all__ = ["declared_encoding", "read_markup"]

_LINKED_DATA = "application/ld+json"
_APART = frozenset(
    [
        "aside",
        "button",
        "canvas",
        "footer",
        "iframe",
        "nav",
        "noscript",
        "object",
        "select",
        "svg",
        "template",
        "textarea",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "aside",
        "article",
        "blockquote",
        "body",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_META_DAYS = (
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "pubdate",
    "publishdate",
)
_ARTICLE_DAY = "article:published_time"
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page's ``meta`` element names, if it has one at its beginning."""
    found = _CHARSET.search(data, 0, _HEAD)
    return found.group(1).decode("ascii", "replace") if found else None


def read_markup(markup: str) -> Content:
    r"""Read a page.

    Args:
        markup: HTML, however broken.

    Returns:
        The page's text, with an empty line between paragraphs, and its metadata.

    >>> page = read_markup("<title>Savdo</title><p>Birinchi</p><p>Ikkinchi<br>qator</p>")
    >>> page.title, page.text
    ('Savdo', 'Birinchi\n\nIkkinchi\nqator')
    """
    apart = _APART
    reader = _parse(markup, apart)
    while reader.skipping in apart:  # never closed: it would swallow the rest of the page
        apart -= {reader.skipping}
        reader = _parse(markup, apart)
    published, notes = _published(reader)
    if reader.left_out:
        counts = ", ".join(f"{tag} ({count})" for tag, count in sorted(reader.left_out.items()))
        message = f"Elements apart from the page's text were left out: {counts}."
        notes.append(Note(step="read", code="left-out", message=message))
    return Content(
        reader.lines.text(),
        title=reader.meta.get("og:title") or reader.title or None,
        site=reader.meta.get("og:site_name") or None,
        published=published,
        notes=tuple(notes),
    )


def _parse(markup: str, apart: frozenset[str]) -> _Reader:
    reader = _Reader(apart)
    for token in tokens(markup):
        reader.take(token)
    reader.lines.end("")
    return reader


class _Reader:
    """Collects lines of text and the metadata in one pass."""

    def __init__(self, apart: frozenset[str]) -> None:
        self.skipping = ""
        self.left_out: Counter[str] = Counter()
        self.meta: dict[str, str] = {}
        self.times: list[str] = []
        self.data_blocks: list[str] = []
        self.title = ""
        self._apart = apart
        self._depth = 0
        self._is_data = False
        self._in_pre = False
        self.lines = Lines()

    def take(self, token: Token) -> None:
        """Take the next token of the page."""
        if token.kind == "raw":
            self._take_raw(token)
        elif self.skipping:
            self._skip_on(token)
        elif token.kind == "text":
            text = decode_text(token.data)
            self.lines.add(text if self._in_pre else BLANKS.sub(" ", text))
        elif token.kind == "open":
            self._open(token)
        else:
            self._border(token.name, is_pre=self._in_pre and token.name != "pre")

    def _open(self, token: Token) -> None:
        if token.name in self._apart and not token.is_empty:
            self.skipping, self._depth = token.name, 1
            self.left_out[token.name] += 1
        elif token.name == "script":
            kind = parse_attributes(token.data).get("type", "")
            self._is_data = kind.strip().lower() == _LINKED_DATA
        elif token.name in {"meta", "time"}:
            self._note_metadata(token.name, parse_attributes(token.data))
        elif token.name == "br":
            self.lines.end("\n", as_set=self._in_pre)
        else:
            self._border(token.name, is_pre=self._in_pre or token.name == "pre")

    def _take_raw(self, token: Token) -> None:
        if token.name == "title" and not self.skipping:
            self.title = self.title or squeezed(decode_text(token.data))
        elif token.name == "script" and self._is_data:
            self.data_blocks.append(token.data)
            self._is_data = False

    def _skip_on(self, token: Token) -> None:
        if token.name == self.skipping:
            self._depth += 1 if token.kind == "open" else -1
            if not self._depth:
                self.skipping = ""

    def _border(self, tag: str, *, is_pre: bool) -> None:
        if tag in _CELLS:
            self.lines.begin_cell()
        elif tag in _BLOCKS:
            self.lines.end("\n\n", as_set=self._in_pre)
            self._in_pre = is_pre

    def _note_metadata(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "time":
            self.times.append(attributes.get("datetime", ""))
            return
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        self.meta.setdefault((name or "").lower(), attributes.get("content", ""))


def _published(reader: _Reader) -> tuple[dt.date | None, list[Note]]:
    stated = [(_ARTICLE_DAY, reader.meta.get(_ARTICLE_DAY, ""))]
    stated += [("JSON-LD datePublished", day) for day in _linked_data_days(reader.data_blocks)]
    stated += [(f"meta {name}", reader.meta.get(name, "")) for name in _META_DAYS]
    stated += [("the element time", day) for day in reader.times]
    for name, written in stated:
        day = _parse_day(written)
        if day is not None:
            message = f"The day of publication is stated by {name}: {day.isoformat()}."
            return day, [Note(step="read", code="published", message=message)]
    return None, []


def _parse_day(written: str) -> dt.date | None:
    found = _DAY.match(written)
    if found is None:
        return None
    try:
        return dt.date(*map(int, found.groups()))
    except ValueError:
        return None


def _linked_data_days(blocks: list[str]) -> list[str]:
    days: list[str] = []
    for block in blocks:
        try:
            waiting: list[Any] = [json.loads(block)]
        except (ValueError, RecursionError):  # what is no JSON states nothing
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                days += (
                    [item["datePublished"]] if isinstance(item.get("datePublished"), str) else []
                )
                waiting.extend(value for value in item.values() if isinstance(value, (dict, list)))
    return days
