from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cadocs.errors import ConfigError
from cadocs.pipeline import Pipeline, pipe
from cadocs.schema import Config, Document, Note, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = Config(entities="gazetteer")
TEXTS = ["USD 5 million.", "Toshkentda uchrashuv bo‘lib o‘tdi.", "В Астане прошёл форум."]


def error_of(document: Document) -> str | None:
    return next((note.message for note in document.notes if note.code == "error"), None)


def test_documents_come_in_the_order_of_the_items() -> None:
    assert [document.text for document in pipe(TEXTS, config=PLAIN)] == TEXTS


def test_a_batch_takes_texts_sources_and_paths(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXTS[1], encoding="utf-8")
    documents = list(pipe([TEXTS[0], Source(text=TEXTS[2], uri="here"), path]))
    assert [document.text for document in documents] == [TEXTS[0], TEXTS[2], TEXTS[1]]
    assert [document.source for document in documents] == [None, "here", str(path)]


def test_an_item_that_cannot_be_read_becomes_a_record(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    first, second, third = pipe([TEXTS[0], missing, TEXTS[1]])
    assert error_of(first) is error_of(third) is None
    assert second.source == str(missing)
    assert "missing.txt" in (error_of(second) or "")


def test_an_item_that_fails_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Pipeline.process

    def process(self: Pipeline, text: str, **options: object) -> Document:
        if text == TEXTS[1]:
            msg = "broken\ud800"
            raise RuntimeError(msg)
        return real(self, text, **options)

    monkeypatch.setattr(Pipeline, "process", process)
    documents = list(pipe(TEXTS))
    assert [document.text for document in documents] == TEXTS
    assert (error_of(documents[1]) or "").startswith("RuntimeError: broken")
    assert documents[1].model_dump_json()


NO_ITEMS = [
    pytest.param(5, "not int", id="a number"),
    pytest.param(None, "not NoneType", id="nothing"),
    pytest.param(b"USD 5", "not bytes", id="bytes"),
    pytest.param(lambda: "USD 5", "not function", id="what cannot be pickled"),
]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_item_becomes_a_record(workers: int) -> None:
    items: list[Any] = [TEXTS[0], *(case.values[0] for case in NO_ITEMS), TEXTS[1]]
    first, *wrong, last = pipe(items, config=PLAIN, workers=workers)
    assert error_of(first) is error_of(last) is None
    for document, case in zip(wrong, NO_ITEMS, strict=True):
        assert str(case.values[1]) in (error_of(document) or "")


def test_a_folder_among_the_paths_becomes_a_record(tmp_path: Path) -> None:
    first, second, third = pipe([TEXTS[0], tmp_path, TEXTS[1]], config=PLAIN)
    assert error_of(first) is error_of(third) is None
    assert "is a folder" in (error_of(second) or "")


def test_a_source_that_was_read_with_an_error_is_read_on() -> None:
    note = Note(step="read", code="error", message="Page 2 is broken.")
    (document,) = pipe([Source(text="USD 5 million.", notes=(note,))], config=PLAIN)
    assert document.notes[0] == note
    assert [amount.text for amount in document.amounts] == ["USD 5 million"]


def test_the_day_of_publication_is_that_of_all() -> None:
    day = dt.date(2025, 3, 6)
    given = Source(text="Gestern schneite es.", published=dt.date(2020, 1, 1))
    documents = list(pipe([given, "Gestern regnete es in Taschkent."], published=day))
    assert {(one.published, one.published_from) for one in documents} == {(day, "given")}


def test_a_day_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(ConfigError, match=r"published takes a datetime\.date"):
        pipe(TEXTS, published="2025-03-06")  # type: ignore[arg-type]


@pytest.mark.parametrize(("workers", "most"), [(1, 1), (2, 17)])
def test_items_are_taken_as_they_are_needed(workers: int, most: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[str]:
        for number in range(1000):
            taken.append(number)
            yield f"USD {number} million."

    documents = pipe(items(), config=PLAIN, workers=workers)
    assert next(documents).text == "USD 0 million."
    assert len(taken) <= most
    documents.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [0, -1])
def test_fewer_than_one_worker_is_refused(workers: int) -> None:
    with pytest.raises(ConfigError, match=f"workers >= 1, not {workers}"):
        pipe(TEXTS, workers=workers)


def test_two_workers_give_the_same_documents() -> None:
    alone = [document.model_dump_json() for document in pipe(TEXTS)]
    assert [document.model_dump_json() for document in pipe(TEXTS, workers=2)] == alone


def test_a_bar_is_quiet_where_there_is_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert len(list(pipe(TEXTS, progress=True))) == len(TEXTS)
    assert capfd.readouterr().err == ""
