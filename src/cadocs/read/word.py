"""Word files through python-docx: paragraphs and tables in their order, then the notes below them.

python-docx gets a copy of the archive that holds the XML alone, unpacked by us within limits.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cadocs.errors import ReadError
from cadocs.read.archive import unpack
from cadocs.read.content import Content
from cadocs.read.guard import check_limit
from cadocs.read.packages import load_package
from cadocs.read.word_text import find_paragraphs
from cadocs.schema import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.schema import Limits

__all__ = ["read_word"]

_XML = (".xml", ".rels")
_BELOW = ("/footnotes", "/endnotes")
_APART = {"/header": "headers", "/footer": "footers", "/comments": "comments"}
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_TOO_DEEP = "Excessive depth"
_PARSER_DEPTH = 256
_TEMPLATE_DAY = dt.date(2013, 12, 23)
"""The day of python-docx's own template, which its users seldom change."""


def read_word(data: bytes, name: str, limits: Limits) -> Content:
    """Read a DOCX file.

    Args:
        data: The content of a file.
        name: What it is called in messages.
        limits: What its archive may hold, and how deep its elements may stand in each other.

    Returns:
        Paragraphs with an empty line between them, rows of tables with ``|`` between their
        cells, and at the end the footnotes. What was deleted under revision is left out. The
        day of publication is not known from the file, only the one when it was made.

    Raises:
        ReadError: It is broken, no Word file, or declares entities.
        LimitError: It goes beyond a limit.
        BackendMissingError: python-docx is not installed.
    """
    members = unpack(data, name, limits, _XML)
    _refuse_entities(members, name)
    docx = load_package("docx", "Reading Word files")
    etree = load_package("lxml.etree", "Reading Word files")
    try:
        document = docx.Document(_stored(members))
        roots = [document.element.body, *_parts(docx, document, _BELOW)]
        paragraphs = [line for root in roots for line in find_paragraphs(root, name, limits)]
        notes = list(_notes(docx, document))
        properties = document.core_properties
        title, made = properties.title.strip(), properties.created
    except ReadError:
        raise
    except etree.LxmlError as error:
        if _TOO_DEEP in str(error):
            at_most = limits.model_copy(update={"depth": min(limits.depth, _PARSER_DEPTH)})
            check_limit(name, at_most, "depth", _PARSER_DEPTH + 1, least=True)
        raise _broken(name, error) from error
    except (AttributeError, LookupError, TypeError, ValueError, OSError) as error:
        raise _broken(name, error) from error
    return Content(
        "\n\n".join(paragraphs),
        title=title or None,
        created=_day(made),
        notes=tuple(notes),
    )


def _refuse_entities(members: dict[str, bytes], name: str) -> None:
    """Entities can grow without bounds and name other files; no office program writes them."""
    for member, content in members.items():
        if any(sign in content for sign in _ENTITIES):
            msg = (
                f"Cannot read {name}: its member {member[:80]!r} declares entities, as no office "
                "program does. Save it anew in the program that made it."
            )
            raise ReadError(msg)


def _broken(name: str, error: Exception) -> ReadError:
    return ReadError(
        f"Cannot read {name}: it is no Word file or a broken one ({error}). "
        "Open it in an office program and save it as DOCX."
    )


def _stored(members: dict[str, bytes]) -> BytesIO:
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    copy.seek(0)
    return copy


def _parts(docx: Any, document: Any, endings: tuple[str, ...]) -> Iterator[Any]:
    """The roots of the parts that the document refers to as being of some kind."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(endings):
            yield docx.oxml.parse_xml(relation.target_part.blob)


def _notes(docx: Any, document: Any) -> Iterator[Note]:
    left_out = [
        what
        for ending, what in _APART.items()
        if any(_has_letters(root) for root in _parts(docx, document, (ending,)))
    ]
    if left_out:
        message = f"Parts apart from the text were left out: {', '.join(left_out)}."
        yield Note(step="read", code="left-out", message=message)


def _has_letters(root: Any) -> bool:
    return any(character.isalpha() for text in root.itertext() for character in text)


def _day(made: dt.datetime | None) -> dt.date | None:
    day = None if made is None else made.date()
    return None if day == _TEMPLATE_DAY else day
