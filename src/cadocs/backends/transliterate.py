"""transliterate: Latin forms of Russian names from its Russian pack."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["latin_from_russian"]

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def latin_from_russian(text: str) -> str:
    """The Latin form of a Russian name; text without Cyrillic letters stays as it is.

    >>> latin_from_russian("Токаев")
    'Tokaev'
    """
    return _translit()(text, "ru", reversed=True) if _CYRILLIC.search(text) else text


@cache
def _translit() -> Callable[..., Any]:
    # The package finds its packs once: a pack that is registered before would hide the others.
    from transliterate import translit  # noqa: PLC0415  (loaded where a name needs it)
    from transliterate.discover import autodiscover  # noqa: PLC0415

    autodiscover()
    return translit  # type: ignore[no-any-return]
