from __future__ import annotations

from dataclasses import replace

import pytest

from cadocs.extract.knowledge import load_knowledge
from cadocs.languages.inflection import load_inflection
from cadocs.link import link_mentions
from cadocs.link.phonetic import phonetic_key
from cadocs.schema import Label, Mention, Trace
from passages import passage


def mention(text: str, form: str, label: Label, tag: str) -> Mention:
    where = passage(text, tag)
    start = text.index(form)
    low, high = where.view.view_span(start, start + len(form))
    return Mention(
        start=start,
        end=start + len(form),
        text=form,
        form=where.view.text[low:high],
        label=label,
        tag=tag,
        confidence=0.8,
        origin="model",
        before=where.view.text[:low],
        after=where.view.text[high:],
    )


def ids(*mentions: Mention) -> list[str | None]:
    return [entity.id for entity in link_mentions(mentions, load_knowledge(), Trace())]


LINKED = [
    pytest.param("uz-Latn", "Toshkentdan keldi", "Toshkentdan", "LOC", "Q269", id="ablative"),
    pytest.param("uz-Latn", "Ozbekistonda", "Ozbekistonda", "LOC", "Q265", id="no apostrophe"),
    pytest.param("uz-Cyrl", "Мирзиёевнинг нутқи", "Мирзиёевнинг", "PER", "Q57808", id="surname"),
    pytest.param("uz-Latn", "Buxoro viloyati", "Buxoro viloyati", "LOC", "Q487372", id="region"),
    pytest.param("uz-Latn", "Buxoro ko‘rkam", "Buxoro", "LOC", "Q5764", id="city"),
    pytest.param("ru", "в Казахстане", "Казахстане", "LOC", "Q232", id="Russian case"),
    pytest.param("ru", "слова Ильхама Алиева", "Ильхама Алиева", "PER", "Q57371", id="genitive"),
    pytest.param("de", "die Exporte Usbekistans", "Usbekistans", "LOC", "Q265", id="German -s"),
    pytest.param("de", "mit Schawkat Mirsijojew", "Schawkat Mirsijojew", "PER", "Q57808", id="de"),
    pytest.param("en", "Kassym-Jomart Tokayev", "Kassym-Jomart Tokayev", "PER", "Q200881", id="en"),
    pytest.param("en", "Emomalii Rahmon", "Emomalii Rahmon", "PER", "Q57366", id="by sound"),
    pytest.param(
        "en", "in Philadelphia, Ohio, too", "Philadelphia", "LOC", "Q1345", id="own state"
    ),
    pytest.param("ru", "«Москва готова», — сказал он", "Москва", "LOC", "Q649", id="quotation"),
]


@pytest.mark.parametrize(("tag", "text", "form", "label", "expected"), LINKED)
def test_a_name_leads_to_its_entity(
    tag: str, text: str, form: str, label: Label, expected: str
) -> None:
    assert ids(mention(text, form, label, tag)) == [expected]


UNLINKED = [
    pytest.param("uz-Latn", "Navoiy ko‘chasi yopildi", "Navoiy", "LOC", id="street"),
    pytest.param("uz-Latn", "Samarqand nomli oshxona", "Samarqand", "LOC", id="venue"),
    pytest.param("en", "the band Bukhara sang", "Bukhara", "LOC", id="band"),
    pytest.param("de", "die Firma Karimow liefert", "Karimow", "PER", id="firm"),
    pytest.param("ru", "фермер Токаев Иван", "Токаев", "PER", id="namesake"),
    pytest.param("en", "Malika Mirziyoyeva won", "Malika Mirziyoyeva", "PER", id="given name"),
    pytest.param("uz-Latn", "“Buxoro” futbolchilari keldi", "Buxoro", "LOC", id="quoted team"),
    pytest.param("ru", "фотоаппарат «Киев» старый", "Киев", "LOC", id="quoted brand"),
    pytest.param("en", "near Moscow, Idaho, farmers", "Moscow", "LOC", id="state behind"),
    pytest.param("uz-Latn", "Texas shtatidagi Parijda", "Parijda", "LOC", id="state before"),
    pytest.param("de", "Dachdecker Olaf Scholz kam", "Olaf Scholz", "PER", id="trade before"),
    pytest.param("ru", "в деревне Ташкент живут", "Ташкент", "LOC", id="village"),
    pytest.param("en", "the Gulistan Trading House", "Gulistan Trading House", "ORG", id="unknown"),
]


@pytest.mark.parametrize(("tag", "text", "form", "label"), UNLINKED)
def test_a_name_that_is_not_known_stays_without_an_id(
    tag: str, text: str, form: str, label: Label
) -> None:
    assert ids(mention(text, form, label, tag)) == [None]


def test_the_label_must_fit() -> None:
    assert ids(mention("Tashkent won", "Tashkent", "PER", "en")) == [None]


def test_an_entity_says_what_it_is_called_and_why() -> None:
    trace = Trace(explain=True)
    found = link_mentions([mention("в Ташкенте", "Ташкенте", "LOC", "ru")], load_knowledge(), trace)
    assert (found[0].name, found[0].latin) == ("Tashkent", "Tashkente")
    assert [note.step for note in trace.notes] == ["link"]


SOUNDS = [
    pytest.param("Mirziyoyev", "Мирзиёев", True, id="scripts"),
    pytest.param("Mirsijojew", "Mirziyoev", True, id="German and English"),
    pytest.param("Tschotonow", "Chotonov", True, id="tsch and ch"),
    pytest.param("Schakkaliyev", "Shakkaliev", True, id="sch and sh"),
    pytest.param("Rahmon", "Rakhmon", True, id="h and kh"),
    pytest.param("Karimov", "Rahimov", False, id="other names"),
]


@pytest.mark.parametrize(("one", "other", "same"), SOUNDS)
def test_spellings_of_one_name_sound_alike(one: str, other: str, *, same: bool) -> None:
    assert (phonetic_key(one) == phonetic_key(other)) is same


KEYS = [
    pytest.param("uz-Latn", "viloyatida", "viloyati", id="Uzbek"),
    pytest.param("ru", "Россией", "Россия", id="Russian, soft"),
    pytest.param("ru", "Китаем", "Китай", id="Russian, -ай"),
    pytest.param("de", "Vereinten", "Vereinte", id="German adjective"),
    pytest.param("en", "Türkiye", "Turkiye", id="marks"),
]


@pytest.mark.parametrize(("tag", "inflected", "base"), KEYS)
def test_an_inflected_word_finds_its_base(tag: str, inflected: str, base: str) -> None:
    inflection = load_inflection(tag)
    assert inflection.key(base) in inflection.keys(inflected)


def test_a_surname_that_comes_first_is_taken_up_alone() -> None:
    text = "Yoon Suk-yeol flew in. Yoon smiled at Kim."
    full = mention(text, "Yoon Suk-yeol", "PER", "en")
    at = text.index("Yoon", 5)
    alone = replace(full, start=at, end=at + 4, text="Yoon", form="Yoon", before=text[:at])
    assert ids(full, alone, mention(text, "Kim", "PER", "en")) == ["Q16090635", "Q16090635", None]
