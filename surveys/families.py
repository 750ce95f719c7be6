"""Which types of question are near enough to become each other, and what goes along when they do. What a type has no use
for is left out, never kept unseen."""

from collections.abc import Mapping
from typing import Any

from surveys.question import Question, QuestionKind
from surveys.questions import counted

_CHOOSING = (
    QuestionKind.single_choice,
    QuestionKind.many,
    QuestionKind.picture_choice,
    QuestionKind.rank,
    QuestionKind.who_answers,
)
_FAMILIES: tuple[tuple[QuestionKind, ...], ...] = (
    _CHOOSING,
    (QuestionKind.feeling_scale, QuestionKind.agreement_scale),
    (
        QuestionKind.short_text,
        QuestionKind.long_text,
        QuestionKind.voice,
        QuestionKind.photo,
        QuestionKind.drawing,
    ),
    (QuestionKind.date, QuestionKind.month),
    (QuestionKind.yes_no, QuestionKind.consent, QuestionKind.single_choice),
)
_SAYS = frozenset(
    {
        QuestionKind.single_choice,
        QuestionKind.many,
        QuestionKind.picture_choice,
        QuestionKind.who_answers,
    }
)
_ALONE = frozenset({QuestionKind.many, QuestionKind.picture_choice})
_MOST = frozenset(
    {
        QuestionKind.many,
        QuestionKind.picture_choice,
        QuestionKind.rank,
        QuestionKind.photo,
        QuestionKind.voice,
        QuestionKind.drawing,
        QuestionKind.repeat,
    }
)


def kinds_like(kind: QuestionKind) -> tuple[QuestionKind, ...]:
    """What a question of a kind may become, itself among them, in the usual order."""
    family = next((family for family in _FAMILIES if kind in family), (kind,))
    return tuple(one for one in QuestionKind if one in family)


def says(kind: QuestionKind) -> bool:
    """Whether an answer of this kind may have room for words ("Something else")."""
    return kind in _SAYS


def stands_alone(kind: QuestionKind) -> bool:
    """Whether an answer of this kind may stand alone ("None of these")."""
    return kind in _ALONE


def has_most(kind: QuestionKind) -> bool:
    """Whether a question of this kind can say how many at most."""
    return kind in _MOST


def as_kind(question: Question, kind: QuestionKind) -> Question:
    """The question as another kind, with everything that fits. The room for words is the new kind's own."""
    if kind is question.kind:
        return question
    fields = {name: getattr(question, name) for name in type(question).model_fields}
    fields |= {"kind": kind, "max_length": Question(id=question.id, kind=kind).max_length}
    return Question(**{**fields, **_fitting(question, kind)})


def _fitting(question: Question, kind: QuestionKind) -> Mapping[str, Any]:
    fitting: dict[str, Any] = {"options": _options(question, kind)}
    if not has_most(kind):
        fitting["most"] = None
    elif kind is QuestionKind.rank and question.most is None:
        fitting["most"] = min(3, len(question.options)) or None
    return fitting


def _options(question: Question, kind: QuestionKind) -> tuple[Any, ...]:
    if {question.kind, kind} == {QuestionKind.feeling_scale, QuestionKind.agreement_scale}:
        return ()  # words for faces say nothing about agreeing
    if question.kind in {QuestionKind.yes_no, QuestionKind.consent} and kind is QuestionKind.single_choice:
        return counted(question)
    return tuple(
        option.model_copy(
            update={
                "exclusive": option.exclusive and stands_alone(kind),
                "says": option.says and says(kind),
            }
        )
        for option in question.options
    )
