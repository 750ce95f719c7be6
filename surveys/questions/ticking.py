"""The question types in which several answers may be chosen. An exclusive option ("None of these") stands alone."""

from surveys.answers import Given, Problem
from surveys.definition import Option, Question
from surveys.questions import choosing, posted
from surveys.questions.shape import Column, Control, Posted

N_ = str
TICK_MANY = N_("Tick as many boxes as you like.")
CHOOSE_MANY = N_("You can choose more than one.")
ALONE = N_("Choose “%(words)s” on its own, or take its tick off")
AT_MOST = N_("Choose %(most)s at most. You chose %(chose)s")
BOTH = Problem(posted.ANSWER, N_("Take off the ticks, or take off the last answer. You can’t have both"))


class ChoosingSeveral(choosing.Choosing):
    """Choose as many of the question's own options as are true, up to its most."""

    shows = Control.ticks
    takes_several = True
    instruction = CHOOSE_MANY
    paper_instruction = TICK_MANY

    def options(self, question: Question) -> tuple[Option, ...]:
        return question.options

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        return read_many(question, form)

    def columns(self, question: Question) -> tuple[Column, ...]:
        """All chosen in one column, then a column for each option."""
        return (Column.of(question), *(Column.part(question, option) for option in question.options))

    def row(self, question: Question, given: Given | None) -> tuple[str, ...]:
        """All chosen in one cell, then 1 or 0 for each option; blank where nothing was answered."""
        is_given = given is not None and given.is_given
        ticked = given.choices if given else ()
        each = (("1" if option.code in ticked else "0") if is_given else "" for option in question.options)
        return (self.cell(question, given), *each)

    def gaps(self, question: Question) -> tuple[Problem, ...]:
        return choosing.missing(question.options)


def read_many(question: Question, form: Posted) -> Given | Problem | None:
    """Any number of the options up to the question's most."""
    codes = posted.codes(form, question.options)
    if isinstance(codes, Problem):
        return codes
    codes = _with_written(question, codes, form)
    if codes and posted.quiet(question, form):
        return BOTH
    return _allowed(question, codes, form) if codes else None


def _with_written(question: Question, codes: tuple[str, ...], form: Posted) -> tuple[str, ...]:
    """Words in the room for words tick their own answer: nobody writes there by mistake."""
    if not posted.values(form, posted.OTHER):
        return codes
    return tuple(one.code for one in question.options if one.code in codes or one.says)


def _allowed(question: Question, codes: tuple[str, ...], form: Posted) -> Given | Problem:
    exclusive = next((one for one in question.options if one.exclusive and one.code in codes), None)
    if exclusive and len(codes) > 1:
        return Problem.with_values(posted.ANSWER, ALONE, words=exclusive.text)
    if question.most and len(codes) > question.most:
        chose = str(len(codes))
        return Problem.with_values(posted.ANSWER, AT_MOST, most=str(question.most), chose=chose)
    return choosing.with_words(question.options, codes, form)
