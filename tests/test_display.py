from __future__ import annotations

import pytest

import cadocs
from cadocs import display
from cadocs.errors import BackendMissingError
from cadocs.render import render_html
from sample_documents import a_document


def test_a_document_shows_itself_in_colours() -> None:
    assert a_document()._repr_html_() == render_html(a_document(), page=False)
    assert cadocs.Document is type(a_document())


def test_the_last_word_on_a_display_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_MAKERS", {})
    display.register_display("html", lambda _: "first")
    display.register_display("html", lambda document: f"<i>{document.id}</i>")
    assert a_document()._repr_html_() == "<i>sample</i>"


def test_a_display_that_nothing_makes_is_answered_with_the_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(display, "_MAKERS", {"html": str})
    with pytest.raises(BackendMissingError, match=r"'frames'\. Known: html\. Use: import cadocs"):
        a_document().to_frames()
