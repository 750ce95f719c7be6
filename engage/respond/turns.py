"""One turn at a question, decided without a page or a database: where a button leads, whether what stands on the
page is worth keeping, and whether another tab has changed the answer meanwhile."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from engage.web.forms import Typed
from surveys.answers import SKIPPED, Given
from surveys.definition import Definition, Question
from surveys.journey import Journey
from surveys.questions import is_open, read, show
from surveys.questions.posted import ANSWER, QUIET

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
    hard = "hard"  # a young tester says that the question was hard


@dataclass(frozen=True)
class Turn:
    """A question of one survey in front of one person; `stored` is the answer kept so far."""

    slug: str
    definition: Definition
    question: Question
    stored: Given | None
    who: str
    to_check: bool = False  # came from the check page and goes back there
    is_testing: bool = False  # a young tester tries the survey out

    @property
    def here(self) -> str:
        """This question's address."""
        return question_path(self.slug, self.question.id, to_check=self.to_check)

    @property
    def is_last(self) -> bool:
        return self._journey.next_after(self.question.id) is None

    @property
    def _journey(self) -> Journey:
        return Journey(self.definition, {})

    def leads_to(self, move: Move) -> str:
        """The page after a button; the question itself for the switch of Easy Read. Pages that belong to no survey are
        told the way back."""
        match move:
            case Move.stay | Move.easy | Move.std:
                return self.here
            case Move.display | Move.help | Move.privacy | Move.accessibility | Move.cookies:
                return f"/{move}?back={quote(self.here, safe='')}"
            case Move.stop:
                return f"/s/{self.slug}/stopped"
            case Move.hard if self.is_testing:
                return f"/s/{self.slug}/hard/{self.question.id}{'?from=check' if self.to_check else ''}"
            case _ if self.to_check:
                return f"/s/{self.slug}/check"
            case Move.back:
                before = self._journey.before(self.question.id)
                return question_path(self.slug, before) if before else f"/s/{self.slug}?going=on"
            case _:
                after = self._journey.next_after(self.question.id)
                return question_path(self.slug, after) if after else f"/s/{self.slug}/check"


def question_path(slug: str, question_id: str, *, to_check: bool = False) -> str:
    """The address of a question's page."""
    return f"/s/{slug}/q/{question_id}{'?from=check' if to_check else ''}"


def first_question(slug: str, definition: Definition) -> str:
    """Where answering begins; a survey without questions leads to the page to check."""
    first = Journey(definition, {}).first()
    return question_path(slug, first) if first else f"/s/{slug}/check"


def move_of(typed: Typed) -> Move:
    """The button that was pressed; another language (`lang-pl`) stays on the page."""
    value = typed.get("go", ("",))[0]
    if value.startswith("lang-"):
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
    if is_open(question):
        return "\n".join(value for value in typed.get(ANSWER, ()) if value not in QUIET)
    given = read(question, typed)
    return show(question, given, language) if isinstance(given, Given) and given.is_given else ""
