"""The package langdetect, with profiles for the languages of Central Asia that it lacks.

Its answers are drawn with random numbers; a fixed seed makes them the same on every call.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import langdetect
from langdetect.utils.lang_profile import LangProfile

from cadocs.backends.files import find_model

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LangdetectNamer", "load_langdetect"]

FILE = "language/langdetect.json.gz"
_SEED = 0
_TAGS = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}


class LangdetectNamer:
    """Names the language of a text with langdetect."""

    def __init__(self, factory: langdetect.DetectorFactory) -> None:
        """Take a factory that has its profiles; it is only read from here on."""
        self._factory = factory

    def shares(self, text: str) -> dict[str, float]:
        """The probability of each likely BCP 47 tag, most likely first; empty if none is."""
        detector = self._factory.create()
        detector.append(text)
        try:
            found = detector.get_probabilities()
        except langdetect.LangDetectException:  # a text without letters
            return {}
        return {_TAGS.get(each.lang, each.lang): float(each.prob) for each in found}


@cache
def load_langdetect(folder: Path | None = None) -> LangdetectNamer:
    """Load langdetect with its own profiles and ours.

    Raises:
        ModelMissingError: Ours are in none of the folders; see `cadocs.backends.find_model`.
    """
    profiles = list(_profiles(find_model(FILE, folder)))
    factory = langdetect.DetectorFactory()
    factory.set_seed(_SEED)
    for index, profile in enumerate(profiles):
        factory.add_profile(LangProfile(**profile), index, len(profiles))
    return LangdetectNamer(factory)


def _profiles(ours: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(ours, "rt", encoding="utf-8") as stored:
        yield from json.load(stored)
    for path in sorted(Path(langdetect.detector_factory.PROFILES_DIRECTORY).iterdir()):
        if path.is_file() and not path.name.startswith("."):
            yield json.loads(path.read_text(encoding="utf-8"))
