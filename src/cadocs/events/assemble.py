"""Which triggers of a sentence make events, and what belongs to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cadocs.events.attach import choose_place, find_participants, find_type, pair_of
from cadocs.events.scene import Findings, Placed, Scene, make_scenes
from cadocs.schema import Event, Extent, Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from cadocs.events.triggers import Trigger
    from cadocs.schema import Trace
    from cadocs.text import Passage

__all__ = ["find_events"]

_STATEMENT = "statement"
_WRONG_SIDE = 25.0
"""Characters that a date or figure on the unusual side of a verb counts as farther."""
_AT_ONE_PLACE = frozenset({"agreement", "meeting"})
"""Types of events that happen where the one happened that gave them its date."""
_FIGURES = frozenset({"trade", "statistic", "investment"})
_JOINED = 30
"""Characters between two verbs of one figure."""
_CLAUSE = 90
"""Characters between the verbs of two clauses that share a date."""
_CARRIED = frozenset({"agreement", "meeting", "investment", "trade", "policy"})


class _Draft(NamedTuple):
    """An event before its parts are attached."""

    scene: Scene
    trigger: Trigger
    date: Placed
    own_date: bool
    amounts: tuple[Placed, ...]
    source: _Draft | None = None


def find_events(
    passages: Sequence[Passage], findings: Findings, anchor: dt.date | None, trace: Trace
) -> list[Event]:
    """The dated events of a document, sorted by their triggers.

    Args:
        passages: The passages of the document, in order.
        findings: What was found in the whole document; indices of events point into its lists.
        anchor: The day of publication, or None; the dates are already resolved against it.
        trace: Takes the rule that dated each event, if explanations are asked for.
    """
    del anchor
    scenes = list(make_scenes(passages, findings))
    pairs = _pairs_before(scenes, findings)
    events = []
    for draft in _drafts(scenes):
        event = _finish(draft, findings, pairs[id(draft.scene)])
        rule = "date in the sentence" if draft.own_date else "date carried over"
        trace.rule("events", rule, (event.trigger.start, event.trigger.end))
        events.append(event)
    events = _share_places(events, findings)
    return sorted(events, key=lambda event: (event.trigger.start, event.trigger.end))


def _share_places(events: list[Event], findings: Findings) -> list[Event]:
    """Meetings and signings of one day happened where the only place that is told for them is."""
    places: dict[str, set[str]] = {}
    where: dict[str, int] = {}
    for event in events:
        if event.type in _AT_ONE_PLACE and event.place is not None:
            entity = findings.entities[event.place]
            places.setdefault(event.date, set()).add(entity.id or entity.text)
            where.setdefault(event.date, event.place)
    return [
        event.model_copy(update={"place": where[event.date]})
        if event.type in _AT_ONE_PLACE
        and event.place is None
        and len(places.get(event.date, ())) == 1
        else event
        for event in events
    ]


def _drafts(scenes: Sequence[Scene]) -> Iterator[_Draft]:
    carried: _Draft | None = None
    headlines: list[Scene] = []
    for scene in scenes:
        if scene.is_headline and not scene.dates:
            headlines.append(scene)
            continue
        found = list(_in_sentence(scene)) if scene.dates else list(_carry(scene, carried))
        yield from found
        events = [draft for draft in found if draft.own_date]
        if events:
            carried = events[-1]
            for headline in headlines:
                yield from _carry(headline, events[0])
            headlines.clear()
        elif scene.opens and not scene.dates:
            carried = None if not found else carried


def _in_sentence(scene: Scene) -> Iterator[_Draft]:
    """One event for each trigger that a date or an amount with a date belongs to."""
    triggers = _candidates(scene)
    if not triggers:
        return
    dated: dict[Trigger, Placed] = {}
    for date in scene.dates:
        best = min(triggers, key=lambda trigger: _reach(scene, trigger, date))
        dated.setdefault(best, date)
    figures = _figures(scene, triggers)
    for trigger in triggers:
        if _is_said_again(scene, trigger, triggers, figures):
            continue
        first = _joined_to(scene, trigger, triggers)
        if trigger not in dated and trigger not in figures and first in dated:
            dated[trigger] = dated[first]
        if trigger in dated:
            yield _Draft(scene, trigger, dated[trigger], True, tuple(figures.get(trigger, ())))  # noqa: FBT003
        elif trigger in figures and trigger.type != _STATEMENT:
            date = min(scene.dates, key=lambda d: scene.distance((d.start, d.end), trigger[:2]))
            yield _Draft(scene, trigger, date, True, tuple(figures[trigger]))  # noqa: FBT003


def _is_said_again(
    scene: Scene,
    trigger: Trigger,
    triggers: Sequence[Trigger],
    figures: dict[Trigger, list[Placed]],
) -> bool:
    """Whether "and" joins a verb to the next, which alone has the figure: "rose and reached"."""
    at = triggers.index(trigger) + 1
    if trigger.type not in _FIGURES or trigger in figures or at == len(triggers):
        return False
    behind = triggers[at]
    between = scene.text[trigger.end : behind.start]
    joined = any(word in scene.lexicon.joins for word in between.lower().split())
    return joined and behind in figures and len(between) < _JOINED and behind.type in _FIGURES


def _joined_to(scene: Scene, trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """The verb before one that "and" joins to it, where both tell of meetings or signings."""
    at = triggers.index(trigger)
    if trigger.type not in _AT_ONE_PLACE or not at or triggers[at - 1].type not in _AT_ONE_PLACE:
        return None
    before = triggers[at - 1]
    between = scene.text[before.end : trigger.start]
    joined = any(word in scene.lexicon.joins for word in between.lower().split())
    return before if joined and len(between) < _CLAUSE else None


def _carry(scene: Scene, source: _Draft | None) -> Iterator[_Draft]:
    """Events of a sentence without a date of its own, which have that of another event."""
    if source is None:
        return
    triggers = [t for t in _candidates(scene) if t.type != _STATEMENT]
    figures = _figures(scene, triggers)
    chosen = [trigger for trigger in triggers if trigger in figures]
    if not chosen and scene.is_headline:
        chosen = triggers[:1]
    if not chosen and not scene.opens:
        chosen = [trigger for trigger in triggers if trigger.type in _CARRIED][:1]
    for trigger in chosen:
        amounts = tuple(figures.get(trigger, ()))
        yield _Draft(scene, trigger, source.date, own_date=False, amounts=amounts, source=source)


def _pairs_before(scenes: Sequence[Scene], findings: Findings) -> dict[int, tuple[Placed, ...]]:
    """For each sentence, the two places that were named together last before it."""
    pairs: dict[int, tuple[Placed, ...]] = {}
    last: tuple[Placed, ...] = ()
    for scene in scenes:
        pairs[id(scene)] = last
        last = pair_of(scene, findings) or last
    return pairs


def _candidates(scene: Scene) -> list[Trigger]:
    """The verbs of a sentence; its nouns where it has none, or one that only says "took place"."""
    verbs = _main_verbs(scene)
    nouns = [trigger for trigger in scene.triggers if not trigger.is_verb]
    full = [verb for verb in verbs if not _is_light(scene, verb)]
    if len(full) < len(verbs) and nouns:
        light = next(verb for verb in verbs if verb not in full)
        nearest = min(nouns, key=lambda noun: scene.distance(noun[:2], light[:2]))
        return sorted([*full, nearest])
    return verbs or scene.triggers


def _main_verbs(scene: Scene) -> list[Trigger]:
    """The verbs without those that only help the one right before them."""
    verbs = [trigger for trigger in scene.triggers if trigger.is_verb]
    ends = {verb.end for verb in verbs if not _is_light(scene, verb)}
    return [verb for verb in verbs if verb.start - 1 not in ends or not _is_light(scene, verb)]


def _is_light(scene: Scene, trigger: Trigger) -> bool:
    word = scene.text[trigger.start : trigger.end].lower()
    return scene.lexicon.light.find(word) is not None


def _figures(scene: Scene, triggers: Sequence[Trigger]) -> dict[Trigger, list[Placed]]:
    """The amounts of each trigger: every amount goes to the nearest one."""
    found: dict[Trigger, list[Placed]] = {}
    fit = [trigger for trigger in triggers if trigger.type != _STATEMENT] or list(triggers)
    for amount in scene.amounts if fit else ():
        best = min(fit, key=lambda trigger: _reach(scene, trigger, amount))
        found.setdefault(best, []).append(amount)
    return found


def _reach(scene: Scene, trigger: Trigger, item: Placed) -> tuple[float, int]:
    distance = scene.distance(trigger[:2], (item.start, item.end))
    side = "before" if item.start < trigger.start else "after"
    usual = scene.lexicon.order in (side, "either")
    return distance + (0.0 if usual else _WRONG_SIDE), trigger.start


def _finish(draft: _Draft, findings: Findings, earlier: Sequence[Placed]) -> Event:
    scene, trigger = draft.scene, draft.trigger
    view = scene.passage.view
    start, end = view.source_span(trigger.start, trigger.end)
    low, high = view.source_span(*scene.span)
    kind = find_type(scene, trigger, has_amount=bool(draft.amounts))
    place = choose_place(scene, trigger, findings)
    if place is None and draft.source is not None and kind in _AT_ONE_PLACE:
        place = choose_place(draft.source.scene, draft.source.trigger, findings)
    fields = {
        "type": kind,
        "trigger": Span(start=start, end=end, text=view.source[start:end]),
        "sentence": Extent(start=low, end=high),
        "date": findings.dates[draft.date.at].edtf,
        "date_mention": draft.date.at,
        "place": place,
        "participants": find_participants(scene, trigger, kind, findings, earlier),
        "amounts": tuple(sorted(amount.at for amount in draft.amounts)),
    }
    return Event.model_validate(fields)
