"""Which entities a mention may name."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from cadocs.languages import load_language, tags
from cadocs.link.phonetic import phonetic_key
from cadocs.text import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.extract.knowledge import Alias, Entry, KnowledgeBase, Lexicon
    from cadocs.schema import Mention

__all__ = ["Candidate", "find_candidates"]

_SURNAME_ENDS = ("v", "в", "n", "н", "w")
"""Last letters of surnames in -ov, -ev, -in, whose endings may be taken off safely."""


_MOST_READINGS = 64
"""How many readings of a long name's endings are looked up."""


class Candidate(NamedTuple):
    """An entity that a mention may name.

    Attributes:
        entry: The entity.
        how: ``name``, ``surname`` or ``sound``.
        form: The name in the table that led to it.
    """

    entry: Entry
    how: str
    form: str


def find_candidates(mention: Mention, knowledge: KnowledgeBase) -> list[Candidate]:
    """The entities of the mention's label that its form may name, without doubles."""
    found: dict[str, Candidate] = {}
    for candidate in (*_by_name(mention, knowledge), *_by_sound(mention, knowledge)):
        if candidate.entry.label == mention.label:
            found.setdefault(candidate.entry.id, candidate)
    return list(found.values())


def _by_name(mention: Mention, knowledge: KnowledgeBase) -> Iterator[Candidate]:
    """By the name in the language of the text, otherwise by that in another one."""
    own = _table_tag(mention.tag)
    for tag in dict.fromkeys([own, *sorted({_table_tag(tag) for tag in tags()})]):
        aliases = list(_aliases(mention.form, knowledge.lexicon(tag), tag)) if tag in tags() else []
        yield from (
            Candidate(alias.entry, "surname" if alias.is_surname else "name", alias.form)
            for alias in aliases
        )
        if aliases:
            return


def _table_tag(tag: str) -> str:
    return (load_language(tag).base or tag) if tag in tags() else tag


def _aliases(form: str, lexicon: Lexicon, tag: str) -> Iterator[Alias]:
    words = [token.text for token in tokenise(form, load_language(tag).table("token")["clitics"])]
    if not words:
        return
    inflection = lexicon.inflection
    heads = [
        inflection.keys(word) if inflection.each else [inflection.key(word)] for word in words[:-1]
    ]
    choices = [*heads, inflection.keys(words[-1])]
    for keys in islice(product(*choices), _MOST_READINGS):
        yield from lexicon.by_keys.get(keys, ())


def _by_sound(mention: Mention, knowledge: KnowledgeBase) -> Iterator[Candidate]:
    """Persons whose given name and surname both sound like the mention's."""
    if mention.label != "PER" or " " not in mention.form:
        return
    table = _sounds(knowledge)
    for form in _without_ending(mention.form, _table_tag(mention.tag)):
        for entry, name in table.get(phonetic_key(form), ()):
            yield Candidate(entry, "sound", name)


def _without_ending(form: str, tag: str) -> Iterator[str]:
    """The form itself, and without each ending that leaves a surname."""
    yield form
    table = load_language(tag).tables.get("names", {}) if tag in tags() else {}
    for ending in table.get("endings", ()):
        stem = form.removesuffix(ending)
        if stem != form and stem.endswith(_SURNAME_ENDS):
            yield stem


@lru_cache(maxsize=4)
def _sounds(knowledge: KnowledgeBase) -> dict[str, list[tuple[Entry, str]]]:
    table: dict[str, list[tuple[Entry, str]]] = {}
    for entry in knowledge.persons:
        forms = {form for names in entry.names.values() for form in names}
        for form in sorted(forms):
            key = phonetic_key(form)
            if " " in key:
                table.setdefault(key, []).append((entry, form))
    return table
