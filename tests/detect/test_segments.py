from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadocs.detect import load_detector
from cadocs.errors import ConfigError, ModelMissingError
from cadocs.normalise import normalise
from cadocs.text import View

if TYPE_CHECKING:
    from pathlib import Path

UZBEK = "Viloyatda yangi zavod qurilishi boshlandi va ko‘plab odamlar ish bilan ta’minlandi."
CYRILLIC = "Вилоятда янги завод қурилиши бошланди ва кўплаб одамлар иш билан таъминланди."
RUSSIAN = "В области началось строительство нового завода, и многие жители получили работу."
GERMAN = "In der Provinz wurde mit dem Bau einer neuen Fabrik begonnen, die viele beschäftigt."
ENGLISH = "Construction of a new plant has begun in the province, giving many people a job."
KAZAKH = "Облыста жаңа зауыттың құрылысы басталып, көптеген адамдар жұмыспен қамтылды."
TURKISH = "İlde yeni bir fabrikanın inşaatı başladı ve birçok kişi iş sahibi oldu."

SINGLE = [
    pytest.param(UZBEK, "uz-Latn", id="Uzbek, Latin"),
    pytest.param(CYRILLIC, "uz-Cyrl", id="Uzbek, Cyrillic"),
    pytest.param(RUSSIAN, "ru", id="Russian"),
    pytest.param(GERMAN, "de", id="German"),
    pytest.param(ENGLISH, "en", id="English"),
    pytest.param(KAZAKH, "und", id="Kazakh"),
    pytest.param(TURKISH, "und", id="Turkish"),
    pytest.param(UZBEK.upper(), "uz-Latn", id="capitals"),
    pytest.param(UZBEK.replace("‘", "").replace("’", ""), "uz-Latn", id="no apostrophes"),
    pytest.param("12.05.2024, 14:30", "und", id="figures"),
    pytest.param("🙂 — …", "und", id="signs"),
]


def runs(text: str) -> list[tuple[str, str]]:
    segments = load_detector().segments(normalise(View.whole(text)).view)
    return [(segment.language, text[segment.start : segment.end]) for segment in segments]


@pytest.mark.parametrize(("text", "tag"), SINGLE)
def test_a_sentence_has_its_language(text: str, tag: str) -> None:
    view = normalise(View.whole(text)).view
    assert load_detector().detect(view.text).language == tag
    assert runs(text) == [(tag, text)]


OTHERS = [
    pytest.param("Маҷлис дирӯз дар шаҳри Душанбе баргузор гардид ва қарор қабул шуд.", id="tg"),
    pytest.param("Жыйын кечээ Бишкекте өтүп, анда жаңы чечим кабыл алынды.", id="ky"),
    pytest.param("Ýygnak düýn Aşgabatda geçirildi we täze karar kabul edildi.", id="tk"),
    pytest.param("Jıynalıs keshe Nókiste ótkerildi hám jańa qarar qabıl etildi.", id="kaa"),
    pytest.param("Җыелыш кичә Казанда узды һәм яңа карар кабул ителде.", id="tt"),
    pytest.param("İclas dünən Bakıda keçirildi və yeni qərar qəbul edildi.", id="az"),
    pytest.param("Засідання відбулося вчора в Києві, було ухвалено нове рішення.", id="uk"),
    pytest.param("Заседанието се проведе вчера в София и беше прието ново решение.", id="bg"),
    pytest.param("Хурал өчигдөр Улаанбаатарт болж, шинэ шийдвэр гаргалаа.", id="mn"),
    pytest.param(
        "De vergadering vond gisteren plaats en er is een nieuw besluit genomen.", id="nl"
    ),
    pytest.param("การประชุมจัดขึ้นเมื่อวานนี้ที่กรุงเทพ", id="th, of which no text was seen"),
    pytest.param("Shirka ayaa shalay lagu qabtay magaalada Muqdisho ee dalka.", id="so, the same"),
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_undetermined(text: str) -> None:
    assert load_detector().detect(text).language == "und"
    assert [tag for tag, _ in runs(text)] == ["und"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Вечерний матч зрители увидят на канале Sky Sports Main Event.", id="names"),
        pytest.param(
            "Он стал членом комитета (Comisión Nacional de los Mercados) и его главой.", id="terms"
        ),
        pytest.param(
            "новый отель Grand Mercure Riverside Residence в Риге", id="longer than all else"
        ),
    ],
)
def test_foreign_names_in_another_alphabet_leave_a_text_its_language(text: str) -> None:
    assert load_detector().detect(text).language == "ru"


