"""Shows of hands beside the counted answers: a group counts as one respondent, and how many hands went up is told in a
sentence of its own, protected like every other number."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from analysis.small_numbers import may_publish, shown
from surveys.definition import Question, said
from surveys.questions import counted
from surveys.together.hands import HandsInAll, hands_in_all


def hands_words(question: Question, told: HandsInAll) -> str:
    """`In 2 groups, by show of hands: Yes 10, No *.`"""
    groups = "1 group" if told.groups == 1 else f"{told.groups} groups"
    if not may_publish(sum(told.counts.values())):
        return f"In {groups}, by show of hands: too few hands to show."
    labels = ((option.code, said(option.text, "en") or option.code) for option in counted(question))
    hands = ", ".join(f"{label} {shown(told.counts.get(code, 0))}" for code, label in labels)
    return f"In {groups}, by show of hands: {hands}."


async def hands_beside(survey_id: UUID, questions: Iterable[Question]) -> Mapping[str, str]:
    """The sentence for each question that any group answered with hands, by the question's id."""
    found = await hands_in_all(survey_id)
    return {one.id: hands_words(one, found[one.id]) for one in questions if one.id in found}
