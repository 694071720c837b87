from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadocs.errors import ConfigError
from cadocs.normalise import normalise
from cadocs.schema import Segment, Spelling
from cadocs.text import View
from cadocs.transliterate import to_cyrillic, to_latin, transliterate_view

BOTH = [
    pytest.param("қишлоқ", "qishloq", id="digraph"),
    pytest.param("ўғил", "oʻgʻil", id="marks"),
    pytest.param("ер-сув", "yer-suv", id="е at the start"),
    pytest.param("қаерда", "qayerda", id="е after a vowel"),
    pytest.param("келди", "keldi", id="е after a consonant"),
    pytest.param("аҳоли", "aholi", id="h"),
    pytest.param("Исҳоқ", "Isʼhoq", id="s and h apart"),
    pytest.param("маъно", "maʼno", id="tutuq"),
    pytest.param("конституция", "konstitutsiya", id="ts after a vowel"),
    pytest.param("акция", "aksiya", id="s after a consonant"),
    pytest.param("цирк", "sirk", id="s at the start"),
    pytest.param("январь", "yanvar", id="soft sign at the end"),
    pytest.param("компьютерда", "kompyuterda", id="soft sign inside, with an ending"),
    pytest.param("батальон", "batalyon", id="soft sign before o"),
    pytest.param("объект", "obyekt", id="hard sign before e"),
    pytest.param("мавқеи", "mavqeyi", id="izofa"),
    pytest.param("йўл", "yoʻl", id="y before oʻ"),
    pytest.param("дунё", "dunyo", id="yo"),
    pytest.param("ДУНЁ", "DUNYO", id="capitals at the end"),
    pytest.param("Шаҳар", "Shahar", id="title"),
    pytest.param("БОШ", "BOSH", id="capitals"),
    pytest.param("ТАЪЛИМ", "TAʼLIM", id="tutuq in capitals"),
]


@pytest.mark.parametrize(("cyrillic", "latin"), BOTH)
def test_a_word_is_written_in_either_script(cyrillic: str, latin: str) -> None:
    assert to_latin(View.whole(cyrillic)).text == latin
    assert to_cyrillic(View.whole(latin)).text == cyrillic


TO_LATIN = [
    pytest.param("АҚШда", "AQSHda", id="acronym with an ending"),
    pytest.param("Ш. Каримов", "Sh. Karimov", id="initial"),
    pytest.param("сентябрь ва октябрда", "sentabr va oktabrda", id="months"),
    pytest.param("бюджетга", "budjetga", id="irregular stem"),
    pytest.param("мўъжиза", "moʻjiza", id="hard sign after oʻ"),
    pytest.param("меъёр", "meʼyor", id="hard sign after a vowel"),
    pytest.param("съёмка", "syomka", id="hard sign after a consonant"),
    pytest.param("кел-е", "kel-e", id="particle"),
    pytest.param("абзац", "abzas", id="ts at the end"),
]


@pytest.mark.parametrize(("cyrillic", "latin"), TO_LATIN)
def test_the_rules_of_the_orthography_hold(cyrillic: str, latin: str) -> None:
    assert to_latin(View.whole(cyrillic)).text == latin


@pytest.mark.parametrize("mark", ["ʻ", "‘", "'", "`", "ʼ", "’"])
def test_every_apostrophe_is_understood(mark: str) -> None:
    assert to_cyrillic(View.whole(f"o{mark}g{mark}il")).text == "ўғил"


LEXICAL = [
    pytest.param("mototsiklchilar", "мотоциклчилар", id="a stem with endings"),
    pytest.param("neftning", "нефтнинг", id="the soft sign falls before an ending"),
    pytest.param("rolida", "ролида", id="the same"),
    pytest.param("sement zavodi", "цемент заводи", id="s for ts at the start"),
    pytest.param("elektr energiyasi", "электр энергияси", id="e at the start"),
    pytest.param("ketsa", "кетса", id="t and s of a verb"),
    pytest.param("selluloza", "целлулоза", id="a loan that is spelled by its letters"),
    pytest.param("videofilmlar", "видеофильмлар", id="a compound"),
    pytest.param("SENTABR", "СЕНТЯБРЬ", id="capitals"),
    pytest.param("Yanvar", "Январь", id="a month"),
    pytest.param("mavzuyi", "мавзуи", id="izofa"),
]


