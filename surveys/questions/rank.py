"""Put answers in order, all of them or the top few: by tapping them one after the other, or by giving each its number.
Never by dragging. What was not given a place stays without one."""

from collections.abc import Mapping

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import posted
from surveys.questions.choosing import Choosing, missing
from surveys.questions.shape import Column, Control, Paper, Posted

N_ = str
TWICE = N_("Give each number to one answer only. Two have the number %(number)s")
FROM_ONE = N_("Choose a number from 1 to %(most)s")
BOTH = Problem(posted.ANSWER, N_("Take out the numbers, or take off the last answer. You can’t have both"))


class Rank(Choosing):
    name = "Put in order"
    about = "People say what matters most, second most and so on: all of it, or only the top 3."
    shows = Control.ranks
    takes_several = True
    instruction = N_("Put what matters most to you first.")
    paper_instruction = N_("Write 1 beside what matters most, then 2, then 3.")

    def options(self, question: Question) -> tuple[Option, ...]:
        return question.options

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        place = _places_given(question, form)
        if isinstance(place, Problem):
            return place
        if place and posted.quiet(question, form):
            return BOTH
        if len(set(place.values())) < len(place):
            twice = next(number for number in place.values() if [*place.values()].count(number) > 1)
            return Problem.with_values(posted.ANSWER, TWICE, number=str(twice))
        return Given(AnswerState.given, tuple(sorted(place, key=lambda code: place[code]))) if place else None

    def in_words(self, question: Question, given: Given, language: str) -> str:
        known = {option.code: said(option.text, language) or option.code for option in question.options}
        words = (known.get(code, code) for code in given.choices)
        return "; ".join(f"{place}. {one}" for place, one in enumerate(words, start=1))

    def columns(self, question: Question) -> tuple[Column, ...]:
        each = (Column.part(question, option, " (place)") for option in question.options)
        return (Column.of(question), *each)

    def row(self, question: Question, given: Given | None) -> tuple[str, ...]:
        """The whole order in one cell, then the place of each option; blank for one without a place."""
        choices = given.choices if given and given.is_given else ()
        place = {code: str(number) for number, code in enumerate(choices, start=1)}
        return (self.cell(question, given), *(place.get(option.code, "") for option in question.options))

    def paper(self, question: Question, language: str) -> Paper:
        return Paper(self.paper_instruction, question.options, numbered=True)

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        return missing(question.options)


def places(question: Question) -> int:
    """How many places there are to give."""
    return min(question.most or len(question.options), len(question.options))


def field_of(code: str) -> str:
    """The form field with an option's place."""
    return f"{posted.ANSWER}.{code}"


def _places_given(question: Question, form: Posted) -> Mapping[str, int] | Problem:
    """The place of every option that was given one, by its code."""
    most = places(question)
    found: dict[str, int] = {}
    for option in question.options:
        raw = posted.first(form, field_of(option.code)).strip()
        if not raw:
            continue
        place = posted.whole_number(raw, 2)
        if place is None or not 1 <= place <= most:
            return Problem.with_values(field_of(option.code), FROM_ONE, most=str(most))
        found[option.code] = place
    return found


TYPE = Rank()
