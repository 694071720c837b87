from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from cadocs.errors import ConfigError
from cadocs.pipeline import batch, pipe
from cadocs.schema import Document, Source

TEXTS = ["USD 5 million.", "Toshkentda uchrashuv bo‘lib o‘tdi.", "В Астане прошёл форум."]


def error_of(document: Document) -> str | None:
    return next((note.message for note in document.notes if note.code == "error"), None)


def test_documents_come_in_the_order_of_the_items() -> None:
    assert [document.text for document in pipe(TEXTS)] == TEXTS


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
    real = batch.load_pipeline()

    class Failing:
        def process(self, text: str) -> Document:
            if text == TEXTS[1]:
                msg = "broken\ud800"
                raise RuntimeError(msg)
            return real.process(text)

    monkeypatch.setattr(batch, "load_pipeline", lambda _config: Failing())
    documents = list(pipe(TEXTS))
    assert [document.text for document in documents] == TEXTS
    assert (error_of(documents[1]) or "").startswith("RuntimeError: broken")
    assert documents[1].model_dump_json()


@pytest.mark.parametrize("workers", [0, -1])
def test_fewer_than_one_worker_is_refused(workers: int) -> None:
    with pytest.raises(ConfigError, match=f"workers >= 1, not {workers}"):
        pipe(TEXTS, workers=workers)


def test_two_workers_give_the_same_documents() -> None:
    alone = [document.model_dump_json() for document in pipe(TEXTS)]
    assert [document.model_dump_json() for document in pipe(TEXTS, workers=2)] == alone


class Deadly(Source):
    """A source whose arrival in a worker kills it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.kill, (_Own(), signal.SIGKILL)


class _Own(int):
    """Unpickles to the number of the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.getpid, ()


def test_a_worker_that_dies_costs_one_item() -> None:
    documents = list(pipe([TEXTS[0], Deadly(text="deadly"), TEXTS[1]], workers=2))
    assert [document.text for document in documents] == [TEXTS[0], "deadly", TEXTS[1]]
    assert "died" in (error_of(documents[1]) or "")
    assert error_of(documents[0]) is error_of(documents[2]) is None


def test_a_bar_is_quiet_where_there_is_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert len(list(pipe(TEXTS, progress=True))) == len(TEXTS)
    assert capfd.readouterr().err == ""
