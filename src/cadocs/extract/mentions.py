"""Names in a passage: a model's and the gazetteer's, merged.

The rules, in order: what a model found is dropped where it is nothing but known names side by
side; a longer span beats a shorter one it overlaps; of two equal spans the gazetteer's label wins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from cadocs.extract.gazetteer import Name, find_names, make_mention
from cadocs.languages import load_language, tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.backends import Recogniser
    from cadocs.extract.knowledge import KnowledgeBase
    from cadocs.schema import Mention, Trace
    from cadocs.text import Passage

__all__ = ["find_mentions"]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SHORTEST_STEM, _LONGEST_ENDING = 4, 4
_WIDEST_GAP = 3
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
    names = merge(_model_names(passage, recogniser, knowledge), find_names(passage, knowledge))
    mentions = [make_mention(passage, name) for name in names]
    for mention in mentions:
        trace.rule("entities", mention.origin, (mention.start, mention.end))
    return mentions


def merge(model: list[Name], gazetteer: list[Name]) -> list[Name]:
    """Both lists as one, sorted and without overlap; the gazetteer's must be sorted."""
    ranked = sorted(
        (*gazetteer, *(name for name in model if not _is_run_of_names(name, gazetteer))),
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


def _is_run_of_names(name: Name, gazetteer: list[Name]) -> bool:
    """Whether a span is several known names with no more than a dash between them."""
    first = bisect_left(gazetteer, name.start, key=lambda other: other.start)
    last = bisect_right(gazetteer, name.end, key=lambda other: other.end)
    inside = gazetteer[first:last]
    length = sum(other.end - other.start for other in inside)
    gaps = name.end - name.start - length
    return len(inside) > 1 and gaps <= _WIDEST_GAP * (len(inside) - 1)


def _model_names(
    passage: Passage, recogniser: Recogniser | None, knowledge: KnowledgeBase
) -> list[Name]:
    if recogniser is None or passage.tag not in tags():
        return []
    text = passage.view.text
    table = load_language(passage.tag).table("names")
    titles, heads = frozenset(table["titles"]), tuple(table["heads"])
    derived = knowledge.lexicon(passage.tag).adjectives
    common = frozenset(word for word in _WORD.findall(text) if word.islower())
    spans = passage.sentences
    found = recogniser.find([text[start:end] for start, end in spans], passage.tag)
    inner = _inner_capitals(text, spans)
    names = []
    for (offset, stop), sentence in zip(spans, found, strict=True):
        if _is_heading(text[offset:stop]):
            continue
        for start, end, label, confidence in sentence:
            low, high = _bounds(text, offset + start, offset + end, titles)
            form = text[low:high]
            is_common = low == offset and _is_common(form, common, inner)
            wrong = is_common or _is_derived(form, derived) or _is_phrase(form, label, heads)
            if form and not wrong:
                names.append(Name(low, high, label, confidence, recogniser.name))
    return names


def _is_heading(sentence: str) -> bool:
    """Several words in capitals: the shapes that a model goes by say nothing there."""
    return sentence.isupper() and " " in sentence


def _inner_capitals(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The beginnings of the words that have a capital inside a sentence."""
    found: set[str] = set()
    for start, end in spans:
        words = _WORD.findall(text, start, end)[1:]
        found.update(word[:_SHORTEST_STEM] for word in words if word[0].isupper())
    return frozenset(found)


def _is_common(form: str, common: frozenset[str], inner: frozenset[str]) -> bool:
    """Whether a form at the start of a sentence is a common word with a capital.

    The document itself tells: the word stands in small letters elsewhere, or its beginning has a
    capital nowhere but at the start of sentences. A form with another capital is a name.
    """
    first, _, rest = form.partition(" ")
    if first[1:2].isupper() or (rest and not rest.islower()):
        return False
    low = first.lower()
    stem = low[: max(_SHORTEST_STEM, len(low) - _LONGEST_ENDING)]
    return low in common or stem in common or first[:_SHORTEST_STEM] not in inner


def _is_phrase(form: str, label: str, heads: tuple[str, ...]) -> bool:
    """Whether a form is a capital word with common nouns behind it and no institution's name."""
    words = form.split()
    if label != "ORG" or len(words) == 1 or any(word[0].isupper() for word in words[1:]):
        return False
    has_quote = not form[0].isalnum() or any(not word[0].isalnum() for word in words[1:])
    return not has_quote and not any(word.lower().startswith(heads) for word in words)


def _is_derived(form: str, derived: tuple[str, ...]) -> bool:
    """Whether a single word is an adjective or a people's name made of a country's."""
    return " " not in form and form.lower().startswith(derived)


def _bounds(text: str, start: int, end: int, titles: frozenset[str]) -> tuple[int, int]:
    """The span without signs and titles at its edges, up to a bracket inside it."""
    bracket = text.find("(", start + 1, end)
    end = bracket if bracket >= 0 else end
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    word, _, rest = text[start:end].partition(" ")
    while rest and word.lower() in titles:
        start += len(word) + 1
        word, _, rest = rest.partition(" ")
    return start, end
