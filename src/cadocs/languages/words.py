"""Lists of words in language tables, asked whether they hold a word of a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cadocs.languages import load_language, tags

__all__ = ["Words", "load_words"]


@dataclass(frozen=True, slots=True)
class Words:
    """Forms in small letters; a form with a final ``*`` stands for all words that begin so.

    >>> "Viloyatining" in Words(frozenset(), ("viloyat",))
    True
    """

    forms: frozenset[str]
    stems: tuple[str, ...]

    def __contains__(self, word: object) -> bool:
        """Whether a word, in capitals or not, is one of the forms."""
        if not isinstance(word, str):
            return False
        low = word.lower()
        return low in self.forms or low.startswith(self.stems)


@cache
def load_words(tag: str, *path: str) -> Words:
    """The list at a path of a language's table, such as ``("names", "region")``; may be empty.

    A table at that path counts as the list of all forms in it.
    """
    found = load_language(tag).tables if tag in tags() else {}
    for key in path:
        found = found.get(key, {})
    lists = found.values() if isinstance(found, dict) else [found]
    forms = [form.lower() for forms in lists for form in forms]
    return Words(
        frozenset(form for form in forms if not form.endswith("*")),
        tuple(sorted(form[:-1] for form in forms if form.endswith("*"))),
    )
