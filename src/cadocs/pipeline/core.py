"""The pipeline: one set of options, models loaded once, any number of texts."""

from __future__ import annotations

import datetime as dt
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cadocs.backends.recognisers import load_recogniser
from cadocs.detect import load_detector
from cadocs.errors import ConfigError
from cadocs.events import Findings, find_events
from cadocs.extract.amounts import find_amounts
from cadocs.extract.dates import find_dates
from cadocs.extract.knowledge import load_knowledge
from cadocs.extract.mentions import find_mentions
from cadocs.extract.published import find_published
from cadocs.languages import tags
from cadocs.link import link_mentions
from cadocs.normalise import normalise
from cadocs.pipeline.passages import (
    check_language,
    main_language,
    make_passages,
    whole_segment,
)
from cadocs.schema import (
    UNDETERMINED,
    Amount,
    Config,
    DateMention,
    Document,
    Entity,
    Event,
    Note,
    Segment,
    Source,
    Trace,
    repair_surrogates,
)
from cadocs.tables import language_name
from cadocs.text import Passage, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadocs.backends import Recogniser
    from cadocs.detect import Detector
    from cadocs.extract.knowledge import KnowledgeBase
    from cadocs.schema.document import PublishedFrom

__all__ = ["Pipeline", "Prepared", "as_day", "load_pipeline"]


class Prepared(NamedTuple):
    """A text after the steps that all findings rest on."""

    view: View
    segments: list[Segment]
    passages: list[Passage]


class Pipeline:
    """All steps with one set of options.

    Models and tables are loaded when they are first needed and only for the languages that
    occur. One pipeline may be used from several threads.
    """

    def __init__(self, config: Config | None = None) -> None:
        """Take the options; the defaults read everything with the shipped models."""
        self.config = config or Config()

    @cached_property
    def detector(self) -> Detector:
        """What names languages."""
        return load_detector(self.config.detector, self.config.models)

    @cached_property
    def recogniser(self) -> Recogniser | None:
        """What finds names besides the gazetteer, or None."""
        return load_recogniser(self.config.entities, self.config.models)

    @cached_property
    def knowledge(self) -> KnowledgeBase:
        """What is known of entities."""
        return load_knowledge(self.config.models, self.config.knowledge)

    def process(
        self,
        text: str | Source,
        *,
        published: dt.date | None = None,
        title: str | None = None,
        id: str | None = None,  # noqa: A002  (the field's name in the schema)
        language: str | None = None,
    ) -> Document:
        """Read one text.

        Args:
            text: A text, or a Source as `cadocs.read` gives it.
            published: The day it was published; otherwise taken from the source's metadata,
                otherwise from the text, otherwise the day when the file was made, if known.
            title: Its title; otherwise that of the source.
            id: The caller's name for it; otherwise that of the source.
            language: BCP 47 tag of the whole text; otherwise that of the source, otherwise every
                segment is detected.

        Returns:
            The Document. Odd text gives fewer findings and a Note, never an exception.

        Raises:
            UnknownLanguageError: There is no language of that tag.
            ConfigError: An argument is of a wrong type.
        """
        source = _as_source(text)
        trace = Trace(explain=self.config.explain, notes=list(source.notes))
        language = language if language is not None else source.language
        prepared = self.prepare(View.whole(source.text), language, trace)
        day, day_from = _published(published, source, prepared.passages)
        entities = self.entities(prepared, trace)
        amounts = self.amounts(prepared, trace)
        dates = self.dates(prepared, day, trace)
        findings = Findings(entities=entities, amounts=amounts, dates=dates)
        return Document(
            id=id if id is not None else source.id,
            source=source.uri,
            title=title if title is not None else source.title,
            language=main_language(source.text, prepared.segments),
            published=day,
            published_from=day_from,
            text=source.text,
            segments=tuple(prepared.segments),
            entities=tuple(entities),
            amounts=tuple(amounts),
            dates=tuple(dates),
            events=tuple(find_events(prepared.passages, findings, day, trace)),
            notes=tuple(trace.notes),
        )

    def prepare(self, view: View, language: str | None, trace: Trace) -> Prepared:
        """Normalise a view, find its segments, and make a passage of each."""
        normalised = normalise(view)
        for step in normalised.steps:
            trace.rule("normalise", step, view.extent)
        segments = self.segments(normalised.view, language)
        if not segments:
            message = "The text has no characters." if not view.text else "The text is blank."
            trace.note("detect", "empty", message)
        self._note_others(view, segments, trace)
        return Prepared(normalised.view, segments, make_passages(normalised.view, segments))

    def _note_others(self, view: View, segments: Sequence[Segment], trace: Trace) -> None:
        """Say what language text that is not read seems to be in."""
        for segment in segments:
            if segment.language == UNDETERMINED:
                start, end = view.view_span(segment.start, segment.end)
                likely = self.detector.likely(view.text[start:end])
                if likely is not None and likely not in tags():
                    message = f"Not read; most like {language_name(likely)}."
                    trace.note("detect", "other-language", message, (segment.start, segment.end))

    def segments(self, view: View, language: str | None) -> list[Segment]:
        """The segments of a normalised view, or one of the language that the caller gave."""
        if language is not None:
            return whole_segment(view, check_language(language))
        return self.detector.segments(view)

    def entities(self, prepared: Prepared, trace: Trace) -> list[Entity]:
        """The entities of all passages, linked if the options say so."""
        mentions = [
            mention
            for passage in prepared.passages
            for mention in find_mentions(passage, self.recogniser, self.knowledge, trace)
        ]
        mentions.sort(key=lambda mention: (mention.start, mention.end))
        entities = link_mentions(mentions, self.knowledge, trace)
        if self.config.link:
            return entities
        return [entity.model_copy(update={"id": None, "name": None}) for entity in entities]

    def amounts(self, prepared: Prepared, trace: Trace) -> list[Amount]:
        """The amounts of all passages."""
        found = [a for passage in prepared.passages for a in find_amounts(passage, trace)]
        return sorted(found, key=lambda amount: (amount.start, amount.end))

    def dates(self, prepared: Prepared, anchor: dt.date | None, trace: Trace) -> list[DateMention]:
        """The dates of all passages, resolved against the anchor."""
        found = [d for passage in prepared.passages for d in find_dates(passage, anchor, trace)]
        return sorted(found, key=lambda date: (date.start, date.end))

    def events(self, prepared: Prepared, anchor: dt.date | None, trace: Trace) -> list[Event]:
        """The events of all passages."""
        findings = Findings(
            entities=self.entities(prepared, trace),
            amounts=self.amounts(prepared, trace),
            dates=self.dates(prepared, anchor, trace),
        )
        return find_events(prepared.passages, findings, anchor, trace)


