"""Which entities a mention may name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cadocs.languages import tags
from cadocs.languages.words import Words, load_words
from cadocs.link.forms import REGION, Form, table_tag
from cadocs.link.phonetic import phonetic_key, sound_key
from cadocs.text import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cadocs.extract.knowledge import Alias, Entry, KnowledgeBase, Lexicon
    from cadocs.schema import Mention

__all__ = ["NAME", "SOUND", "SURNAME", "Candidate", "find_candidates"]

NAME, SOUND, SURNAME = "name", "sound", "surname"
_SHORTEST_SOUND = 5
"""Length of the shortest key by which a single word is known."""
_FACILITY = "facility"
_REGION_KIND = "admin1"


class Candidate(NamedTuple):
    """An entity that a mention may name.

    Attributes:
        entry: The entity.
        how: ``name``, ``sound`` or ``surname``.
        form: The name in the table that led to it.
        is_common: Whether that name is also a common word.
    """

    entry: Entry
    how: str
    form: str
    is_common: bool = False


def find_candidates(mention: Mention, form: Form, knowledge: KnowledgeBase) -> list[Candidate]:
    """The entities of the mention's label that its form may name, without doubles.

    Names of the text's language come first, then those of others, then those that only sound
    alike; each of these steps is taken only where the ones before it found nothing. The caller's
    own entities win over ours.
    """
    for step in (_by_name, _by_order, _without_its_head, _by_sound):
        found = {
            candidate.entry.id: candidate
            for candidate in reversed(list(step(mention, form, knowledge)))
            if _has_label(candidate.entry, mention.label)
        }
        own = [candidate for key, candidate in found.items() if key in knowledge.own]
        if found:
            return list(reversed(own or found.values()))
    return []


def _has_label(entry: Entry, label: str) -> bool:
    # A dam or a mine is a place and its owner.
    return entry.label == label or (entry.kind == _FACILITY and label == "LOC")


def _by_name(mention: Mention, form: Form, knowledge: KnowledgeBase) -> Iterator[Candidate]:
    own = table_tag(mention.tag)
    if mention.label == "LOC" and form.kind == REGION:
        yield from _regions(form.core, mention.tag, knowledge)
    for words in dict.fromkeys((form.words, form.core, form.whole)):
        yield from _named(words, own, knowledge)


def _named(words: Sequence[str], own: str, knowledge: KnowledgeBase) -> Iterator[Candidate]:
    """By the name in the language of the text, otherwise by that in another one."""
    for tag in dict.fromkeys([own, *map(table_tag, tags())]):
        found = [
            Candidate(
                alias.entry, SURNAME if alias.is_surname else NAME, alias.form, alias.is_common
            )
            for alias in _aliases(words, knowledge.lexicon(tag), knowledge.lexicon(own))
            if _has_case(alias, words)
        ]
        if found:
            yield from found
            return


def _has_case(alias: Alias, words: Sequence[str]) -> bool:
    """Whether a name that is written with a capital has one in the text."""
    return words[0][0].isupper() or not alias.form[0].isupper()


def _aliases(words: Sequence[str], lexicon: Lexicon, own: Lexicon) -> Iterator[Alias]:
    """Names whose words these are, with endings of their own language or of the text's."""
    if not words:
        return
    end = len(words) - 1
    choices = [_readings(word, lexicon, own, last=at == end) for at, word in enumerate(words)]
    for first in choices[0]:
        for alias in lexicon.by_first.get(first, ()):
            if _is_read_as(alias.keys, choices):
                yield alias


def _is_read_as(keys: Sequence[str], choices: Sequence[Sequence[str]]) -> bool:
    """Whether each word may be read as the key in its place."""
    if len(keys) != len(choices):
        return False
    return all(key in readings for key, readings in zip(keys, choices, strict=True))


def _readings(word: str, lexicon: Lexicon, own: Lexicon, *, last: bool) -> list[str]:
    inflection = lexicon.inflection
    if not (last or inflection.each or own.inflection.each):
        return [inflection.key(word)]
    keys = inflection.keys(word)
    if lexicon is not own:
        stems = [key.split("/")[0] for key in own.inflection.keys(word)]
        keys = [*keys, *(form for stem in stems for form in (inflection.key(stem), f"{stem}/!"))]
    return list(dict.fromkeys([inflection.key(word), *keys]))


def _regions(core: Sequence[str], tag: str, knowledge: KnowledgeBase) -> Iterator[Candidate]:
    """Regions whose name without the word for a region is the core."""
    own = table_tag(tag)
    lexicon = knowledge.lexicon(own)
    choices = [lexicon.inflection.keys(word) for word in core]
    cores = _region_cores(knowledge, own)
    for first in choices[0]:
        for keys, entry, form in cores.get(first, ()):
            if _is_read_as(keys, choices):
                yield Candidate(entry, NAME, form)


