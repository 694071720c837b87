"""Deciding for each mention: an entity, or none that is known.

A wrong id is worse than none. A mention is left without one where the word beside it says that it
names a street, a venue or a brand, where several entities remain, and where a surname stands
alone that several known persons bear and none of them is named in full.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cadocs.backends.transliterate import latin_from_russian
from cadocs.languages import load_language, tags
from cadocs.link.candidates import Candidate, find_candidates
from cadocs.schema import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.knowledge import Entry, KnowledgeBase
    from cadocs.schema import Mention, Trace

__all__ = ["link_mentions"]

_RANK = {"country": 0, "continent": 1, "region": 1, "water": 1, "city": 2, "admin1": 3}
_SURNAME = "surname"
_LISTED = re.compile(r"^(?:, [^\W\d_a-z][\w-]*)*,?")


class _Context(NamedTuple):
    """What the whole document says.

    Attributes:
        countries: How often it surely names each country or something in it.
        persons: Ids of the persons whom it names in full.
    """

    countries: Counter[str]
    persons: frozenset[str]


def link_mentions(
    mentions: Sequence[Mention], knowledge: KnowledgeBase, trace: Trace
) -> list[Entity]:
    """One Entity for each mention, in the same order.

    Args:
        mentions: The mentions of a whole document, sorted by their place in it.
        knowledge: What is known of entities.
        trace: Takes the name that led to each link, if explanations are asked for.
    """
    options = [
        [] if _names_something_else(mention) else find_candidates(mention, knowledge)
        for mention in mentions
    ]
    context = _context(options)
    linked = []
    for mention, candidates in zip(mentions, options, strict=True):
        chosen = _choose(mention, candidates, context)
        if chosen is not None:
            trace.rule("link", f"{chosen.how}: {chosen.form}", (mention.start, mention.end))
        linked.append(_entity(mention, chosen.entry if chosen else None))
    return linked


def _names_something_else(mention: Mention) -> bool:
    """Whether the word beside the mention makes it a street, a venue, a brand or a namesake."""
    if mention.tag not in tags():
        return False
    table = load_language(mention.tag).table("names")
    after = mention.after.lstrip(" -\"»”'").split(" ", maxsplit=1)[0].strip(".,;:!?")
    before = mention.before.rstrip(" \"«“„'").rpartition(" ")[2]
    return after.lower() in table["not_before"] or before.lower() in table["not_after"]


def _context(options: Sequence[Sequence[Candidate]]) -> _Context:
    sure = [candidates[0] for candidates in options if len(candidates) == 1]
    countries = Counter(found.entry.country for found in sure if found.entry.country)
    persons = (c.entry.id for group in options for c in group if c.how != _SURNAME)
    return _Context(countries, frozenset(persons))


def _choose(
    mention: Mention, candidates: Sequence[Candidate], context: _Context
) -> Candidate | None:
    if not candidates:
        return None
    if mention.label == "LOC":
        return _choose_place(mention, candidates, context)
    if all(candidate.how == _SURNAME for candidate in candidates):
        seen = [candidate for candidate in candidates if candidate.entry.id in context.persons]
        left = seen or candidates
        return left[0] if len(left) == 1 else None
    if len(candidates) == 1:
        return candidates[0]
    ranked = sorted(candidates, key=lambda c: -context.countries[c.entry.country or ""])
    first, second = (context.countries[c.entry.country or ""] for c in ranked[:2])
    return ranked[0] if first > second else None


def _choose_place(
    mention: Mention, candidates: Sequence[Candidate], context: _Context
) -> Candidate:
    wants_region = _is_region(mention)

    def order(candidate: Candidate) -> tuple[bool, int, int, int, str]:
        entry = candidate.entry
        known = context.countries[entry.country or ""]
        wrong_kind = wants_region and entry.kind == "city"
        return wrong_kind, _RANK.get(entry.kind, 4), -known, -entry.population, entry.id

    return min(candidates, key=order)


def _is_region(mention: Mention) -> bool:
    """Whether a word for a region stands in the mention or right behind it."""
    if mention.tag not in tags():
        return False
    table = load_language(mention.tag).table("names")
    near = f"{mention.form} {mention.after[:12]}".lower()
    if any(word in near for word in table["region"]):
        return True
    after = _LISTED.sub("", mention.after)
    for join in table["joins"]:
        after = re.sub(rf"^ {join} [^\W\d_]+(?:-[^\W\d_]+)?", "", after)
    return after.lstrip().startswith(tuple(table["regions"]))


def _entity(mention: Mention, entry: Entry | None) -> Entity:
    return Entity(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        label=mention.label,
        id=entry.id if entry else None,
        name=entry.name if entry else None,
        latin=latin_from_russian(mention.form),
        confidence=mention.confidence,
        origin=mention.origin,
    )
