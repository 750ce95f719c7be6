"""One card of the board as a template shows it: plain, or in Easy Read with a picture beside every line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from engage.web.languages import EASY, language
from engage.web.languages import translate as _
from engage.web.rendering import day
from engage.web.spoken import InLanguage, worded
from engage.yousaid import words
from engage.yousaid.published import Loop, Shown
from engage.yousaid.tables import Outcome
from surveys.definition import said

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])|\n+")


class Fact(NamedTuple):
    """One more thing a card tells."""

    label: str
    words: str


class Line(NamedTuple):
    """One idea of an Easy Read card: a picture, who speaks, the words."""

    picture: str
    label: str
    words: str
    is_said: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """One idea a line, as Easy Read wants it."""
        return tuple(part for part in _SENTENCE_END.split(self.words) if part)


@dataclass(frozen=True)
class Card:
    """Words only, in one language; numbers in it are protected."""

    said: str
    did: str
    outcome: str
    heading: str
    who: str
    when: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class EasyCard:
    """The same as lines."""

    title: str
    outcome: str
    lines: tuple[Line, ...]


def plain_card(shown: Shown, today: date | None = None) -> Card:
    """A card in plain words. With `today` it also owns up to a day that has passed."""
    return Card(
        said=worded(shown.said, "en"),
        did=worded(shown.did, "en"),
        outcome=shown.outcome,
        heading=_(words.HEADINGS[shown.outcome]),
        who=words.how_many_said(shown.heard),
        when=_when(shown, today),
        facts=tuple(facts_of(shown, "en")),
    )


def _when(shown: Shown, today: date | None) -> str:
    again = shown.look_again_on
    if again and today and again < today:
        return _("We said we would look again on %(day)s. That day has passed.") % {"day": day(again)}
    return _("We look again on %(day)s") % {"day": day(again)} if again else ""


def facts_of(shown: Shown, language: str) -> Iterator[Fact]:
    """What a card tells below what was done: the reason, who has it now, what instead, who decided."""
    if shown.reason:
        label = _("Why not") if shown.outcome == Outcome.cant else _("Why")
        yield Fact(label, worded(shown.reason, language))
    if shown.outcome == Outcome.not_ours and shown.passed_to:
        yield Fact(_("We passed it to"), shown.passed_to)
    if shown.instead:
        yield Fact(_("What you can have instead"), worded(shown.instead, language))
    if by := _decided(shown):
        yield Fact(_("Who decided"), by)


def _decided(shown: Shown) -> str:
    """ "Ana Kowal, City Council, on Monday 5 October 2026": the organisation once, also when it is in the name."""
    parts = [shown.decided_by] if shown.decided_by else []
    if shown.organisation.casefold() not in shown.decided_by.casefold():
        parts.append(shown.organisation)
    who = ", ".join(parts)
    if not shown.decided_on:
        return who
    return _("%(who)s, on %(day)s") % {"who": who, "day": day(shown.decided_on)}


def easy_card(shown: Shown, today: date | None = None) -> EasyCard:
    """A card in Easy Read; a text that has no Easy Read wording is said in its plain words."""
    return EasyCard(said(shown.said, EASY), shown.outcome, tuple(_lines(shown, today)))


def _lines(shown: Shown, today: date | None) -> Iterator[Line]:
    yield Line("say", "", said(shown.said, EASY), is_said=True)
    if who := words.how_many_said(shown.heard):
        yield Line("friends", "", f"{who}.", is_said=True)
    label = _(words.HEADINGS[shown.outcome])
    yield Line(words.PICTURES[shown.outcome], label, said(shown.did, EASY))
    pictures = {
        _("What you can have instead"): "choose",
        _("Who decided"): "meeting",
        _("We passed it to"): "letter",
    }
    for fact in facts_of(shown, EASY):
        yield Line(pictures.get(fact.label, "question"), fact.label, fact.words)
    if when := _when(shown, today):
        yield Line("calendar", "", when if when.endswith(".") else f"{when}.")


def card_of(shown: Shown, today: date) -> Card | EasyCard:
    """The card in the way of reading of this request."""
    return easy_card(shown, today) if language() == EASY else plain_card(shown, today)


def title_of(loop: Loop, language: str) -> str:
    """The first sentence of what was said, for a heading; a kind word where it was taken back."""
    if loop.is_withdrawn:
        return _("We took this back")
    text = worded(loop.shown.said, language)
    first = text.split(". ")[0].rstrip(".")
    return InLanguage(first if len(first) <= 90 else f"{first[:89].rstrip()}…", text.language)


def in_language(text: Mapping[str, str]) -> InLanguage:
    """A language map in the language this request is answered in."""
    return worded(text, language())
