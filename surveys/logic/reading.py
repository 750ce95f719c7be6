"""Reading a condition. Whatever is typed comes back as a condition or as one sentence that says where to mend what."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from surveys.answers import Problem
from surveys.logic.expression import (
    GROUP,
    HOW,
    All,
    Chose,
    Comparison,
    Counts,
    Either,
    Expression,
    Not,
    Relation,
    Standing,
    Stands,
)
from surveys.logic.writing import BARE, RESERVED

LONGEST = 2_000
DEEPEST = 12
FIELD = "show_if"
_PIECE = re.compile(r"\s+|[(),]|[\"“”](?P<quoted>[^\"“”\r\n]*)[\"“”]|(?P<word>[^\s(),\"“”]+)|(?P<stray>.)")
_ID = re.compile(r"q_[a-z0-9]{8}(?:\.[a-z0-9_]{1,40}){0,2}")
NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_COMPARISONS = {
    ("more", "than"): Comparison.more,
    ("less", "than"): Comparison.less,
    ("at", "least"): Comparison.at_least,
    ("at", "most"): Comparison.at_most,
}


@dataclass(frozen=True)
class Piece:
    """A word, a bracket, a comma or a quoted code, with the place of its first letter, counted from 1."""

    text: str
    place: int
    is_quoted: bool = False

    @property
    def word(self) -> str:
        """The word of the language it may be; nothing for what stands in quotes."""
        return "" if self.is_quoted else self.text.lower()


class _Mistake(Exception):
    """Carries the sentence from where the reading stopped to `parse`; never leaves this module."""


def parse(text: str) -> Expression | Problem:
    """The condition, or what to do about it as a Problem. Never raises, takes time in proportion to the length."""
    if len(text) > LONGEST:
        return Problem(FIELD, f"Make this condition shorter: {LONGEST:,} letters at most")
    return _parsed(text)


@lru_cache(maxsize=4_096)
def _parsed(text: str) -> Expression | Problem:
    try:
        return _Reader(_pieces(text)).whole()
    except _Mistake as mistake:
        return Problem(FIELD, str(mistake))


def _pieces(text: str) -> tuple[Piece, ...]:
    found = []
    for match in _PIECE.finditer(text):
        place = match.start() + 1
        if match["stray"]:
            raise _Mistake(f"Take out {match['stray']}, or close the quotes (at letter {place})")
        if match["quoted"] is not None:
            found.append(Piece(match["quoted"], place, is_quoted=True))
        elif match[0].strip():
            found.append(Piece(match[0], place))
    return tuple(found)


class _Reader:
    """Walks over the pieces once, from left to right."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        found = self.either()
        if self.at < len(self.pieces):
            raise self.wrong("Write “and” or “or” between two conditions")
        return found

    def either(self) -> Expression:
        parts = [self.all()]
        while self.took("or"):
            parts.append(self.all())
        return Either(tuple(parts)) if len(parts) > 1 else parts[0]

    def all(self) -> Expression:
        parts = [self.one()]
        while self.took("and"):
            parts.append(self.one())
        return All(tuple(parts)) if len(parts) > 1 else parts[0]

    def one(self) -> Expression:
        """A test, a negated one, or something in brackets."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong(f"Use fewer brackets inside each other: {DEEPEST - 1} at most")
        if self.took("not"):
            found: Expression = Not(self.one())
        elif self.took("("):
            found = self.either()
            self.need(")", "Close the bracket with “)”")
        else:
            found = self.test(self.name())
        self.depth -= 1
        return found

    def name(self) -> str:
        piece = self.peek()
        if piece and not piece.is_quoted and (piece.text in {GROUP, HOW} or _ID.fullmatch(piece.text)):
            self.at += 1
            return piece.text
        raise self.wrong("Begin a condition with the id of a question, with “group” or with “how”")

    def test(self, name: str) -> Expression:
        if self.took("is"):
            return self.being(name)
        if self.took("includes"):
            return Chose(name, Relation.includes, (self.code(),))
        if self.took("does"):
            self.need("not", "Write “does not include” and an answer")
            self.need("include", "Write “does not include” and an answer")
            return Chose(name, Relation.excludes, (self.code(),))
        if self.took("ranks"):
            code = self.code()
            self.need("first", "Write “first” after the answer")
            return Chose(name, Relation.first, (code,))
        raise self.wrong(f"Say what to look for after “{name}”, such as “is yes” or “is answered”")

    def being(self, name: str) -> Expression:
        if self.took("not"):
            if self.took("answered"):
                return Stands(name, Standing.not_answered)
            if self.took("any"):
                return Chose(name, Relation.none_of, self.codes())
            return Chose(name, Relation.is_not, (self.code(),))
        if self.took("answered"):
            return Stands(name, Standing.answered)
        if self.took("unknown"):
            return Stands(name, Standing.unknown)
        if self.took("any"):
            return Chose(name, Relation.any_of, self.codes())
        for (first, second), comparison in _COMPARISONS.items():
            if self.took(first, second):
                return Counts(name, comparison, self.number())
        return Chose(name, Relation.is_, (self.code(),))

    def code(self) -> str:
        """The code of an answer, bare or in quotes."""
        piece = self.peek()
        if piece is None or piece.word in {"(", ")", ","} or not piece.text.strip():
            raise self.wrong("Write the code of an answer, such as yes")
        if not piece.is_quoted and (piece.word in RESERVED or not BARE.fullmatch(piece.text)):
            raise self.wrong("Write the code of an answer, in quotes if it is one of the words used here")
        self.at += 1
        return piece.text

    def codes(self) -> tuple[str, ...]:
        """`of (a, b)`."""
        tip = "Write the answers in brackets after “any of”, such as (yes, no)"
        self.need("of", tip)
        self.need("(", tip)
        found = [self.code()]
        while self.took(","):
            found.append(self.code())
        self.need(")", "Write a comma between two answers and “)” after the last")
        return tuple(found)

    def number(self) -> Decimal:
        piece = self.peek()
        if piece is None or piece.is_quoted or not NUMBER.fullmatch(piece.text):
            raise self.wrong("Write a number, such as 5 or 2.5")
        self.at += 1
        return Decimal(piece.text)

    def peek(self) -> Piece | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def took(self, *words: str) -> bool:
        """Whether the next pieces are these words of the language; if so, they are read."""
        next_ones = self.pieces[self.at : self.at + len(words)]
        if len(next_ones) < len(words) or any(p.word != w for p, w in zip(next_ones, words, strict=True)):
            return False
        self.at += len(words)
        return True

    def need(self, word: str, tip: str) -> None:
        if not self.took(word):
            raise self.wrong(tip)

    def wrong(self, tip: str) -> _Mistake:
        piece = self.peek()
        if piece is None:
            return _Mistake(f"{tip} (at the end)" if self.pieces else tip)
        shown = piece.text if len(piece.text) <= 30 else f"{piece.text[:29]}…"
        return _Mistake(f"{tip} (at “{shown}”, letter {piece.place})")
