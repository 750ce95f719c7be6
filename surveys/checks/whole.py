"""What there is to say about a survey as a whole: its title, its length, its introductions and its reading age."""

from collections.abc import Iterator, Sequence

from surveys.checks.length import minutes
from surveys.checks.remarks import Remark, must, should
from surveys.checks.texts import all_words
from surveys.definition import EASY, Definition, Group
from surveys.logic.naming import short
from surveys.reading import long_sentences, reading_age

LONG_SURVEY = 12  # questions
LONG_MINUTES = 10
STANDARD_SENTENCE = 20  # words
EASY_SENTENCE = 12
EASY_AGE = 7
ENOUGH_WORDS = 30
NO_QUESTIONS = "Add a question"


def about_the_whole(definition: Definition, groups: Sequence[Group]) -> Iterator[Remark]:
    """Everything that is about no single question. Who is asked decides how hard the words may be."""
    if not definition.title.get("en"):
        yield must("Enter a title", field="title.en")
    if not definition.questions:
        yield must(NO_QUESTIONS)
    if EASY in definition.languages and definition.title and not definition.title.get(EASY):
        yield should("Write the title in Easy Read", field=f"title.{EASY}")
    yield from _about_length(definition)
    yield from _about_intros(definition)
    yield from _about_age(definition, "en", most_age(groups))
    yield from _about_age(definition, EASY, EASY_AGE)


def most_age(groups: Sequence[Group]) -> int:
    """The reading age to stay under: lower where young people are asked, or nobody has said who is."""
    return 11 if groups and Group.young_person not in groups else 9


def _about_length(definition: Definition) -> Iterator[Remark]:
    if len(definition.questions) > LONG_SURVEY:
        yield should(
            f"Make it shorter. It has {len(definition.questions)} questions; many people stop after {LONG_SURVEY}"
        )
    elif (long := minutes(definition)) > LONG_MINUTES:
        yield should(f"Make it shorter. It takes about {long} minutes; many people stop after {LONG_MINUTES}")


def _about_intros(definition: Definition) -> Iterator[Remark]:
    for language, most in (("en", STANDARD_SENTENCE), (EASY, EASY_SENTENCE)):
        texts = [(definition.intro, f"intro.{language}")]
        texts += [(section.intro, f"section.{section.id}") for section in definition.sections]
        for text, field in texts:
            for sentence in long_sentences(text.get(language, ""), most):
                yield should(f"Shorten “{short(sentence, 60)}” to {most} words or fewer", field=field)
    if definition.intro and EASY in definition.languages and EASY not in definition.intro:
        yield should("Write the introduction in Easy Read", field=f"intro.{EASY}")


def age_of(definition: Definition, language: str) -> int | None:
    """The reading age of a survey in a language; None while there are too few words to say."""
    text = all_words(definition, language)
    return reading_age(text) if len(text.split()) >= ENOUGH_WORDS else None


def _about_age(definition: Definition, language: str, most: int) -> Iterator[Remark]:
    age = age_of(definition, language)
    if age is not None and age > most:
        name = "The Easy Read" if language == EASY else "The wording"
        yield should(
            f"{name} has a reading age of {age}. Try for {most}: shorter words and shorter sentences"
        )
