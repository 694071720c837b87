"""The Latin-script form of a mention."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cadocs.backends.transliterate import latin_from_russian
from cadocs.languages import load_language, tags
from cadocs.text.characters import OKINA, TUTUQ

if TYPE_CHECKING:
    from cadocs.schema import Mention

__all__ = ["latin_form"]


def latin_form(mention: Mention) -> str:
    """A mention in Latin script, in the official letters of its language.

    Uzbek comes in the letters of the state's alphabet, whatever the source has; Russian is
    transliterated; other languages stay as they are.
    """
    marked = (
        load_language(mention.tag).tables.get("names", {}).get("marked")
        if mention.tag in tags()
        else None
    )
    if not marked:
        return latin_from_russian(mention.form)
    form = _mark(marked).sub(rf"\1{OKINA}", mention.form)
    return form.replace("'", TUTUQ)


@cache
def _mark(letters: str) -> re.Pattern[str]:
    return re.compile(rf"([{letters}{letters.upper()}])'")
