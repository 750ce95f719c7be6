"""Whether a question that was asked before, or comes from the bank, still asks the same, so that answers compare."""

from dataclasses import dataclass

from engage.consultations.building.bench import Bench
from engage.consultations.building.earlier import earlier_question
from surveys.bank import banked
from surveys.definition import Question
from surveys.sameness import differences_between


@dataclass(frozen=True)
class Comparison:
    """Where the question comes from, what it asked there, and what differs now."""

    source: str
    before: Question
    differs: tuple[str, ...]


async def compares_with(bench: Bench, question: Question) -> Comparison | None:
    """What this question would be compared with: an earlier survey first, then the bank; None for one of its own."""
    earlier = await earlier_question(bench.actor, bench.seen, question.id)
    if earlier:
        source = f"It was asked in “{earlier.title}”."
        return Comparison(source, earlier.question, differences_between(question, earlier.question))
    found = banked(question.id)
    if found is None:
        return None
    of_survey = f"It comes from the ready-made survey “{found.topic}”."
    source = of_survey if found.is_of_survey else "It comes from the question bank."
    return Comparison(source, found.question, differences_between(question, found.question))
