"""Ready-made surveys for the real jobs, each written twice: in plain words and in Easy Read. They are starting points
to be changed by the people who ask; questions keep their ids, so that one year can be compared with the next."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from surveys.definition import Definition, Group, Section
from surveys.written import question_in, text_in

# In the order people see them; starting from nothing comes last.
KEYS = (
    "school-and-you",
    "hy5-session",
    "moving-on",
    "ehc-plan",
    "short-breaks",
    "local-offer",
    "pulse-poll",
    "event",
    "blank",
)


@dataclass(frozen=True)
class Template:
    """A survey to start from: for whom, and about how many minutes it takes to answer."""

    key: str
    title: str
    about: str
    for_whom: tuple[Group, ...]
    minutes: int
    definition: Definition


@cache
def templates() -> tuple[Template, ...]:
    """All templates, in the order to show them."""
    return tuple(_read(key) for key in KEYS)


def template(key: str) -> Template | None:
    """The template with this key."""
    return next((one for one in templates() if one.key == key), None)


def _read(key: str) -> Template:
    raw = tomllib.loads(resources.files(__name__).joinpath(f"{key}.toml").read_text("utf-8"))
    return Template(
        key=key,
        title=raw["name"],
        about=raw["about"],
        for_whom=tuple(Group(group) for group in raw["for_whom"]),
        minutes=raw["minutes"],
        definition=Definition(
            title=text_in(raw, "title"),
            intro=text_in(raw, "intro"),
            sections=tuple(_section(section) for section in raw.get("sections", ())),
        ),
    )


def _section(raw: Mapping[str, Any]) -> Section:
    return Section(
        id=raw["id"],
        title=text_in(raw, "title"),
        intro=text_in(raw, "intro"),
        show_if=raw.get("show_if", ""),
        questions=tuple(question_in(question) for question in raw["questions"]),
    )
