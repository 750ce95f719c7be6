"""Questions that are asked often, well worded once, in plain words and in Easy Read. Their ids never change, so one year
can be compared with the next and one survey with another, as long as the words stay the same."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from surveys.definition import Question, said
from surveys.templates import templates
from surveys.written import question_in

# in the order people see them
FILES = (
    "about-you",
    "ehc-plans",
    "school",
    "moving-on",
    "health",
    "being-heard",
    "short-breaks",
    "transport",
    "wellbeing",
    "local-offer",
    "events",
    "better-now",
)


@dataclass(frozen=True)
class Banked:
    """A question of the bank: the topic it stands under (or the ready-made survey it is from), and the tags it is found
    by."""

    question: Question
    topic: str
    tags: tuple[str, ...] = ()
    is_of_survey: bool = False

    @property
    def id(self) -> str:
        return self.question.id


@dataclass(frozen=True)
class Topic:
    """Questions about one thing."""

    key: str
    name: str
    about: str
    questions: tuple[Banked, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """The whole bank, in order; the questions of the ready-made surveys come last, each survey a topic."""
    return (*map(_topic, FILES), *_from_templates())


@cache
def _by_id() -> Mapping[str, Banked]:
    return {banked.id: banked for topic in topics() for banked in topic.questions}


def banked(id: str) -> Banked | None:
    """The question with this id, or None."""
    return _by_id().get(id)


def tags() -> tuple[str, ...]:
    """Every tag, in the order of the alphabet."""
    return tuple(sorted({tag for one in _by_id().values() for tag in one.tags}, key=str.casefold))


def found(words: str = "", topic: str = "", tag: str = "") -> tuple[Banked, ...]:
    """The questions that hold all of these words, stand under this topic (by its key), and have this tag."""
    wanted = words.casefold().split()
    return tuple(
        banked
        for one in topics()
        if topic in {"", one.key}
        for banked in one.questions
        if (not tag or tag in banked.tags) and all(word in _searched(banked.id) for word in wanted)
    )


@cache
def _searched(id: str) -> str:
    banked = _by_id()[id]
    question = banked.question
    texts = [question.text, question.hint, *(row.text for row in (*question.statements, *question.options))]
    return "\n".join([banked.topic, *banked.tags, *(said(text, "en") for text in texts)]).casefold()


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def _shared() -> Mapping[str, Sequence[Any]]:
    return _read("answers")


def _topic(key: str) -> Topic:
    raw = _read(key)
    asked = tuple(_banked(one, raw["topic"]) for one in raw["questions"])
    return Topic(key, raw["topic"], raw["about"], asked)


def _banked(raw: dict[str, Any], topic: str) -> Banked:
    if shared := raw.pop("answers", None):
        raw["options"] = _shared()[shared]
    return Banked(question_in(raw, frozenset({"tags"})), topic, tuple(raw.get("tags", ())))


def _from_templates() -> tuple[Topic, ...]:
    """The questions of the ready-made surveys, without the rules that belong to their place there."""
    return tuple(
        Topic(
            f"survey-{one.key}",
            f"Survey: {one.title}",
            one.about,
            tuple(
                Banked(_alone(question), one.title, is_of_survey=True)
                for question in one.definition.questions
            ),
        )
        for one in templates()
        if one.definition.questions
    )


def _alone(question: Question) -> Question:
    return question.model_copy(update={"show_if": "", "routes": ()})
