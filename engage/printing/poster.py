"""A poster for one survey on one page: its title, easy sentences with pictures, the QR code, the link and the days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from engage.printing.qr import drawn
from engage.printing.setting import Sheet
from engage.printing.telling import told
from engage.web import languages
from engage.web.languages import translate
from engage.web.rendering import day

Paper = Literal["a4", "a5"]
N_ = str

# beside the survey's own easy sentences, in their order
_PICTURES = ("talk", "choose", "private")
_LINES = (N_("Tell us what it is really like."), N_("You can skip any question."))
_LINE_PICTURES = ("talk", "stopit")


@dataclass(frozen=True)
class OnPoster:
    """What a poster says. Texts may be `InLanguage`; `link` is the whole address; `lines` at most three sentences."""

    title: str
    asks: str
    link: str
    easy_title: str = ""
    lines: Sequence[str] = ()
    who: str = ""
    answer_by: date | datetime | None = None
    tells_by: date | datetime | None = None


def poster(what: OnPoster, language: str, paper: Paper = "a4") -> Sheet:
    """The sheet of a poster, its own words in `language`, where the interface speaks it."""
    languages.speak(language)
    spoken = what.link.partition("://")[2]
    words = {
        "paper": paper,
        "asks": translate(N_("%(name)s asks")) % {"name": what.asks} if what.asks else "",
        "heading": told(what.title),
        "easy": told(what.easy_title) if what.easy_title != what.title else None,
        "lines": _lines(what.lines),
        "qr": drawn(what.link),
        "qr_says": translate(N_("QR code for %(link)s")) % {"link": spoken},
        "scan": translate(N_("Scan with a phone, or type:")),
        "link": spoken,
        "days": _days(what),
        "foot": _foot(what.who),
    }
    return Sheet("poster", what.title, languages.html_language(language), words, author=what.asks)


def _lines(lines: Sequence[str]) -> list[dict[str, object]]:
    if not lines:
        own = zip(_LINE_PICTURES, _LINES, strict=True)
        return [{"picture": picture, "says": translate(line)} for picture, line in own]
    last = len(lines) - 1
    places = [0 if at == 0 else 2 if at == last else 1 for at in range(len(lines))]
    return [
        {"picture": _PICTURES[place], "says": told(line)} for place, line in zip(places, lines, strict=True)
    ]


def _days(what: OnPoster) -> list[dict[str, str]]:
    days = [
        ("calendar", translate(N_("Answer by")), what.answer_by),
        ("letter", translate(N_("We tell you what changes by")), what.tells_by),
    ]
    return [
        {"picture": picture, "name": name, "day": day(moment)} for picture, name, moment in days if moment
    ]


def _foot(who: str) -> str:
    free = translate(N_("It is also in Easy Read. You do not have to give your name."))
    return f"{translate(N_('For %(who)s.')) % {'who': who}} {free}" if who else free
