from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy

from cadocs import Config
from cadocs.backends import find_model
from cadocs.backends.own import OwnRecogniser
from cadocs.backends.protocol import Found
from cadocs.backends.recognisers import load_recogniser
from cadocs.errors import BackendMissingError
from cadocs.pipeline import Pipeline

TEXT = "Then Kamola Rahimova spoke in Vaduzberg."


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An installed pipeline of a stranger: names by rules, with spaCy's English labels."""
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Kamola Rahimova"},
            {"label": "GPE", "pattern": "Vaduzberg"},
            {"label": "DATE", "pattern": "spoke"},
        ]
    )
    name = "en_stranger_sm"
    folder = tmp_path / name
    nlp.to_disk(folder)
    (folder / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n"
        "    from spacy import load as load_path\n"
        f"    return load_path({str(folder)!r})\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(spacy.util, "is_package", lambda wanted: wanted == name)
    yield name
    sys.modules.pop(name, None)


def test_a_pipeline_is_used_by_its_name(package: str) -> None:
    document = Pipeline(Config(entities=package)).process(TEXT, language="en")
    found = [(entity.text, str(entity.label), entity.origin) for entity in document.entities]
    assert found == [("Kamola Rahimova", "PER", package), ("Vaduzberg", "LOC", package)]


def test_other_labels_are_dropped(package: str) -> None:
    (found,) = load_recogniser(package).find([TEXT], "en")  # type: ignore[union-attr]
    assert [(TEXT[name.start : name.end], str(name.label)) for name in found] == [
        ("Kamola Rahimova", "PER"),
        ("Vaduzberg", "LOC"),
    ]


def test_a_missing_official_pipeline_is_named_with_its_install_line() -> None:
    if spacy.util.is_package("de_core_news_sm"):
        pytest.skip("the official German pipeline is installed")
    with pytest.raises(BackendMissingError, match="spacy download de_core_news_sm"):
        Pipeline(Config(entities="spacy")).process("Er lebt in Wien.", language="de")


def test_an_unknown_back_end_is_named_with_those_there_are() -> None:
    with pytest.raises(
        BackendMissingError, match=r"No back end 'spacey'.*gazetteer, spacy, stanza"
    ):
        load_recogniser("spacey")


def test_the_shipped_models_read_only_the_languages_that_occur() -> None:
    recogniser: Any = load_recogniser("cadocs", find_model("names").parent)
    recogniser.find(["Anna Schmidt lebt in Wien."], "de")
    assert set(recogniser._readers) == {"de"}
    assert recogniser.find(["anything"], "und") == [[]]


def test_words_met_before_change_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Anna Schmidt lebt in Wien.", "Die Firma Nordbau AG baut in Kiel."]
    fresh: Any = OwnRecogniser()
    expected = [fresh.find([text], "de") for text in texts]
    monkeypatch.setattr("cadocs.backends.own._REMEMBERED", 8)
    forgetful: Any = OwnRecogniser()
    assert [forgetful.find([text], "de") for text in texts * 2] == expected * 2
    reader = forgetful._readers["de"]
    assert len(reader._numbers) <= reader._vectors.shape[1] <= 8


def test_words_that_a_pipeline_read_are_not_kept(package: str) -> None:
    recogniser: Any = load_recogniser(package)
    recogniser.find([TEXT], "en")
    strings = recogniser._pipelines["en"].vocab.strings
    before = len(strings)
    recogniser.find([" ".join(f"word{number}" for number in range(100))], "en")
    assert len(strings) == before


class OneSpan:
    """Stands for a reader that finds one span in each text."""

    def __init__(self, found: Found) -> None:
        self.found = found

    def read(self, texts: list[Any]) -> list[list[Found]]:
        return [[self.found] for _ in texts]


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        pytest.param("Maqola Big Data haqida.", "LOC", 0, id="ordinary English words"),
        pytest.param("Maqola Big Data haqida.", "PER", 0, id="as a person"),
        pytest.param("Maqola Big Data haqida.", "ORG", 1, id="as an organisation"),
        pytest.param("Maqola tahlil (Big Data) haqida.", "ORG", 0, id="a term explained"),
        pytest.param("Maqola Leeds City haqida.", "LOC", 1, id="one of them a name"),
    ],
)
def test_terms_of_another_language_are_no_names(text: str, label: Any, names: int) -> None:
    recogniser: Any = OwnRecogniser()
    match = re.search(r"Big Data|Leeds City", text)
    assert match is not None
    found = Found(match.start(), match.end(), label, 0.8)
    recogniser._readers["uz-Latn"] = OneSpan(found)
    assert recogniser.find([text], "uz-Latn") == [[found] * names]
