"""The type, the place and the participants of an event."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.events.scene import Findings, Placed, Scene
    from cadocs.events.triggers import Trigger

__all__ = ["choose_place", "find_participants", "find_type", "pair_of"]

_LAST_WORDS = re.compile(r"(?:(\w+) )?(\w+) *$")
_NEXT_WORD = re.compile(r"[»”\"]? (\w+(?:'\w+)*)")
_PERCENT = re.compile(r"\d ?%")
_REACH = 160
"""Characters within which a name takes part in an event."""
_MOST = 4
_MOST_OF = {"statistic": 0, "policy": 1, "investment": 2, "statement": 2}
"""Participants of an event; figures of a country are nobody's, a rule is its maker's."""
_PAIR = 2
_SPEAKER_REACH = 40
"""Characters behind a verb of saying within which somebody is spoken to."""
_NEAR = 40
"""Characters beside a name in which a word can make it a source."""
_DATELINE = re.compile(r"[^\W\d_]{3}[^\n.!?]{0,70}? [—–-] ")
_STATEMENT = "statement"
_OF_PAIRS = frozenset({"trade", "agreement", "meeting", "investment", "other"})
_FIGURES_ALONE = frozenset({"trade", "statistic"})
_FIGURE_TYPES = frozenset({"trade", "statistic", "investment", "other"})


def find_type(scene: Scene, trigger: Trigger, *, has_amount: bool) -> str:
    """The trigger's type, changed by the words around a figure.

    A figure's verb says little by itself: rising, reaching and amounting are told of trade, of
    prices and of funds alike.
    """
    start, end = scene.span
    text = scene.text[start:end]
    if trigger.type not in _FIGURE_TYPES or not (has_amount or _PERCENT.search(text)):
        return trigger.type
    counts: dict[str, int] = {}
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text.lower())
    for form in (*words, *(" ".join(pair) for pair in pairwise(words))):
        kind = scene.lexicon.context[form.count(" ")].find(form)
        if kind is not None:
            counts[kind] = counts.get(kind, 0) + 1
    if not counts or trigger.type in counts:
        return trigger.type
    return max(sorted(counts), key=lambda kind: counts[kind])


def choose_place(scene: Scene, trigger: Trigger, findings: Findings) -> int | None:
    """The index of the nearest place that a case or a preposition puts the event in."""
    placed = [item for item in scene.entities if _is_where(scene, item, findings)]
    if not placed:
        return None
    return min(placed, key=lambda item: scene.distance(trigger[:2], (item.start, item.end))).at


def _is_where(scene: Scene, item: Placed, findings: Findings) -> bool:
    if findings.entities[item.at].label != "LOC":
        return False
    form = scene.text[item.start : item.end].lower()
    if any(form.endswith(ending) for ending in scene.lexicon.place_endings):
        return True
    return _preposition(scene, item) in scene.lexicon.place_words


def _preposition(scene: Scene, item: Placed) -> str:
    """The word before a name, past an article."""
    found = _LAST_WORDS.search(scene.text, max(0, item.start - 25), item.start)
    if found is None:
        return ""
    first, last = (found[1] or "").lower(), found[2].lower()
    return first if last in scene.lexicon.articles else last


def find_participants(
    scene: Scene, trigger: Trigger, kind: str, findings: Findings, earlier: Sequence[Placed]
) -> tuple[int, ...]:
    """The indices of those who act or are paired, nearest first up to a few, each entity once.

    Args:
        scene: The sentence.
        trigger: The event's trigger.
        kind: The event's type: figures have no persons, statements no more than their speakers.
        findings: What was found in the document.
        earlier: The pair of places named last before the sentence, which it may take up again.
    """
    near = sorted(
        (item for item in scene.entities if _may_act(scene, trigger, kind, item, findings)),
        key=lambda item: scene.distance(trigger[:2], (item.start, item.end)),
    )
    chosen: dict[str, int] = {}
    for item in near[: _MOST_OF.get(kind, _MOST)]:
        entity = findings.entities[item.at]
        chosen.setdefault(entity.id or entity.text, item.at)
    if kind in _OF_PAIRS and _names_pair(scene):
        for item in earlier:
            entity = findings.entities[item.at]
            chosen.setdefault(entity.id or entity.text, item.at)
    return tuple(sorted(chosen.values()))


def _may_act(scene: Scene, trigger: Trigger, kind: str, item: Placed, findings: Findings) -> bool:
    label = findings.entities[item.at].label
    if scene.distance(trigger[:2], (item.start, item.end)) > _REACH:
        return False
    if _is_where(scene, item, findings) or _is_aside(scene, item) or _in_dateline(scene, item):
        return False
    if kind == _STATEMENT:
        return label != "LOC" and item.start - trigger.end < _SPEAKER_REACH
    if kind in _FIGURES_ALONE and label == "PER":
        return False
    return not _is_source(scene, item)


def _is_aside(scene: Scene, item: Placed) -> bool:
    """Whether the word beside a name makes it a way, an aim or a rule of what happened."""
    if _preposition(scene, item) in scene.lexicon.aside:
        return True
    behind = _NEXT_WORD.match(scene.text, item.end)
    return behind is not None and behind[1].lower() in scene.lexicon.aside_after


def _in_dateline(scene: Scene, item: Placed) -> bool:
    start, end = scene.span
    found = _DATELINE.match(scene.text, start, end) if scene.opens else None
    if found is None or found.end() < item.end:
        return False
    return any(found.start() <= date.start < found.end() for date in scene.dates)


def _is_source(scene: Scene, item: Placed) -> bool:
    """Whether a name says no more than whose words or figures these are."""
    start, end = scene.span
    before = scene.text[max(start, item.start - _NEAR) : item.start].lower().rpartition(",")[2]
    after = scene.text[item.end : min(end, item.end + _NEAR)].lower().partition(",")[0]
    return any(words in before for words in scene.lexicon.source_before) or any(
        words in after for words in scene.lexicon.source_after
    )


def pair_of(scene: Scene, findings: Findings) -> tuple[Placed, ...]:
    """The first two places of a sentence that act in it, if there are two."""
    acting: dict[str, Placed] = {}
    for item in scene.entities:
        entity = findings.entities[item.at]
        is_here = _is_where(scene, item, findings) or _in_dateline(scene, item)
        if entity.label == "LOC" and entity.id is not None and not is_here:
            acting.setdefault(entity.id, item)
    return tuple(acting.values())[:_PAIR] if len(acting) >= _PAIR else ()


def _names_pair(scene: Scene) -> bool:
    text = scene.text[slice(*scene.span)].lower()
    return any(re.search(rf"\b{re.escape(words)}", text) for words in scene.lexicon.pair)
