"""A page's text with its paragraphs, its title and the day it states for itself.

This reader takes what the markup says and guesses nothing: menus are left out only where the
page calls them so (``nav``, ``aside``, ``footer``).
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any, NamedTuple

from cadocs.schema import Note

__all__ = ["Page", "declared_encoding", "read_markup"]

_NO_TEXT = frozenset({"script", "style"})
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
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096


class Page(NamedTuple):
    """What a page says: its text, and of its metadata the title and the day of publication."""

    text: str
    title: str | None
    published: dt.date | None
    notes: tuple[Note, ...]


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page's ``meta`` element names, if it has one at its beginning."""
    found = _CHARSET.search(data, 0, _HEAD)
    return found.group(1).decode("ascii", "replace") if found else None


def read_markup(markup: str) -> Page:
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
    title = reader.meta.get("og:title") or _squeezed("".join(reader.title))
    return Page(reader.text(), title or None, published, tuple(notes))


def _parse(markup: str, apart: frozenset[str]) -> _Reader:
    reader = _Reader(apart)
    reader.feed(markup)
    reader.close()
    reader.end_line("")
    return reader


class _Reader(HTMLParser):
    """Collects lines of text and the metadata in one pass."""

    def __init__(self, apart: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.skipping = ""
        self.left_out: Counter[str] = Counter()
        self.meta: dict[str, str] = {}
        self.times: list[str] = []
        self.data_blocks: list[list[str]] = []
        self.title: list[str] = []
        self._apart = apart
        self._depth = 0
        self._in_title = False
        self._in_data = False
        self._in_pre = False
        self._line: list[str] = []
        self._lines: list[str] = []

    def text(self) -> str:
        """The lines with the borders between them."""
        return "".join(self._lines).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self._in_title = tag == "title" and not self.title
        if self.skipping:
            self._depth += tag == self.skipping
        elif tag in _NO_TEXT or tag in self._apart:
            self._skip(tag, dict(attrs))
        elif tag == "br":
            self.end_line("\n")
        elif tag in _BLOCKS:
            self._block(tag, is_pre=tag == "pre" or self._in_pre)
        elif tag in {"meta", "time"}:
            self._note_metadata(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        self._in_title = False
        if self.skipping:
            self._depth -= tag == self.skipping
            if not self._depth:
                self.skipping, self._in_data = "", False
        elif tag in _BLOCKS:
            self._block(tag, is_pre=self._in_pre and tag != "pre")

    def handle_data(self, data: str) -> None:
        """Take the text of an element."""
        if self._in_data:
            self.data_blocks[-1].append(data)
        elif self._in_title:
            self.title.append(data)
        elif not self.skipping:
            self._line.append(data if self._in_pre else _BLANKS.sub(" ", data))

    def end_line(self, border: str) -> None:
        """Close the line that is being collected; ``border`` is what stands after it."""
        line = "".join(self._line)
        line = line.strip("\n") if self._in_pre else _squeezed(line)
        self._line = []
        if line.strip():
            self._lines += [line, border]
        elif self._lines and len(border) > len(self._lines[-1]):
            self._lines[-1] = border

    def _block(self, tag: str, *, is_pre: bool) -> None:
        if tag in _CELLS:
            self._line.append(" ")
        else:
            self.end_line("\n\n")
        self._in_pre = is_pre

    def _skip(self, tag: str, attrs: dict[str, str | None]) -> None:
        self.skipping, self._depth = tag, 1
        self._in_data = tag == "script" and (attrs.get("type") or "").endswith("ld+json")
        if self._in_data:
            self.data_blocks.append([])
        if tag in self._apart:
            self.left_out[tag] += 1

    def _note_metadata(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "time":
            self.times.append(attrs.get("datetime", ""))
            return
        name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or ""
        self.meta.setdefault(name.lower(), attrs.get("content", ""))


def _squeezed(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


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


def _linked_data_days(blocks: list[list[str]]) -> list[str]:
    days: list[str] = []
    for block in blocks:
        try:
            waiting: list[Any] = [json.loads("".join(block))]
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
