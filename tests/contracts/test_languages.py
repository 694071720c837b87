from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING, Any, get_args

import pytest

from cadocs.errors import BadTableError, UnknownLanguageError
from cadocs.languages import load_language, tags
from cadocs.schema import UNDETERMINED
from cadocs.schema.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = resources.files("cadocs.languages")


def forms(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a table with the path that leads to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from forms(item, path if isinstance(item, str) else f"{path}[{at}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from forms(item, f"{path}.{key}")


def raw(tag: str) -> str:
    return FOLDER.joinpath(f"{tag}.toml").read_text(encoding="utf-8")


def scripts(form: str) -> set[str]:
    return {unicodedata.name(letter, "?").split()[0] for letter in form if letter.isalpha()}


def test_the_schema_names_the_languages_that_have_a_table() -> None:
    assert set(get_args(Language)) == {*tags(), UNDETERMINED}


def test_an_unknown_language_is_answered_with_the_known() -> None:
    with pytest.raises(UnknownLanguageError, match=r"No language 'kk'\. Known: de, en, ru, uz"):
        load_language("kk")


def test_a_missing_table_is_named() -> None:
    with pytest.raises(BadTableError, match=r"de\.toml has no table \[no\.such\]"):
        load_language("de").table("no", "such")


def test_a_language_inherits_the_tables_of_its_base() -> None:
    latin, cyrillic = load_language("uz-Latn"), load_language("uz-Cyrl")
    assert cyrillic.base == latin.tag
    assert cyrillic.table("sentence") == latin.table("sentence")
    assert cyrillic.script != latin.script


@pytest.mark.parametrize("tag", tags())
def test_a_table_is_in_composed_form(tag: str) -> None:
    assert unicodedata.is_normalized("NFC", raw(tag))


@pytest.mark.parametrize("tag", tags())
def test_a_table_names_its_source(tag: str) -> None:
    first = raw(tag).split("\n", maxsplit=1)[0]
    assert first.startswith("#")
    assert "Source:" in first


@pytest.mark.parametrize("tag", tags())
def test_no_form_stands_twice_in_a_list(tag: str) -> None:
    tables = tomllib.loads(raw(tag))
    pairs = list(forms(tables))
    assert sorted({pair for pair in pairs if pairs.count(pair) > 1}) == []


@pytest.mark.parametrize("tag", tags())
def test_no_word_mixes_scripts(tag: str) -> None:
    tables = tomllib.loads(raw(tag))
    tables.pop("letters", None)  # these map one script to the other
    plain = [re.sub(r"\\.", " ", form) for _, form in forms(tables)]
    words = {word for form in plain for word in form.replace("-", " ").split()}
    assert sorted(word for word in words if {"LATIN", "CYRILLIC"} <= scripts(word)) == []
