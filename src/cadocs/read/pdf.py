"""PDF files through PDFium: the text of each page in reading order, page after page."""

from __future__ import annotations

import datetime as dt
import re
from threading import Lock
from typing import TYPE_CHECKING, Any

from cadocs.errors import ReadError
from cadocs.read.content import Content
from cadocs.read.guard import check_limit
from cadocs.read.packages import load_package
from cadocs.read.streams import check_streams
from cadocs.schema import Note, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.schema import Limits

__all__ = ["read_pdf"]

_PARTED = "\f"
_ONE_AT_A_TIME = Lock()
"""PDFium may be called from one thread only."""
_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_FILE_NAME = re.compile(r"microsoft \w+ - |untitled|.*\.\w{2,5}$", re.IGNORECASE)
"""Titles that programs write for want of a better one."""


def read_pdf(data: bytes, name: str, limits: Limits) -> Content:
    r"""Read a PDF file.

    Args:
        data: The content of a file.
        name: What it is called in messages.
        limits: How many pages and characters it may have, and how much its streams may unpack to.

    Returns:
        The text as PDFium gives it: lines end in CR LF, U+FFFE stands for a hyphen at the end of
        a line together with that end. A form feed stands between two pages and nowhere else, so
        that a page's number is one more than the form feeds before it. Notes name pages without
        text.

    Raises:
        ReadError: It is broken or needs a password.
        LimitError: It goes beyond a limit.
        BackendMissingError: pypdfium2 is not installed.
    """
    check_streams(data, name, limits)
    pdfium = load_package("pypdfium2", "Reading PDF files")
    with _ONE_AT_A_TIME:
        document = _open(pdfium, data, name)
        try:
            check_limit(name, limits, "pages", len(document))
            texts = list(_texts(pdfium, document, name, limits))
            stated = document.get_metadata_dict()
        finally:
            document.close()
    pages = _pages(texts)
    title = stated.get("Title", "").strip()
    return Content(
        _PARTED.join(text or "" for text in texts),
        title=None if not title or _FILE_NAME.match(title) else title,
        created=_parse_day(stated.get("CreationDate", "")),
        pages=pages,
        notes=tuple(_notes(texts)),
    )


def _open(pdfium: Any, data: bytes, name: str) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.raw.FPDF_ERR_PASSWORD:
            msg = f"Cannot read {name}: the PDF file needs a password. Save it without one."
        else:
            msg = f"Cannot read {name}: it is no PDF file or a broken one ({error})."
        raise ReadError(msg) from error


def _texts(pdfium: Any, document: Any, name: str, limits: Limits) -> Iterator[str | None]:
    """The text of each page; None where the page is broken."""
    total = 0
    for index in range(len(document)):
        text = _text(pdfium, document, index)
        total += 1 + len(text or "")
        check_limit(name, limits, "characters", total - 1, least=True)
        yield text


def _text(pdfium: Any, document: Any, index: int) -> str | None:
    try:
        page = document[index]
        try:
            text_page = page.get_textpage()
            try:
                text: str = text_page.get_text_range()
            finally:
                text_page.close()
        finally:
            page.close()
    except pdfium.PdfiumError:
        return None
    return text.replace(_PARTED, " ")


def _pages(texts: list[str | None]) -> tuple[Page, ...]:
    pages = []
    start = 0
    for number, text in enumerate(texts, start=1):
        end = start + len(text or "")
        pages.append(Page(start=start, end=end, number=number))
        start = end + len(_PARTED)
    return tuple(pages)


def _notes(texts: list[str | None]) -> Iterator[Note]:
    broken = [number for number, text in enumerate(texts, start=1) if text is None]
    if broken:
        message = f"Pages that are broken and were left out: {_ranges(broken)}."
        yield Note(step="read", code="broken-pages", message=message)
    empty = [number for number, text in enumerate(texts, start=1) if text is not None]
    empty = [number for number in empty if not (texts[number - 1] or "").strip()]
    if empty:
        message = (
            f"Pages without text: {_ranges(empty)}. If they are pictures of text, it takes "
            "optical character recognition to read them."
        )
        yield Note(step="read", code="no-text", message=message)


def _ranges(numbers: list[int]) -> str:
    """Numbers in order, written short.

    >>> _ranges([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, ends)) for ends in ranges)


def _parse_day(written: str) -> dt.date | None:
    found = _DAY.match(written)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
