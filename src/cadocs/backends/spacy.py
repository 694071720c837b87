"""spaCy: any pipeline that is installed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from cadocs.backends.protocol import Found
from cadocs.backends.words import model_tag
from cadocs.errors import BackendMissingError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Doc

    from cadocs.schema import Label

__all__ = ["PipelineRecogniser"]

_CONFIDENCE = 0.8
"""Share of right names among those that the models find on held-out text, rounded down."""
_LABELS: dict[str, Label] = {
    "PERSON": "PER",
    "GPE": "LOC",
    "FAC": "LOC",
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
}
_BATCH = 128


class PipelineRecogniser:
    """Installed spaCy pipelines, found by their package's name and loaded once."""

    def __init__(self, name: str, packages: dict[str, str]) -> None:
        """Take a name for the origin of what is found, and the package of each tag."""
        self.name = name
        self._packages = packages
        self._pipelines: dict[str, Language] = {}
        self._lock = threading.Lock()

    def find(self, texts: list[str], tag: str) -> list[list[Found]]:
        """The names in each of some texts, sorted and without overlap.

        Raises:
            BackendMissingError: The package of the language is not installed.
        """
        known = model_tag(tag)
        if known is None or known not in self._packages:
            return [[] for _ in texts]
        # A pipeline keeps state while it works: one thread at a time. What it learns of new words
        # is dropped afterwards; a long batch would fill the memory with them.
        with self._lock:
            nlp = self._pipeline(known)
            with nlp.memory_zone():
                return [list(_named(doc)) for doc in nlp.pipe(texts, batch_size=_BATCH)]

    def _pipeline(self, tag: str) -> Language:
        if tag not in self._pipelines:
            self._pipelines[tag] = _load(self._packages[tag], tag)
        return self._pipelines[tag]


def _load(package: str, tag: str) -> Language:
    spacy = _import_spacy()
    try:
        return spacy.load(package)  # type: ignore[no-any-return]
    except OSError as error:
        msg = (
            f"The back end 'spacy' needs the package {package!r} for {tag!r}. "
            f"Install it with: python -m spacy download {package}"
        )
        raise BackendMissingError(msg) from error


def _named(doc: Doc) -> Iterable[Found]:
    for span in doc.ents:
        label = _LABELS.get(span.label_)
        if label is not None:
            yield Found(span.start_char, span.end_char, label, _CONFIDENCE)


def _import_spacy() -> Any:
    try:
        import spacy  # noqa: PLC0415  (loaded with the first model)
    except ImportError as error:  # pragma: no cover  (spacy is a dependency)
        msg = "The back end 'spacy' needs the package 'spacy'. Install it with: pip install spacy"
        raise BackendMissingError(msg) from error
    return spacy
