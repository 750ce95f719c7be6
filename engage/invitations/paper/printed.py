"""The form to print, as a sheet: the questions of the paper page with their numbers and rules, what happens with answers,
where to answer on a phone instead, and where to give it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engage.consultations.building.paper import Box, PaperPart, PaperQuestion, on_paper
from engage.invitations.paper.sheet import HOW_TICKED, WHO_TICKED
from engage.printing import telling
from engage.printing.qr import drawn
from engage.printing.setting import Sheet
from engage.respond.noticing import WHO_ASKS, Band, band_of, newest
from engage.web import languages
from engage.web.languages import translate
from engage.web.rendering import day
from engage.web.spoken import InLanguage, worded
from surveys.definition import Definition, Group
from surveys.tables import Survey
from surveys.wording import SIMPLE

N_ = str
LARGE_PRINT, EASY_PRINT = 18, 20  # points
# what stands on paper of the notice; the three words are said where they can be asked for
_SHORT = {"choose", "private", "read", "safe", "board"}
_FOR = {
    Group.young_person: N_("What happens with your answers: children and young people"),
    Group.parent_carer: N_("What happens with your answers: parents and carers"),
    Group.professional: N_("What happens with your answers: people who work with families"),
    Group.other: N_("What happens with your answers: everybody else"),
}
_ADULTS = N_("What happens with your answers: adults")
_SHORT_LINES = {"date": "days", "month": "days", "number": "number"}
_HAPPENS = N_("What happens with your answers")


_NO_WORDS = "…"  # of a draft that is still being written


def told(words: str) -> str | dict[str, str]:
    """The words as the sheet takes them; empty ones have no language."""
    return telling.told(words) if words else ""


@dataclass(frozen=True)
class Printed:
    """What is printed. `pictures` are the survey's own, by their id; `give_to` where the form is given back."""

    survey: Survey
    definition: Definition
    groups: Sequence[Group]
    language: str
    link: str
    version: str = ""
    give_to: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def printed_form(what: Printed) -> Sheet:
    """The sheet in one language, its own words in that language where the interface speaks it."""
    easy = what.language.endswith(SIMPLE)
    spoken = what.language if easy or what.language in languages.turned_on() else "en"
    languages.speak(spoken)
    heading = worded(what.definition.title, what.language) or _NO_WORDS
    setter = _Setter(what, easy)
    words: dict[str, Any] = {
        "easy": easy,
        "rtl": languages.direction(what.language) == "rtl",
        "size": EASY_PRINT if easy else LARGE_PRINT,
        "heading": told(heading),
        "asks": translate(N_("%(name)s asks")) % {"name": what.survey.asked_by}
        if what.survey.asked_by
        else "",
        "intro": [told(line) for line in _lines(worded(what.definition.intro, what.language))],
        "how_to": _how_to(what, easy),
        **_around(what),
        "notices": [*_notices(what)],
        **_about(what),
        "parts": [setter.part(part) for part in on_paper(what.definition, what.language)],
        **_end(),
    }
    tag = languages.html_language(what.language)
    return Sheet("paper_form", str(heading), tag, words, author=what.survey.asked_by)


def _lines(words: InLanguage) -> list[InLanguage]:
    return [InLanguage(line.strip(), words.language) for line in words.splitlines() if line.strip()]


def _how_to(what: Printed, easy: bool) -> list[str]:
    said = [translate(N_("You can skip any question."))]
    said.append(
        translate(N_("Do not write names.") if easy else N_("Leave out names of people and schools."))
    )
    said.append(translate(N_("Somebody may help you, or write for you.")))
    if what.survey.closes_at:
        said.append(translate(N_("Give it back by %(day)s.")) % {"day": day(what.survey.closes_at)})
    if what.survey.tells_by:
        said.append(translate(N_("You will hear from us by %(day)s.")) % {"day": day(what.survey.tells_by)})
    return said


def _around(what: Printed) -> dict[str, Any]:
    """What stands around the questions: the corner, the foot, the way to answer on a screen, the way back."""
    spoken = what.link.partition("://")[2]
    return {
        "number_says": translate(N_("Form number")),
        "version": what.version,
        "page_of": translate(N_("Page %(n)s of %(of)s")) % {"n": "{n}", "of": "{of}"},
        "qr": drawn(what.link),
        "qr_says": translate(N_("QR code for %(link)s")) % {"link": spoken},
        "online": translate(N_("Would you rather answer on a phone or computer?")),
        "online_how": translate(N_("Scan with a phone, or type:")),
        "link": spoken,
        "give_back": translate(N_("Give or send this form to: %(name)s")) % {"name": what.survey.asked_by},
        "give_to": what.give_to,
    }


