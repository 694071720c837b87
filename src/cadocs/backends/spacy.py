"""spaCy: the recognition models of cadocs, and any pipeline that is installed.

Text arrives cut into words by cadocs; spaCy's tokeniser is not asked, since it is slow where its
special cases fire, and an offset is an offset of the text that was given.
"""

from __future__ import annotations

import gzip
import json
import threading
from typing import TYPE_CHECKING, Any

from cadocs.backends.files import find_model
from cadocs.backends.protocol import Found
from cadocs.backends.word_features import WordFeatures
from cadocs.errors import BackendMissingError
from cadocs.languages import load_language, tags
from cadocs.text import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from cadocs.schema import Label

__all__ = [
    "OwnRecogniser",
    "PipelineRecogniser",
    "blank_pipeline",
    "make_words",
    "model_tag",
    "pack_recogniser",
    "unpack_recogniser",
]

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


def model_tag(tag: str) -> str | None:
    """The tag whose model reads a language: its base's, since text comes transliterated."""
    return (load_language(tag).base or tag) if tag in tags() else None


def make_words(text: str, tag: str) -> tuple[list[str], list[bool], list[int]]:
    """The words of a text, whether a blank follows each, and where each starts."""
    tokens = tokenise(text, load_language(tag).table("token")["clitics"])
    ends = [*(token.start for token in tokens[1:]), len(text)]
    blanks = [after > token.end for token, after in zip(tokens, ends, strict=True)]
    return [token.text for token in tokens], blanks, [token.start for token in tokens]


def blank_pipeline(tag: str, folder: Path, config: dict[str, Any]) -> Language:
    """A pipeline with an untrained recogniser and the word features of a language.

    Args:
        tag: The language.
        folder: Where the language's table of words is.
        config: The architecture of the recogniser's model, as spaCy's configuration has it.
    """
    spacy = _import_spacy()
    nlp: Language = spacy.blank("xx")
    vocab: Any = nlp.vocab
    features = WordFeatures.load(folder / f"{tag}.words.npz", tag)
    getters = {spacy.attrs.IDS[name]: getter for name, getter in features.getters().items()}
    # Each new word costs a call for each attribute: only those that the model sees are made.
    seen = {spacy.attrs.IDS[name] for name in config["tok2vec"]["embed"]["attrs"]}
    vocab.lex_attr_getters = {
        name: getter
        for name, getter in {**vocab.lex_attr_getters, **getters}.items()
        if name in seen
    }
    nlp.add_pipe("ner", config={"model": config})
    return nlp


def pack_recogniser(nlp: Language, config: dict[str, Any]) -> bytes:
    """A trained recogniser as the bytes of a model file: its architecture and its weights."""
    recogniser: Any = nlp.get_pipe("ner")
    head = json.dumps(config, sort_keys=True).encode()
    return gzip.compress(head + b"\n" + recogniser.to_bytes(exclude=["vocab"]), 9, mtime=0)


def unpack_recogniser(stored: Path, tag: str) -> Language:
    """The pipeline of a model file; the language's table of words lies beside it."""
    head, _, weights = gzip.decompress(stored.read_bytes()).partition(b"\n")
    nlp = blank_pipeline(tag, stored.parent, json.loads(head))
    recogniser: Any = nlp.get_pipe("ner")
    recogniser.from_bytes(weights, exclude=["vocab"])
    return nlp


