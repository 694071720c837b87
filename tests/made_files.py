"""Files that tests read: PDF, DOCX and zip archives, made as the tests want them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Line = tuple[float, float, str]
"""A place on a page, in points from its top left corner, and the text that stands there."""

SIZE = 10
ADVANCE = SIZE / 2
"""Every letter is as wide as this."""
_HEIGHT = 842
_FONT = b"/Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[4 0 R]"
_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 %d]/Contents %d 0 R"
    b"/Resources<</Font<</F 3 0 R>>>>>>"
)
_LETTERS_FONT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/DW 500/CIDToGIDMap/Identity"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
_RELATION = '<Relationship Id="{0}" Type="{1}/{2}" Target="{3}"/>'


def make_pdf(pages: Iterable[Sequence[Line]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF file whose letters have no shapes: readers of text need none."""
    contents = [zlib.compress(_content(page)) for page in pages]
    kids = b" ".join(b"%d 0 R" % (7 + 2 * at) for at in range(len(contents)))
    written = "".join(f"/{name}({value})" for name, value in (info or {}).items())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
        b"<<%s/ToUnicode 5 0 R>>" % _FONT,
        _LETTERS_FONT,
        _stream(zlib.compress(_letters())),
        b"<<%s>>" % written.encode("latin-1"),
    ]
    for at, content in enumerate(contents):
        objects += [
            _PAGE % (_HEIGHT, 8 + 2 * at),
            _stream(content),
        ]
    return write_objects(objects)


def write_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF file of objects, of which the first is the catalogue and the sixth the metadata."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\n" % (len(places) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _stream(packed: bytes) -> bytes:
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


def _content(page: Sequence[Line]) -> bytes:
    lines = (
        f"1 0 0 1 {x} {_HEIGHT - y} Tm<{text.encode('utf-16-be').hex()}>Tj" for x, y, text in page
    )
    return f"BT/F {SIZE} Tf {' '.join(lines)} ET".encode()


def _letters() -> bytes:
    """The map from the codes of the font to letters: each code is that of its letter."""
    ranges = [f"<{at:02x}00><{at:02x}ff><{at:02x}00>" for at in range(256)]
    blocks = [ranges[at : at + 100] for at in range(0, 256, 100)]
    body = "\n".join(f"{len(b)} beginbfrange\n{chr(10).join(b)}\nendbfrange" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName/Made def\n"
        f"1 begincodespacerange <0000><ffff> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def set_lines(text: str, x: float = 50, y: float = 60) -> list[Line]:
    """Lines below each other."""
    return [(x, y + 14 * at, line) for at, line in enumerate(text.splitlines())]


def make_zip(members: Mapping[str, bytes | str]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def make_docx(
    body: str,
    *,
    before: str = "",
    parts: Mapping[str, str] | None = None,
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A Word file of a body in XML.

    ``before`` stands before the root of the document, ``parts`` are XML of further parts by their
    kind, as in footnotes, and ``more`` are further members.
    """
    document = f'{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    relation = _RELATION.format("r1", _OFFICE, "officeDocument", "word/document.xml")
    inner = "".join(_RELATION.format(kind, _OFFICE, kind, f"{kind}.xml") for kind in parts or ())
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(relation),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _RELATIONS.format(inner),
    }
    for kind, xml in (parts or {}).items():
        members[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{_WORD}">{xml}</w:{kind}>'
    return make_zip({**members, **(more or {})})


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
