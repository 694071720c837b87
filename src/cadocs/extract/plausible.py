"""Which of a model's findings can be names at all.

A model goes by shapes, and a capital letter is the loudest. What stands around a finding tells
common words, adjectives and headings apart from names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cadocs.languages import load_language
from cadocs.languages.inflection import load_inflection

if TYPE_CHECKING:
    from cadocs.extract.knowledge import KnowledgeBase
    from cadocs.languages.inflection import Inflection
    from cadocs.schema import Label
    from cadocs.text import Passage

__all__ = ["Plausibility", "make_plausibility"]

_TREATY = (2, 3)
"""Words in the name of a treaty."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Plausibility:
    """What a passage says of the words in it.

    Attributes:
        inflection: How names inflect in its language.
        common: Keys of the words that stand in small letters.
        derived: Beginnings of adjectives and demonyms made of the names of countries and areas.
        heads: Beginnings of words for kinds of institutions.
        bodies: The same for those that are nothing else, such as a street or a hall.
        short: Abbreviations with a full stop, and their last parts: ``Chr.``.
        titles: Words for offices and ranks.
        acronyms: Keys of abbreviations in capitals that stand for common nouns: ``GDP``.
        treaties: Beginnings of words for treaties and wars.
    """

    inflection: Inflection
    common: frozenset[str]
    derived: tuple[str, ...]
    heads: tuple[str, ...]
    bodies: tuple[str, ...]
    short: frozenset[str]
    titles: frozenset[str]
    acronyms: frozenset[str]
    treaties: tuple[str, ...]

    def keeps(self, form: str, label: str) -> bool:
        """Whether a form may be a name.

        Args:
            form: The finding, as in the view.
            label: PER, ORG or LOC.
        """
        if self._is_abbreviation(form) or (label != "ORG" and form.islower()):
            return False
        first, _, rest = form.partition(" ")
        has_one_capital = first.istitle() and (not rest or rest.islower())
        if has_one_capital and self._is_common(first):
            return False
        if rest and label != "ORG" and all(map(self._is_common, form.split())):
            return False  # the head of a table
        if label != "ORG" and self._is_derived(form, rest):
            return False
        return label != "ORG" or self._may_be_institution(form.split())

    def label(self, form: str, label: Label) -> Label:
        """The label of a finding; what ends in the word for an institution is one."""
        words = form.split()
        is_body = len(words) > 2 and words[-1][0].isupper()
        return "ORG" if is_body and words[-1].lower().startswith(self.bodies) else label

    def _is_abbreviation(self, form: str) -> bool:
        """Whether a form is an abbreviation of common nouns."""
        if form.endswith(".") and form[:-1].lower() in self.short:
            return True
        return " " not in form and not self.acronyms.isdisjoint(self.inflection.keys(form))

    def _is_derived(self, form: str, rest: str) -> bool:
        """Whether a form is an adjective or a people, of one word or of two."""
        low = form.lower()
        return low in self.derived if rest else low.startswith(self.derived)

    def _is_common(self, word: str) -> bool:
        """Whether a word stands in small letters elsewhere in the passage."""
        return not self.common.isdisjoint(self.inflection.keys(word))

    def _may_be_institution(self, words: list[str]) -> bool:
        """Neither an office nor a capital word with common nouns, none of which is a head."""
        others = words[1:]
        if len(words) in _TREATY and words[-1].lower().startswith(self.treaties):
            return False  # "Abraham Accords"; what has more words may be its secretariat
        if self._is_office(words):
            return False  # "Minister für Handel", "Foreign Ministers of Ruritania"
        if not others or any(not word[0].islower() for word in others):
            return True
        return any(word.lower().startswith(self.heads) for word in words)

    def _is_office(self, words: list[str]) -> bool:
        """Whether what stands before the first small word is an office, or several."""
        small = next((at for at, word in enumerate(words) if word.islower()), 0)
        title = words[small - 1].lower()
        return small > 0 and (title in self.titles or title.removesuffix("s") in self.titles)


@cache
def _acronyms(tag: str) -> frozenset[str]:
    inflection = load_inflection(tag)
    return frozenset(map(inflection.key, load_language(tag).table("names")["acronyms"]))


def make_plausibility(passage: Passage, knowledge: KnowledgeBase) -> Plausibility:
    """Read the words of a passage."""
    text = passage.view.text
    inflection = load_inflection(passage.tag)
    names = load_language(passage.tag).table("names")
    abbreviations = load_language(passage.tag).table("sentence")["abbreviations"]
    return Plausibility(
        inflection=inflection,
        common=frozenset(inflection.key(word) for word in _WORD.findall(text) if word.islower()),
        derived=(*knowledge.lexicon(passage.tag).adjectives, *names.get("areas", ())),
        heads=tuple(names["heads"]),
        bodies=tuple(names.get("bodies", ())),
        short=frozenset(form.rpartition(".")[2] for form in abbreviations),
        titles=frozenset(names["titles"]),
        acronyms=_acronyms(passage.tag),
        treaties=tuple(names.get("treaties", ())),
    )
