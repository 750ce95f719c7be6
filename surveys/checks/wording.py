"""What there is to say about the words of one question: what is missing, too long, too hard, or not in Easy Read yet."""

from collections.abc import Iterator

from surveys.checks.remarks import Remark, must, should
from surveys.checks.texts import rows_of, texts_of
from surveys.checks.whole import EASY_SENTENCE, STANDARD_SENTENCE
from surveys.definition import EASY, Definition, Question, QuestionKind, said
from surveys.logic.naming import short
from surveys.questions import gaps
from surveys.reading import hard_words, long_sentences


def about_gaps(question: Question) -> Iterator[Remark]:
    """What must be there before it can be asked."""
    if not question.text.get("en"):
        about = "Enter a heading" if question.kind is QuestionKind.information else "Enter the question"
        yield must(about, question, "text.en")
    for gap in gaps(question):
        yield must(gap.message, question, gap.field)


def about_wording(question: Question) -> Iterator[Remark]:
    """Twins among the answers, long sentences and hard words."""
    for rows, message in (
        (question.options, "Two answers say the same. Change one of them"),
        (question.statements, "Two statements say the same. Change one of them"),
    ):
        labels = [said(row.text, "en").casefold() for row in rows]
        if len(set(labels)) < len(labels) and all(labels):
            yield should(message, question, "options" if rows is question.options else "statements")
    yield from _about_words(question, "en", STANDARD_SENTENCE)


def about_easy_read(definition: Definition, question: Question) -> Iterator[Remark]:
    """What the Easy Read of one question still needs."""
    if EASY not in definition.languages:
        return
    if not question.text.get(EASY):
        yield should("Write this question in Easy Read", question, f"text.{EASY}")
    if not question.symbol:
        yield should("Choose a picture for Easy Read", question, "symbol")
    if any(EASY not in option.text for option in question.options):
        yield should("Write every answer in Easy Read", question, "options")
    if any(EASY not in statement.text for statement in question.statements):
        yield should("Write every statement in Easy Read", question, "statements")
    yield from _about_words(question, EASY, EASY_SENTENCE)


def _about_words(question: Question, language: str, most: int) -> Iterator[Remark]:
    text = "\n".join(filter(None, (one.get(language) for one in texts_of(question))))
    field = f"text.{language}"
    for sentence in long_sentences(text, most):
        yield should(f"Shorten “{short(sentence, 60)}” to {most} words or fewer", question, field)
    rows = "\n".join(row.text.get(language, "") for row in rows_of(question))
    for word, plain in hard_words(f"{text}\n{rows}", easy=language == EASY).items():
        instead = f"Try “{plain}”" if plain else "Try an easier one, or say what it means"
        yield should(f"“{word}” is a hard word. {instead}", question, field)
