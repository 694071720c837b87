from __future__ import annotations

import pytest

from cadocs.extract.datelines import find_datelines, with_datelines
from cadocs.extract.names import DATELINE, Name

CASES = [
    pytest.param("TOSHKENT, 14-iyun — Ipak simi. Kecha", ["TOSHKENT", "Ipak simi"], id="dash"),
    pytest.param("ORAL, 22 April – Steppe Post. On", ["ORAL", "Steppe Post"], id="English"),
    pytest.param("TASCHKENT, 14. Juni (Steppenpost). Es", ["TASCHKENT", "Steppenpost"], id="de"),
    pytest.param("NUKUS (Qum.uz). Bugun", ["NUKUS", "Qum.uz"], id="no day"),
    pytest.param("Title\nХОРОГ, 3 мая (Памир). Вчера", ["ХОРОГ", "Памир"], id="second line"),
    pytest.param("Toshkent — Poytaxt. U katta", [], id="a sentence with a dash"),
    pytest.param("Bobur (Andijon) — shoir", [], id="a person and a place"),
    pytest.param("KOKAND, 5 May — prices rose. The", [], id="no agency"),
    pytest.param("OSH, 5 May — Prices rose by a third. The", [], id="a short sentence"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_dateline_names_a_place_and_an_agency(text: str, expected: list[str]) -> None:
    names = list(find_datelines(text))
    assert [text[name.start : name.end] for name in names] == expected
    assert [name.label for name in names] == ["LOC", "ORG"][: len(expected)]


def test_a_dateline_outweighs_what_it_overlaps_but_not_what_is_known() -> None:
    place, agency = Name(0, 4, "LOC", 0.9, DATELINE), Name(8, 20, "ORG", 0.9, DATELINE)
    known, cut = Name(0, 4, "LOC", 0.9, "gazetteer"), Name(8, 14, "PER", 0.8, "model")
    assert with_datelines([known, cut], [place, agency]) == [known, agency]
