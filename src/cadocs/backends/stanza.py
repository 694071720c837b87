"""Stanza: its recognition packages, where they are installed."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadocs.backends.protocol import Found
from cadocs.backends.words import make_words, model_tag
from cadocs.errors import BackendMissingError
from cadocs.languages import load_language

if TYPE_CHECKING:
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
    """Names found by Stanza's pipelines, loaded when a language first occurs.

    Stanza gets the words as cadocs cuts them, so that offsets are those of the text that was given.
    """

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
        words = [make_words(text, known) for text in texts] if known is not None else []
        filled = [each.forms for each in words if each.forms]
        if known is None or not filled:
            return [[] for _ in texts]
        with self._lock:
            pipeline = self._pipeline(load_language(known).table("backend")["stanza"])
            sentences = iter(pipeline(filled).sentences)
        return [_named(next(sentences), *each) if each.forms else [] for each in words]

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
        folder = self._folder or Path(stanza.resources.common.DEFAULT_MODEL_DIR)
        try:
            return stanza.Pipeline(
                language,
                dir=str(folder),
                processors="tokenize,ner",
                tokenize_pretokenized=True,
                download_method=None,
                verbose=False,
                **_own_model(folder, language),
            )
        except (FileNotFoundError, ValueError, OSError, KeyError) as error:
            msg = (
                f"The back end 'stanza' has no recognition package for {language!r} in {folder}. "
                f"Install it with: python -c \"import stanza; stanza.download('{language}')\""
            )
            raise BackendMissingError(msg) from error


def _own_model(folder: Path, language: str) -> dict[str, Any]:
    """Options for a model that stands in the folder without being listed there."""
    listed = folder / "resources.json"
    if listed.exists() and language in json.loads(listed.read_text(encoding="utf-8")):
        return {}
    found = sorted((folder / language / "ner").glob("*.pt"))
    if not found:
        return {}
    return {"ner_model_path": str(found[0]), "package": None, "allow_unknown_language": True}


def _named(sentence: Any, forms: list[str], starts: list[int]) -> list[Found]:
    found = []
    for span in sentence.ents:
        first, last = span.tokens[0].id[0] - 1, span.tokens[-1].id[0] - 1
        if span.type in _LABELS:
            end = starts[last] + len(forms[last])
            found.append(Found(starts[first], end, _LABELS[span.type], _CONFIDENCE))
    return sorted(found)
