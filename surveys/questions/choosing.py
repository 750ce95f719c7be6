"""What the question types in which one chooses have in common: reading, words, columns and cells for chosen options."""

from surveys.answers import SKIPPED, STATE_EXPORT, STATE_WORDS, AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import posted
from surveys.questions.shape import Column, Paper, Posted

N_ = str
CHOOSE_ONE = N_("Choose one.")
TICK_ONE = N_("Tick one box.")
OWN_WORDS = Problem(posted.ANSWER, N_("Choose the answer your words belong to, or take your words out"))


def read_one(question: Question, options: tuple[Option, ...], form: Posted) -> Given | Problem:
    """One of `options`, or one of the ways of not answering; more than one is a Problem."""
    if pressed := posted.pressed(question, form):
        return pressed
    codes = posted.codes(form, options)
    if isinstance(codes, Problem):
        return codes
    quiet = posted.quiet(question, form)
    if len(codes) + (quiet is not None) > 1:
        return posted.CHOOSE_ONE
    return with_words(options, codes, form) if codes else _only_words(options, form) or quiet or SKIPPED


def with_words(options: tuple[Option, ...], codes: tuple[str, ...], form: Posted) -> Given | Problem:
    """The chosen codes with the words of the one that has room for words. Words beside another choice are never
    dropped unseen: that is a Problem."""
    words = posted.field(form, posted.OTHER, posted.LONGEST_OTHER)
    if isinstance(words, Problem):
        return words
    says = {option.code for option in options if option.says}
    if words and says and not says & set(codes):
        return OWN_WORDS
    return Given(AnswerState.given, codes, words if says & set(codes) else "")


def _only_words(options: tuple[Option, ...], form: Posted) -> Given | Problem | None:
    """Somebody who only wrote has chosen the answer with room for words."""
    says = next((option.code for option in options if option.says), None)
    if says is None or not posted.values(form, posted.OTHER):
        return None
    return with_words(options, (says,), form)


def worded(question: Question, standard: tuple[Option, ...]) -> tuple[Option, ...]:
    """The standard answers of a type, with the question's own words, pictures and recordings where it has some."""
    return tuple(_worded(question.option(option.code), option) for option in standard)


def _worded(own: Option | None, standard: Option) -> Option:
    if own is None:
        return standard
    return standard.model_copy(
        update={
            "text": own.text or standard.text,
            "symbol": own.symbol or standard.symbol,
            "picture": own.picture,
            "audio": own.audio,
        }
    )


def chosen(options: tuple[Option, ...], given: Given, language: str) -> str:
    """The chosen options in words; a code that is not among them any more is shown as it is."""
    if not given.is_given:
        return said(STATE_WORDS[given.state], language)
    known = {option.code: option for option in options}
    return "; ".join(_in_words(code, known.get(code), given, language) for code in given.choices)


def _in_words(code: str, option: Option | None, given: Given, language: str) -> str:
    words = (said(option.text, language) if option else "") or code
    return f"{words}: {given.text}" if option and option.says and given.text else words


def cell(options: tuple[Option, ...], given: Given | None) -> str:
    """The same for one cell of an export, in English."""
    if given is None or given.state is not AnswerState.given:
        return STATE_EXPORT[given.state] if given else ""
    return chosen(options, given, "en")


def heading(question: Question) -> str:
    """A question in one line, for the head of a column; a statement stands behind the words of its set."""
    stem, words = said(question.stem, "en"), said(question.text, "en")
    return f"{stem} – {words}" if stem else words


def column(question: Question) -> Column:
    """The one column of a question with one answer."""
    return Column(question.id, heading(question))


def boxes(instruction: str, options: tuple[Option, ...]) -> Paper:
    """Boxes to tick, with a line to write on where an answer has room for words."""
    return Paper(instruction, options, lines=("",) if any(option.says for option in options) else ())


def missing(question: Question, options: tuple[Option, ...], *, least: int = 2) -> tuple[Problem, ...]:
    """What is missing among the answers to choose from."""
    found = []
    if len(options) < least:
        found.append(Problem("options", "Give two answers or more to choose from"))
    if any(not option.text.get("en") for option in options):
        found.append(Problem("options", "Enter words for every answer, or take the empty one out"))
    return tuple(found)
