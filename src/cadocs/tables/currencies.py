"""What is known of currencies in no one language: codes, symbols, shared names, sub-units."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeAlias

__all__ = ["Currencies", "load_currencies"]

Forms: TypeAlias = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Currencies:
    """The table of currencies.

    Attributes:
        codes: Written code (``USD``, ``RMB``, ``usd``) to ISO 4217.
        wordlike: Codes that are also words.
        symbols: Sign to the family or code it stands for.
        dollars: What stands beside ``$`` to a code: ``hk`` to ``HKD``.
        families: Name of a family or a code to its members, the usual one first.
        shared: Families whose member is told by the country that the text names.
        minor: Name of a hundredth part to the codes it may belong to, the usual one first.
    """

    codes: dict[str, str]
    wordlike: frozenset[str]
    symbols: dict[str, str]
    dollars: dict[str, str]
    families: dict[str, tuple[str, ...]]
    shared: frozenset[str]
    minor: dict[str, tuple[str, ...]]


@cache
def load_currencies() -> Currencies:
    """Read the table of currencies.

    >>> load_currencies().families["manat"]
    ('AZN', 'TMT')
    >>> load_currencies().codes["RMB"]
    'CNY'
    """
    text = resources.files("cadocs.tables").joinpath("currencies.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    codes = {code: code for code in table["codes"]}
    codes |= _by_form(table["alias"]) | _by_form(table["lower"])
    families = {name: tuple(members) for name, members in table["family"].items()}
    families |= {code: (code,) for code in table["codes"]}
    symbols = _by_form(table["symbol"]) | {"$": "dollar", "¥": "yen_sign", "￥": "yen_sign"}
    return Currencies(
        codes=codes,
        wordlike=frozenset(table["wordlike"]),
        symbols=symbols,
        dollars=_by_form(table["dollar"]),
        families=families,
        shared=frozenset(table["shared"]["names"]),
        minor={name: tuple(members) for name, members in table["minor"].items()},
    )


def _by_form(forms: Forms) -> dict[str, str]:
    return {form: meaning for meaning, written in forms.items() for form in written}
