"""The type, the place and the participants of an event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cadocs.events.scene import Findings, Placed, Scene
    from cadocs.events.triggers import Trigger

__all__ = ["choose_place", "find_participants", "find_type"]

_LAST_WORD = re.compile(r"(\w+) *$")
_PERCENT = re.compile(r"\d ?%")
_REACH = 160
"""Characters within which a name takes part in an event."""
_MOST = 4
_FIGURE_TYPES = frozenset({"trade", "statistic", "investment", "policy", "other"})


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
    for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text.lower()):
        kind = scene.lexicon.context.find(word)
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
    before = _LAST_WORD.search(scene.text, max(0, item.start - 20), item.start)
    return before is not None and before.group(1).lower() in scene.lexicon.place_words


def find_participants(
    scene: Scene, trigger: Trigger, findings: Findings, place: int | None
) -> tuple[int, ...]:
    """The indices of those who act, nearest first up to a few, each entity once."""
    near = sorted(
        (item for item in scene.entities if item.at != place),
        key=lambda item: scene.distance(trigger[:2], (item.start, item.end)),
    )
    chosen: dict[str, int] = {}
    for item in near:
        entity = findings.entities[item.at]
        where = _is_where(scene, item, findings)
        far = scene.distance(trigger[:2], (item.start, item.end)) > _REACH
        if not where and not far and len(chosen) < _MOST:
            chosen.setdefault(entity.id or entity.text, item.at)
    return tuple(sorted(chosen.values()))
