"""Whether two questions ask the same: waves and surveys compare only while the words stay as they were."""

from collections.abc import Iterator, Mapping

from surveys.definition import Option, Question
from surveys.wording import EASY


def differences_between(now: Question, before: Question) -> tuple[str, ...]:
    """What was changed, in words for staff; empty while answers can be compared. Hints, pictures and other languages
    may change: they don't change what is asked."""
    return tuple(_differences(now, before))


def _differences(now: Question, before: Question) -> Iterator[str]:
    if now.kind is not before.kind:
        yield "the way people answer"
    if _words(now.text) != _words(before.text):
        yield "the words of the question"
    if _rows(now.options) != _rows(before.options) or now.points != before.points:
        yield "the answers"
    if _rows(now.statements) != _rows(before.statements):
        yield "the statements"
    if (now.most, now.unit.get("en")) != (before.most, before.unit.get("en")):
        yield "how much people can say"


def _words(text: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text.get(code, "").strip() for code in ("en", EASY))


def _rows(rows: tuple[Option, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.code, _words(row.text)) for row in rows]
