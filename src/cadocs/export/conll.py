"""Documents as tokens with tags, one a line: CoNLL-2003 and plain IOB2.

A tag says of a token that it begins a name (``B-LOC``), goes on with it (``I-LOC``) or belongs to
none (``O``): the scheme IOB2, in which every name begins with ``B``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from cadocs.export.spans import (
    FindingKind,
    Labelled,
    find_sentence_starts,
    find_tokens,
    labelled_spans,
    outermost,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cadocs.schema import Document
    from cadocs.text import Token

__all__ = ["to_conll", "to_iob2"]

_NAMES: tuple[FindingKind, ...] = ("entities",)


def to_conll(document: Document, *, kinds: Collection[FindingKind] = _NAMES) -> str:
    r"""A document in the four columns of CoNLL-2003, set apart by blanks.

    The second and third column (part of speech, chunk) hold ``_``. A line ``-DOCSTART- -X- -X- O``
    begins the document, an empty line ends a sentence. Of names in one another the longer stays.

    Args:
        document: The Document.
        kinds: Which findings to tag; entities alone, as the format knows them.

    Raises:
        ConfigError: There is no such kind.
    """
    return _written(document, kinds, "{0} _ _ {1}\n", "-DOCSTART- -X- -X- O\n\n")


def to_iob2(document: Document, *, kinds: Collection[FindingKind] = _NAMES) -> str:
    """A document as two columns, token and tag, set apart by a tab; else like `to_conll`.

    Documents are set apart by a line ``-DOCSTART-`` with the tag ``O``.
    """
    return _written(document, kinds, "{0}\t{1}\n", "-DOCSTART-\tO\n\n")


def _written(document: Document, kinds: Collection[FindingKind], line: str, beginning: str) -> str:
    spans = outermost(labelled_spans(document, kinds))
    tokens = find_tokens(document, spans)
    borders = _borders(tokens, spans, find_sentence_starts(document))
    pieces = [beginning]
    for at, (token, tag) in enumerate(zip(tokens, _tags(tokens, spans), strict=True)):
        if at in borders:
            pieces.append("\n")
        pieces.append(line.format(token.text, tag))
    return "".join([*pieces, "\n"])


def _tags(tokens: list[Token], spans: list[Labelled]) -> Iterator[str]:
    starts = [span.start for span in spans]
    begun = -1
    for token in tokens:
        at = bisect_right(starts, token.start) - 1
        if at < 0 or token.end > spans[at].end:
            yield "O"
        else:
            yield f"{'I' if at == begun else 'B'}-{spans[at].label}"
            begun = at


def _borders(tokens: list[Token], spans: list[Labelled], starts: list[int]) -> set[int]:
    """Which tokens begin a new sentence; none does inside a name."""
    inside = {offset for span in spans for offset in range(span.start + 1, span.end)}
    firsts = sorted(start for start in starts if start not in inside)
    sentences = [bisect_right(firsts, token.start) for token in tokens]
    return {at for at in range(1, len(tokens)) if sentences[at] > sentences[at - 1] > 0}