def load_pipeline(config: Config | None = None) -> Pipeline:
    """The pipeline of a set of options; asked for again, it is the same one.

    Options that hold own entities as rows make a new one each time.
    """
    if config is not None and isinstance(config.knowledge, tuple):
        return Pipeline(config)  # rows are dicts, which cannot be looked up by
    return _shared(config)


@lru_cache(maxsize=8)
def _shared(config: Config | None) -> Pipeline:
    return Pipeline(config)


def _as_source(text: str | Source) -> Source:
    if isinstance(text, Source):
        return text
    if isinstance(text, str):
        return _repaired(text)
    kind = type(text).__name__
    msg = (
        f"process() takes a str or a Source, not {kind}. Read a path or bytes first: "
        "process(cadocs.read(path))."
    )
    raise ConfigError(msg)


def _repaired(text: str) -> Source:
    repaired = repair_surrogates(text)
    if repaired == text:
        return Source(text=text)
    spots = [at for at, (old, new) in enumerate(zip(text, repaired, strict=True)) if old != new]
    note = Note(
        step="read",
        code="lone-surrogate",
        message=f"{len(spots)} lone surrogates became U+FFFD.",
        start=spots[0],
        end=spots[-1] + 1,
    )
    return Source(text=repaired, notes=(note,))


def _published(
    given: dt.date | None, source: Source, passages: Sequence[Passage]
) -> tuple[dt.date | None, PublishedFrom | None]:
    if given is not None:
        return as_day(given), "given"
    if source.published is not None:
        return source.published, "metadata"
    printed = find_published(passages)
    if printed is not None:
        return printed[0], "text"
    return source.created, "metadata" if source.created is not None else None


def as_day(value: dt.date) -> dt.date:
    """A day, whose time is dropped if it has one.

    Raises:
        ConfigError: It is no date.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    msg = f"published takes a datetime.date, not {value!r}."
    raise ConfigError(msg)
