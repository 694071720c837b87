"""Deciding for each mention: an entity, or none that is known.

A wrong id is worse than none. A mention is left without one where the word beside it says that it
names a street, a venue or a brand, where several entities remain, and where a surname stands
alone and nothing tells whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.extract.knowledge import LEADER
from cadocs.link.candidates import SOUND, SURNAME, Candidate, find_candidates
from cadocs.link.document import Knowings, read_document
from cadocs.link.forms import CITY, PLACE, REGION, Form, read_form
from cadocs.link.latin import latin_form
from cadocs.link.phonetic import phonetic_key
from cadocs.link.surroundings import (
    has_office,
    has_trade,
    is_namesake,
    is_only_a_word,
    is_twin,
    names_something_else,
    stands_abroad,
)
from cadocs.schema import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.extract.knowledge import Entry, KnowledgeBase
    from cadocs.schema import Mention, Trace

__all__ = ["link_mentions"]

_RANK = {"country": 0, "continent": 1, "region": 1, "water": 1, "city": 2, "admin1": 3}
_UNKNOWN_RANK = 4


def link_mentions(
    mentions: Sequence[Mention], knowledge: KnowledgeBase, trace: Trace
) -> list[Entity]:
    """One Entity for each mention, in the same order.

    Args:
        mentions: The mentions of a whole document, sorted by their place in it.
        knowledge: What is known of entities.
        trace: Takes the name that led to each link, if explanations are asked for.
    """
    forms = [read_form(mention) for mention in mentions]
    options = [
        _options(mention, form, knowledge) for mention, form in zip(mentions, forms, strict=True)
    ]
    document = read_document(mentions, options)
    linked = []
    for mention, form, candidates in zip(mentions, forms, options, strict=True):
        chosen = _choose(mention, form, candidates, document)
        if chosen is not None:
            trace.rule("link", f"{chosen.how}: {chosen.form}", (mention.start, mention.end))
        linked.append(_entity(mention, chosen.entry if chosen else None))
    return linked


def _options(mention: Mention, form: Form, knowledge: KnowledgeBase) -> list[Candidate]:
    if not form.words or names_something_else(mention):
        return []
    found = find_candidates(mention, form, knowledge)
    return [candidate for candidate in found if not is_only_a_word(mention, candidate)]


def _choose(
    mention: Mention, form: Form, candidates: Sequence[Candidate], document: Knowings
) -> Candidate | None:
    short = document.short.get(mention.form)
    if short is not None and (
        not candidates or any(candidate.entry.id == short.id for candidate in candidates)
    ):
        return Candidate(short, "abbreviation", mention.form)
    if not candidates:
        return _named_before(mention, form, document)
    if mention.label == "LOC":
        return _choose_place(mention, form, candidates, document)
    if all(candidate.how == SURNAME for candidate in candidates):
        return _choose_bearer(mention, candidates, document)
    found = _choose_known([c for c in candidates if c.how != SURNAME], document)
    is_other = found is not None and found.entry.kind == LEADER and has_trade(mention)
    return None if is_other else found


def _named_before(mention: Mention, form: Form, document: Knowings) -> Candidate | None:
    """Whom a part of a name stands for that the document has in full."""
    if mention.label != "PER" or len(form.words) != 1 or is_namesake(mention):
        return None
    is_other = phonetic_key(mention.form) in document.strangers
    found = None if is_other else document.bearer(mention)
    return Candidate(found, "part of a name", mention.form) if found is not None else None


def _choose_known(candidates: Sequence[Candidate], document: Knowings) -> Candidate | None:
    """The only candidate, or the one that the document names in full or whose country it is on."""
    if len(candidates) == 1:
        return candidates[0]
    named = [candidate for candidate in candidates if candidate.entry.id in document.named]
    if len(named) == 1:
        return named[0]
    ranked = sorted(candidates, key=lambda c: -document.countries[c.entry.country or ""])
    first, second = (document.countries[c.entry.country or ""] for c in ranked[:2])
    return ranked[0] if first > second else None


def _choose_bearer(
    mention: Mention, candidates: Sequence[Candidate], document: Knowings
) -> Candidate | None:
    """The person who is meant by a surname alone."""
    if is_namesake(mention):
        return None
    named = [candidate for candidate in candidates if candidate.entry.id in document.named]
    if named:
        return named[0] if len(named) == 1 else None
    if phonetic_key(mention.form) in document.strangers:
        return None
    leaders = [candidate for candidate in candidates if candidate.entry.kind == LEADER]
    left = leaders if len(leaders) == 1 else candidates
    if len(left) != 1:
        return None
    (found,) = left
    is_sure = found.entry.kind == LEADER and not found.is_common
    is_likely = has_office(mention) or document.countries[found.entry.country or ""] > 0
    return found if is_sure or is_likely else None


def _choose_place(
    mention: Mention, form: Form, candidates: Sequence[Candidate], document: Knowings
) -> Candidate | None:
    for candidate in candidates:
        if is_twin(mention, candidate):
            return candidate
    fitting = [c for c in candidates if _fits(c, form) and not stands_abroad(mention, c)]
    if (
        fitting
        and all(c.how == SOUND for c in fitting)
        and len({c.entry.name for c in fitting}) > 1
    ):
        return None

    def order(candidate: Candidate) -> tuple[int, int, int, str]:
        entry = candidate.entry
        known = document.countries[entry.country or ""] if entry.kind != "country" else 0
        return _rank(entry, form), -known, -entry.population, entry.id

    return min(fitting, key=order, default=None)


def _fits(candidate: Candidate, form: Form) -> bool:
    """Whether a place can be what the word beside it says; a district shares a city's name."""
    kind = candidate.entry.kind
    if form.kind == REGION:
        return kind in ("admin1", "region", "country")
    if form.kind == CITY:
        return kind in ("city", "admin1")
    if form.kind == PLACE and form.core != form.words:
        return candidate.form.count(" ") >= len(form.core)
    return True


def _rank(entry: Entry, form: Form) -> int:
    if form.kind == REGION and entry.kind == "admin1":
        return 0
    return _RANK.get(entry.kind, _UNKNOWN_RANK) + 1


def _entity(mention: Mention, entry: Entry | None) -> Entity:
    return Entity(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        label=mention.label,
        id=entry.id if entry else None,
        name=entry.name if entry else None,
        latin=latin_form(mention),
        confidence=mention.confidence,
        origin=mention.origin,
    )
