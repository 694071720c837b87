"""Markup in tokens: text, tags and the raw content of scripts, in linear time.

The standard library's parser takes quadratic time on tags that never end, and reads broken pages
differently from one Python to the next. This one follows browsers where they agree, and where a
tag or comment never ends it gives up on quotes and comments rather than on the rest of the page.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Measure", "Token", "decode_text", "measure", "parse_attributes", "tokens"]

_OPENING = re.compile(r"<(?:(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)|(?P<comment>!--)|[!?/])")
_TAG_END = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s=>/"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
_RAW_END = {
    name: re.compile(f"</{name}(?![a-z])", re.IGNORECASE) for name in ("script", "style", "title")
}
_HUGE_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")

_EMPTY = re.compile("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
_NEVER_NESTED = re.compile("p|li|d[td]|t[dhr]|thead|tbody|tfoot|option|optgroup|colgroup|r[pt]")
"""Elements that end without a tag where the next one of their kind begins."""
_WITH_INNER = {"table": 4, "ul": 2, "ol": 2, "dl": 2, "select": 2}
"""Elements that bring some of those: a table has a body, rows and cells in each other."""


class Measure(NamedTuple):
    """How many tags a page has, and how deep its elements stand in each other."""

    tags: int
    depth: int


class Token(NamedTuple):
    """A piece of markup.

    Attributes:
        kind: ``text``, ``open`` and ``close`` of an element, or ``raw``: what a script, a style
            or a title holds.
        name: The element, in small letters; empty for text.
        data: The text as written, or the attributes of an opening tag.
    """

    kind: Literal["text", "open", "close", "raw"]
    name: str
    data: str

    @property
    def is_empty(self) -> bool:
        """Whether it is written as an element without content, as XHTML does: ``<script/>``."""
        return self.kind == "open" and self.data.endswith("/")


def tokens(markup: str) -> Iterator[Token]:
    """The tokens of a page, however broken; comments and declarations are left out.

    >>> [(token.kind, token.name or token.data) for token in tokens("<p>Salom<br/></p>")]
    [('open', 'p'), ('text', 'Salom'), ('open', 'br'), ('close', 'p')]
    """
    scan = _Scan(markup)
    at = 0
    while (opening := _OPENING.search(markup, at)) is not None:
        if opening.start() > at:
            yield Token("text", "", markup[at : opening.start()])
        name = (opening["name"] or "").lower()
        end = scan.end_of(opening)
        if end < 0:
            return
        at = end
        if not name:
            continue
        if opening["slash"]:
            yield Token("close", name, "")
            continue
        token = Token("open", name, markup[opening.end() : end - 1])
        yield token
        raw_end = end if token.is_empty else scan.raw_end(name, end)
        if raw_end > end:
            yield Token("raw", name, markup[end:raw_end])
            at = raw_end
    if at < len(markup):
        yield Token("text", "", markup[at:])


def measure(markup: str) -> Measure:
    """Count a page's tags and the depth of its elements, however broken it is.

    >>> measure("<body><div><br><div>a</div></div><p>b<p>c")
    Measure(tags=8, depth=3)
    """
    waiting: list[str] = []
    names: Counter[str] = Counter()
    tags = depth = deepest = 0
    for kind, name, data in tokens(markup):
        tags += kind in ("open", "close")
        if _EMPTY.fullmatch(name) or _NEVER_NESTED.fullmatch(name):
            continue
        if kind == "open" and not data.endswith("/"):
            waiting.append(name)
            names[name] += 1
            depth += _WITH_INNER.get(name, 1)
            deepest = max(deepest, depth)
        elif kind == "close" and names[name]:
            depth -= _close(name, waiting, names)
    return Measure(tags, deepest)


def _close(name: str, waiting: list[str], names: Counter[str]) -> int:
    """End an element and all that are open in it; by how much that is less deep."""
    less = 0
    while True:
        inner = waiting.pop()
        names[inner] -= 1
        less += _WITH_INNER.get(inner, 1)
        if inner == name:
            return less


def decode_text(written: str) -> str:
    """The text that markup stands for: ``&amp;`` is ``&``."""
    if "&" not in written:
        return written
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", written))


def parse_attributes(written: str) -> dict[str, str]:
    """The attributes of an opening tag by name, in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), decode_text("".join(values)))
    return found


class _Scan:
    """Finds where things end, and remembers what was found never to end."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._quotes = True
        self._comments = True
        self._endless: set[str] = set()

    def end_of(self, opening: re.Match[str]) -> int:
        """One past the end of a tag, comment or declaration; below 0 where it never ends."""
        if opening["comment"] and self._comments:
            end = self._markup.find("-->", opening.start() + 2)
            if end >= 0:
                return end + 3
            self._comments = False
        if opening["name"] and self._quotes:
            found = _TAG_END.match(self._markup, opening.end())
            if found is not None:
                return found.end()
            self._quotes = False
        return self._markup.find(">", opening.end()) + 1 or -1

    def raw_end(self, name: str, start: int) -> int:
        """Where the raw content of an element ends; ``start`` where it has none."""
        pattern = _RAW_END.get(name)
        if pattern is None or name in self._endless:
            return start
        found = pattern.search(self._markup, start)
        if found is not None:
            return found.start()
        self._endless.add(name)
        return start
