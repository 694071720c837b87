"""Findings as labelled spans and a text as tokens: what annotation tools take."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

from cadocs.errors import ConfigError
from cadocs.languages import load_language
from cadocs.normalise import normalise
from cadocs.schema import plain_decimal
from cadocs.text import Token, View, fold_characters, tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from cadocs.schema import Amount, Document

__all__ = [
    "ALL_KINDS",
    "LABELS",
    "FindingKind",
    "Labelled",
    "find_sentence_starts",
    "find_tokens",
    "labelled_spans",
    "outermost",
    "utf16_counter",
]

FindingKind: TypeAlias = Literal["entities", "amounts", "dates", "events"]
ALL_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
LABELS = ("PER", "ORG", "LOC", "AMOUNT", "DATE", "EVENT")
"""All labels of spans; an event's span is its trigger."""


class Labelled(NamedTuple):
    """A labelled stretch of the source text, in code points."""

    start: int
    end: int
    text: str
    label: str
    kind: FindingKind
    position: int
    """Its place in the document's list of that kind."""
    meaning: str
    """An entity's id, an amount's value and currency, a date's EDTF, an event's type and date."""
    confidence: float | None


def labelled_spans(document: Document, kinds: Collection[str] = ALL_KINDS) -> list[Labelled]:
    """The findings of some kinds, sorted by ``(start, end)``; they may overlap.

    Raises:
        ConfigError: There is no kind of that name.
    """
    unknown = [kind for kind in kinds if kind not in ALL_KINDS]
    if unknown:
        msg = f"There are no spans of {unknown[0]!r}. Known: {', '.join(ALL_KINDS)}."
        raise ConfigError(msg)
    found = [span for kind in ALL_KINDS if kind in kinds for span in _MAKERS[kind](document)]
    return sorted(found, key=lambda span: (span.start, span.end))


def _entities(document: Document) -> Iterator[Labelled]:
    for at, one in enumerate(document.entities):
        yield Labelled(
            one.start, one.end, one.text, one.label, "entities", at, one.id or "", one.confidence
        )


def _amounts(document: Document) -> Iterator[Labelled]:
    for at, one in enumerate(document.amounts):
        yield Labelled(one.start, one.end, one.text, "AMOUNT", "amounts", at, _meaning(one), None)


def _meaning(amount: Amount) -> str:
    values = [value for value in (amount.value, amount.value_max) if value is not None]
    figures = "-".join(map(plain_decimal, values))
    return " ".join(filter(None, [amount.qualifier, figures, amount.currency]))


def _dates(document: Document) -> Iterator[Labelled]:
    for at, one in enumerate(document.dates):
        yield Labelled(one.start, one.end, one.text, "DATE", "dates", at, one.edtf, None)


def _events(document: Document) -> Iterator[Labelled]:
    for at, one in enumerate(document.events):
        start, end, text = one.trigger.start, one.trigger.end, one.trigger.text
        yield Labelled(start, end, text, "EVENT", "events", at, f"{one.type} {one.date}", None)


_MAKERS: dict[FindingKind, Callable[[Document], Iterator[Labelled]]] = {
    "entities": _entities,
    "amounts": _amounts,
    "dates": _dates,
    "events": _events,
}


def outermost(spans: Iterable[Labelled]) -> list[Labelled]:
    """Spans without overlap: of two that share a character the longer stays, else the first."""
    kept: list[Labelled] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start)):
        stretch = range(span.start, span.end)
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            kept.append(span)
    return sorted(kept, key=lambda one: (one.start, one.end))


def find_tokens(document: Document, spans: Iterable[Labelled]) -> list[Token]:
    """The text's words and signs in the source, cut besides wherever a span begins or ends.

    So every span is a run of whole tokens. Blanks belong to nothing.
    """
    borders = sorted({border for span in spans for border in (span.start, span.end)})
    text = document.text
    tokens: list[Token] = []
    for start, end, clitics in _stretches(document):
        for token in tokenise(fold_characters(text[start:end]), clitics):
            low, high = start + token.start, start + token.end
            inside = borders[bisect_right(borders, low) : bisect_right(borders, high - 1)]
            edges = [low, *inside, high]
            tokens += [Token(left, right, text[left:right]) for left, right in pairwise(edges)]
    return tokens


def _stretches(document: Document) -> Iterator[tuple[int, int, list[str]]]:
    """The segments and what lies between them, with the clitics of each language."""
    at = 0
    for segment in document.segments:
        yield at, segment.start, []
        yield segment.start, segment.end, load_language(segment.language).table("token")["clitics"]
        at = segment.end
    yield at, len(document.text), []


def find_sentence_starts(document: Document) -> list[int]:
    """Where the sentences of the source text begin; lines that were only wrapped are joined."""
    from cadocs.pipeline.passages import make_passages  # noqa: PLC0415  (the shell's help is quick)

    view = normalise(View.whole(document.text)).view
    return [
        passage.view.source_span(start, end)[0]
        for passage in make_passages(view, document.segments)
        for start, end in passage.sentences
    ]


def utf16_counter(text: str) -> Callable[[int], int]:
    """What turns an offset in code points into one in UTF-16 code units.

    A character beyond U+FFFF (an emoji, a mathematical letter) counts twice there, as in the
    strings of JavaScript and Java.

    >>> count = utf16_counter("a😀b")
    >>> [count(at) for at in range(4)]
    [0, 1, 3, 4]
    """
    wide = [at for at, letter in enumerate(text) if letter > "\uffff"]
    return lambda offset: offset + bisect_right(wide, offset - 1)
