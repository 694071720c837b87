"""The verbs of the package: one call for one kind of finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadocs.normalise import normalise
from cadocs.pipeline.core import Pipeline, Prepared, load_pipeline
from cadocs.pipeline.scripts import uzbek_segments
from cadocs.schema import Detection, Trace, repair_surrogates
from cadocs.text import View
from cadocs.transliterate import transliterate_view as transliterate_segments

if TYPE_CHECKING:
    import datetime as dt

    from cadocs.schema import (
        Amount,
        Config,
        DateMention,
        Document,
        Entity,
        Event,
        Segment,
        Source,
        Spelling,
    )

__all__ = [
    "detect_language",
    "find_amounts",
    "find_dates",
    "find_entities",
    "find_events",
    "find_segments",
    "process",
    "transliterate",
    "transliterate_view",
]


def process(
    text: str | Source,
    *,
    published: dt.date | None = None,
    title: str | None = None,
    id: str | None = None,  # noqa: A002  (the field's name in the schema)
    language: str | None = None,
    config: Config | None = None,
) -> Document:
    """Read one text with all steps; see `Pipeline.process` for the arguments.

    >>> document = process("Am 4.4.2022 zahlte Kasachstan 3,2 Mrd. USD.")
    >>> [(str(amount.value), amount.currency) for amount in document.amounts]
    [('3200000000', 'USD')]
    """
    pipeline = load_pipeline(config)
    return pipeline.process(text, published=published, title=title, id=id, language=language)


def detect_language(text: str) -> Detection:
    """The language of a whole text; ``und`` for what is in none that cadocs reads.

    >>> detect_language("Oʻzbekiston va Qozogʻiston prezidentlari Toshkentda uchrashdi.").language
    'uz-Latn'
    """
    view = normalise(View.whole(repair_surrogates(text))).view
    return load_pipeline().detector.detect(view.text)


def find_segments(text: str | View) -> list[Segment]:
    """The maximal runs of one language, in order; offsets count code points of the source."""
    return _prepare(text, None).segments


def find_entities(text: str | View, *, language: str | None = None) -> list[Entity]:
    """The mentions of persons, organisations and places, sorted by ``(start, end)``.

    Args:
        text: A text, or a view of one; spans are offsets into the view's source.
        language: BCP 47 tag of the text; None to detect every segment.

    Raises:
        UnknownLanguageError: There is no language of that tag.
    """
    return load_pipeline().entities(_prepare(text, language), Trace())


def find_amounts(text: str | View, *, language: str | None = None) -> list[Amount]:
    """The sums of money, sorted by ``(start, end)``; arguments as for `find_entities`."""
    return load_pipeline().amounts(_prepare(text, language), Trace())


def find_dates(
    text: str | View, *, language: str | None = None, anchor: dt.date | None = None
) -> list[DateMention]:
    """The dates and periods, sorted by ``(start, end)``.

    Args:
        text: A text, or a view of one.
        language: BCP 47 tag of the text; None to detect every segment.
        anchor: The day the text was published, which "today" and "last year" count from.

    Raises:
        UnknownLanguageError: There is no language of that tag.
    """
    return load_pipeline().dates(_prepare(text, language), anchor, Trace())


def find_events(
    text: str | View, *, language: str | None = None, anchor: dt.date | None = None
) -> list[Event]:
    """The dated events, sorted by their triggers; arguments as for `find_dates`.

    Indices point into what `find_entities`, `find_amounts` and `find_dates` return for the same
    arguments.
    """
    return load_pipeline().events(_prepare(text, language), anchor, Trace())


def transliterate(
    text: str, *, to: str = "Latn", language: str | None = None, spelling: Spelling | None = None
) -> str:
    """Uzbek text in the other script; other languages in it stay as they are.

    Args:
        text: Text that may mix scripts and languages.
        to: ISO 15924 code of the script to write, ``Latn`` or ``Cyrl``.
        language: BCP 47 tag of the text; None to ask the segmenter.
        spelling: Options (apostrophes, hyphens of dates, what stays); None for the official
            spelling.

    Raises:
        ConfigError: ``to`` is neither.

    >>> transliterate("Шавкат Мирзиёев Тошкентда")
    'Shavkat Mirziyoyev Toshkentda'
    """
    return transliterate_view(text, to=to, language=language, spelling=spelling).text


def transliterate_view(
    text: str | View,
    *,
    to: str = "Latn",
    language: str | None = None,
    spelling: Spelling | None = None,
) -> View:
    """Like `transliterate`, but with the way back to the source text."""
    view = _as_view(text)
    segments = uzbek_segments(view, to, language, load_pipeline().detector)
    return transliterate_segments(view, to=to, segments=segments, spelling=spelling)


def _as_view(text: str | View) -> View:
    return text if isinstance(text, View) else View.whole(repair_surrogates(text))


def _prepare(text: str | View, language: str | None) -> Prepared:
    pipeline: Pipeline = load_pipeline()
    return pipeline.prepare(_as_view(text), language, Trace())
