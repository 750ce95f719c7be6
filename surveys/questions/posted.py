"""What came with a form, before a question type looks at it. Hostile input ends here as nothing, never as an error."""

import re
import unicodedata

from surveys.answers import DONT_KNOW, DONT_UNDERSTAND, SKIPPED, AnswerState, Given, Problem
from surveys.definition import Option, Question
from surveys.questions.shape import Posted
from surveys.typed import kept, one_line

N_ = str
ANSWER = "answer"
OTHER = "answer.other"  # the words of an option that has room for words
WORDS = "answer.words"  # the words beside a file
CHOOSE_HERE = Problem(ANSWER, N_("Choose from the answers on this page"))
CHOOSE_ONE = Problem(ANSWER, N_("Choose one answer"))
HIDDEN = N_("Type your answer again. Something hidden was pasted with it")
TOO_LONG = N_("Make your answer shorter. You can write up to %(most)s letters. You wrote %(wrote)s")
LONGEST_OTHER = 200
QUIET = {"_skip": SKIPPED, "_dont_know": DONT_KNOW, "_dont_understand": DONT_UNDERSTAND}
_PICKS = {given.state: pick for pick, given in QUIET.items()}
_FILE = re.compile("[0-9a-f]{32}")


def values(form: Posted, field: str) -> tuple[str, ...]:
    """Every value of a field, each once, blank ones left out."""
    posted = form.get(field, ())
    each = (posted,) if isinstance(posted, str) else posted
    return tuple(dict.fromkeys(value for value in each if value.strip()))


def _allowed(question: Question, given: Given) -> Given:
    """A way of not answering that this question does not offer is a skip."""
    if given is DONT_KNOW and not question.offers_dont_know:
        return SKIPPED
    if given is DONT_UNDERSTAND and not question.offers_dont_understand:
        return SKIPPED
    return given


def quiet(question: Question, form: Posted) -> Given | None:
    """The way of not answering that was picked beside the answers, such as the answer `_dont_know`."""
    for value in values(form, ANSWER):
        if value in QUIET:
            return _allowed(question, QUIET[value])
    return None


def pick_of(state: AnswerState) -> str:
    """The value of the quiet choice that stands for a way of not answering, such as `_skip`."""
    return _PICKS[state]


def codes(form: Posted, options: tuple[Option, ...]) -> tuple[str, ...] | Problem:
    """The option codes posted, in the question's order; a code it never had is a Problem."""
    posted = {value for value in values(form, ANSWER) if value not in QUIET}
    if posted - {option.code for option in options}:
        return CHOOSE_HERE
    return tuple(option.code for option in options if option.code in posted)


def words(question: Question, form: Posted, *, lines: bool) -> str | Problem:
    """The text posted, cleaned. Text that is too long or hides a NUL is a Problem."""
    raw = "\n".join(value for value in values(form, ANSWER) if value not in QUIET)
    return cleaned(raw, ANSWER, question.max_length, lines=lines)


def first(form: Posted, name: str) -> str:
    """What was typed in one field; "" when it is not there."""
    return next(iter(values(form, name)), "")


def field(form: Posted, name: str, most: int, *, lines: bool = False) -> str | Problem:
    """The words in one field, cleaned the same way; "" when it is not there."""
    return cleaned(first(form, name), name, most, lines=lines)


def whole_number(raw: str, most_digits: int) -> int | None:
    """A whole number in the digits of any script; None for anything else, and for more digits than there may be."""
    digits = [unicodedata.digit(letter, None) for letter in raw]
    if not digits or len(digits) > most_digits or None in digits:
        return None
    return int("".join(str(digit) for digit in digits))


def cleaned(raw: str, name: str, most: int, *, lines: bool) -> str | Problem:
    """One text as it is kept, or what to put right about it."""
    if "\x00" in raw:
        return Problem(name, HIDDEN)
    text = kept(raw) if lines else one_line(raw)
    if (length := len(text)) > most:
        return Problem.with_values(name, TOO_LONG, most=f"{most:,}", wrote=f"{length:,}")
    return text


def files(form: Posted) -> tuple[str, ...]:
    """The ids of the files that came with this answer, in the order they came."""
    return tuple(value for value in values(form, ANSWER) if _FILE.fullmatch(value))
