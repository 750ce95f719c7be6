"""One turn at a question, decided without a page or a database: where a button leads, whether what stands on the
page is worth keeping, and whether another tab has changed the answer meanwhile."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from urllib.parse import quote

from engage.web.forms import Typed
from surveys.answers import SKIPPED, Given
from surveys.attachments import Held
from surveys.definition import Definition, Question, Step
from surveys.journey import Journey
from surveys.questions import control, read, show
from surveys.questions.posted import ANSWER, OTHER, QUIET, WORDS
from surveys.questions.shape import Control
from surveys.who import NOBODY, Who

CHECK = "check"


class Move(StrEnum):
    """The button that was pressed. Anything else is Next."""

    next = "next"
    back = "back"
    stop = "stop"
    stay = "stay"
    easy = "easy"
    std = "std"
    display = "display"
    help = "help"
    privacy = "privacy"
    accessibility = "accessibility"
    cookies = "cookies"
    next_person = "next_person"  # on a tablet that is passed round
    hard = "hard"  # a young tester says that the question was hard


@dataclass(frozen=True)
class Turn:
    """A screen of one survey in front of one person, with all their answers so far. What comes next depends on them."""

    slug: str
    definition: Definition
    step: Step
    answers: Mapping[str, Given] = field(default_factory=dict)
    person: Who = NOBODY
    who: str = ""  # what the form carries along, so that a lost place can begin again
    to_check: bool = False  # came from the check page and goes back there
    is_testing: bool = False  # a young tester tries the survey out
    whose: str = ""  # tells one person of a passed tablet from the next
    asked_by: str = ""  # who sees the answer
    opens_more: bool = False  # the answer just given leads to questions that were not asked before
    files: Mapping[str, Held] = field(default_factory=dict)  # sent for this question, by their ids

    @property
    def question(self) -> Question:
        return self.step.question

    @property
    def stored(self) -> Given | None:
        """The answer kept so far."""
        return self.answers.get(self.step.id)

    @property
    def here(self) -> str:
        """This question's address."""
        return question_path(self.slug, self.step.id, to_check=self.to_check)

    @property
    def media(self) -> str:
        """Where pictures and recordings of the survey are."""
        return f"/s/{self.slug}/media"

    @cached_property
    def way(self) -> Journey:
        """The person's way, with the answers so far."""
        return Journey(self.definition, self.answers, self.person)

    @property
    def is_last(self) -> bool:
        """Whether nothing follows for certain: an answer here may still lead to more."""
        return self.way.is_settled and self.way.next_after(self.step.id) is None

    def answered(self, given: Given) -> "Turn":
        """The same turn once its answer is kept."""
        after = replace(self, answers={**self.answers, self.step.id: given})
        opens = self.stored is None or after.way.steps != self.way.steps
        return replace(after, opens_more=opens)

    def leads_to(self, move: Move) -> str:
        """The page after a button; the question itself for the switch of Easy Read. Pages that belong to no survey are
        told the way back."""
        match move:
            case Move.stay | Move.easy | Move.std:
                return self.here
            case _ if out := way_out(move, self.slug, self.here):
                return out
            case Move.stop:
                return f"/s/{self.slug}/stopped"
            case Move.next_person:
                return f"/s/{self.slug}/next"
            case Move.hard if self.is_testing:
                return f"/s/{self.slug}/hard/{self.question.id}{'?from=check' if self.to_check else ''}"
            case Move.back if self.to_check:
                return f"/s/{self.slug}/check"
            case Move.back:
                before = self.way.before(self.step.id)
                return question_path(self.slug, before) if before else f"/s/{self.slug}?going=on"
            case _:
                return self._onward()

    def _onward(self) -> str:
        follows = self.way.next_after(self.step.id)
        if self.to_check:
            # back to the list, but for questions that this answer has only now led to
            follows = self._unanswered_from(follows) if self.opens_more else None
        return (
            question_path(self.slug, follows, to_check=self.to_check) if follows else f"/s/{self.slug}/check"
        )

    def _unanswered_from(self, id: str | None) -> str | None:
        while id and id in self.answers:
            id = self.way.next_after(id)
        return id


_OUT = {Move.display, Move.help, Move.privacy, Move.accessibility, Move.cookies}


def way_out(move: Move, slug: str, back: str) -> str | None:
    """Where a button of the header or the footer leads, with the way back; None for every other button. What happens
    with answers is told in the words for whoever asks."""
    if move not in _OUT:
        return None
    there = f"/s/{slug}/notice" if move is Move.privacy else f"/{move}"
    return f"{there}?back={quote(back, safe='')}"


def question_path(slug: str, question_id: str, *, to_check: bool = False) -> str:
    """The address of a question's page."""
    return f"/s/{slug}/q/{question_id}{'?from=check' if to_check else ''}"


def first_question(slug: str, definition: Definition, person: Who = NOBODY) -> str:
    """Where answering begins; a survey without questions leads to the page to check."""
    first = Journey(definition, {}, person).first()
    return question_path(slug, first) if first else f"/s/{slug}/check"


def move_of(typed: Typed) -> Move:
    """The button that was pressed; another language (`lang-pl`) stays on the page, and so does taking a file away."""
    value = typed.get("go", ("",))[0]
    if value.startswith(("lang-", "remove-")):
        return Move.stay
    return Move(value) if value in Move.__members__ else Move.next


def is_worth_keeping(move: Move, given: Given, turn: Turn, typed: Typed) -> bool:
    """Next always says something, if only "skip". Any other button keeps what was typed, picked or taken away; it
    does not turn a question that was only looked at into one that was skipped."""
    if move is Move.next or given != SKIPPED or turn.stored is not None:
        return True
    return "_skip" in typed.get(ANSWER, ())


def mark_of(given: Given | None) -> str:
    """A short mark of the answer a page was made with, carried by its form."""
    if given is None:
        return "none"
    told = "\x1f".join((given.state, *given.choices, given.text))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def was_changed_elsewhere(turn: Turn, given: Given, typed: Typed) -> bool:
    """Whether another tab or device kept a different answer after this page was made. A page sent twice is no change;
    one without its mark was made when there was no answer."""
    mark = typed.get("seen", ("",))[0] or mark_of(None)
    return mark != mark_of(turn.stored) and turn.stored not in {None, given}


def words_posted(question: Question, typed: Typed, language: str) -> str:
    """What a person wrote or chose, in words to be shown to them when it could not be kept."""
    given = read(question, typed)
    if isinstance(given, Given):
        return show(question, given, language) if given.is_given else ""
    match control(question):
        case Control.radios | Control.ticks | Control.ranks:
            fields = [OTHER]
        case Control.file:
            fields = [WORDS]
        case _:
            fields = [name for name in typed if name.partition(".")[0] == ANSWER]
    return "\n".join(
        value for name in fields for value in typed.get(name, ()) if value and value not in QUIET
    )
