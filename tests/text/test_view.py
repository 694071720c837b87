from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadocs.text import Edit, View
from cadocs.text.view import _Weaver

TEXTS = st.text("abc шё'\u00ad\n🙂", max_size=14)


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [(start, end, draw(st.text("abXY ", max_size=4))) for start, end in pairs]


def applied(text: str, changes: list[Edit]) -> str:
    out, at = [], 0
    for start, end, replacement in changes:
        out += [text[at:start], replacement]
        at = end
    return "".join([*out, text[at:]])


def assert_gapless(view: View) -> None:
    source_at, view_at = view.extent[0], 0
    for source_start, source_end, view_start, view_end in view.pieces():
        assert (source_start, view_start) == (source_at, view_at)
        assert source_end >= source_start
        assert view_end >= view_start
        source_at, view_at = source_end, view_end
    assert (source_at, view_at) == (view.extent[1], len(view.text))


def assert_monotone(view: View) -> None:
    spans = [view.source_span(at, at + 1) for at in range(len(view.text))]
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))
    assert all(view.extent[0] <= a <= b <= view.extent[1] for a, b in spans)


def test_a_whole_view_is_its_source() -> None:
    view = View.whole("Toshkent")
    assert view.text == view.source == "Toshkent"
    assert view.source_span(2, 5) == view.view_span(2, 5) == (2, 5)


SPANS = [
    pytest.param("do\u00adllar", [(2, 3, "")], (0, 6), (0, 7), id="a dropped letter lies inside"),
    pytest.param("\u00adollar", [(0, 1, "")], (0, 5), (1, 6), id="a dropped first letter is out"),
    pytest.param("dolla\u00ad", [(5, 6, "")], (0, 5), (0, 5), id="a dropped last letter is out"),
    pytest.param("ш и", [(0, 1, "sh")], (0, 2), (0, 1), id="one letter becomes two"),
    pytest.param("ш и", [(0, 1, "sh")], (1, 2), (0, 1), id="half a letter maps to all of it"),
    pytest.param("ш и", [(0, 1, "sh")], (3, 4), (2, 3), id="what follows is shifted"),
    pytest.param("a\n\nb", [(1, 3, " ")], (0, 3), (0, 4), id="two line feeds become a blank"),
    pytest.param("ab", [(1, 1, "--")], (0, 1), (0, 1), id="an insertion leaves what is before"),
    pytest.param("ab", [(1, 1, "--")], (1, 3), (1, 1), id="an insertion has no source"),
    pytest.param("ab", [(1, 1, "--")], (3, 4), (1, 2), id="an insertion leaves what is after"),
    pytest.param("Hello", [(0, 5, "HELLO")], (1, 3), (1, 3), id="equal length maps by letter"),
]


@pytest.mark.parametrize(("source", "changes", "span", "expected"), SPANS)
def test_a_span_of_the_view_maps_to_what_it_was_made_from(
    source: str, changes: list[Edit], span: tuple[int, int], expected: tuple[int, int]
) -> None:
    view = View.whole(source).edit(changes)
    assert view.source_span(*span) == expected
    assert view.surface(*span) == source[expected[0] : expected[1]]


BACK = [
    pytest.param("ш и", [(0, 1, "sh")], (0, 1), (0, 2), id="a letter covers its digraph"),
    pytest.param("do\u00adllar", [(2, 3, "")], (2, 3), (2, 2), id="a dropped letter is nowhere"),
    pytest.param("a\n\nb", [(1, 3, " ")], (2, 4), (1, 3), id="half a break maps to its blank"),
]


