from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadocs.normalise import normalise
from cadocs.text import View

WRAPPED = (
    "Viloyatda yangi zavod qurilishi boshlandi va u keyingi yil oxirida\n"
    "Toshkent shahridagi korxonalarga mahsulot yetkazib beradi hamda yana\n"
    "ikki yuz kishini ish bilan ta'minlaydi, deb xabar berdi rahbariyat.\n"
    "Loyiha uchun ajratilgan mablag' bosqichma-bosqich o'zlashtiriladi va\n"
    "natijalar har chorakda e'lon qilinadi.\n"
    "Ikkinchi bo'lim\n"
    "Bu bo'limda boshqa masalalar ko'rib chiqiladi.\n"
)

CASES = [
    pytest.param("do\u00adllar", "dollar", id="soft hyphen"),
    pytest.param("4\u00a0mlrd\u202fUSD", "4 mlrd USD", id="no-break blanks"),
    pytest.param("O‘zbekiston gʻoya so`m ma’no", "O'zbekiston g'oya so'm ma'no", id="apostrophes"),
    pytest.param("K I R I S H\nMatn", "KIRISH\nMatn", id="spaced-out heading"),
    pytest.param("T A H L I L  V A  N A T I J A", "TAHLIL VA NATIJA", id="spaced-out words"),
    pytest.param("А Б В Г Д", "АБВГД", id="spaced-out Cyrillic"),
    pytest.param("a b c d e", "a b c d e", id="small letters are a list"),
    pytest.param("inte-\ngratsiya", "integratsiya", id="word cut at the line end"),
    pytest.param("inte-\fgratsiya", "integratsiya", id="word cut at the page end"),
    pytest.param("inte\u00ad\ngratsiya", "integratsiya", id="soft hyphen at the line end"),
    pytest.param("inte\u00ad \r\n gratsiya", "integratsiya", id="and blanks around the end"),
    pytest.param("inte\u00ad\fgratsiya", "integratsiya", id="soft hyphen at the page end"),
    pytest.param("5\u00ad\n\u00ad", "5\n", id="soft hyphens without letters"),
    pytest.param("инте\ufffeграция", "интеграция", id="PDFium's hyphen"),
    pytest.param("o‘zgar\ufffetirish", "o'zgartirish", id="PDFium's hyphen after an apostrophe"),
    pytest.param("inte\u0002gratsiya", "integratsiya", id="PDFium's other hyphen"),
    pytest.param("UzAuto\ufffeMotors", "UzAuto-Motors", id="PDFium's hyphen in a name"),
    pytest.param("2024\ufffeyil", "2024-yil", id="PDFium's hyphen after a number"),
    pytest.param("AQSH\ufffeda", "AQSH-da", id="PDFium's hyphen after capitals"),
    pytest.param("a \u0002 b", "a \u0002 b", id="a control character alone"),
    pytest.param("Bir.\fIkki.", "Bir.\nIkki.", id="a page end is a line end"),
    pytest.param("AQSH-\nda", "AQSH-da", id="capitals keep their hyphen"),
    pytest.param("A.A. va AA BB CC DD EE", "A.A. va AA BB CC DD EE", id="codes are a list"),
    pytest.param("2024-\nyil boshi", "2024-yil boshi", id="number with an ending"),
    pytest.param("2024 -\nyil boshi", "2024 - yil boshi", id="a dash after a number"),
    pytest.param("32 млрд\nдолларов", "32 млрд долларов", id="small letter goes on"),
    pytest.param("Sarlavha\nMatn", "Sarlavha\nMatn", id="heading stays"),
    pytest.param("Bir.\n\n\nIkki.", "Bir.\nIkki.", id="empty lines are one border"),
    pytest.param("birinchi;\n– ikkinchi", "birinchi;\n– ikkinchi", id="list item stays"),
    pytest.param("a  b \n c", "a b c", id="many blanks"),
    pytest.param("a\r\nB\rC\x0bD", "a\nB\nC\nD", id="other line ends"),
    pytest.param("e\u200bx\ufeffport", "export", id="zero width"),
    pytest.param("", "", id="nothing"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_reads_as_it_was_meant(text: str, expected: str) -> None:
    assert normalise(View.whole(text)).view.text == expected


def test_wrapped_lines_become_paragraphs() -> None:
    lines = normalise(View.whole(WRAPPED)).view.text.strip().split("\n")
    assert [line.split()[0] for line in lines] == ["Viloyatda", "Ikkinchi", "Bu"]


def test_double_spaced_lines_become_the_same_paragraphs() -> None:
    doubled = WRAPPED.replace("\n", " \n\n")
    once = normalise(View.whole(WRAPPED)).view.text.strip()
    assert normalise(View.whole(doubled)).view.text.strip() == once


def test_a_line_in_another_script_is_a_new_paragraph() -> None:
    russian = "Новый завод начал работу в области и будет поставлять продукцию всем.\n"
    text = WRAPPED.replace("rahbariyat.\n", "rahbariyat.\n" + russian)
    lines = normalise(View.whole(text)).view.text.split("\n")
    assert lines[1] == russian.strip()


def test_a_first_line_set_apart_still_goes_on() -> None:
    apart = WRAPPED.replace("yana\n", "yana \n\n", 1)
    assert normalise(View.whole(apart)).view.text == normalise(View.whole(WRAPPED)).view.text


def test_a_paragraph_a_line_stays_as_it_is() -> None:
    text = "Birinchi xatboshi ancha uzun, ikkinchisi esa qisqa bo'ladi.\nQisqa.\nYana bir gap.\n"
    assert normalise(View.whole(text)).view.text == text


def test_the_steps_that_changed_something_are_named() -> None:
    text = "K I R I S H\nso‘m va inte-\ngratsiya\u00ad"
    assert normalise(View.whole(text)).steps == ("invisible", "characters", "spaced-out", "lines")
    assert normalise(View.whole("oddiy matn")).steps == ()


def test_a_span_of_normalised_text_leads_back_to_the_dirty_source() -> None:
    source = "Jami 4\u00a0mlrd dol\u00adlar, K I R I S H va inte-\ngratsiya"
    view = normalise(View.whole(source)).view
    for word, surface in [
        ("4 mlrd dollar", "4\u00a0mlrd dol\u00adlar"),
        ("KIRISH", "K I R I S H"),
        ("integratsiya", "inte-\ngratsiya"),
    ]:
        at = view.text.index(word)
        assert view.surface(at, at + len(word)) == surface


@given(st.text("aбШ'‘.-– \n\u00ad\u00a0A1", max_size=80) | st.text(max_size=40))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(View.whole(text)).view
    assert normalise(View.whole(once.text)).view.text == once.text


@given(st.text("aбШ'‘.-– \n\u00ad\u00a0A1", max_size=80))
def test_every_letter_comes_from_its_letter(text: str) -> None:
    view = normalise(View.whole(text)).view
    for at, letter in enumerate(view.text):
        if letter.isalnum():
            assert letter in view.surface(at, at + 1)
