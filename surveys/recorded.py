"""Which recording reads which words of a survey aloud, and where its pictures stand. Pure; the files are in `media`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.definition import Definition, Option, Question, said
from surveys.editing import changed, replace_question
from surveys.languages import plain

_PARTS = (("a", "options"), ("s", "statements"))


@dataclass(frozen=True)
class Spot:
    """A place of a survey that can be read aloud. `key` is stable: `q_4kd2mwpx`, `q_4kd2mwpx/a/yes`, `q_4kd2mwpx/s/s1`."""

    key: str
    words: str  # in English
    is_part: bool  # an answer or a statement of the question before it
    picture: str
    audio: Mapping[str, str]


def spots(definition: Definition) -> Iterator[Spot]:
    """Every place, in the order people meet them."""
    for question in definition.questions:
        yield Spot(question.id, said(question.text, "en"), False, question.picture or "", question.audio)
        for letter, name in _PARTS:
            for part in getattr(question, name):
                key = f"{question.id}/{letter}/{part.code}"
                yield Spot(key, said(part.text, "en") or part.code, True, part.picture or "", part.audio)


def used_at(definition: Definition, id: str) -> tuple[str, ...]:
    """The words of every place that uses a file."""
    return tuple(spot.words for spot in spots(definition) if id == spot.picture or id in spot.audio.values())


def read_aloud(definition: Definition, key: str, language: str, id: str) -> Definition | None:
    """With a recording for one place in one language, instead of an earlier one; None when there is no such place."""
    question_id, _, rest = key.partition("/")
    letter, _, code = rest.partition("/")
    question = definition.question(question_id)
    name = dict(_PARTS).get(letter)
    if question is None or (rest and not name):
        return None
    if name is None:
        return replace_question(definition, changed(question, audio={**question.audio, language: id}))
    parts: tuple[Option, ...] = getattr(question, name)
    if all(part.code != code for part in parts):
        return None
    heard = [
        changed(part, audio={**part.audio, language: id}) if part.code == code else part for part in parts
    ]
    return replace_question(definition, changed(question, **{name: tuple(heard)}))


def without_recording(definition: Definition, id: str) -> Definition:
    """With nothing read aloud by this recording any more."""
    for question in definition.questions:
        quiet = _quiet(question, id)
        if quiet != question:
            definition = replace_question(definition, quiet)
    return definition


def _quiet(question: Question, id: str) -> Question:
    def less(part: Option) -> Option:
        return changed(part, audio=_but(part.audio, id)) if id in part.audio.values() else part

    return changed(
        question,
        audio=_but(question.audio, id),
        options=tuple(map(less, question.options)),
        statements=tuple(map(less, question.statements)),
    )


def _but(audio: Mapping[str, str], id: str) -> dict[str, str]:
    return {language: held for language, held in audio.items() if held != id}


def tongues(definition: Definition) -> tuple[str, ...]:
    """The languages a recording can be in: each the survey is put into, Easy Read apart from the plain one."""
    return tuple(dict.fromkeys((*definition.languages, *map(plain, definition.languages), "en")))