@pytest.mark.parametrize(("source", "changes", "span", "expected"), BACK)
def test_a_span_of_the_source_maps_to_what_became_of_it(
    source: str, changes: list[Edit], span: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert View.whole(source).edit(changes).view_span(*span) == expected


def test_an_edit_inside_a_digraph_keeps_the_letter_it_came_from() -> None:
    view = View.whole("aшb").edit([(1, 2, "sh")]).edit([(2, 3, "x")])
    assert view.text == "asxb"
    assert view.source_span(1, 3) == (1, 2)
    assert view.source_span(3, 4) == (2, 3)


def test_pieces_break_at_token_edges() -> None:
    assert list(View.whole("bir ikki").pieces()) == [(0, 3, 0, 3), (3, 4, 3, 4), (4, 8, 4, 8)]


def test_a_part_still_counts_in_the_whole_source() -> None:
    part = View.whole("xx шa yy").edit([(3, 4, "sh")]).part(3, 6)
    assert part.text == "sha"
    assert part.extent == (3, 5)
    assert part.source_span(2, 3) == (4, 5)
    assert part.view_span(3, 4) == (0, 2)


def test_a_replacement_may_be_made_from_the_match() -> None:
    view = View.whole("a1b22").replace(re.compile(r"\d+"), lambda m: f"<{m.group()}>")
    assert view.text == "a<1>b<22>"
    assert view.source_span(5, 9) == (3, 5)


WRONG = [
    pytest.param([(2, 3, ""), (0, 1, "")], id="not sorted"),
    pytest.param([(0, 3, ""), (2, 4, "")], id="overlapping"),
    pytest.param([(3, 9, "")], id="past the end"),
]


@pytest.mark.parametrize("changes", WRONG)
def test_edits_that_cannot_be_are_refused(changes: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps one before it or leaves the view"):
        View.whole("abcde").edit(changes)


@pytest.mark.parametrize("span", [(-1, 2), (2, 1), (0, 6)])
def test_a_span_outside_is_refused(span: tuple[int, int]) -> None:
    view = View.whole("abcde")
    with pytest.raises(IndexError, match="not inside the view"):
        view.source_span(*span)
    with pytest.raises(IndexError, match="not inside the source"):
        view.view_span(*span)


def test_a_table_that_changes_the_length_is_refused() -> None:
    with pytest.raises(ValueError, match="one character to one character"):
        View.whole("ш").translate({ord("ш"): "sh"})


@given(st.data(), TEXTS)
def test_edits_compose_to_a_gapless_monotone_map(data: st.DataObject, text: str) -> None:
    view = View.whole(text)
    current = text
    for _ in range(data.draw(st.integers(1, 4))):
        changes = data.draw(edits(len(current)))
        current = applied(current, changes)
        view = view.edit(changes)
        assert view.text == current
        assert_gapless(view)
        assert_monotone(view)


@given(st.data(), TEXTS.filter(bool))
def test_a_kept_character_keeps_its_place(data: st.DataObject, text: str) -> None:
    view = View.whole(text)
    origin: list[int | None] = list(range(len(text)))
    for _ in range(3):
        changes = data.draw(edits(len(view.text)))
        kept, at = [], 0
        for start, end, replacement in changes:
            kept += [*origin[at:start], *[None] * len(replacement)]
            at = end
        origin = kept + origin[at:]
        view = view.edit(changes)
    for at, place in enumerate(origin):
        if place is not None:
            start, end = view.source_span(at, at + 1)
            assert start <= place < end


@given(st.data(), TEXTS.filter(bool))
def test_one_edit_moves_no_character_outside_it(data: st.DataObject, text: str) -> None:
    changes = data.draw(edits(len(text)))
    view = View.whole(text).edit(changes)
    touched = {at for start, end, _ in changes for at in range(start, end)}
    for at in range(len(text)):
        if at not in touched:
            start, end = view.view_span(at, at + 1)
            assert view.text[start:end] == text[at]
            assert view.source_span(start, end) == (at, at + 1)


@given(st.data(), TEXTS)
def test_parts_of_a_view_map_inside_the_whole(data: st.DataObject, text: str) -> None:
    view = View.whole(text).edit(data.draw(edits(len(text))))
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    part = view.part(start, end)
    assert part.text == view.text[start:end]
    assert_gapless(part)
    for at in range(start, end):
        low, high = part.source_span(at - start, at - start + 1)
        whole_low, whole_high = view.source_span(at, at + 1)
        assert whole_low <= low <= high <= whole_high


@given(st.data(), TEXTS)
def test_the_first_edit_maps_as_later_ones_do(data: st.DataObject, text: str) -> None:
    changes = data.draw(edits(len(text)))
    whole = View.whole(text)
    first, woven = whole.edit(changes), _Weaver(whole).weave(changes)
    assert first.text == woven.text
    for start in range(len(first.text) + 1):
        for end in range(start + 1, len(first.text) + 1):
            assert first.source_span(start, end) == woven.source_span(start, end)
