"""What the types in which several answers may be chosen have in common. An exclusive option ("None of these") stands alone."""

from surveys.answers import SKIPPED, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import choosing, posted
from surveys.questions.shape import Column, Posted

N_ = str
TICK_MANY = N_("Tick as many boxes as you like.")
CHOOSE_MANY = N_("You can choose more than one.")
ALONE = N_("Choose “%(words)s” on its own, or take its tick off")
AT_MOST = N_("Choose %(most)s at most. You chose %(chose)s")
BOTH = Problem(posted.ANSWER, N_("Take off the ticks, or take off the last answer. You can’t have both"))


def read_many(question: Question, form: Posted) -> Given | Problem:
    """Any number of the options up to the question's most, or a way of not answering."""
    if pressed := posted.pressed(question, form):
        return pressed
    codes = posted.codes(form, question.options)
    if isinstance(codes, Problem):
        return codes
    codes = _with_written(question, codes, form)
    quiet = posted.quiet(question, form)
    if codes and quiet:
        return BOTH
    return _allowed(question, codes, form) if codes else quiet or SKIPPED


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


def columns_each(question: Question) -> tuple[Column, ...]:
    """All chosen in one column, then a column for each option."""
    heading = choosing.heading(question)
    each = (
        Column(f"{question.id}.{option.code}", f"{heading} – {said(option.text, 'en')}")
        for option in question.options
    )
    return (Column(question.id, heading), *each)


def cells_each(question: Question, given: Given | None) -> tuple[str, ...]:
    """All chosen in one cell, then 1 or 0 for each option; blank where nothing was answered."""
    if given is None or not given.is_given:
        return (choosing.cell(question.options, given), *("" for _ in question.options))
    ticks = ("1" if option.code in given.choices else "0" for option in question.options)
    return (choosing.cell(question.options, given), *ticks)


def options_of(question: Question) -> tuple[Option, ...]:
    """The options, in order."""
    return question.options
