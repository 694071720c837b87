"""Views, characters, tokens and sentences: text before any language is known."""

from cadocs.text.characters import fold_characters
from cadocs.text.passage import Passage
from cadocs.text.sentences import split_sentences
from cadocs.text.tokens import Token, tokenise
from cadocs.text.view import Edit, View

__all__ = [
    "Edit",
    "Passage",
    "Token",
    "View",
    "fold_characters",
    "split_sentences",
    "tokenise",
]
