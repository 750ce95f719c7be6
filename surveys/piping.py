"""An earlier answer said again inside a later text: `{q_4kd2mwpx}`, or `{q_4kd2mwpx|your place}` with what to say when there
is no such answer. Only answers from a list, numbers, dates and areas; never free text, never a file.

The words are the option's own, letter for letter: putting a capital into a small letter would break names, "I" and German.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from surveys.answers import Given
from surveys.definition import Definition, Option, Question, QuestionKind, said
from surveys.questions import counted, show
from surveys.wording import SIMPLE

_PIPE = re.compile(r"\{(?P<id>q_[a-z0-9]{8}(?:\.[a-z0-9_]{1,40}){0,2})(?:\|(?P<instead>[^{}|]{0,200}))?\}")
# what a plain form may look like, so that nothing else that ever got into an answer is said again
_PLAIN: Mapping[QuestionKind, re.Pattern[str]] = {
    QuestionKind.number: re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,6})?"),
    QuestionKind.date: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    QuestionKind.month: re.compile(r"[0-9]{4}-[0-9]{2}"),
    QuestionKind.postcode_area: re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?"),
}
_NOTHING = "\x00"  # no text can hold one
_GAP = re.compile(r" \x00(?=[\s.,;:!?…)]|\Z)|(?:(?<=\n)|\A)\x00 ?|\x00")


@dataclass(frozen=True)
class Pipe:
    """One place in a text: the id it asks for and the words instead, None where none were written."""

    id: str
    instead: str | None


def pipes_in(text: str) -> tuple[Pipe, ...]:
    """Every pipe of a text, in order."""
    return tuple(Pipe(match["id"], match["instead"]) for match in _PIPE.finditer(text))


def without_pipes(text: str) -> str:
    """The text as it may sound: each pipe as its words instead."""
    return _PIPE.sub(lambda match: match["instead"] or "it", text)


def unpiped(question: Question) -> Question:
    """The question as those read it who look at no single person's answers, in results, files and rules."""
    rows = {name: tuple(map(_unpiped, getattr(question, name))) for name in ("options", "statements")}
    texts = {name: _plainly(getattr(question, name)) for name in ("text", "hint", "stem")}
    return question.model_copy(update={**rows, **texts})


def _unpiped(option: Option) -> Option:
    return option.model_copy(update={"text": _plainly(option.text)})


def _plainly(text: Mapping[str, str]) -> Mapping[str, str]:
    return {language: without_pipes(words) for language, words in text.items()}


def can_be_piped(question: Question) -> bool:
    """Whether answers to a question may be said again: they are from a list, or of a form that holds no words."""
    return question.kind in _PLAIN or (
        question.kind is not QuestionKind.statement_set and bool(counted(question))
    )


def piped(
    text: str,
    definition: Definition,
    answers: Mapping[str, Given],
    language: str,
    turn: int | None = None,
    translate: Callable[[str], str] = str,
) -> str:
    """The text with the person's own answers in it. `answers` are those on their way (`Journey.kept`); inside a repeat
    the answer of the same `turn` comes first; `translate` is for standard words such as "Really good". Without an
    answer, or with one that was a person's own words, the words instead are said; without those, nothing, and no gap is
    left. What a person or an option says is never read for pipes again."""

    def filled(match: re.Match[str]) -> str:
        found = _said_again(match["id"], definition, answers, language, turn, translate)
        return found or match["instead"] or _NOTHING

    return _GAP.sub("", _PIPE.sub(filled, text)) if "{" in text else text


def _said_again(
    id: str,
    definition: Definition,
    answers: Mapping[str, Given],
    language: str,
    turn: int | None,
    translate: Callable[[str], str],
) -> str:
    places = (f"{id}.{turn}", id) if turn else (id,)
    for place in places:
        step, given = definition.step(place), answers.get(place)
        if step and given and given.is_given and can_be_piped(step.question):
            return _in_words(step.question, given, language, translate)
    return ""


def _in_words(question: Question, given: Given, language: str, translate: Callable[[str], str]) -> str:
    if form := _PLAIN.get(question.kind):
        return show(question, given, language) if form.fullmatch(given.text) else ""
    options = {option.code: option for option in counted(question)}
    if any(code not in options or options[code].says for code in given.choices):
        return ""  # somebody wrote words of their own
    return _listed([_worded(options[code].text, language, translate) for code in given.choices], language)


def _worded(text: Mapping[str, str], language: str, translate: Callable[[str], str]) -> str:
    if language in text or set(text) != {"en"}:
        return said(text, language)
    return translate(text["en"])


def _listed(words: list[str], language: str) -> str:
    """Several answers in one: with the word before the last in English, with commas alone in other languages."""
    if len(words) > 1 and language.removesuffix(SIMPLE) == "en":
        return f"{', '.join(words[:-1])} and {words[-1]}"
    return ", ".join(words)


def read_back(text: str, definition: Definition) -> str:
    """The text as its authors see it: `[answer to “Where do you learn?”]`."""

    def told(match: re.Match[str]) -> str:
        step = definition.named(match["id"])
        words = said(step.question.text, "en") if step else ""
        return f"[answer to “{words}”]" if words else "[answer to a question that is not here]"

    return _PIPE.sub(told, text)
