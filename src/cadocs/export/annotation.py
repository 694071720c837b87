"""Documents for annotation tools: Label Studio, doccano and Prodigy.

Every tool gets offsets in the unit it counts. All three count code points, as cadocs does; only
Label Studio used to count UTF-16 code units, and still can be given them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from cadocs.errors import ConfigError
from cadocs.export.spans import (
    ALL_KINDS,
    LABELS,
    FindingKind,
    Labelled,
    find_tokens,
    labelled_spans,
    outermost,
    utf16_counter,
)

if TYPE_CHECKING:
    from cadocs.schema import Document

__all__ = [
    "LABEL_STUDIO_CONFIG",
    "OffsetUnit",
    "to_doccano",
    "to_label_studio",
    "to_prodigy",
]

OffsetUnit: TypeAlias = Literal["code-points", "utf-16"]
_Record: TypeAlias = dict[str, Any]
_Kinds: TypeAlias = Collection[FindingKind]

LABEL_STUDIO_CONFIG = "\n".join(
    [
        "<View>",
        '  <Labels name="label" toName="text">',
        *(f'    <Label value="{label}"/>' for label in LABELS),
        "  </Labels>",
        '  <Text name="text" value="$text"/>',
        "</View>",
    ]
)
"""The labelling interface that the tasks of `to_label_studio` fit."""

_COUNTERS: dict[str, Callable[[str], Callable[[int], int]]] = {
    "code-points": lambda _: lambda offset: offset,
    "utf-16": utf16_counter,
}


def to_label_studio(
    document: Document, *, kinds: _Kinds = ALL_KINDS, offsets: OffsetUnit = "code-points"
) -> _Record:
    """A task of Label Studio with the findings as a prediction.

    Label Studio runs in a browser, whose strings count UTF-16 code units, so that every emoji
    before a mention moved it by one. Since version 1.5 its editor turns what the browser counts
    into code points when it saves a region and back when it shows one; tasks for an older
    version need ``offsets="utf-16"``. The project needs `LABEL_STUDIO_CONFIG` or another
    interface with the same names.

    Args:
        document: The Document.
        kinds: Which findings to label.
        offsets: The unit of ``start`` and ``end``: ``code-points`` or ``utf-16``.

    Returns:
        One task; Label Studio imports a JSON array of them. ``meta`` of a region says what it
        means: an id, a sum, EDTF, the type of an event.

    Raises:
        ConfigError: There is no such kind or unit.
    """
    if offsets not in _COUNTERS:
        msg = f"Offsets cannot be counted in {offsets!r}. Known: {', '.join(_COUNTERS)}."
        raise ConfigError(msg)
    count = _COUNTERS[offsets](document.text)
    regions = [_region(span, count) for span in labelled_spans(document, kinds)]
    return {
        "data": {"text": document.text, **_about(document)},
        "predictions": [{"model_version": "cadocs", "result": regions}],
    }


def _region(span: Labelled, count: Callable[[int], int]) -> _Record:
    value = {"start": count(span.start), "end": count(span.end), "text": span.text}
    region: _Record = {
        "id": f"{span.kind}-{span.position}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {**value, "labels": [span.label]},
    }
    if span.meaning:
        region["meta"] = {"text": [span.meaning]}
    if span.confidence is not None:
        region["score"] = span.confidence
    return region


def to_doccano(document: Document, *, kinds: _Kinds = ALL_KINDS) -> _Record:
    """A line of doccano's JSONL for sequence labelling; offsets count code points.

    Spans may overlap: the project must allow it, or ``kinds`` be fewer.

    Raises:
        ConfigError: There is no such kind.
    """
    spans = labelled_spans(document, kinds)
    labels = [[span.start, span.end, span.label] for span in spans]
    return {"text": document.text, "label": labels, **_about(document)}


def to_prodigy(document: Document, *, kinds: _Kinds = ALL_KINDS, overlap: bool = True) -> _Record:
    """A task of Prodigy with tokens and spans; offsets count code points.

    Tokens are those of cadocs, cut besides wherever a span begins or ends, so that every span
    consists of whole tokens. ``token_end`` is the last token of a span, as Prodigy has it.

    Args:
        document: The Document.
        kinds: Which findings to label.
        overlap: Whether spans may overlap, as ``spans.*`` recipes allow; for ``ner.*`` recipes
            the longer of two stays.

    Raises:
        ConfigError: There is no such kind.
    """
    spans = labelled_spans(document, kinds)
    if not overlap:
        spans = outermost(spans)
    tokens = find_tokens(document, spans)
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    follows = document.text + " "
    return {
        "text": document.text,
        "meta": _about(document),
        "tokens": [
            {**token._asdict(), "id": at, "ws": follows[token.end].isspace()}
            for at, token in enumerate(tokens)
        ],
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "token_start": bisect_right(ends, span.start),
                "token_end": bisect_left(starts, span.end) - 1,
                "label": span.label,
            }
            for span in spans
        ],
    }


def _about(document: Document) -> dict[str, str]:
    """What is known of a document besides its text."""
    published = document.published and document.published.isoformat()
    known = {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "language": document.language,
        "published": published,
    }
    return {name: value for name, value in known.items() if value}
