"""cadocs in spaCy: a component for any pipeline, and Documents as spaCy's Docs.

``nlp.add_pipe("cadocs")`` works once cadocs is installed (entry point ``spacy_factories``). A Doc
then has

* ``doc._.cadocs``: the Document, with exact offsets;
* ``doc.spans["cadocs/entities"]``, ``["cadocs/amounts"]``, ``["cadocs/dates"]`` and
  ``["cadocs/events"]`` (triggers): spans of whole spaCy tokens around each finding. ``label_``
  is PER, ORG, LOC, AMOUNT, DATE or the type of an event; ``kb_id_`` the entity's id, the
  currency, the EDTF date; ``id_`` the kind, the index and the exact offsets, as in
  ``entities:3:120-127``; ``span._.cadocs`` the record itself.

The Document is kept in ``doc.user_data["cadocs"]`` as JSON, so that it survives
``Doc.to_bytes``, ``DocBin(store_user_data=True)`` and the way back from a worker process.

spaCy finds factories and extensions by what a module does when it is imported; this module is
imported only by those who ask for it.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from cadocs.errors import ConfigError
from cadocs.pipeline import load_pipeline
from cadocs.schema import UNDETERMINED, Config, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadocs.schema import Amount, DateMention, Entity, Event

__all__ = ["GROUPS", "CadocsComponent", "make_component", "to_spacy"]

GROUPS = ("entities", "amounts", "dates", "events")
_STORED = "cadocs"
_WITH_LANGUAGE_UNKNOWN = "xx"
_Marked: TypeAlias = tuple[int, int, str, str]
"""Start, end, label and meaning of a finding."""


class CadocsComponent:
    """Reads a Doc's text and adds what it finds; the tokens stay as they are."""

    def __init__(self, config: Config | None = None, language: str | None = None) -> None:
        """Take the options of the pipeline; it is loaded with the first Doc, once per process.

        Args:
            config: Options, or None for the defaults.
            language: BCP 47 tag of all texts; None to detect every segment.
        """
        self.config = config
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc; ``doc._.cadocs_published`` (``2025-11-15``) is taken into account."""
        document = load_pipeline(self.config).process(
            doc.text, published=_published(doc), language=self.language
        )
        return _attach(doc, document)


def _published(doc: Doc) -> dt.date | None:
    written = doc._.cadocs_published
    if written is None:
        return None
    try:
        return dt.date.fromisoformat(written)
    except (TypeError, ValueError) as error:
        msg = f"doc._.cadocs_published takes a day such as '2025-11-15', not {written!r}."
        raise ConfigError(msg) from error


def make_component(
    nlp: Language,
    name: str,
    *,
    options: dict[str, Any],
    language: str | None,
) -> CadocsComponent:
    """The factory ``cadocs``.

    Args:
        nlp: The pipeline that the component is for.
        name: Its name there.
        options: Options of `cadocs.Config`, as in ``{"entities": "gazetteer"}``.
        language: BCP 47 tag of all texts; None to detect every segment.
    """
    del nlp, name
    return CadocsComponent(Config(**options) if options else None, language)


Language.factory(
    "cadocs",
    default_config={"options": {}, "language": None},
    assigns=["doc._.cadocs", "doc.spans"],
    func=make_component,
)


def to_spacy(document: Document, nlp: Language | None = None) -> Doc:
    """A Document as a spaCy Doc, with the extensions and spans that the component gives.

    Args:
        document: The Document; nothing is read anew.
        nlp: The pipeline whose tokeniser and vocabulary to use; None for a blank one of the
            document's main language.

    Returns:
        A Doc that holds ``document.text``; the pipeline's components are not run on it.
    """
    pipeline = nlp if nlp is not None else _blank(document.language)
    return _attach(pipeline.tokenizer(document.text), document)


@lru_cache(maxsize=16)
def _blank(tag: str) -> Language:
    known = tag != UNDETERMINED
    return spacy.blank(tag.partition("-")[0] if known else _WITH_LANGUAGE_UNKNOWN)


def _attach(doc: Doc, document: Document) -> Doc:
    doc.user_data[_STORED] = document.model_dump_json()
    for group in GROUPS:
        marked = enumerate(_SPANS[group](document))
        spans = [_span(doc, one, f"{group}:{at}:{one[0]}-{one[1]}") for at, one in marked]
        doc.spans[f"cadocs/{group}"] = [span for span in spans if span is not None]
    return doc


def _span(doc: Doc, marked: _Marked, id_: str) -> Span | None:
    """The tokens around a finding; spaCy has none only for a stretch outside of its text."""
    start, end, label, meaning = marked
    return doc.char_span(
        start, end, label=label, kb_id=meaning, span_id=id_, alignment_mode="expand"
    )


def _entities(document: Document) -> Iterator[_Marked]:
    return ((one.start, one.end, one.label, one.id or "") for one in document.entities)


def _amounts(document: Document) -> Iterator[_Marked]:
    return ((one.start, one.end, "AMOUNT", one.currency or "") for one in document.amounts)


def _dates(document: Document) -> Iterator[_Marked]:
    return ((one.start, one.end, "DATE", one.edtf) for one in document.dates)


def _events(document: Document) -> Iterator[_Marked]:
    triggers = ((one, one.trigger) for one in document.events)
    return ((trigger.start, trigger.end, one.type, one.date) for one, trigger in triggers)


_SPANS = {"entities": _entities, "amounts": _amounts, "dates": _dates, "events": _events}


def _document_of(doc: Doc) -> Document | None:
    stored = doc.user_data.get(_STORED)
    return None if stored is None else _parsed(stored)


@lru_cache(maxsize=32)
def _parsed(stored: str) -> Document:
    return Document.model_validate_json(stored)


def _record_of(span: Span) -> Entity | Amount | DateMention | Event | None:
    document = _document_of(span.doc)
    group, _, rest = span.id_.partition(":")
    if document is None or group not in GROUPS:
        return None
    records: tuple[Any, ...] = getattr(document, group)
    return records[int(rest.partition(":")[0])]  # type: ignore[no-any-return]


Doc.set_extension("cadocs", getter=_document_of, force=True)
Doc.set_extension("cadocs_published", default=None, force=True)
Span.set_extension("cadocs", getter=_record_of, force=True)
