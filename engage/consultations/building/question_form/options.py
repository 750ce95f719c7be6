"""From rows to answers, lines or statements: each keeps its code, so that what people choose still counts for it, and
everything the form does not show (other languages, recordings)."""

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from engage.consultations.building.question_form.rows import ANSWERS, STATEMENTS, numbers
from engage.web.forms import Mistake, Typed
from engage.web.sprite import symbol_names
from surveys.definition import EASY, Option, Question
from surveys.editing import changed, new_option_code

LONGEST = 200
_PARTS = ("code", "text", "easy", "symbol", "picture", "alone", "says")
_WORDS = {ANSWERS: "answer", STATEMENTS: "statement"}


@dataclass(frozen=True)
class Allowed:
    """What a row may have: pictures of the survey's own files, standing alone, room for words."""

    pictures: Collection[str] = ()
    alone: bool = False
    says: bool = False


def read_rows(
    typed: Typed, rows: str, known: tuple[Option, ...], allowed: Allowed
) -> tuple[tuple[Option, ...], tuple[Mistake, ...]]:
    """The options in order, those that stand alone last; or what to put right. A row left empty is no option."""
    each = {number: _typed(typed, rows, number) for number in numbers(typed, rows)}
    filled_in = {n: row for n, row in each.items() if row["text"] or row["easy"]}
    before = {option.code: option for option in known}
    mistakes = [
        mistake
        for n, row in filled_in.items()
        for mistake in _about(f"{rows}{n}_", row, before.get(row["code"]), allowed, _WORDS[rows])
    ]
    mistakes += _only_one_says(filled_in, rows) if allowed.says else []
    if mistakes:
        return (), tuple(mistakes)
    kept = {row["code"] for row in filled_in.values() if row["code"] in before}
    made: dict[str, Option] = {}
    for row in filled_in.values():
        code = row["code"] if row["code"] in kept - made.keys() else _new_code(row, rows, kept | made.keys())
        made[code] = _option(code, row, before.get(code), allowed)
    return tuple(sorted(made.values(), key=lambda option: option.exclusive)), ()


def read_own_words(
    typed: Typed, question: Question, standard: tuple[Option, ...], allowed: Allowed
) -> tuple[tuple[Option, ...], tuple[Mistake, ...]]:
    """Other words for answers that are always the same. A row left empty keeps the usual words."""
    mistakes: list[Mistake] = []
    found: list[Option] = []
    for number, usual in enumerate(standard, start=1):
        row = {**_typed(typed, ANSWERS, number), "code": usual.code, "symbol": ""}
        before = question.option(usual.code)
        if row["text"] or row["easy"]:
            mistakes += _about(f"{ANSWERS}{number}_", row, before, allowed, "answer")
        option = _option(usual.code, row, before or Option(code=usual.code), allowed)
        option = changed(option, symbol=before.symbol if before else None)
        if option != Option(code=usual.code):
            found.append(option)
    return tuple(found), tuple(mistakes)


def _typed(typed: Typed, rows: str, number: int) -> Mapping[str, str]:
    return {part: (typed.get(f"{rows}{number}_{part}") or ("",))[0].strip() for part in _PARTS}


def _about(
    start: str, row: Mapping[str, str], before: Option | None, allowed: Allowed, name: str
) -> Iterator[Mistake]:
    if not row["text"]:
        yield Mistake(f"{start}text", f"Enter words for this {name}, or take it out")
    for part in ("text", "easy"):
        if len(row[part]) > LONGEST:
            yield Mistake(f"{start}{part}", f"Make this shorter: {LONGEST} letters at most")
    if not is_symbol(row["symbol"], before.symbol if before else None):
        yield Mistake(f"{start}symbol", "Choose a picture from the list")
    if row["picture"] and row["picture"] not in {*allowed.pictures, before.picture if before else None}:
        yield Mistake(f"{start}picture", "Choose a picture from the list")


def is_symbol(name: str, before: str | None) -> bool:
    """Whether a symbol is one to choose, or stands there already."""
    return not name or name == before or name in dict(symbol_names())


def _only_one_says(filled_in: Mapping[int, Mapping[str, str]], rows: str) -> list[Mistake]:
    saying = [n for n, row in filled_in.items() if row["says"] == "yes"]
    if len(saying) < 2:
        return []
    return [Mistake(f"{rows}{saying[1]}_says", "Only one answer can have room for words. Take one tick off")]


def _option(code: str, row: Mapping[str, str], before: Option | None, allowed: Allowed) -> Option:
    """The option in its place, with what the form does not show taken over from before."""
    fields: dict[str, Any] = {
        "text": {**(before.text if before else {}), "en": row["text"], EASY: row["easy"]},
        "symbol": row["symbol"] or None,
        "exclusive": allowed.alone and row["alone"] == "yes",
        "says": allowed.says and row["says"] == "yes",
        "picture": row["picture"] or None,
    }
    return changed(before or Option(code=code), **fields)


def _new_code(row: Mapping[str, str], rows: str, taken: Set[str]) -> str:
    """A code that no other option has or had; a statement's begins with a letter."""
    return new_option_code(row["text"] or row["easy"], taken, begins_with_letter=rows == STATEMENTS)
