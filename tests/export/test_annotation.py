from __future__ import annotations

from typing import Any

import pytest

from astral_documents import FOUND, NAMES, an_astral_document
from cadocs.errors import ConfigError
from cadocs.export import LABEL_STUDIO_CONFIG, to_doccano, to_label_studio, to_prodigy
from cadocs.export.spans import LABELS
from cadocs.schema import Document
from sample_documents import a_document


def as_javascript_cuts(text: str, start: int, end: int) -> str:
    """What ``text.substring(start, end)`` is in a browser."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def regions(task: dict[str, Any]) -> list[dict[str, Any]]:
    (prediction,) = task["predictions"]
    found: list[dict[str, Any]] = prediction["result"]
    return found


def test_label_studio_gets_code_points() -> None:
    task = to_label_studio(an_astral_document())
    text = task["data"]["text"]
    values = [region["value"] for region in regions(task)]
    assert [(text[v["start"] : v["end"]], *v["labels"]) for v in values] == FOUND
    assert [v["text"] for v in values] == [text for text, _ in FOUND]


def test_an_older_label_studio_gets_what_a_browser_counts() -> None:
    task = to_label_studio(an_astral_document(), offsets="utf-16")
    text = task["data"]["text"]
    values = [region["value"] for region in regions(task)]
    cuts = [(as_javascript_cuts(text, v["start"], v["end"]), *v["labels"]) for v in values]
    assert cuts == FOUND
    assert values[0]["start"] == len("xx Die ")
    assert values[0]["end"] == len("xx Die xxxxxxxxxx-Bank")


def test_a_region_of_label_studio_fits_the_interface() -> None:
    first, *_, last = regions(to_label_studio(an_astral_document()))
    assert (first["from_name"], first["to_name"], first["type"]) == ("label", "text", "labels")
    assert first["score"] == 0.75
    assert "meta" not in first
    assert last["meta"] == {"text": ["Q269"]}
    assert '<Labels name="label" toName="text">' in LABEL_STUDIO_CONFIG
    assert [f'value="{label}"' in LABEL_STUDIO_CONFIG for label in LABELS] == [True] * 6


def test_a_region_says_what_it_means() -> None:
    meant = {
        r["id"]: r["meta"]["text"] for r in regions(to_label_studio(a_document())) if "meta" in r
    }
    assert meant == {
        "entities-1": ["Q487634"],
        "amounts-0": ["at_least 3500000-4000000 USD"],
        "dates-0": ["2025-03-05"],
        "events-0": ["agreement 2025-03-05"],
    }


def test_doccano_gets_code_points() -> None:
    record = to_doccano(an_astral_document())
    text = record["text"]
    assert [(text[start:end], label) for start, end, label in record["label"]] == FOUND
    assert (record["id"], record["language"]) == ("astral", "de")


def test_prodigy_gets_code_points_and_whole_tokens() -> None:
    task = to_prodigy(an_astral_document())
    text, tokens, spans = task["text"], task["tokens"], task["spans"]
    assert [(text[s["start"] : s["end"]], s["label"]) for s in spans] == FOUND
    for span in spans:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]


@pytest.mark.parametrize("document", [an_astral_document(), a_document()], ids=["emoji", "plain"])
def test_the_tokens_of_prodigy_give_the_text_back(document: Document) -> None:
    tokens = to_prodigy(document)["tokens"]
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    assert [document.text[t["start"] : t["end"]] for t in tokens] == [t["text"] for t in tokens]
    joined = "".join(f"{token['text']}{' ' * token['ws']}" for token in tokens)
    assert joined.split() == document.text.split()


def test_names_in_one_another_stay_unless_prodigy_may_not_have_them() -> None:
    both = to_prodigy(a_document(), kinds=["entities"])
    longest = to_prodigy(a_document(), kinds=["entities"], overlap=False)
    assert [span["label"] for span in both["spans"]] == ["LOC", "ORG"]
    assert [span["label"] for span in longest["spans"]] == ["ORG"]


def test_some_kinds_can_be_left_out() -> None:
    document = an_astral_document()
    labels = to_doccano(document, kinds=["entities"])["label"]
    assert [(document.text[start:end], label) for start, end, label in labels] == NAMES


def test_a_kind_or_unit_that_does_not_exist_is_answered_with_the_known() -> None:
    with pytest.raises(ConfigError, match=r"'names'\. Known: entities, amounts, dates, events"):
        to_doccano(a_document(), kinds=["names"])  # type: ignore[list-item]
    with pytest.raises(ConfigError, match=r"'bytes'\. Known: code-points, utf-16"):
        to_label_studio(a_document(), offsets="bytes")  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [to_label_studio, to_doccano, to_prodigy])
def test_a_document_without_findings_is_a_task_too(make: Any) -> None:
    record = make(Document(language="und", text="", published=None))
    assert "" in (record.get("text"), record.get("data", {}).get("text"))
