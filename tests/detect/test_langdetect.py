from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from cadocs.backends.langdetect import load_langdetect
from cadocs.detect import load_detector
from cadocs.normalise import normalise
from cadocs.pipeline import Pipeline
from cadocs.schema import Config
from cadocs.text import View

UZBEK = "Kecha viloyatda yangi maktab binosi ochildi, marosimda hokim so‘zga chiqdi."
CYRILLIC = "Кеча вилоятда янги мактаб биноси очилди, маросимда ҳоким сўзга чиқди."
RUSSIAN = "Вчера в области открылось новое здание школы, на церемонии выступил глава региона."
GERMAN = "Gestern wurde in der Provinz ein neues Schulgebäude eröffnet, der Gouverneur sprach."
ENGLISH = "A new school building was opened in the province yesterday, and the governor spoke."
KYRGYZ = "Кечээ облуста жаңы мектеп имараты ачылып, аземде губернатор сөз сүйлөдү."

SENTENCES = [
    pytest.param(UZBEK, "uz-Latn", id="Uzbek, Latin"),
    pytest.param(CYRILLIC, "uz-Cyrl", id="Uzbek, Cyrillic"),
    pytest.param(RUSSIAN, "ru", id="Russian"),
    pytest.param(GERMAN, "de", id="German"),
    pytest.param(ENGLISH, "en", id="English"),
    pytest.param(KYRGYZ, "und", id="Kyrgyz"),
    pytest.param("1234 — 5678", "und", id="figures"),
]


@pytest.mark.parametrize(("text", "tag"), SENTENCES)
def test_our_profiles_name_the_five_varieties(text: str, tag: str) -> None:
    assert load_detector("langdetect").detect(text).language == tag


def test_repeated_calls_and_threads_get_the_same_answer() -> None:
    rng = random.Random(4)  # noqa: S311  (a repeatable choice)
    words = f"{UZBEK} {CYRILLIC} {RUSSIAN} {GERMAN} {ENGLISH} {KYRGYZ}".split()
    texts = [" ".join(rng.sample(words, 6)) for _ in range(40)]
    namer = load_langdetect()
    once = [namer.shares(text) for text in texts]
    assert [namer.shares(text) for text in texts] == once
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(namer.shares, texts * 3)) == once * 3


def test_sentences_become_segments() -> None:
    text = f"{UZBEK} {UZBEK}\n{RUSSIAN}\n{KYRGYZ}"
    view = normalise(View.whole(text)).view
    found = load_detector("langdetect").segments(view)
    assert [(each.language, text[each.start : each.end]) for each in found] == [
        ("uz-Latn", f"{UZBEK} {UZBEK}"),
        ("ru", RUSSIAN),
        ("und", KYRGYZ),
    ]


@pytest.mark.parametrize("text", ["", " \n ", "12.5 %"])
def test_a_text_without_words_is_undetermined(text: str) -> None:
    detector = load_detector("langdetect")
    assert detector.detect(text).language == "und"
    assert detector.likely(text) is None
    assert [each.language for each in detector.segments(View.whole(text))] == (
        ["und"] if text.strip() else []
    )


def test_the_option_selects_it() -> None:
    document = Pipeline(Config(detector="langdetect", entities="gazetteer")).process(GERMAN)
    assert [segment.language for segment in document.segments] == ["de"]


@pytest.mark.parametrize("detector", ["cadocs", "langdetect"])
def test_a_note_names_the_language_that_is_not_read(detector: str) -> None:
    text = f"{ENGLISH}\n{KYRGYZ}"
    document = Pipeline(Config(detector=detector, entities="gazetteer")).process(text)
    assert [segment.language for segment in document.segments] == ["en", "und"]
    (note,) = [note for note in document.notes if note.code == "other-language"]
    assert note.message == "Not read; most like Kyrgyz (ky)."
    assert text[note.start : note.end] == KYRGYZ
