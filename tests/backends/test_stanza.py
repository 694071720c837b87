"""Stanza for real, on a model that a recipe trains here in seconds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cadocs import Config
from cadocs.backends import find_model
from cadocs.errors import BackendMissingError
from cadocs.pipeline import Pipeline

RECIPES = Path(__file__).parents[2] / "models" / "names"
PEOPLE = ("Kamola", "Nodira", "Jasur", "Aziz", "Olim", "Sevara", "Bobur", "Zuhra")
TOWNS = ("Marvda", "Lyonga", "Grazdan", "Bolonyada", "Tulada", "Bremenga", "Porto", "Gentdan")

pytest.importorskip("stanza", reason="the extra 'stanza' is not installed")


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder with ours and with a small Stanza recogniser for Uzbek."""
    sys.path.insert(0, str(RECIPES))
    from train_stanza import train

    rows = []
    for person in PEOPLE:
        for town in TOWNS:
            text = f"Kecha {person} {town} bo'ldi."
            at = text.index(town)
            spans = [[6, 6 + len(person), "PER"], [at, at + len(town), "LOC"]]
            rows.append({"text": text, "spans": spans})
    folder = tmp_path_factory.mktemp("models")
    for ours in find_model("names").parent.iterdir():
        (folder / ours.name).symlink_to(ours)
    train("uz-Latn", rows, folder / "stanza", steps=40)
    return folder


def test_stanza_finds_names_at_their_offsets(models: Path) -> None:
    text = "Kecha  Bobur Tulada bo‘ldi.\nKecha Sevara Porto bo‘ldi."
    config = Config(entities="stanza", models=models)
    document = Pipeline(config).process(text, language="uz-Latn")
    found = [(entity.text, str(entity.label), entity.origin) for entity in document.entities]
    assert found == [
        ("Bobur", "PER", "stanza"),
        ("Tulada", "LOC", "stanza"),
        ("Sevara", "PER", "stanza"),
        ("Porto", "LOC", "stanza"),
    ]
    assert all(text[entity.start : entity.end] == entity.text for entity in document.entities)


def test_cyrillic_text_is_read_by_the_same_model(models: Path) -> None:
    config = Config(entities="stanza", models=models)
    document = Pipeline(config).process("Кеча Бобур Тулада бўлди.", language="uz-Cyrl")
    assert [entity.text for entity in document.entities] == ["Бобур", "Тулада"]


def test_a_language_without_a_package_is_named_with_its_install_line(models: Path) -> None:
    with pytest.raises(BackendMissingError, match=r"stanza\.download\('de'\)"):
        Pipeline(Config(entities="stanza", models=models)).process("Er lebt.", language="de")
