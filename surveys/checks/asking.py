"""Whether one question asks well: not who somebody is, one thing at a time, no hint at the answer, a way not to know."""

import re
from collections.abc import Iterator

from surveys.checks.remarks import Remark, should
from surveys.definition import Question, QuestionKind, said

_ASKS_WHO = re.compile(
    r"\b(?:your|child’s|child's|their|full|first|last)\s+(?:full |first |last )?(names?|address|post\s?code|e-?mail|phone"
    r"(?: number)?|birthday|date of birth)\b|\bwhat(?:’s| is|'s) your name\b",
    re.IGNORECASE,
)
_ASKS_WHERE = re.compile(
    r"\b(?:which|what) (?:school|college|nursery)\b|\bname of (?:the |your )?(?:school|college|teacher|\w+ worker)\b"
    r"|\bwhere do you (?:live|go to school)\b",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"\b(?:and|or)\s+(?:do|does|did|is|are|was|were|can|could|will|would|have|has|how|what|why|when|where|who)\b"
    r"|\b(?:how|is|are|was|were)\b[^.?!]*\b\w+\s+and\s+(?:how\s+)?(?:easy|quick|clear|helpful|friendly|safe|useful|happy|good"
    r"|kind|fair)\b|\?[^?]*\w[^?]*\?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:don’t|don't|wouldn’t|wouldn't|isn’t|isn't|aren’t|aren't) (?:you|it|they|we)\b|\bdo you agree that\b"
    r"|\bhow (?:good|great|helpful|useful|excellent|bad|terrible) (?:is|are|was|were)\b",
    re.IGNORECASE,
)
_NEEDS_NOT_SURE = frozenset(
    {
        QuestionKind.single_choice,
        QuestionKind.yes_no,
        QuestionKind.many,
        QuestionKind.picture_choice,
        QuestionKind.feeling_scale,
        QuestionKind.agreement_scale,
        QuestionKind.statement_set,
        QuestionKind.rank,
        QuestionKind.number,
    }
)


def about_asking(question: Question) -> Iterator[Remark]:
    """Hints at what is often regretted afterwards."""
    words = said(question.text, "en")
    # the type for postcodes keeps the first half only, whatever is written
    if _ASKS_WHO.search(words) and question.kind is not QuestionKind.postcode_area:
        yield should(
            "This asks who somebody is. Take it out, unless you can’t do without it", question, "text.en"
        )
    if _ASKS_WHERE.search(words):
        yield should(
            "This could show who somebody is. Ask about the kind of place instead", question, "text.en"
        )
    if _DOUBLE.search(words):
        yield should("This asks two things at once. Make it two questions", question, "text.en")
    if _LEADING.search(words):
        yield should(
            "This hints at the answer you hope for. Ask it so that any answer is fine", question, "text.en"
        )
    if question.kind in _NEEDS_NOT_SURE and not question.offers_dont_know:
        yield should("Let people say “I don’t know”", question, "offers_dont_know")