class _Recogniser:
    """What both recognisers share: pipelines by tag, loaded once."""

    name = ""

    def __init__(self) -> None:
        self._pipelines: dict[str, Language | None] = {}
        self._lock = threading.Lock()

    def find(self, texts: list[str], tag: str) -> list[list[Found]]:
        """The names in each of some texts, sorted and without overlap."""
        known = model_tag(tag)
        nlp = self._pipeline(known) if known is not None else None
        if known is None or nlp is None:
            return [[] for _ in texts]
        # A pipeline keeps state while it works: one thread at a time. What it learns of new words
        # is dropped afterwards; a long batch would fill the memory with them.
        with self._lock, nlp.memory_zone():
            return list(self._read(nlp, texts, known))

    def _pipeline(self, tag: str) -> Language | None:
        with self._lock:
            if tag not in self._pipelines:
                self._pipelines[tag] = self._load(tag)
            return self._pipelines[tag]

    def _load(self, tag: str) -> Language | None:
        raise NotImplementedError

    def _read(self, nlp: Language, texts: list[str], tag: str) -> Iterator[list[Found]]:
        raise NotImplementedError


class OwnRecogniser(_Recogniser):
    """The models that cadocs ships, one for each language with a table of its own."""

    name = "model"

    def __init__(self, models: Path | None = None) -> None:
        """Take the folder of the models; see `cadocs.backends.find_model`."""
        super().__init__()
        self._models = models
        self._terms: dict[str, WordFeatures] = {}

    def _load(self, tag: str) -> Language | None:
        return unpack_recogniser(find_model(f"names/{tag}.ner.gz", self._models), tag)

    def _read(self, nlp: Language, texts: list[str], tag: str) -> Iterator[list[Found]]:
        from spacy.tokens import Doc  # noqa: PLC0415  (loaded with the first model)

        terms = self._terms_of(tag)
        words = [make_words(text, tag) for text in texts]
        docs = [Doc(nlp.vocab, words=forms, spaces=blanks) for forms, blanks, _ in words]
        read = nlp.pipe(docs, batch_size=_BATCH)
        for text, doc, (_, _, starts) in zip(texts, read, words, strict=True):
            found = [
                Found(
                    starts[span.start],
                    starts[span.end - 1] + len(doc[span.end - 1]),
                    _LABELS[span.label_],
                    _CONFIDENCE,
                )
                for span in doc.ents
            ]
            yield found if terms is None else [f for f in found if not _is_term(text, f, terms)]

    def _terms_of(self, tag: str) -> WordFeatures | None:
        """The words of the language that texts of this one take their terms from."""
        other = load_language(tag).table("names").get("terms")
        if other is not None and other not in self._terms:
            path = find_model(f"names/{other}.words.npz", self._models)
            self._terms[other] = WordFeatures.load(path, other)
        return self._terms.get(other) if other is not None else None


def _is_term(text: str, found: Found, terms: WordFeatures) -> bool:
    """Whether a finding is a foreign term: ordinary words, as a person or explained in brackets."""
    is_explained = (
        text[found.start - 1 : found.start] == "(" and text[found.end : found.end + 1] == ")"
    )
    if found.label != "PER" and not (is_explained and found.label == "ORG"):
        return False
    words = text[found.start : found.end].split()
    heads = tuple(load_language(terms.tag).table("names")["heads"])
    if found.label == "ORG" and (len(words) < 2 or words[-1].lower().startswith(heads)):
        return False
    return all(terms.is_ordinary(word) for word in words)


class PipelineRecogniser(_Recogniser):
    """Installed spaCy pipelines, found by their package's name."""

    def __init__(self, name: str, packages: dict[str, str]) -> None:
        """Take a name for the origin of what is found, and the package of each tag."""
        super().__init__()
        self.name = name
        self._packages = packages

    def _load(self, tag: str) -> Language | None:
        package = self._packages.get(tag)
        if package is None:
            return None
        spacy = _import_spacy()
        try:
            return spacy.load(package)  # type: ignore[no-any-return]
        except OSError as error:
            msg = (
                f"The back end 'spacy' needs the package {package!r} for {tag!r}. "
                f"Install it with: python -m spacy download {package}"
            )
            raise BackendMissingError(msg) from error

    def _read(self, nlp: Language, texts: list[str], tag: str) -> Iterator[list[Found]]:
        del tag
        for doc in nlp.pipe(texts, batch_size=_BATCH):
            yield list(_named(doc))


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
