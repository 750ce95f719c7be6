"""The words of a survey as a reader meets them, for judging how hard they are."""

from collections.abc import Iterator

from surveys.definition import Definition, Option, Question, Text
from surveys.piping import without_pipes


def texts_of(question: Question) -> Iterator[Text]:
    """The sentences of one question; answers to choose are not sentences, statements are."""
    for text in (question.text, question.hint, *(statement.text for statement in question.statements)):
        yield {language: without_pipes(words) for language, words in text.items()}


def rows_of(question: Question) -> tuple[Option, ...]:
    """Everything with words of its own in one question: answers, lines and statements."""
    return (*question.options, *question.statements)


def all_words(definition: Definition, language: str) -> str:
    """Every sentence written in exactly this language, one text a line; answers to choose are not sentences."""
    texts = [definition.title, definition.intro]
    for section in definition.sections:
        texts += [section.title, section.intro]
        texts += [text for question in section.questions for text in texts_of(question)]
    return "\n".join(text[language] for text in texts if language in text)