def _notices(what: Printed) -> Sequence[dict[str, Any]]:
    """The newest notice of each group in short, the one a response of that group names; groups that are told the same
    are told together."""
    who = what.survey.asked_by or translate(WHO_ASKS)
    found: dict[tuple[InLanguage, ...], list[Group]] = {}
    pictures: dict[tuple[InLanguage, ...], list[str]] = {}
    for group in what.groups:
        lines = [line for line in newest(band_of(group) or Band.under_13).lines if line.picture in _SHORT]
        said = tuple(line.said(what.language, who) for line in lines)
        found.setdefault(said, []).append(group)
        pictures[said] = [line.picture for line in lines]
    return [
        {
            "title": translate(_title(groups, is_only=len(found) == 1)),
            "lines": [
                {"picture": picture, "says": told(words)}
                for picture, words in zip(pictures[said], said, strict=True)
            ],
        }
        for said, groups in found.items()
    ]


def _title(groups: Sequence[Group], *, is_only: bool) -> str:
    if is_only:
        return _HAPPENS
    return _FOR[groups[0]] if len(groups) == 1 else _ADULTS


def _about(what: Printed) -> dict[str, Any]:
    who = {
        "text": translate(N_("Who are you?")),
        "answers": [translate(WHO_TICKED[group]) for group in what.groups],
    }
    how = {
        "text": translate(N_("How do you answer?")),
        "answers": [translate(words) for words in HOW_TICKED.values()],
    }
    return {
        "about": translate(N_("About you")),
        "about_questions": [who, how] if len(what.groups) > 1 else [how],
    }


def _end() -> dict[str, Any]:
    quote = translate(N_("You may use my words as a quote, without my name"))
    three = translate(N_("I want three words, to see, change or delete my answers later"))
    return {
        "thanks": translate(N_("Thank you")),
        "at_end": [quote, three],
        "for_team": translate(N_("For the team: first typed in by ____________  second ____________")),
        "slip": translate(N_("Your three words")),
        "slip_how": translate(
            N_("If you ticked the box, the team writes the three words here and gives you this slip. Keep it: nobody can find your answers without them.")
        ),
    }  # fmt: skip


class _Setter:
    """Makes plain values of the parts of the paper."""

    def __init__(self, what: Printed, easy: bool) -> None:
        self.pictures, self.easy = what.pictures, easy

    def part(self, part: PaperPart) -> dict[str, Any]:
        return {
            "title": told(part.title),
            "only_if": part.only_if,
            "intro": [told(line) for line in _split(part.intro)],
            "questions": [self.question(one, part) for one in part.questions],
        }

    def question(self, one: PaperQuestion, part: PaperPart) -> dict[str, Any]:
        again = N_(
            "%(unit)s number: ____. The rest of this part is about one of them. Use another copy of it for each."
        )
        return {
            "number": one.number,
            "text": told(one.text or _NO_WORDS),
            "hint": [told(line) for line in one.hint],
            "picture": {"kind": "symbol", "name": one.symbol} if one.symbol else None,
            "shows": self.shown(one),
            "only_if": one.only_if,
            "again": translate(again) % {"unit": part.unit}
            if part.again and one.number == part.again
            else "",
            "goes_on": list(one.goes_on),
            "does": told(one.instruction),
            "answers": [self.answer(box) for box in one.boxes],
            "numbered": one.numbered,
            "lines": [told(label) for label in one.lines],
            "short": _SHORT_LINES.get(one.kind, ""),
            "draws": one.kind == "drawing",
            "statements": [self.statement(*each) for each in one.statements],
            "offers": list(one.offers),
        }

    def shown(self, one: PaperQuestion) -> dict[str, Any] | None:
        body = self.pictures.get(one.picture)
        return {"bytes": list(body), "says": str(one.picture_says) or str(one.text)} if body else None

    def answer(self, box: Box) -> dict[str, Any]:
        return {"words": told(box.words), "says": box.says, "picture": self.pictured(box)}

    def pictured(self, box: Box) -> dict[str, Any] | None:
        if box.face:
            return {"kind": "face", "name": box.face}
        if body := self.pictures.get(box.file):
            return {"kind": "file", "bytes": list(body)}
        return {"kind": "symbol", "name": box.symbol} if box.symbol else None

    def statement(self, number: str, words: str, picture: str) -> dict[str, Any]:
        shown = {"kind": "symbol", "name": picture} if picture and self.easy else None
        return {"number": number, "words": told(words), "picture": shown}


def _split(words: str) -> list[str]:
    if isinstance(words, InLanguage):
        return [*_lines(words)]
    return [line.strip() for line in words.splitlines() if line.strip()]
