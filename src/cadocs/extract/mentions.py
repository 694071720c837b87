"""Names in a passage: a model's and the gazetteer's, merged.

The rules, in order: what a model found is dropped where it is nothing but known names side by
side; a longer span beats a shorter one it overlaps; of two equal spans the gazetteer's label wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.extract.gazetteer import Name, find_names, make_mention
from cadocs.languages import load_language, tags

if TYPE_CHECKING:
    from cadocs.backends import Recogniser
    from cadocs.extract.knowledge import KnowledgeBase
    from cadocs.schema import Mention, Trace
    from cadocs.text import Passage

__all__ = ["find_mentions"]

_EDGE = "\"'«»“”„‘’()[]{}<>,;:!?…–—- \n"


def find_mentions(
    passage: Passage, recogniser: Recogniser | None, knowledge: KnowledgeBase, trace: Trace
) -> list[Mention]:
    """The names in a passage, sorted and without overlap.

    Args:
        passage: One passage.
        recogniser: A back end that finds names, or None for the gazetteer alone.
        knowledge: What is known of entities.
        trace: Takes the rule that made each mention, if explanations are asked for.
    """
    names = merge(_model_names(passage, recogniser), find_names(passage, knowledge))
    mentions = [make_mention(passage, name) for name in names]
    for mention in mentions:
        trace.rule("entities", mention.origin, (mention.start, mention.end))
    return mentions


def merge(model: list[Name], gazetteer: list[Name]) -> list[Name]:
    """Both lists as one, sorted and without overlap."""
    known = {at for name in gazetteer for at in range(name.start, name.end)}
    ranked = sorted(
        (*gazetteer, *(name for name in model if not _is_run_of_names(name, gazetteer, known))),
        key=lambda name: (name.start - name.end, name.origin != "gazetteer", name.start),
    )
    taken: list[Name] = []
    covered: set[int] = set()
    for name in ranked:
        span = range(name.start, name.end)
        if covered.isdisjoint(span):
            taken.append(name)
            covered.update(span)
    return sorted(taken)


def _is_run_of_names(name: Name, gazetteer: list[Name], known: set[int]) -> bool:
    """Whether a span holds several known names and at most blanks between them."""
    inside = [other for other in gazetteer if name.start <= other.start and other.end <= name.end]
    gaps = sum(at not in known for at in range(name.start, name.end))
    return len(inside) > 1 and gaps < len(inside)


def _model_names(passage: Passage, recogniser: Recogniser | None) -> list[Name]:
    if recogniser is None or passage.tag not in tags():
        return []
    text = passage.view.text
    titles = frozenset(load_language(passage.tag).table("names")["titles"])
    spans = passage.sentences
    found = recogniser.find([text[start:end] for start, end in spans], passage.tag)
    names = []
    for (offset, _), sentence in zip(spans, found, strict=True):
        for start, end, label, confidence in sentence:
            low, high = _bounds(text, offset + start, offset + end, titles)
            if low < high:
                names.append(Name(low, high, label, confidence, recogniser.name))
    return names


def _bounds(text: str, start: int, end: int, titles: frozenset[str]) -> tuple[int, int]:
    """The span without signs and titles at its edges, to the end of its last word."""
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    word, _, rest = text[start:end].partition(" ")
    while rest and word.lower() in titles:
        start += len(word) + 1
        word, _, rest = rest.partition(" ")
    return start, end
