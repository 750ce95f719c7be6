"""What the question types in which one chooses have in common: words, columns and cells for the chosen options."""

from surveys.answers import STATE_EXPORT, STATE_WORDS, AnswerState, Given
from surveys.definition import Option, said


def chosen(options: tuple[Option, ...], given: Given, language: str) -> str:
    """The chosen options in words; a code that is not among them any more is shown as it is."""
    if not given.is_given:
        return said(STATE_WORDS[given.state], language)
    words = {option.code: said(option.text, language) or option.code for option in options}
    return "; ".join(words.get(code, code) for code in given.choices)


def cell(options: tuple[Option, ...], given: Given | None) -> str:
    """The same for one cell of an export, in English."""
    if given is None or given.state is not AnswerState.given:
        return STATE_EXPORT[given.state] if given else ""
    return chosen(options, given, "en")
