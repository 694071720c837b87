from __future__ import annotations

from typing import TYPE_CHECKING

from astral_documents import NAMES, an_astral_document
from cadocs.export import to_conll, to_iob2
from cadocs.schema import Document, Segment
from sample_documents import a_document, entity

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows(written: str) -> list[list[str]]:
    """The lines of both forms: a document's first line, its tokens and empty lines."""
    assert written.endswith("\n\n")
    return [line.split() for line in written.removesuffix("\n").split("\n")[:-1]]


def names(written: str) -> Iterator[tuple[list[str], str]]:
    """The names that a reader of IOB2 finds."""
    words: list[str] = []
    label = ""
    for row in [*rows(written)[2:], ["", "O"]]:
        tag = row[-1] if row else "O"
        if words and not tag.startswith("I-"):
            yield words, label
            words = []
        if tag.startswith("B-"):
            label = tag.removeprefix("B-")
        if tag != "O":
            words.append(row[0])


def test_the_tokens_of_a_name_are_those_of_its_surface() -> None:
    found = list(names(to_iob2(an_astral_document())))
    assert [label for _, label in found] == [label for _, label in NAMES]
    assert [words for words, _ in found] == [
        ["𝐓𝐮𝐫𝐨𝐧", "-", "Bank"],
        ["Anna", "🚀", "Karimova"],
        ["Taschkent𝟚"],
    ]
    assert list(names(to_conll(an_astral_document()))) == found


def test_the_tokens_give_the_text_back_but_for_blanks() -> None:
    document = an_astral_document()
    tokens = [row[0] for row in rows(to_iob2(document))[2:] if row]
    assert "".join(tokens) == "".join(document.text.split())


def test_the_first_line_and_the_columns_are_those_of_the_formats() -> None:
    assert to_conll(an_astral_document()).split("\n")[:4] == [
        "-DOCSTART- -X- -X- O",
        "",
        "😀 _ _ O",
        "Die _ _ O",
    ]
    assert to_iob2(an_astral_document()).split("\n")[:3] == ["-DOCSTART-\tO", "", "😀\tO"]


def test_an_empty_line_ends_a_sentence() -> None:
    lines = rows(to_iob2(an_astral_document()))
    at = next(number for number, row in enumerate(lines) if row[:1] == ["Sie"])
    assert lines[at - 2 : at] == [[".", "O"], []]
    assert [] not in lines[2 : at - 1]


def test_of_names_in_one_another_the_longer_is_tagged() -> None:
    (found,) = names(to_iob2(a_document()))
    assert found == (["Navoiy", "viloyati", "hokimligi"], "ORG")


def test_a_token_is_cut_where_a_name_ends() -> None:
    text = "Oʻzbekistonda"
    mention = entity("Navoiy", "LOC", None, None).model_copy(
        update={"start": 0, "end": 11, "text": "Oʻzbekiston"}
    )
    segment = Segment(start=0, end=len(text), language="uz-Latn", confidence=1.0)
    document = Document(language="uz-Latn", text=text, segments=(segment,), entities=(mention,))
    assert rows(to_iob2(document))[2:] == [["Oʻzbekiston", "B-LOC"], ["da", "O"]]


def test_a_text_without_segments_is_one_sentence() -> None:
    assert to_iob2(Document(language="und", text="a b")) == "-DOCSTART-\tO\n\na\tO\nb\tO\n\n"
    assert to_conll(Document(language="und", text="")) == "-DOCSTART- -X- -X- O\n\n\n"


def test_dates_can_be_tagged_as_well() -> None:
    found = list(names(to_iob2(an_astral_document(), kinds=["dates"])))
    assert found == [(["5", ".", "März", "2025"], "DATE")]
