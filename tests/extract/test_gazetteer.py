from __future__ import annotations

import pytest

from cadocs.extract.gazetteer import CONTEXT, find_names, make_mention
from cadocs.extract.knowledge import load_knowledge
from cadocs.extract.mentions import merge
from cadocs.extract.names import Name
from passages import marked, passage

CASES = [
    pytest.param("uz-Latn", "U [Toshkentdan|LOC] [Samarqandga|LOC] keldi.", id="case endings"),
    pytest.param("uz-Latn", "[Andijon viloyatida|LOC] yomg‘ir yog‘di.", id="administrative head"),
    pytest.param("uz-Latn", "[Jahon bankining|ORG] qarori", id="possessive and case"),
    pytest.param("uz-Latn", "[O‘zbekiston|LOC] va [Qozog‘istonning|LOC] chegarasi", id="two"),
    pytest.param("uz-Latn", "o‘zbekistonlik talabalar", id="a demonym is no name"),
    pytest.param("uz-Latn", "[AQSH|LOC]-[Xitoy|LOC] munosabatlari", id="hyphenated names"),
    pytest.param("uz-Latn", "[TOSHKENT|LOC], 3-may", id="capitals"),
    pytest.param("uz-Cyrl", "[Тошкентда|LOC] [Қозоғистон|LOC] элчиси", id="Cyrillic"),
    pytest.param("uz-Cyrl", "[Шавкат Мирзиёевнинг|PER] нутқи", id="a person in Cyrillic"),
    pytest.param("ru", "в [Казахстане|LOC] и [Узбекистане|LOC]", id="prepositional case"),
    pytest.param("ru", "[Шанхайской организации сотрудничества|ORG]", id="every word inflects"),
    pytest.param("ru", "казахстанский экспорт", id="an adjective is no name"),
    pytest.param("ru", "встреча с [Владимиром Путиным|PER]", id="instrumental case"),
    pytest.param("de", "die Hauptstadt [Usbekistans|LOC]", id="genitive"),
    pytest.param("de", "der US-Präsident", id="a name inside a compound"),
    pytest.param("en", "[Uzbekistan|LOC]'s exports to [China|LOC]", id="possessive"),
    pytest.param("en", "the fine china broke", id="a small letter is no name"),
    pytest.param("en", "the anti-Russia mood", id="bound by a hyphen"),
]


@pytest.mark.parametrize(("tag", "case"), CASES)
def test_known_names_are_found_with_their_endings(tag: str, case: str) -> None:
    text, expected = marked(case)
    where = passage(text, tag)
    names = find_names(where, load_knowledge())
    found = [make_mention(where, name) for name in names]
    assert [(m.start, m.end, str(m.label)) for m in found] == expected


def test_a_mention_brings_its_context() -> None:
    where = passage("Poytaxt Toshkent shahri haqida.", "uz-Latn")
    (mention,) = (make_mention(where, name) for name in find_names(where, load_knowledge()))
    assert mention.before == "Poytaxt "
    assert mention.after.endswith("haqida.")
    assert max(len(mention.before), len(mention.after)) <= CONTEXT


def test_text_of_no_known_language_has_no_names() -> None:
    assert find_names(passage("Toshkent", "und"), load_knowledge()) == []


MERGES = [
    pytest.param([(0, 5)], [(0, 5)], [("g", 0, 5)], id="equal spans: the gazetteer's"),
    pytest.param([(0, 9)], [(0, 5)], [("m", 0, 9)], id="the longer span wins"),
    pytest.param([(2, 4)], [(0, 5)], [("g", 0, 5)], id="a span inside is dropped"),
    pytest.param([(6, 9)], [(0, 5)], [("g", 0, 5), ("m", 6, 9)], id="apart: both"),
]


@pytest.mark.parametrize(("model", "gazetteer", "expected"), MERGES)
def test_models_and_gazetteer_are_merged_by_length(
    model: list[tuple[int, int]],
    gazetteer: list[tuple[int, int]],
    expected: list[tuple[str, int, int]],
) -> None:
    merged = merge(
        [Name(*span, "ORG", 0.8, "model") for span in model],
        [Name(*span, "LOC", 0.9, "gazetteer") for span in gazetteer],
    )
    assert [(name.origin[0], name.start, name.end) for name in merged] == expected
