"""The form of one question, purely: from a question to its fields, from what was typed to a question, and the buttons
that add, move or take out an answer without losing a letter. Saving is left to `drafts`."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from engage.web.forms import FieldState, Form, FormModel, Line, Mistake, Typed, Words, asked, bind, filled
from engage.web.sprite import symbol_names
from surveys.definition import EASY, MOST_OPTIONS, Option, Question, QuestionKind
from surveys.editing import changed, new_option_code

CHOOSING = frozenset({QuestionKind.single_choice, QuestionKind.many})
WRITING = frozenset({QuestionKind.short_text, QuestionKind.long_text})
ROWS = "rows"
_LONGEST_OPTION = 200
_PARTS = ("code", "text", "easy", "symbol", "alone")


class QuestionWords(FormModel):
    """Everything about a question but its answers."""

    text: Words = asked("Enter the question", min_length=1, max_length=500)
    text_easy: Words = asked("Write it in Easy Read", default="", max_length=500)
    hint: Words = asked("Write a hint", default="", max_length=1000)
    hint_easy: Words = asked("Write a hint in Easy Read", default="", max_length=1000)
    symbol: Line = asked("Choose a picture from the list", default="")
    kind: QuestionKind = asked("Choose how people answer")
    offers: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Row:
    """One answer to choose, as the form shows it."""

    number: int
    text: FieldState
    easy: FieldState
    symbol: FieldState
    alone: FieldState
    code: str


def kinds_like(kind: QuestionKind) -> tuple[QuestionKind, ...]:
    """What a question may become without losing what is in it."""
    for family in (CHOOSING, WRITING):
        if kind in family:
            return tuple(one for one in QuestionKind if one in family)
    return (kind,)


def form_of(question: Question) -> Form:
    """A question as the fields of its form."""
    values: dict[str, object] = {
        "text": question.text.get("en"),
        "text_easy": question.text.get(EASY),
        "hint": question.hint.get("en"),
        "hint_easy": question.hint.get(EASY),
        "symbol": question.symbol or "",
        "kind": question.kind.value,
        "offers": [name for name in ("dont_know", "dont_understand") if getattr(question, f"offers_{name}")],
        ROWS: [str(number) for number, _ in enumerate(question.options, start=1)],
    }
    for number, option in enumerate(question.options, start=1):
        values |= _fields(number, option)
    return filled(values)


def _fields(number: int, option: Option) -> dict[str, object]:
    return {
        f"o{number}_code": option.code,
        f"o{number}_text": option.text.get("en"),
        f"o{number}_easy": option.text.get(EASY),
        f"o{number}_symbol": option.symbol or "",
        f"o{number}_alone": "yes" if option.exclusive else "",
    }


def numbers(typed: Typed) -> tuple[int, ...]:
    """The numbers of the answer rows, in the order they stand; nonsense is passed over."""
    found = (int(raw) for raw in typed.get(ROWS, ()) if re.fullmatch("[0-9]{1,3}", raw))
    return tuple(dict.fromkeys(found))[:MOST_OPTIONS]


def rows_of(form: Form) -> tuple[Row, ...]:
    """The answer rows of a form."""
    return tuple(
        Row(n, form[f"o{n}_text"], form[f"o{n}_easy"], form[f"o{n}_symbol"], form[f"o{n}_alone"], form[f"o{n}_code"].value)
        for n in numbers(form.typed)
    )  # fmt: skip


def pressed(typed: Typed) -> tuple[str, int]:
    """Which button was pressed: `save`, `add`, or `remove`, `up` and `down` with the number of a row."""
    raw = (typed.get("do") or ("save",))[0]
    name, _, number = raw.partition(":")
    if name in {"remove", "up", "down"} and re.fullmatch("[0-9]{1,3}", number):
        return name, int(number)
    return ("add", 0) if name == "add" else ("save", 0)


def reshaped(typed: Typed, do: str, number: int) -> tuple[Form, int]:
    """The form after `add`, `remove`, `up` or `down`, with everything typed; and the row to go on in (0: none)."""
    order = list(numbers(typed))
    if do == "add":
        if len(order) >= MOST_OPTIONS:
            return Form(
                typed, (Mistake("answers", f"Take an answer out first. {MOST_OPTIONS} are the most"),)
            ), 0
        number = max([0, *order]) + 1
        order.append(number)
    elif number in order:
        place = order.index(number)
        order.pop(place)
        if do != "remove":
            order.insert(max(place - 1, 0) if do == "up" else place + 1, number)
    kept = {name: values for name, values in typed.items() if do != "remove" or not _belongs(name, number)}
    return Form({**kept, ROWS: tuple(map(str, order))}), 0 if do == "remove" else number


def _belongs(name: str, number: int) -> bool:
    return any(name == f"o{number}_{part}" for part in _PARTS)


def read_question(typed: Typed, question: Question) -> Question | Form:
    """The question with what was typed, or the form to show again."""
    wanted = bind(QuestionWords, typed)
    mistakes = list(wanted.mistakes) if isinstance(wanted, Form) else [*_about_fields(wanted, question)]
    options, wrong = _read_options(typed, question)
    if isinstance(wanted, Form) or mistakes or wrong:
        return Form(typed, (*mistakes, *wrong))
    return changed(
        question,
        kind=wanted.kind,
        text={"en": wanted.text, EASY: wanted.text_easy},
        hint={"en": wanted.hint, EASY: wanted.hint_easy},
        symbol=wanted.symbol or None,
        offers_dont_know="dont_know" in wanted.offers,
        offers_dont_understand="dont_understand" in wanted.offers,
        options=options if question.kind in CHOOSING else question.options,
        max_length=_room(question, wanted.kind),
    )


def _room(question: Question, kind: QuestionKind) -> int:
    """A question that changes between a few words and many gets the room of its new kind."""
    fresh = Question(id=question.id, kind=kind)
    return question.max_length if kind is question.kind else fresh.max_length


def _about_fields(wanted: QuestionWords, question: Question) -> Iterator[Mistake]:
    if not _is_picture(wanted.symbol, question):
        yield Mistake("symbol", "Choose a picture from the list")
    if wanted.kind not in kinds_like(question.kind):
        yield Mistake("kind", "Choose how people answer")


def _read_options(typed: Typed, question: Question) -> tuple[tuple[Option, ...], tuple[Mistake, ...]]:
    """The answers in order, the ones that stand alone last. A row left empty is no answer."""
    each = {
        n: {part: (typed.get(f"o{n}_{part}") or ("",))[0].strip() for part in _PARTS} for n in numbers(typed)
    }
    filled_in = {n: row for n, row in each.items() if row["text"] or row["easy"]}
    mistakes = tuple(mistake for n, row in filled_in.items() for mistake in _about_row(n, row, question))
    if mistakes:
        return (), mistakes
    kept = {row["code"] for row in filled_in.values() if question.option(row["code"])}
    so_far = changed(question, options=())
    for row in filled_in.values():
        so_far = changed(so_far, options=(*so_far.options, _option(row, so_far, kept)))
    return tuple(sorted(so_far.options, key=lambda option: option.exclusive)), ()


def _is_picture(name: str, question: Question) -> bool:
    """Whether a picture is one to choose, or stands in this question already."""
    own = {question.symbol, *(option.symbol for option in question.options)}
    return not name or name in own or name in dict(symbol_names())


def _about_row(number: int, row: Mapping[str, str], question: Question) -> Iterator[Mistake]:
    if not row["text"]:
        yield Mistake(f"o{number}_text", "Enter words for this answer, or take it out")
    for part in ("text", "easy"):
        if len(row[part]) > _LONGEST_OPTION:
            yield Mistake(f"o{number}_{part}", f"Make this shorter: {_LONGEST_OPTION} letters at most")
    if not _is_picture(row["symbol"], question):
        yield Mistake(f"o{number}_symbol", "Choose a picture from the list")


def _option(row: Mapping[str, str], so_far: Question, kept: Set[str]) -> Option:
    """An answer keeps its code, so that what people choose still counts for it; a new one gets its own."""
    known = row["code"] in kept and so_far.option(row["code"]) is None
    return Option(
        code=row["code"] if known else _new_code(row["text"], so_far, kept),
        text={"en": row["text"], EASY: row["easy"]},
        symbol=row["symbol"] or None,
        exclusive=row["alone"] == "yes",
    )


def _new_code(words: str, so_far: Question, kept: Set[str]) -> str:
    plain = new_option_code(so_far, words)
    numbered = (plain, *(f"{plain}_{n}" for n in range(2, 2 * MOST_OPTIONS + 3)))
    return next(code for code in numbered if code not in kept and so_far.option(code) is None)
