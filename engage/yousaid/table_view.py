"""The board as a table: one line a card, in the language of the request."""

from collections.abc import Iterable
from datetime import date

from engage.web.languages import language
from engage.web.languages import translate as _
from engage.web.rendering import day
from engage.web.spoken import worded
from engage.yousaid import words
from engage.yousaid.cards import facts_of
from engage.yousaid.published import Loop


def head() -> tuple[str, ...]:
    """The titles of the columns."""
    return (
        _("You said"),
        _("Part of the plan"),
        _("How many people"),
        _("How far it is"),
        _("What we did"),
        _("More"),
        _("We look again"),
    )


def line(loop: Loop) -> tuple[str, ...]:
    """One card; one that was taken back tells only when and why."""
    shown = loop.shown
    area = shown.area.name if shown.area else _("In no plan yet")
    if loop.is_withdrawn:
        back = _("We took this back on %(day)s, because: %(why)s")
        told = back % {"day": day(loop.withdrawn_at), "why": loop.withdrawn_why}
        return (_("We took something back"), area, "", "", told, "", "")
    return (
        worded(shown.said, language()),
        area,
        words.how_many_people(shown.heard),
        words.outcome_word(shown.outcome),
        worded(shown.did, language()),
        " ".join(f"{fact.label}: {_ended(fact.words)}" for fact in facts_of(shown, language())),
        _day(shown.look_again_on),
    )


def lines(loops: Iterable[Loop]) -> list[tuple[str, ...]]:
    """Every card in order."""
    return [line(loop) for loop in loops]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _day(moment: date | None) -> str:
    return day(moment) if moment else ""
