"""Two texts beside each other, word by word: what stayed, what went, what came. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\S+|\n")


class Stroke(StrEnum):
    """What became of some words."""

    same = "same"
    out = "out"
    into = "into"


@dataclass(frozen=True)
class Piece:
    """Some words in a row with the same fate."""

    stroke: Stroke
    text: str


def word_by_word(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order: what went stands before what came in its place. Line breaks are kept, other spaces
    become one."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for fate, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if fate == "equal":
            pieces.append(Piece(Stroke.same, _joined(old[i:j])))
            continue
        pieces += [Piece(Stroke.out, _joined(old[i:j]))] if i < j else []
        pieces += [Piece(Stroke.into, _joined(new[k:m]))] if k < m else []
    return tuple(pieces)


def _joined(words: list[str]) -> str:
    return re.sub(r" ?\n ?", "\n", " ".join(words))
