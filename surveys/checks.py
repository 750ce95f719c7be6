"""Check my survey: what a careful colleague would say before it opens. A `must` stops it from opening; a `should` is
advice. Nothing is rewritten here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from surveys.definition import EASY, Definition, Group, Question, QuestionKind, said
from surveys.questions import counted, is_open
from surveys.reading import hard_words, long_sentences, reading_age

__all__ = ["Remark", "Severity", "opening_remarks", "problems_with", "reading_age"]

LONG_SURVEY = 12
STANDARD_SENTENCE = 20
EASY_SENTENCE = 12
EASY_AGE = 7
ENOUGH_WORDS = 30
NO_QUESTIONS = "Add a question"


class Severity(StrEnum):
    must = "must"
    should = "should"


@dataclass(frozen=True)
class Remark:
    """One thing to look at; `question_id` is None when it is about the whole survey, `field` names the wording."""

    severity: Severity
    message: str
    question_id: str | None = None
    field: str = ""


def _must(message: str, question: Question | None = None, field: str = "") -> Remark:
    return Remark(Severity.must, message, question.id if question else None, field)


def _should(message: str, question: Question | None = None, field: str = "") -> Remark:
    return Remark(Severity.should, message, question.id if question else None, field)


def problems_with(definition: Definition, groups: Sequence[Group] = ()) -> tuple[Remark, ...]:
    """Everything worth saying, what stops it first, else in the order of the survey."""
    remarks = [*_about_the_whole(definition, groups)]
    for question in definition.questions:
        remarks += _about_wording(question)
        remarks += _about_easy_read(definition, question)
        remarks += _about_asking(question)
    return tuple(sorted(remarks, key=lambda remark: remark.severity is Severity.should))


def opening_remarks(definition: Definition) -> tuple[Remark, ...]:
    """Only what stops a survey from opening."""
    return tuple(one for one in problems_with(definition) if one.severity is Severity.must)


def _about_the_whole(definition: Definition, groups: Sequence[Group]) -> Iterator[Remark]:
    if not definition.title.get("en"):
        yield _must("Enter a title", field="title.en")
    if not definition.questions:
        yield _must(NO_QUESTIONS)
    if EASY in definition.languages and definition.title and not definition.title.get(EASY):
        yield _should("Write the title in Easy Read", field=f"title.{EASY}")
    if len(definition.questions) > LONG_SURVEY:
        yield _should(
            f"Make it shorter. It has {len(definition.questions)} questions; many people stop after {LONG_SURVEY}"
        )
    yield from _about_intros(definition)
    most = 11 if groups and Group.young_person not in groups else 9
    yield from _about_age(definition, "en", most)
    yield from _about_age(definition, EASY, EASY_AGE)


def _about_intros(definition: Definition) -> Iterator[Remark]:
    texts = [definition.intro, *(section.intro for section in definition.sections)]
    for language, most in (("en", STANDARD_SENTENCE), (EASY, EASY_SENTENCE)):
        for text in texts:
            for sentence in long_sentences(text.get(language, ""), most):
                yield _should(
                    f"Shorten “{_start(sentence)}” to {most} words or fewer", field=f"intro.{language}"
                )
    if definition.intro and EASY in definition.languages and EASY not in definition.intro:
        yield _should("Write the introduction in Easy Read", field=f"intro.{EASY}")


def _about_age(definition: Definition, language: str, most: int) -> Iterator[Remark]:
    text = all_words(definition, language)
    age = reading_age(text)
    if len(text.split()) >= ENOUGH_WORDS and age > most:
        name = "The Easy Read" if language == EASY else "The wording"
        yield _should(
            f"{name} has a reading age of {age}. Try for {most}: shorter words and shorter sentences"
        )


def all_words(definition: Definition, language: str) -> str:
    """Every sentence written in exactly this language, one text a line; answers to choose are not sentences."""
    texts = [definition.title, definition.intro]
    for section in definition.sections:
        texts += [section.title, section.intro]
        texts += [text for question in section.questions for text in (question.text, question.hint)]
    return "\n".join(text[language] for text in texts if language in text)


def _about_wording(question: Question) -> Iterator[Remark]:
    if not question.text.get("en"):
        yield _must("Enter the question", question, "text.en")
    if not is_open(question) and len(counted(question)) < 2:
        yield _must("Give two answers or more to choose from", question, "options")
    if any(not option.text.get("en") for option in counted(question)):
        yield _must("Enter words for every answer, or take the empty one out", question, "options")
    labels = [said(option.text, "en").casefold() for option in question.options]
    if len(set(labels)) < len(labels) and all(labels):
        yield _should("Two answers say the same. Change one of them", question, "options")
    yield from _about_words(question, "en", STANDARD_SENTENCE)


def _about_words(question: Question, language: str, most: int) -> Iterator[Remark]:
    text = "\n".join(filter(None, (question.text.get(language), question.hint.get(language))))
    field = f"text.{language}"
    for sentence in long_sentences(text, most):
        yield _should(f"Shorten “{_start(sentence)}” to {most} words or fewer", question, field)
    options = "\n".join(option.text.get(language, "") for option in question.options)
    for word, plain in hard_words(f"{text}\n{options}", easy=language == EASY).items():
        instead = f"Try “{plain}”" if plain else "Try an easier one, or say what it means"
        yield _should(f"“{word}” is a hard word. {instead}", question, field)


def _start(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else f"{sentence[:57]}…"


def _about_easy_read(definition: Definition, question: Question) -> Iterator[Remark]:
    if EASY not in definition.languages:
        return
    if not question.text.get(EASY):
        yield _should("Write this question in Easy Read", question, f"text.{EASY}")
    if not question.symbol:
        yield _should("Choose a picture for Easy Read", question, "symbol")
    if any(EASY not in option.text for option in question.options):
        yield _should("Write every answer in Easy Read", question, "options")
    yield from _about_words(question, EASY, EASY_SENTENCE)


_ASKS_WHO = re.compile(
    r"\b(?:your|child’s|child's|their|full|first|last)\s+(?:full |first |last )?(names?|address|post\s?code|e-?mail|phone"
    r"(?: number)?|birthday|date of birth)\b|\bwhat(?:’s| is|'s) your name\b",
    re.IGNORECASE,
)
_ASKS_WHERE = re.compile(
    r"\b(?:which|what) (?:school|college|nursery)\b|\bname of (?:the |your )?(?:school|college|teacher|\w+ worker)\b"
    r"|\bwhere do you (?:live|go to school)\b",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"\b(?:and|or)\s+(?:do|does|did|is|are|was|were|can|could|will|would|have|has|how|what|why|when|where|who)\b"
    r"|\b(?:how|is|are|was|were)\b[^.?!]*\b\w+\s+and\s+(?:how\s+)?(?:easy|quick|clear|helpful|friendly|safe|useful|happy|good"
    r"|kind|fair)\b|\?[^?]*\w[^?]*\?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:don’t|don't|wouldn’t|wouldn't|isn’t|isn't|aren’t|aren't) (?:you|it|they|we)\b|\bdo you agree that\b"
    r"|\bhow (?:good|great|helpful|useful|excellent|bad|terrible) (?:is|are|was|were)\b",
    re.IGNORECASE,
)


def _about_asking(question: Question) -> Iterator[Remark]:
    words = said(question.text, "en")
    if _ASKS_WHO.search(words):
        yield _should(
            "This asks who somebody is. Take it out, unless you can’t do without it", question, "text.en"
        )
    if _ASKS_WHERE.search(words):
        yield _should(
            "This could show who somebody is. Ask about the kind of place instead", question, "text.en"
        )
    if _DOUBLE.search(words):
        yield _should("This asks two things at once. Make it two questions", question, "text.en")
    if _LEADING.search(words):
        yield _should(
            "This hints at the answer you hope for. Ask it so that any answer is fine", question, "text.en"
        )
    if question.kind in {QuestionKind.single_choice, QuestionKind.many} and not question.offers_dont_know:
        yield _should("Let people say “I don’t know”", question, "offers_dont_know")