@lru_cache(maxsize=16)
def _region_cores(
    knowledge: KnowledgeBase, tag: str
) -> dict[str, list[tuple[tuple[str, ...], Entry, str]]]:
    """Names of regions without the word for a region, by the first word's key."""
    lexicon = knowledge.lexicon(tag)
    found: dict[str, list[tuple[tuple[str, ...], Entry, str]]] = {}
    for aliases in lexicon.by_keys.values():
        for alias in aliases:
            if alias.entry.kind == _REGION_KIND:
                for core in _cores(_words(alias.form), load_words(tag, "names", REGION)):
                    keys = tuple(map(lexicon.inflection.key, core))
                    found.setdefault(keys[0], []).append((keys, alias.entry, alias.form))
    return found


def _words(form: str) -> list[str]:
    return [token.text for token in tokenise(form)]


def _cores(parts: Sequence[str], words: Words) -> Iterator[Sequence[str]]:
    if len(parts) > 1 and parts[-1] in words:
        yield parts[:-1]
    if len(parts) > 1 and parts[0] in words:
        yield parts[1:]


def _by_order(mention: Mention, form: Form, knowledge: KnowledgeBase) -> Iterator[Candidate]:
    """Persons by initials and surname, by surname first, and past a patronymic."""
    if mention.label != "PER" or len(form.words) < 2:
        return
    own = table_tag(mention.tag)
    initials, rest = _initials(form.words)
    if initials and len(rest) == 1:
        for candidate in _named(rest, own, knowledge):
            if _is_called(candidate.entry, initials[0]):
                yield candidate._replace(how=NAME)
        return
    for words in _orders(form.words):
        yield from (c for c in _named(words, own, knowledge) if c.how != SURNAME)


def _initials(words: Sequence[str]) -> tuple[list[str], list[str]]:
    letters = [word for word in words if word.isalnum()]
    initials = [word for word in letters if len(word) <= 2 and word[0].isupper()]
    return initials, [word for word in letters if word not in initials]


def _is_called(entry: Entry, initial: str) -> bool:
    return any(
        form.lower().startswith(initial.lower()) for forms in entry.names.values() for form in forms
    )


def _orders(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    names = [word for word in words if word[0].isalnum()]
    if len(names) == 2:
        yield names[1], names[0]
    elif len(names) >= 3:
        yield names[0], names[-1]
        yield names[1], names[0]


def _without_its_head(
    mention: Mention, form: Form, knowledge: KnowledgeBase
) -> Iterator[Candidate]:
    """Organisations by a name without the word for their kind: ``ACWA Power kompaniyasi``."""
    if mention.label != "ORG" or len(form.words) < 2:
        return
    heads = tuple(load_words(mention.tag, "names", "heads").forms)
    own = table_tag(mention.tag)
    for head, rest in ((form.words[-1], form.words[:-1]), (form.words[0], form.words[1:])):
        if head.lower().startswith(heads):
            yield from (c for c in _named(rest, own, knowledge) if not c.is_common)


def _by_sound(mention: Mention, form: Form, knowledge: KnowledgeBase) -> Iterator[Candidate]:
    """Names that sound like the mention's, of whatever language."""
    if not form.words or not form.words[0][0].isupper():
        return
    if mention.label == "PER" and len(form.words) > 1:
        table = _persons_by_sound(knowledge)
        for words in _stems(form.words, mention.tag, knowledge):
            for order in (words, *_orders(words)):
                yield from table.get(phonetic_key(" ".join(order)), ())
    elif mention.label != "PER":
        table = _names_by_sound(knowledge)
        for core in dict.fromkeys((form.words, form.core)):
            for words in _stems(core, mention.tag, knowledge):
                key = sound_key(" ".join(words))
                if len(key) >= _SHORTEST_SOUND:
                    yield from table.get(key, ())


def _stems(words: Sequence[str], tag: str, knowledge: KnowledgeBase) -> Iterator[tuple[str, ...]]:
    """The words as they are, and without each ending that the last one or all may have."""
    yield tuple(words)
    inflection = knowledge.lexicon(table_tag(tag)).inflection
    last = [key.replace("/", "").replace("!", "") for key in inflection.keys(words[-1])]
    heads = tuple(words[:-1])
    if inflection.each and heads:
        first = [key.replace("/", "").replace("!", "") for key in inflection.keys(words[0])]
        yield from ((one, *heads[1:], two) for one in first for two in last)
    else:
        yield from ((*heads, two) for two in last)


@lru_cache(maxsize=4)
def _persons_by_sound(knowledge: KnowledgeBase) -> dict[str, list[Candidate]]:
    table: dict[str, list[Candidate]] = {}
    for entry in knowledge.persons:
        for form in _all_forms(entry):
            key = phonetic_key(form)
            if " " in key:
                table.setdefault(key, []).append(Candidate(entry, SOUND, form))
    return table


@lru_cache(maxsize=4)
def _names_by_sound(knowledge: KnowledgeBase) -> dict[str, list[Candidate]]:
    table: dict[str, list[Candidate]] = {}
    for entry in knowledge.entries.values():
        if entry.label != "PER":
            for form in _all_forms(entry):
                if not form.isupper():
                    table.setdefault(sound_key(form), []).append(Candidate(entry, SOUND, form))
    return table


def _all_forms(entry: Entry) -> Iterable[str]:
    return sorted({form for forms in entry.names.values() for form in forms})
