"""Whether every earlier answer that a text says again is one that may be, and is known by then."""

from collections.abc import Iterator

from surveys.checks.remarks import Remark, Severity
from surveys.definition import Definition, QuestionKind
from surveys.logic.naming import question_words
from surveys.piping import Pipe, can_be_piped, pipes_in
from surveys.steps import root_of
from surveys.texts import Place, places


def about_pipes(definition: Definition) -> Iterator[Remark]:
    """Each thing once for each text, whatever language it is in."""
    order = {question.id: n for n, question in enumerate(definition.questions)}
    first = {one.id: order[one.questions[0].id] for one in definition.sections if one.questions}
    for place in places(definition):
        before = order.get(place.part, first.get(place.part, 0))
        told: set[str] = set()
        for language, words in place.text.items():
            for pipe in pipes_in(words):
                message, severity = _about(pipe, before, place.part, definition)
                if message and message not in told:
                    told.add(message)
                    yield _remark(place, language, severity, message)


def _about(pipe: Pipe, before: int, at: str, definition: Definition) -> tuple[str, Severity]:
    question = definition.question(root_of(pipe.id))
    step = definition.named(pipe.id)
    if question is None or (step is None and question.kind is not QuestionKind.statement_set):
        return (
            "A text repeats the answer to a question that is not here any more. Take that out",
            Severity.must,
        )
    words = question_words(question, definition)
    if definition.questions.index(question) >= before:
        return (
            f"A text repeats the answer to {words}, which is not asked before it. Take that out",
            Severity.must,
        )
    if step is None:
        return f"A text repeats the answer to {words}, which has several. Say which statement", Severity.must
    if not can_be_piped(step.question):
        return (
            f"A text repeats what people write to {words}. Only answers from a list can be repeated",
            Severity.must,
        )
    if definition.looks_into_repeat(pipe.id, at):
        return (
            f"A text repeats the answer to {words}, which is asked about each one. Take that out",
            Severity.should,
        )
    if not (pipe.instead or "").strip():
        return (
            f"Say what to write when there is no answer to {words}, such as {{{pipe.id}|it}}",
            Severity.should,
        )
    return "", Severity.should


def _remark(place: Place, language: str, severity: Severity, message: str) -> Remark:
    """A remark at the text: of a question, of a part, or of the beginning."""
    if place.part.startswith("q_"):
        _, field, *_ = place.key.split(".")
        return Remark(
            severity, message, place.part, f"{field}.{language}" if field in {"text", "hint"} else field
        )
    return Remark(
        severity, message, None, f"section.{place.part}" if place.part else f"{place.key}.{language}"
    )
