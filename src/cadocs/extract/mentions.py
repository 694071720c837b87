"""Names in a passage: a model's and the gazetteer's, merged.

The rules, in order (those on what stands beside a name are in `cadocs.extract.neighbours`): a
quotation of a model's beside the word for a building is a place; a known name that opens a title
and that a model left out is none; two persons side by side, one of them known, are two names; a
model's organisation leaves out the known place in front that owns it and the small words for what
it owns; what a model found is dropped where it is nothing but known names side by side, unless it
is an organisation with its country; a longer span beats a shorter one it overlaps; of two equal
spans the gazetteer's label wins; a place that opens an event is none; an organisation takes the
country behind it in the genitive, where the language puts it there; the form of a dateline
outweighs all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from cadocs.extract.datelines import find_datelines, with_datelines
from cadocs.extract.gazetteer import find_names, make_mention
from cadocs.extract.names import Name
from cadocs.extract.neighbours import (
    apart,
    names_site,
    opens_event,
    with_countries,
    without_owners,
    without_titles,
)
from cadocs.extract.plausible import make_plausibility
from cadocs.languages import load_language, tags
from cadocs.text.characters import QUOTES

if TYPE_CHECKING:
    from cadocs.backends import Recogniser
    from cadocs.extract.knowledge import KnowledgeBase
    from cadocs.schema import Mention, Trace
    from cadocs.text import Passage

__all__ = ["find_mentions"]

_WIDEST_GAP = 3
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W\d_]+(?:'[^\W\d_]+)*) \Z")
_LONGEST_WORD = 40
_NO_TITLES: frozenset[str] = frozenset()
_QUOTE = re.compile(f"[{QUOTES}]")
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
    known = find_names(passage, knowledge)
    found = _model_names(passage, recogniser, knowledge)
    if recogniser is not None:
        known = without_titles(known, found, passage)
    found = without_owners(apart(found, known, passage), known, passage)
    names = merge(found, known)
    if passage.tag in tags():
        names = [name for name in names if not opens_event(name, passage)]
        names = with_countries(names, passage, knowledge)
        names = with_datelines(names, list(find_datelines(passage.view.text)))
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
    # A country beside an institution belongs to its name: "AQSH Adliya vazirligi".
    if name.label == "ORG" and any(other.label == "ORG" for other in inside) and gaps < len(inside):
        return False
    return len(inside) > 1 and gaps <= _WIDEST_GAP * (len(inside) - 1)


def _model_names(
    passage: Passage, recogniser: Recogniser | None, knowledge: KnowledgeBase
) -> list[Name]:
    if recogniser is None or passage.tag not in tags():
        return []
    text = passage.view.text
    titles = frozenset(load_language(passage.tag).table("names")["titles"])
    plausible = make_plausibility(passage, knowledge)
    # The shapes that a model goes by say nothing in a heading in capitals.
    spans = [span for span in passage.sentences if not _is_heading(text[slice(*span)])]
    found = recogniser.find([text[start:end] for start, end in spans], passage.tag)
    names = []
    for (offset, _), sentence in zip(spans, found, strict=True):
        for start, end, label, confidence in sentence:
            drop = titles if label == "PER" else _NO_TITLES
            low, high = _bounds(text, offset + start, offset + end, drop)
            quoted = label == "ORG" and _is_quoted(text, low, high)
            if low < high and (quoted or plausible.keeps(text[low:high], label)):
                kind = plausible.label(text[low:high], label)
                if quoted and names_site(low, high, passage):
                    kind = "LOC"
                names.append(Name(low, high, kind, confidence, recogniser.name))
    return _with_surnames(names, text, passage.tag)


def _with_surnames(names: list[Name], text: str, tag: str) -> list[Name]:
    """The names, with a surname joined to the given and father's name behind it."""
    table = load_language(tag).table("names")
    fathers, surnames = tuple(table["fathers"]), tuple(table["surnames"])
    joined: list[Name] = []
    for name in names:
        words = text[name.start : name.end].split()
        start = name.start
        if name.label == "PER" and any(word.lower().endswith(fathers) for word in words[1:]):
            start = _surname_start(text, name, joined[-1] if joined else None, surnames)
        if joined and joined[-1].start == start:
            joined.pop()
        joined.append(name._replace(start=start))
    return joined


def _surname_start(text: str, name: Name, before: Name | None, surnames: tuple[str, ...]) -> int:
    """Where the surname in front of a name starts; the name's own start where there is none."""
    word = _LAST_WORD.search(text, max(name.start - _LONGEST_WORD, 0), name.start)
    if word is None:
        return name.start
    if before is not None and before.end > word.start():
        is_surname = before.label == "PER" and before.start == word.start()
    else:
        is_surname = word[1].istitle() and word[1].endswith(surnames)
    return word.start() if is_surname else name.start


def _quotation_end(text: str, start: int, end: int) -> int:
    """Where a quotation closes that opens right before the span; else the span's end."""
    quote = _QUOTE.search(text, start + 1, end)
    is_open = start > 0 and text[start - 1] in QUOTES
    return quote.start() if quote is not None and is_open and quote[0] not in "«„" else end


def _is_quoted(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1] in QUOTES and text[end : end + 1] in {*QUOTES}


def _is_heading(sentence: str) -> bool:
    return sentence.isupper() and " " in sentence


def _bounds(text: str, start: int, end: int, titles: frozenset[str]) -> tuple[int, int]:
    """The span without signs and titles at its edges, up to a bracket or an end of quotation."""
    bracket = text.find("(", start + 1, end)
    end = bracket if bracket >= 0 else end
    end = _quotation_end(text, start, end)
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    word, _, rest = text[start:end].partition(" ")
    while rest and word.lower() in titles:
        start += len(word) + 1
        word, _, rest = rest.partition(" ")
    return start, end
