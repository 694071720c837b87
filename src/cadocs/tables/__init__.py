"""Facts of no one language: currencies and the names of languages."""

from cadocs.tables.language_names import language_name

__all__ = ["language_name"]
