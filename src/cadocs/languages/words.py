"""Lists of words in language tables, asked whether they hold a word of a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cadocs.languages import load_language, tags

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Words", "lead_to_regions", "load_words"]


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


def lead_to_regions(words: Iterable[str], tag: str) -> bool:
    """Whether the words behind a name list others up to a word for regions.

    So do ``, Navoiy va Buxoro viloyatlari`` behind ``Toshkent``: all three are regions.

    Args:
        words: The words and signs behind the name.
        tag: The language of the text.
    """
    joins, regions = load_words(tag, "names", "joins"), load_words(tag, "names", "regions")
    is_joined = False
    for word in words:
        if word in regions:
            return is_joined
        if word == "," or word in joins:
            is_joined = True
        elif not is_joined or not (word[0].isupper() or word == "-"):
            return False
    return False
