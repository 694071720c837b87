"""A sentence with everything that was found in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cadocs.events.triggers import Lexicon, Trigger, find_triggers, load_lexicon
from cadocs.languages import load_language
from cadocs.text import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cadocs.schema import Amount, DateMention, Entity
    from cadocs.schema.base import Span
    from cadocs.text import Passage

__all__ = ["Findings", "Placed", "Scene", "make_scenes"]

_CITATION = re.compile(r"\([^()\d]{2,60},? *$")
_BORDER = re.compile(r"[;:—–(]|, ")

Found = TypeVar("Found", bound="Span")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the earlier steps found in the whole document, sorted by place."""

    entities: Sequence[Entity] = ()
    amounts: Sequence[Amount] = ()
    dates: Sequence[DateMention] = ()


class Placed(NamedTuple):
    """A finding at ``[start, end)`` of a view, with its place in the document's list."""

    start: int
    end: int
    at: int


@dataclass(slots=True)
class Scene:
    """One sentence.

    Attributes:
        passage: The passage it stands in.
        span: Where it stands in the passage's view.
        lexicon: The event words of its language.
        triggers: Its triggers in order.
        entities: Its entities; amounts and dates likewise, citations left out.
        opens: Whether it opens a paragraph.
        is_headline: Whether it is the document's first paragraph and ends without a stop.
    """

    passage: Passage
    span: tuple[int, int]
    lexicon: Lexicon
    triggers: list[Trigger]
    opens: bool
    is_headline: bool
    entities: list[Placed] = field(default_factory=list)
    amounts: list[Placed] = field(default_factory=list)
    dates: list[Placed] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the passage's view, in which all positions count."""
        return self.passage.view.text

    def distance(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """Characters between two spans; a border between clauses counts for more."""
        low, high = sorted((one[:2], other[:2]))
        between = self.text[low[1] : max(low[1], high[0])]
        return len(between) + 40.0 * len(_BORDER.findall(between))


def make_scenes(passages: Sequence[Passage], findings: Findings) -> Iterator[Scene]:
    """The sentences of a document in order, each with what was found in it."""
    first = True
    for passage in passages:
        lexicon = load_lexicon(passage.tag)
        if lexicon is None:
            continue
        clitics = load_language(passage.tag).table("token")["clitics"]
        entities = _inside(passage, findings.entities)
        amounts = _inside(passage, findings.amounts)
        dates = [d for d in _inside(passage, findings.dates) if not _is_cited(passage, d)]
        text = passage.view.text
        for start, end in passage.sentences:
            tokens = tokenise(text[start:end], clitics)
            moved = [
                token._replace(start=token.start + start, end=token.end + start) for token in tokens
            ]
            yield Scene(
                passage=passage,
                span=(start, end),
                lexicon=lexicon,
                triggers=find_triggers(moved, lexicon),
                opens="\n" in text[max(0, start - 2) : start] or start == 0,
                is_headline=first and text[end - 1] not in '.!?…»”"',
                entities=_between(entities, start, end),
                amounts=_between(amounts, start, end),
                dates=_between(dates, start, end),
            )
            first = False


def _inside(passage: Passage, found: Sequence[Found]) -> list[Placed]:
    low, high = passage.view.extent
    first = bisect_left(found, low, key=lambda span: span.start)
    placed = []
    for index in range(first, len(found)):
        span = found[index]
        if span.start >= high:
            break
        if span.end <= high:
            placed.append(Placed(*passage.view.view_span(span.start, span.end), index))
    return placed


def _between(placed: Sequence[Placed], start: int, end: int) -> list[Placed]:
    first = bisect_left(placed, start, key=lambda item: item.start)
    last = bisect_left(placed, end, key=lambda item: item.start)
    return list(placed[first:last])


def _is_cited(passage: Passage, date: Placed) -> bool:
    """Whether the date is that of a citation, as in ``(WTO, 2017)``."""
    text = passage.view.text
    opened = _CITATION.search(text, max(0, date.start - 70), date.start)
    return opened is not None and text[date.end : date.end + 1] in (")", ";", ",")
