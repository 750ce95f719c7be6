"""One question of every type with everything its type has, for tests that must hold for all of them."""

from surveys.definition import Definition, Option, Question, QuestionKind, Section


def _text(words: str) -> dict[str, str]:
    return {"en": words, "en-simple": words, "ur": f"اردو {words}"}


def _options(*codes: str, **last: bool) -> tuple[Option, ...]:
    made = tuple(Option(code=code, text=_text(code.title()), symbol="star") for code in codes)
    return (*made[:-1], made[-1].model_copy(update=last))


_STATEMENTS = tuple(Option(code=f"s{n}", text=_text(f"Statement {n}"), symbol="me") for n in (1, 2, 3))
_SPECIAL: dict[QuestionKind, dict[str, object]] = {
    QuestionKind.single_choice: {"options": _options("yes", "no", "other", says=True)},
    QuestionKind.yes_no: {"options": (Option(code="yes", text=_text("Yes, I do")),)},
    QuestionKind.many: {"options": _options("noise", "food", "none", exclusive=True), "most": 2},
    QuestionKind.picture_choice: {"options": _options("dog", "cat"), "most": 1},
    QuestionKind.feeling_scale: {"points": 3, "options": (Option(code="ok", text=_text("So so")),)},
    QuestionKind.agreement_scale: {"points": 5},
    QuestionKind.statement_set: {"statements": _STATEMENTS, "options": _options("yes", "some", "no")},
    QuestionKind.rank: {"options": _options("home", "work", "fun", "rest"), "most": 3},
    QuestionKind.short_text: {"max_length": 100},
    QuestionKind.long_text: {"max_length": 1000},
    QuestionKind.several_texts: {"options": _options("first", "second", "third"), "max_length": 120},
    QuestionKind.number: {"low": 0.0, "high": 52.5, "decimals": 1, "unit": _text("weeks")},
    QuestionKind.information: {
        "picture": "a" * 32,
        "picture_says": _text("A map"),
        "video": "https://video.example.org/1",
        "transcript": _text("Hello"),
        "offers_dont_know": False,
        "offers_dont_understand": False,
    },
    QuestionKind.who_answers: {"options": _options("me", "parent", "other", says=True)},
    QuestionKind.photo: {"most": 3},
    QuestionKind.repeat: {"most": 4, "unit": _text("Child")},
}

EVERY_TYPE: tuple[Question, ...] = tuple(
    Question(
        id=f"q_every{n:03}",
        kind=kind,
        text=_text(f"About {kind.value.replace('_', ' ')}?"),
        hint=_text("A hint."),
        symbol="talk",
        **_SPECIAL.get(kind, {}),
    )
    for n, kind in enumerate(QuestionKind)
)

EVERY_SURVEY = Definition(
    title=_text("Every type"),
    intro=_text("All of them."),
    languages=("en", "en-simple", "ur"),
    sections=(
        Section(id="s_1", title=_text("Part one"), questions=EVERY_TYPE[:11]),
        Section(id="s_2", title=_text("Part two"), questions=EVERY_TYPE[11:]),
    ),
)
