"""Stanza: its recognition packages, where they are installed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from cadocs.backends.protocol import Found
from cadocs.backends.spacy import model_tag
from cadocs.errors import BackendMissingError

if TYPE_CHECKING:
    from pathlib import Path

    from cadocs.schema import Label

__all__ = ["StanzaRecogniser"]

_LABELS: dict[str, Label] = {
    "PERSON": "PER",
    "GPE": "LOC",
    "FAC": "LOC",
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
}
_CONFIDENCE = 0.8


class StanzaRecogniser:
    """Names found by Stanza's pipelines, loaded when a language first occurs."""

    name = "stanza"

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder of Stanza's resources; None for Stanza's own place."""
        self._folder = folder
        self._pipelines: dict[str, Any] = {}
        self._lock = threading.Lock()

    def find(self, texts: list[str], tag: str) -> list[list[Found]]:
        """The names in each of some texts, sorted and without overlap.

        Raises:
            BackendMissingError: Stanza, or its package for the language, is not installed.
        """
        known = model_tag(tag)
        if known is None:
            return [[] for _ in texts]
        with self._lock:
            pipeline = self._pipeline(known.partition("-")[0])
            return [_named(pipeline(text)) if text.strip() else [] for text in texts]

    def _pipeline(self, language: str) -> Any:
        if language not in self._pipelines:
            self._pipelines[language] = self._load(language)
        return self._pipelines[language]

    def _load(self, language: str) -> Any:
        try:
            import stanza  # noqa: PLC0415  (loaded where it is asked for)
        except ImportError as error:
            msg = (
                "The back end 'stanza' needs the package 'stanza'. "
                "Install it with: pip install 'cadocs[stanza]'"
            )
            raise BackendMissingError(msg) from error
        place = {"dir": str(self._folder)} if self._folder is not None else {}
        try:
            return stanza.Pipeline(
                language, processors="tokenize,ner", download_method=None, verbose=False, **place
            )
        except (FileNotFoundError, ValueError, OSError) as error:
            msg = (
                f"The back end 'stanza' has no recognition package for {language!r}. "
                f"Install it with: python -c \"import stanza; stanza.download('{language}')\""
            )
            raise BackendMissingError(msg) from error


def _named(document: Any) -> list[Found]:
    spans = sorted((span for span in document.ents), key=lambda span: span.start_char)
    return [
        Found(span.start_char, span.end_char, _LABELS[span.type], _CONFIDENCE)
        for span in spans
        if span.type in _LABELS
    ]
