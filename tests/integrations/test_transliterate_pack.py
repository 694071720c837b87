from __future__ import annotations

import subprocess
import sys

import pytest
from transliterate import get_available_language_codes, translit

from cadocs.integrations.transliterate import register_uzbek
from cadocs.text import View
from cadocs.transliterate import to_latin

WORDS = [
    pytest.param("Toshkent shahri", "Тошкент шаҳри", id="two letters for one"),
    pytest.param("Oʻzbekiston", "Ўзбекистон", id="the official mark"),
    pytest.param("tayyorgarlik", "тайёргарлик", id="the iotated vowels"),
    pytest.param("maʼno", "маъно", id="tutuq"),
    pytest.param("tabiat va yer", "табиат ва ер", id="ye after a blank"),
    pytest.param("QAROR", "ҚАРОР", id="capitals"),
]


@pytest.fixture(autouse=True)
def _registered() -> None:
    register_uzbek()
    register_uzbek()


@pytest.mark.parametrize(("latin", "cyrillic"), WORDS)
def test_the_pack_works_both_ways(latin: str, cyrillic: str) -> None:
    assert translit(latin, "uz") == cyrillic
    assert translit(cyrillic, "uz", reversed=True) == latin


@pytest.mark.parametrize("mark", "'`‘’ʻʼ")
def test_every_apostrophe_is_understood(mark: str) -> None:
    assert translit(f"to{mark}g{mark}ri", "uz") == "тўғри"


def test_letters_that_fall_or_coincide() -> None:
    assert translit("альбом электр борщ", "uz", reversed=True) == "albom elektr borsh"


def test_the_packs_of_the_package_stay() -> None:
    assert {"uz", "ru", "uk", "hy"} <= set(get_available_language_codes())
    assert translit("Moskva", "ru") == "Москва"


def test_registering_first_hides_no_other_pack() -> None:
    code = (
        "from cadocs.integrations.transliterate import register_uzbek; register_uzbek();"
        "from transliterate import translit; print(translit('Moskva', 'ru'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "Москва\n"


def test_plain_words_are_as_cadocs_writes_them() -> None:
    for cyrillic in ("вазирлик", "ҳукумат", "чорвачилик", "юртимиз"):
        assert translit(cyrillic, "uz", reversed=True) == to_latin(View.whole(cyrillic)).text
