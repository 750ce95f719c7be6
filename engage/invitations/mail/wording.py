"""What an invitation says: words that staff may change, and a foot that is always there. Plain text. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.answers import Problem
from surveys.who import Group

LINK = "{link}"
LONGEST = 3_000  # letters of the words
LONGEST_SUBJECT = 150
EXAMPLE = "plum-river-fox"  # in a preview; three words of nobody

KEEP_LINK = Problem("words", "Keep {link} where it was: each person’s own link goes there")
ONE_LINK = Problem("words", "Leave {link} in once only: each person has one link")
TOO_LONG = Problem("words", f"Make this shorter: {LONGEST:,} letters at most")

_TO_YOUNG_PEOPLE = """Hello,

{who} want to know what you think. The survey is called “{title}”.

What you say helps us make things better. It takes a few minutes. You can skip any question.

Open your own link:
{link}

You can ask somebody you trust to help you."""
_TO_PARENTS = """Hello,

{who} would like to hear from you as a parent or carer. The survey is called “{title}”.

What families say will be read by a person and used to decide what changes. It takes a few minutes, and you can skip any question.

Open your own link:
{link}"""
_TO_WORKERS = """Hello,

{who} would like to hear from people who work with families. The survey is called “{title}”.

It takes a few minutes, and you can skip any question.

Open your own link:
{link}"""
_TO_ANYBODY = """Hello,

{who} would like to hear from you. The survey is called “{title}”.

What people say will be read and used to decide what changes. It takes a few minutes, and you can skip any question.

Open your own link:
{link}"""
_TO: Mapping[Group | None, str] = {
    Group.young_person: _TO_YOUNG_PEOPLE,
    Group.parent_carer: _TO_PARENTS,
    Group.professional: _TO_WORKERS,
    Group.other: _TO_ANYBODY,
    None: _TO_ANYBODY,
}
_REMINDER = """Hello,

We wrote to you about the survey “{title}”.

There is still time to tell us what you think{until}. Open your own link:
{link}

If you have answered already, thank you. Then you need do nothing."""

_FOOT = """
--
The link is for one person and works once.{until} If it does not open, go to {address} and type these three words: {words}

Nobody can see which answer is yours. Your e-mail address is kept apart from what you say. We delete it 30 days after the survey closes, or sooner.

You get this e-mail from {who}, because your address is on their list for this survey.{again}
To stop these e-mails, open this link:
{stop}
"""
_UNTIL = " You can answer until {day}."
_REMINDS = " We remind people twice at most."


@dataclass(frozen=True)
class About:
    """What is the same in every letter of a list. `closes` is a day in words, or nothing."""

    who: str
    title: str
    closes: str
    address: str  # of the site, such as https://voices.example.org


@dataclass(frozen=True)
class Words:
    """What staff wrote."""

    subject: str
    words: str


def first_words(about: About, group: Group | None, nth: int) -> Words:
    """The words to begin with: for the invitation, or for the first or second reminder."""
    if nth:
        until = f" (until {about.closes})" if about.closes else ""
        return Words(
            f"Still time to answer: {about.title}"[:LONGEST_SUBJECT], _filled(_REMINDER, about, until)
        )
    return Words(f"Tell us: {about.title}"[:LONGEST_SUBJECT], _filled(_TO[group], about))


def _filled(words: str, about: About, until: str = "") -> str:
    """Not with format(): a title may hold brackets."""
    for name, value in (("{who}", about.who), ("{until}", until), ("{title}", about.title)):
        words = words.replace(name, value)
    return words


def trouble_with(words: str) -> Problem | None:
    """Why a letter can't go like this."""
    if len(words) > LONGEST:
        return TOO_LONG
    links = words.count(LINK)
    return None if links == 1 else KEEP_LINK if links == 0 else ONE_LINK


def letter(words: str, about: About, code: str, stop: str) -> str:
    """One person's whole letter. `code` are their three words, `stop` the address of the page that stops these e-mails."""
    link = f"{about.address}/c/{code}"
    foot = _FOOT.format(
        until=_UNTIL.format(day=about.closes) if about.closes else "",
        address=f"{about.address}/c",
        words=code.replace("-", " "),
        who=about.who,
        again=_REMINDS,
        stop=stop,
    )
    return words.replace(LINK, link).rstrip() + "\n" + foot
