"""What names languages, and the detectors that can be asked for by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from cadocs.detect.model import load_model
from cadocs.detect.ngrams import NgramDetector
from cadocs.detect.sentences import SentenceDetector
from cadocs.detect.short_texts import load_short_texts
from cadocs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cadocs.schema import Detection, Segment
    from cadocs.text import View

__all__ = ["Detector", "load_detector"]


class Detector(Protocol):
    """Names languages."""

    def detect(self, text: str) -> Detection:
        """The language of a whole text."""
        ...

    def likely(self, text: str) -> str | None:
        """The BCP 47 tag that a text looks most like, also one that cadocs doesn't read."""
        ...

    def segments(self, view: View) -> list[Segment]:
        """The maximal runs of one language in a normalised view, in source offsets."""
        ...


@cache
def load_detector(name: str = "cadocs", models: Path | None = None) -> Detector:
    """The detector of a name; asked for again, it is the same one.

    Raises:
        ConfigError: There is none of that name.
        ModelMissingError: Its model is not there.
    """
    if name not in _DETECTORS:
        msg = f"No detector {name!r}. Known: {', '.join(_DETECTORS)}."
        raise ConfigError(msg)
    return _DETECTORS[name](models)


def _cadocs(models: Path | None) -> Detector:
    return NgramDetector(load_model(models), load_short_texts(models))


def _langdetect(models: Path | None) -> Detector:
    from cadocs.backends.langdetect import load_langdetect  # noqa: PLC0415  (seldom needed)

    return SentenceDetector(load_langdetect(models))


_DETECTORS: dict[str, Callable[[Path | None], Detector]] = {
    "cadocs": _cadocs,
    "langdetect": _langdetect,
}
