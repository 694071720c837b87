from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadocs.text import tokenise

CASES = [
    pytest.param("O'zbekistonning ma'nosi", (), ["O'zbekistonning", "ma'nosi"], id="apostrophe"),
    pytest.param("AQSH-Xitoy", (), ["AQSH", "-", "Xitoy"], id="hyphen"),
    pytest.param("3,2 mlrd.", (), ["3", ",", "2", "mlrd", "."], id="number"),
    pytest.param("Britain's 'own'", ("'s",), ["Britain", "'s", "'", "own", "'"], id="clitic"),
    pytest.param("the '90s", ("'s",), ["the", "'", "90s"], id="no clitic inside a number"),
    pytest.param("a_b 🙂", (), ["a", "_", "b", "🙂"], id="signs"),
    pytest.param("", (), [], id="nothing"),
]


@pytest.mark.parametrize(("text", "clitics", "expected"), CASES)
def test_words_and_signs_are_cut_apart(
    text: str, clitics: tuple[str, ...], expected: list[str]
) -> None:
    assert [token.text for token in tokenise(text, clitics)] == expected


@given(st.text(max_size=60), st.sampled_from([(), ("'s",)]))
def test_tokens_cover_all_but_blanks(text: str, clitics: tuple[str, ...]) -> None:
    tokens = tokenise(text, clitics)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    left = text
    for token in reversed(tokens):
        left = left[: token.start] + left[token.end :]
    assert left.strip() == ""