@pytest.mark.parametrize("line_end", ["- ", "-\n"])
def test_a_hyphen_that_cuts_a_word_changes_nothing(line_end: str) -> None:
    detector = load_detector()
    whole, cut = "Wohnungsnot", f"Woh{line_end}nungsnot"
    assert detector.detect(cut) == detector.detect(whole)


MIXED = [
    pytest.param([("uz-Latn", UZBEK), ("ru", RUSSIAN)], "\n", id="lines"),
    pytest.param([("de", GERMAN), ("en", ENGLISH)], " ", id="sentences in one line"),
    pytest.param([("uz-Cyrl", CYRILLIC), ("ru", RUSSIAN), ("uz-Cyrl", CYRILLIC)], "\n", id="three"),
    pytest.param([("ru", RUSSIAN), ("und", KAZAKH)], "\n\n", id="a language not read"),
]


@pytest.mark.parametrize(("parts", "border"), MIXED)
def test_a_change_of_language_is_found_where_it_is(
    parts: list[tuple[str, str]], border: str
) -> None:
    assert runs(border.join(text for _, text in parts)) == parts


def test_a_foreign_term_does_not_cut_a_run() -> None:
    text = UZBEK.replace("zavod", "zavod (Single Window System)")
    assert runs(text) == [("uz-Latn", text)]


def test_a_heading_goes_with_the_text_it_opens() -> None:
    text = f"Аннотация. {RUSSIAN}\nAbstract. {ENGLISH}"
    assert [tag for tag, _ in runs(text)] == ["ru", "en"]
    assert runs(text)[1][1].startswith("Abstract.")


def test_an_opening_quotation_mark_goes_with_the_quotation() -> None:
    text = f'{GERMAN} Er sagte: "{ENGLISH}"'
    assert runs(text)[-1] == ("en", f'"{ENGLISH}"')


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_blank_text_has_no_segment(text: str) -> None:
    assert runs(text) == []
    assert load_detector().detect(text).language == "und"


def test_threads_get_the_same_answers() -> None:
    texts = [UZBEK, CYRILLIC, RUSSIAN, GERMAN, ENGLISH] * 8
    alone = [runs(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(runs, texts)) == alone


def test_an_unknown_detector_is_answered_with_the_known() -> None:
    with pytest.raises(ConfigError, match=r"No detector 'lingua'\. Known: cadocs, langdetect\."):
        load_detector("lingua")


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="language/ngrams"):
        load_detector("cadocs", tmp_path)


@settings(max_examples=60)
@given(st.text(max_size=80) | st.text("абў 'go.\n«»1", max_size=120))
def test_segments_are_in_order_and_have_no_blanks_at_their_edges(text: str) -> None:
    view = normalise(View.whole(text)).view
    at = 0
    for segment in load_detector().segments(view):
        assert at <= segment.start < segment.end
        assert not text[segment.start].isspace()
        assert not text[segment.end - 1].isspace()
        at = segment.end


def test_a_line_that_credits_a_source_is_in_no_language_and_cuts_nothing_else() -> None:
    text = f"{RUSSIAN}\n© telegram yangiliklar_kanali\n{CYRILLIC}"
    assert runs(text) == [
        ("ru", RUSSIAN),
        ("und", "© telegram yangiliklar_kanali"),
        ("uz-Cyrl", CYRILLIC),
    ]
