"""What came with a form, before a question type looks at it. Hostile input ends here as nothing, never as an error."""

from surveys.answers import DONT_KNOW, DONT_UNDERSTAND, SKIPPED, Given, Problem
from surveys.definition import Option, Question
from surveys.questions.shape import Posted
from surveys.typed import kept, one_line

ANSWER = "answer"
STATE = "state"
CHOOSE_HERE = Problem(ANSWER, "Choose from the answers on this page")
_STATES = {
    "skip": SKIPPED,
    "skipped": SKIPPED,
    "dont_know": DONT_KNOW,
    "dont_understand": DONT_UNDERSTAND,
}
QUIET = {"_" + name: given for name, given in _STATES.items()}


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


def pressed(question: Question, form: Posted) -> Given | None:
    """The way of not answering that was pressed as a button (`state`), which wins over anything beside it."""
    for value in values(form, STATE):
        if value in _STATES:
            return _allowed(question, _STATES[value])
    return None


def quiet(question: Question, form: Posted) -> Given | None:
    """The way of not answering that was picked beside the answers, such as the answer `_dont_know`."""
    for value in values(form, ANSWER):
        if value in QUIET:
            return _allowed(question, QUIET[value])
    return None


def codes(form: Posted, options: tuple[Option, ...]) -> tuple[str, ...] | Problem:
    """The option codes posted, in the question's order; a code it never had is a Problem."""
    posted = {value for value in values(form, ANSWER) if value not in QUIET}
    if posted - {option.code for option in options}:
        return CHOOSE_HERE
    return tuple(option.code for option in options if option.code in posted)


def words(question: Question, form: Posted, *, lines: bool) -> str | Problem:
    """The text posted, cleaned. Text that is too long or hides a NUL is a Problem."""
    raw = "\n".join(value for value in values(form, ANSWER) if value not in QUIET)
    if "\x00" in raw:
        return Problem(ANSWER, "Type your answer again. Something hidden was pasted with it")
    text = kept(raw) if lines else one_line(raw)
    if (length := len(text)) > question.max_length:
        over = f"You can write up to {question.max_length:,} letters. You wrote {length:,}"
        return Problem(ANSWER, f"Make your answer shorter. {over}")
    return text
