from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import cadocs
from astral_documents import FOUND, an_astral_document
from cadocs.errors import ConfigError
from cadocs.integrations.spacy import GROUPS, to_spacy
from cadocs.schema import Document
from sample_documents import a_document

if TYPE_CHECKING:
    from spacy.language import Language

FAST = {"options": {"entities": "gazetteer"}}
TEXTS = {
    "en": "😀 Uzbekistan signed a $4 billion agreement in Tashkent on 5 March 2025.",
    "uz": "Тошкентда 2025 йил 5 мартда 4 миллиард долларлик шартнома имзоланди.",
    "xx": "Am 5. März 2025 zahlte Kasachstan in Taschkent 4 Mrd. Dollar. Ein Abkommen.",
}


@pytest.fixture(scope="session")
def factory() -> None:
    if "cadocs" not in entry_points(group="spacy_factories").names:
        pytest.skip("cadocs is on the path, but not installed with its entry points")


def pipeline(tag: str) -> Language:
    nlp = spacy.blank(tag)
    nlp.add_pipe("cadocs", config=FAST)
    return nlp


@pytest.mark.usefixtures("factory")
@pytest.mark.parametrize("tag", list(TEXTS))
def test_a_component_by_name_reads_texts_of_any_pipeline(tag: str) -> None:
    doc = pipeline(tag)(TEXTS[tag])
    document = doc._.cadocs
    assert isinstance(document, Document)
    assert document.text == doc.text
    assert [str(amount.value) for amount in document.amounts] == ["4000000000"]
    assert [span.label_ for span in doc.spans["cadocs/amounts"]] == ["AMOUNT"]
    assert [span.kb_id_ for span in doc.spans["cadocs/dates"]] == ["2025-03-05"]
    assert "Q269" in [span.kb_id_ for span in doc.spans["cadocs/entities"]]
    assert len(doc.spans["cadocs/events"]) == len(document.events) > 0


def test_spans_of_whole_tokens_lead_to_the_exact_record() -> None:
    document = an_astral_document()
    doc = to_spacy(document)
    spans = [span for group in GROUPS for span in doc.spans[f"cadocs/{group}"]]
    exact = [span._.cadocs for span in spans]
    assert exact == [*document.entities, *document.amounts, *document.dates, *document.events]
    for span, record in zip(spans, exact, strict=True):
        found = getattr(record, "trigger", record)
        assert found.text in span.text
        assert span.id_.endswith(f":{found.start}-{found.end}")
        assert document.text[found.start : found.end] == found.text
    assert {getattr(record, "trigger", record).text for record in exact} == {t for t, _ in FOUND}


def test_a_finding_inside_a_token_is_widened_to_it() -> None:
    document = a_document()
    inside = document.entities[1].model_copy(update={"start": 24, "end": 27, "text": "oiy"})
    doc = to_spacy(document.model_copy(update={"entities": (inside,), "events": ()}))
    (span,) = doc.spans["cadocs/entities"]
    assert (span.text, span.id_) == ("Navoiy", "entities:0:24-27")
    assert (span.label_, span.kb_id_) == ("LOC", "Q487634")
    assert span._.cadocs == inside


def test_the_tokeniser_is_that_of_the_language_or_of_the_pipeline() -> None:
    assert to_spacy(a_document()).lang_ == "uz"
    assert to_spacy(Document(language="und", text="abc")).lang_ == "xx"
    assert to_spacy(a_document(), spacy.blank("en")).lang_ == "en"
    assert a_document().to_spacy().text == a_document().text
    assert cadocs.to_spacy is to_spacy


def test_any_doc_can_be_asked() -> None:
    doc = spacy.blank("en")("Tashkent")
    assert doc._.cadocs is None
    assert doc[0:1]._.cadocs is None


def test_a_document_survives_bytes_and_a_bin_of_docs() -> None:
    document = an_astral_document()
    doc = to_spacy(document)
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again._.cadocs == document
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (from_bin,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(spacy.blank("xx").vocab)
    assert from_bin._.cadocs == document
    for group in GROUPS:
        spans = from_bin.spans[f"cadocs/{group}"]
        assert [(s.text, s.label_, s.kb_id_, s.id_, s._.cadocs) for s in spans] == [
            (s.text, s.label_, s.kb_id_, s.id_, s._.cadocs) for s in doc.spans[f"cadocs/{group}"]
        ]


@pytest.mark.usefixtures("factory")
def test_two_processes_give_what_one_gives() -> None:
    texts = [f"{text} {number}" for number in range(4) for text in TEXTS.values()]
    nlp = pipeline("xx")
    alone = [doc._.cadocs for doc in nlp.pipe(texts)]
    side_by_side = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [doc._.cadocs for doc in side_by_side] == alone
    assert [doc.spans["cadocs/amounts"][0]._.cadocs.value for doc in side_by_side] == [
        document.amounts[0].value for document in alone
    ]


@pytest.mark.usefixtures("factory")
def test_the_day_of_publication_is_taken_from_the_doc() -> None:
    nlp = pipeline("en")
    doc = nlp.make_doc("The president said it yesterday.")
    doc._.cadocs_published = "2025-03-06"
    assert [date.edtf for date in nlp(doc)._.cadocs.dates] == ["2025-03-05"]
    doc._.cadocs_published = "last week"
    with pytest.raises(ConfigError, match=r"cadocs_published takes a day such as '2025-11-15'"):
        nlp.get_pipe("cadocs")(doc)


@pytest.mark.usefixtures("factory")
def test_the_language_can_be_told() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("cadocs", config={**FAST, "language": "ru"})
    assert nlp("4 mln 😀").get_extension("cadocs") is not None
    assert nlp("Anna")._.cadocs.language == "ru"


@pytest.mark.usefixtures("factory")
def test_an_option_that_does_not_exist_is_told() -> None:
    with pytest.raises(ConfigError, match="no option 'entitys'"):
        spacy.blank("en").add_pipe("cadocs", config={"options": {"entitys": "x"}})


@pytest.mark.usefixtures("factory")
def test_a_stored_pipeline_finds_the_component_again(tmp_path: object) -> None:
    pipeline("en").to_disk(f"{tmp_path}/nlp")
    code = (
        f"import spacy; nlp = spacy.load(r'{tmp_path}/nlp');"
        "print(nlp('He paid USD 5m.')._.cadocs.amounts[0].value)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "5000000", done.stderr
