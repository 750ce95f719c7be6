"""The words of this room that are chosen by code: outcomes, stages, how many people. All are msgids; pages translate them."""

from collections.abc import Mapping, Sequence

from analysis.small_numbers import SMALLEST_SHOWN
from engage.web.languages import translate as _
from engage.web.languages import translate_plural as ngettext
from engage.yousaid.published import Heard
from engage.yousaid.tables import Outcome, Stage


def N_(message: str) -> str:  # noqa: N802 - the usual name for marking a string to be translated later
    """Mark a string for the catalogues; it is translated where it is shown."""
    return message


# As a chip and a tab say it.
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.done: N_("Done"),
    Outcome.doing: N_("Working on it"),
    Outcome.planned: N_("Planned"),
    Outcome.cant: N_("Can’t do yet"),
    Outcome.not_ours: N_("Someone else decides"),
    Outcome.checking: N_("Still checking"),
}
ICONS: Mapping[Outcome, str] = {
    Outcome.done: "tick",
    Outcome.doing: "cog",
    Outcome.planned: "cal",
    Outcome.cant: "no",
    Outcome.not_ours: "people",
    Outcome.checking: "search",
}
# As staff choose it, with what it asks of them.
CHOICES: tuple[tuple[Outcome, str, str], ...] = (
    (Outcome.done, "Done", "It has happened. People can see it."),
    (Outcome.doing, "Working on it", "It has started. Say when you look again."),
    (Outcome.planned, "Planned", "It is decided and has a start. Say when you look again."),
    (Outcome.cant, "Can’t, because …", "Give the reason, what is offered instead, and when you look again."),
    (Outcome.not_ours, "Not ours: passed on", "Say who it was passed to."),
    (Outcome.checking, "Still checking", "Nothing is decided yet. Say by when it will be."),
)
STAGES: Mapping[Stage, str] = {
    Stage.draft: "Drafts",
    Stage.waiting: "Waiting for a check",
    Stage.published: "Published",
    Stage.withdrawn: "Taken back",
}
NEEDS_LOOK_AGAIN = frozenset({Outcome.doing, Outcome.planned, Outcome.cant, Outcome.checking})

HEADINGS: Mapping[Outcome, str] = {
    Outcome.done: N_("We did"),
    Outcome.doing: N_("We are doing"),
    Outcome.planned: N_("We plan to"),
    Outcome.cant: N_("What we did"),
    Outcome.not_ours: N_("What we did"),
    Outcome.checking: N_("What we are checking"),
}
# The picture beside what was done, in Easy Read.
PICTURES: Mapping[Outcome, str] = {
    Outcome.done: "yes",
    Outcome.doing: "work",
    Outcome.planned: "plan",
    Outcome.cant: "no",
    Outcome.not_ours: "talk",
    Outcome.checking: "question",
}


def outcome_word(outcome: str) -> str:
    """The word of a state in the language of this request."""
    return _(OUTCOMES[Outcome(outcome)])


def counted(outcome: Outcome, n: int) -> str:
    """ "4 done", "1 can’t be done yet": a part of the sentence a board starts with."""
    match outcome:
        case Outcome.done:
            said = ngettext("%(num)s done", "%(num)s done", n)
        case Outcome.doing:
            said = ngettext("%(num)s being done", "%(num)s being done", n)
        case Outcome.planned:
            said = ngettext("%(num)s planned", "%(num)s planned", n)
        case Outcome.cant:
            said = ngettext("%(num)s can’t be done yet", "%(num)s can’t be done yet", n)
        case Outcome.not_ours:
            said = ngettext("%(num)s for someone else to decide", "%(num)s for someone else to decide", n)
        case Outcome.checking:
            said = ngettext("%(num)s still being checked", "%(num)s still being checked", n)
    return said % {"num": n}


_ABOUT: Mapping[str, str] = {
    "": N_("about %(num)s people"),
    "young_person": N_("about %(num)s young people"),
    "parent_carer": N_("about %(num)s parents and carers"),
    "professional": N_("about %(num)s people who work with families"),
    "other": N_("about %(num)s other people"),
}
_FEW: Mapping[str, str] = {
    "": N_("fewer than %(num)s people"),
    "young_person": N_("fewer than %(num)s young people"),
    "parent_carer": N_("fewer than %(num)s parents and carers"),
    "professional": N_("fewer than %(num)s people who work with families"),
    "other": N_("fewer than %(num)s other people"),
}


def how_many(heard: Heard) -> str:
    """ "about 60 young people", "fewer than 8 people": a protected number, for a sentence."""
    told = _FEW if heard.number is None else _ABOUT
    number = SMALLEST_SHOWN if heard.number is None else heard.number
    return _(told.get(heard.group, told[""])) % {"num": f"{number:,}"}


def how_many_people(heard: Sequence[Heard]) -> str:
    """ "about 35 young people and about 25 parents and carers", or nothing where no number may be shown."""
    *most, last = [how_many(one) for one in heard] or [""]
    return _("%(first)s and %(last)s") % {"first": ", ".join(most), "last": last} if most else last


def how_many_said(heard: Sequence[Heard]) -> str:
    """ "About 60 young people said this", or nothing where no number may be shown."""
    who = how_many_people(heard)
    return _("%(who)s said this") % {"who": who[:1].upper() + who[1:]} if who else ""


# How much of the counting a person has looked at: `Shown.people_read`.
HOW_COUNTED: Mapping[str, str] = {
    "all": N_(
        "A computer put answers together that say the same thing. A person then read every answer counted here."
    ),
    "some": N_(
        "A computer put answers together that say the same thing. A person agreed what they say, and read some of them one by one."
    ),
    "none": N_(
        "A computer put answers together that say the same thing. A person agreed what they say, but has not read them one by one."
    ),
}
