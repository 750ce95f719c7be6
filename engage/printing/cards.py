"""Sheets of cards: each lets one person in, by its QR code or by typing its three words. Eight to a page of A4, to be cut.
No card has a number: nothing on it could be written on a list beside a name but the words themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engage.printing.qr import drawn
from engage.printing.setting import Sheet
from engage.printing.telling import told
from engage.web import languages
from engage.web.languages import translate
from engage.web.rendering import day

N_ = str


@dataclass(frozen=True)
class OnCards:
    """What cards say. `address` is the site's, whole; `codes` are words such as `plum-river-fox`; `name` is the school or
    group they are for."""

    title: str
    asks: str
    address: str
    name: str
    codes: Sequence[str]
    until: date | datetime | None = None


def cards(what: OnCards, language: str) -> Sheet:
    """The sheets, their own words in `language`, where the interface speaks it."""
    languages.speak(language)
    short = f"{what.address.partition('://')[2]}/c"
    until = translate(N_("Until %(day)s")) % {"day": day(what.until)} if what.until else ""
    words = {
        "heading": told(what.title),
        "asks": translate(N_("%(name)s asks")) % {"name": what.asks} if what.asks else "",
        "lines": [
            {
                "picture": "phone",
                "says": translate(N_("Scan this with a phone. Or go to this page and type the words:")),
            },
            {"picture": "key", "says": translate(N_("It works one time, for one person."))},
            {"picture": "private", "says": translate(N_("It does not say who you are."))},
        ],
        "link": short,
        "foot": " · ".join(part for part in (what.name, until) if part),
        "cards": [_card(words, f"{what.address}/c/{words}") for words in what.codes],
    }
    title = translate(N_("Cards for %(name)s")) % {"name": what.name}
    return Sheet("cards", title, languages.html_language(language), words, author=what.asks)


def _card(words: str, link: str) -> dict[str, str]:
    spoken = words.replace("-", " ")
    return {
        "words": spoken,
        "qr": drawn(link, quick=True),
        "says": translate(N_("QR code of the card %(words)s")) % {"words": spoken},
    }
