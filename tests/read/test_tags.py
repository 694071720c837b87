from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadocs.read.tags import decode_text, measure, parse_attributes, tokens

CASES = [
    pytest.param("a", ["text:a"], id="text"),
    pytest.param("<p>a</p>", ["open:p", "text:a", "close:p"], id="an element"),
    pytest.param("<P CLASS=x>", ["open:p CLASS=x"], id="capitals"),
    pytest.param("<br/>", ["open:br/"], id="closed in itself"),
    pytest.param("<a b='>' c=\">\">d", ["open:a b='>' c=\">\"", "text:d"], id="quoted signs"),
    pytest.param("<a b=x'>c", ["open:a b=x'", "text:c"], id="a quotation mark inside a value"),
    pytest.param("<a b='>c<d>", ["open:a b='", "text:c", "open:d"], id="an open quotation"),
    pytest.param("<!-- <p> -->a", ["text:a"], id="a comment"),
    pytest.param("<!-->a", ["text:a"], id="an empty comment"),
    pytest.param("<!-- a>b", ["text:b"], id="an open comment ends with its tag"),
    pytest.param("<!DOCTYPE html><?xml?>a", ["text:a"], id="declarations"),
    pytest.param("</>a</ p>b", ["text:a", "text:b"], id="ends of nothing"),
    pytest.param("1 < 2 <3", ["text:1 < 2 <3"], id="signs that open nothing"),
    pytest.param("a<b", ["text:a"], id="an open tag at the end"),
    pytest.param(
        "<script>a<b</script>c",
        ["open:script", "raw:a<b", "close:script", "text:c"],
        id="a script",
    ),
    pytest.param(
        "<title>a<b></TITLE>", ["open:title", "raw:a<b>", "close:title"], id="a title has no tags"
    ),
    pytest.param("<style></style>", ["open:style", "close:style"], id="an empty style"),
    pytest.param("<script>a<b>c", ["open:script", "text:a", "open:b", "text:c"], id="no end"),
    pytest.param("<script>a</scripts>", ["open:script", "text:a", "close:scripts"], id="other end"),
]


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_markup_comes_in_tokens(markup: str, expected: list[str]) -> None:
    found = [
        f"{token.kind}:{token.data if token.kind in {'text', 'raw'} else token.name + token.data}"
        for token in tokens(markup)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", {}),
        (" a='1' b=\"2\" c=3 d", {"a": "1", "b": "2", "c": "3", "d": ""}),
        (" A = '1' a=2", {"a": "1"}),
        (" property=og:title content='A &amp; B'", {"property": "og:title", "content": "A & B"}),
        (" a='", {"a": ""}),
        (" a=/b/c/", {"a": "/b/c/"}),
    ],
)
def test_attributes_are_read_by_name(written: str, expected: dict[str, str]) -> None:
    assert parse_attributes(written) == expected


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("AT&T &amp; K&ouml;ln", "AT&T & Köln"),
        ("&#1178;&#x493;", "Қғ"),
        ("&#xD800;&#x110000;", "\ufffd\ufffd"),
        (f"&#x{'f' * 10_000};", "\ufffd"),
        ("&nosuch;", "&nosuch;"),
    ],
)
def test_references_become_letters(written: str, text: str) -> None:
    assert decode_text(written) == text


@settings(max_examples=300)
@given(st.text(st.sampled_from("<>/!-=\"' apscriptle&#;x9"), max_size=60))
def test_any_markup_can_be_taken_apart_and_invents_nothing(markup: str) -> None:
    found = list(tokens(markup))
    assert sum(len(token.data) for token in found) <= len(markup)
    for token in found:
        decode_text(token.data)
        parse_attributes(token.data)


@pytest.mark.parametrize(
    ("markup", "depth"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("<div><div></div></div><div>", 2, id="closed and opened again"),
        pytest.param("<p>a" * 9, 0, id="paragraphs end where others begin"),
        pytest.param("<br>" * 9, 0, id="elements without content"),
        pytest.param("<div/>" * 9, 0, id="closed at once"),
        pytest.param("<div><b><b></div>" * 9, 3, id="an end closes what is open in it"),
        pytest.param("</div>" * 9 + "<b>", 1, id="ends without a beginning"),
        pytest.param("<table><tr><td><ul><li>", 6, id="what tables and lists bring"),
        pytest.param("<script><div><div></script>", 1, id="no elements in a script"),
    ],
)
def test_the_depth_of_a_page_is_that_of_its_elements(markup: str, depth: int) -> None:
    assert measure(markup).depth == depth