@pytest.mark.parametrize(("latin", "cyrillic"), LEXICAL)
def test_what_latin_does_not_tell_is_known(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(View.whole(latin)).text == cyrillic


LOOK_ALIKES = [
    pytest.param("Tошкент", "Toshkent", id="a Latin capital"),
    pytest.param("шaҳap", "shahar", id="Latin letters inside"),
    pytest.param("ХIХ аср", "XIX asr", id="a numeral in both alphabets"),
    pytest.param("Microsoftнинг", "Microsoftning", id="an ending on a Latin name"),
    pytest.param("сomputer", "computer", id="a Cyrillic letter in a Latin word"),
]


@pytest.mark.parametrize(("text", "expected"), LOOK_ALIKES)
def test_look_alikes_are_read_as_the_word_means_them(text: str, expected: str) -> None:
    view = to_latin(View.whole(text))
    assert view.text == expected
    assert view.source_span(0, len(expected)) == (0, len(text))


OPTIONS = [
    pytest.param("мўъжиза маъно", Spelling(apostrophes="ascii"), "mo'jiza ma'no", id="ASCII"),
    pytest.param(
        "2025 йил 15 ноябрда 2000 йил давомида, 3 йил олдин",
        Spelling(date_hyphens=True),
        "2025-yil 15-noyabrda 2000 yil davomida, 3 yil oldin",
        id="hyphens of dates",
    ),
    pytest.param(
        "@канал www.сайт.uz", Spelling(protect=frozenset()), "@kanal www.sayt.uz", id="nothing"
    ),
    pytest.param(
        "@канал www.сайт.uz",
        Spelling(protect=frozenset({"handles"})),
        "@канал www.sayt.uz",
        id="handles only",
    ),
]


@pytest.mark.parametrize(("text", "spelling", "expected"), OPTIONS)
def test_the_spelling_is_a_choice(text: str, spelling: Spelling, expected: str) -> None:
    assert to_latin(View.whole(text), spelling).text == expected


def test_numerals_and_foreign_words_may_be_rewritten() -> None:
    text = View.whole("XIX asr, Vatsap")
    assert to_cyrillic(text).text == "XIX аср, Вацап"
    assert to_cyrillic(text, Spelling(protect=frozenset())).text == "ХИХ аср, Вацап"


SPARED = [
    pytest.param("XIX аср", "XIX asr", id="Roman numeral"),
    pytest.param("https://misol.uz/йўл сайти", "https://misol.uz/йўл sayti", id="address"),
    pytest.param("Uzbekistan Airways рейси", "Uzbekistan Airways reysi", id="Latin name"),
    pytest.param("@канал ва #теги", "@канал va #теги", id="handles"),
]


@pytest.mark.parametrize(("text", "expected"), SPARED)
def test_what_is_no_uzbek_word_stays(text: str, expected: str) -> None:
    assert to_latin(View.whole(text)).text == expected


def test_latin_words_with_other_letters_stay() -> None:
    assert to_cyrillic(View.whole("Windows va XX asr, www.misol.uz")).text == (
        "Windows ва XX аср, www.misol.uz"
    )


def test_only_the_given_segments_are_rewritten() -> None:
    text = "янги йўл — новая дорога"
    segment = Segment(start=0, end=8, language="uz-Cyrl", confidence=1.0)
    view = transliterate_view(View.whole(text), segments=[segment])
    assert view.text == "yangi yoʻl — новая дорога"
    assert view.surface(6, 10) == "йўл"


def test_an_unknown_script_is_answered_with_the_known() -> None:
    with pytest.raises(ConfigError, match=r"'Arab'\. Known: Cyrl, Latn"):
        transliterate_view(View.whole("а"), to="Arab")


def test_a_span_leads_back_to_its_letters() -> None:
    view = to_latin(View.whole("Тошкент шаҳри"))
    at = view.text.index("shahri")
    assert view.source_span(at, at + 6) == (8, 13)
    assert view.source_span(at, at + 2) == (8, 9)


@given(st.text("абвшўғъьеёцА ШЎ.-'xX1", max_size=40) | st.text(max_size=40))
def test_no_letter_is_lost_and_none_is_doubled(text: str) -> None:
    for engine in (to_latin, to_cyrillic):
        view = engine(View.whole(text))
        at_source = at_view = 0
        for source_start, source_end, view_start, view_end in view.pieces():
            assert (source_start, view_start) == (at_source, at_view)
            at_source, at_view = source_end, view_end
        assert (at_source, at_view) == (len(text), len(view.text))


@given(st.lists(st.text("абвшўеёabtsoʻ'yeg", min_size=1, max_size=8), max_size=8))
def test_lines_one_by_one_are_the_same_as_all_at_once(words: list[str]) -> None:
    for engine in (to_latin, to_cyrillic):
        whole = engine(View.whole("\n".join(words))).text
        assert whole == "\n".join(engine(View.whole(word)).text for word in words)


@given(
    st.text("абвшўғъьеёцА ШЎ.-'xX1\u00a0\u00ad\n", max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_spans_survive_normalisation_and_transliteration(text: str, low: int, high: int) -> None:
    view = to_latin(normalise(View.whole(text)).view)
    low, high = sorted((min(low, len(view.text)), min(high, len(view.text))))
    if low == high:
        return
    start, end = view.source_span(low, high)
    assert 0 <= start <= end <= len(text)
    assert view.surface(low, high) == text[start:end]
    back = view.view_span(start, end)
    assert back[0] <= low
    assert back[1] >= high


@given(st.text("aboʻgshcyetz' -1", max_size=40) | st.text(max_size=30))
def test_there_and_back_through_the_view_is_exact(text: str) -> None:
    for engine in (to_latin, to_cyrillic):
        view = engine(View.whole(text))
        assert "".join(text[start:end] for start, end, _, _ in view.pieces()) == text
