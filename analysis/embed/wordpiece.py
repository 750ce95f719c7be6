"""Cuts text into the word pieces that BERT models know (Devlin et al. 2019; uncased)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

LONGEST_WORD = 100


def basic_words(text: str) -> list[str]:
    """Lower case without accents; every punctuation sign and every Chinese sign stands alone."""
    lowered = unicodedata.normalize("NFD", text.lower())
    spaced: list[str] = []
    for char in lowered:
        kind = unicodedata.category(char)
        if kind == "Mn" or char in "\x00\ufffd" or (kind[0] == "C" and char not in "\t\n\r"):
            continue
        if char.isspace():
            spaced.append(" ")
        elif _is_punctuation(char, kind) or _is_chinese(char):
            spaced.append(f" {char} ")
        else:
            spaced.append(char)
    return "".join(spaced).split()


def _is_punctuation(char: str, kind: str) -> bool:
    code = ord(char)
    ascii_sign = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_sign or kind[0] == "P"


def _is_chinese(char: str) -> bool:
    code = ord(char)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2CEAF


class WordPiece:
    """Longest known piece first; a word with an unknown part becomes the unknown piece."""

    def __init__(self, vocabulary: Mapping[str, int], longest: int) -> None:
        self._places = vocabulary
        self._longest = longest
        self._known: dict[str, list[int]] = {}

    def pieces(self, text: str) -> list[int]:
        """Places of the pieces of a text between the start and the end mark, cut to the model's length."""
        found: list[int] = []
        for word in basic_words(text):
            found += self._of_word(word)
            if len(found) > self._longest:
                break
        return [self._places["[CLS]"], *found[: self._longest - 2], self._places["[SEP]"]]

    def _of_word(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = self._cut(word)
        return self._known[word]

    def _cut(self, word: str) -> list[int]:
        unknown = [self._places["[UNK]"]]
        if len(word) > LONGEST_WORD:
            return unknown
        pieces: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in self._places:
                end -= 1
            if end == start:
                return unknown
            pieces.append(self._places[("##" if start else "") + word[start:end]])
            start = end
        return pieces
