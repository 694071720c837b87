"""A web page: trafilatura tells the article from what surrounds it, our own reader keeps watch.

Where trafilatura is missing, finds nothing, loses running text, or would take long, the page is
read whole, and a note says so.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from cadocs.read.decoding import decode
from cadocs.read.guard import check_limit
from cadocs.read.html import declared_encoding, read_markup
from cadocs.read.lines import BLANKS, Lines
from cadocs.read.packages import load_package
from cadocs.read.tags import measure
from cadocs.schema import Note

if TYPE_CHECKING:
    from cadocs.read.content import Content
    from cadocs.read.tags import Measure
    from cadocs.schema import Limits

__all__ = ["read_page"]

_PACKAGE = "trafilatura"
_MOST_TAGS = 20_000
"""Above it trafilatura takes time with the square of the tags in a paragraph or row."""
_DEEPEST = 200
"""lxml drops without a word what stands in more than 255 elements."""
_KEPT = 0.5
_PROSE = re.compile(r"^.{60,}[.!?…:;][\"'»”)\]]*$", re.MULTILINE)
_BLOCKS = frozenset(["div", "head", "item", "list", "p", "quote", "row", "table"])
_OPTIONS: dict[str, Any] = {
    "include_comments": False,
    "with_metadata": True,
    "date_extraction_params": {"extensive_search": False, "original_date": True},
}


class _Article(NamedTuple):
    """What trafilatura makes of a page."""

    text: str
    title: str | None
    site: str | None
    date: str | None


def read_page(data: bytes, name: str, limits: Limits) -> Content:
    """Read a web page.

    Args:
        data: The content of a file, in any encoding.
        name: What it is called in messages.
        limits: How deep its elements may stand in each other.

    Returns:
        The text of the article where trafilatura finds it, else of the whole page; of its
        metadata the title, the site and the day of publication.

    Raises:
        LimitError: Its elements are too deep in each other.
    """
    decoded = decode(data, declared_encoding(data))
    size = measure(decoded.text)
    check_limit(name, limits, "depth", size.depth)
    page = read_markup(decoded.text)
    article, reason = _article(decoded.text, page.text, size)
    page = _whole(page, reason) if article is None else _cut(page, article)
    # The places that decoding notes are those of the markup.
    notes = [note.model_copy(update={"start": None, "end": None}) for note in decoded.notes]
    return page._replace(encoding=decoded.encoding, notes=(*notes, *page.notes))


def _whole(page: Content, reason: str) -> Content:
    note = Note(step="read", code="reader", message=f"The page was read whole: {reason}.")
    return page._replace(notes=(note, *page.notes))


def _cut(page: Content, article: _Article) -> Content:
    """The page with the article for its text."""
    less = max(0, len(page.text) - len(article.text))
    message = f"trafilatura told the article from the page; {less} characters were left out."
    notes = [Note(step="read", code="reader", message=message)]
    notes += [note for note in page.notes if note.code != "left-out"]
    page = page._replace(
        text=article.text,
        title=article.title or page.title,
        site=article.site or page.site,
        notes=tuple(notes),
    )
    if page.published is not None or article.date is None:
        return page
    day = dt.date.fromisoformat(article.date)
    message = f"trafilatura took the day of publication from the page's markup: {day}."
    note = Note(step="read", code="published", message=message)
    return page._replace(published=day, notes=(*page.notes, note))


def _article(markup: str, whole: str, size: Measure) -> tuple[_Article | None, str]:
    """What trafilatura finds, or None and why it is not taken."""
    if find_spec(_PACKAGE) is None:
        return None, "trafilatura is missing (pip install 'cadocs[readers]')"
    if size.tags > _MOST_TAGS:
        return None, f"with {size.tags} tags trafilatura would take long"
    if size.depth > _DEEPEST:
        return None, f"trafilatura loses text that stands {size.depth} elements deep"
    article = _extract(markup)
    if article is None:
        return None, "trafilatura found no article"
    prose = sum(map(len, _PROSE.findall(whole))) or len(whole)
    if len(article.text) < _KEPT * prose:
        kept = f"{len(article.text)} of {prose} characters of running text"
        return None, f"trafilatura kept {kept}"
    return article, ""


def _extract(markup: str) -> _Article | None:
    trafilatura = load_package(_PACKAGE, "Telling articles from pages")
    etree = load_package("lxml.etree", "Telling articles from pages")
    logging.getLogger(_PACKAGE).addHandler(logging.NullHandler())  # the notes say it
    try:
        found = trafilatura.bare_extraction(markup, **_OPTIONS)
    except (etree.LxmlError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return None
    if found is None or found.body is None:
        return None
    text = _written(found.body)
    return _Article(text, found.title, found.sitename, found.date) if text else None


def _written(body: Any) -> str:
    """The text of trafilatura's tree, set as our own reader sets it."""
    lines = Lines()
    etree = load_package("lxml.etree", "Telling articles from pages")
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            _open(element.tag, lines)
            lines.add(_inline(element.text))
        else:
            if element.tag in _BLOCKS:
                lines.end("\n\n")
            if element is not body:
                lines.add(_inline(element.tail))
    lines.end("")
    return lines.text()


def _open(tag: str, lines: Lines) -> None:
    if tag in _BLOCKS:
        lines.end("\n\n")
    elif tag == "lb":
        lines.end("\n")
    elif tag == "cell":
        lines.begin_cell()


def _inline(text: str | None) -> str:
    return BLANKS.sub(" ", text or "")
