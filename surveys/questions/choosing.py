"""The question types in which one chooses an answer, and what choosing several has in common with it."""

from abc import abstractmethod
from collections.abc import Set

from surveys.answers import AnswerState, Given, Problem
from surveys.definition import Option, Question, said
from surveys.questions import posted
from surveys.questions.question_type import QuestionType
from surveys.questions.shape import Control, Paper, Posted
from surveys.wording import SIMPLE

N_ = str
CHOOSE_ONE = N_("Choose one.")
TICK_ONE = N_("Tick one box.")
OWN_WORDS = Problem(posted.ANSWER, N_("Choose the answer your words belong to, or take your words out"))


class Choosing(QuestionType):
    """Choose among options. A type says which these are."""

    @abstractmethod
    def options(self, question: Question) -> tuple[Option, ...]:
        """Every option there is, in order."""

    def offered(self, question: Question, language: str, given: Given | None) -> tuple[Option, ...]:
        return self.options(question)

    def in_words(self, question: Question, given: Given, language: str) -> str:
        """The chosen options; a code that is not among them any more is shown as it is."""
        known = {option.code: option for option in self.options(question)}
        return "; ".join(_in_words(code, known.get(code), given, language) for code in given.choices)

    def exported(self, question: Question, given: Given) -> str:
        return self.in_words(question, given, "en")

    def counted(self, question: Question) -> tuple[Option, ...]:
        return self.options(question)

    def paper(self, question: Question, language: str) -> Paper:
        """Boxes to tick, with a line to write on where an answer has room for words."""
        boxes = self.offered(question, language, None)
        lines = ("",) if any(option.says for option in boxes) else ()
        return Paper(self.paper_instruction, boxes, lines=lines)


class ChoosingOne(Choosing):
    """Choose one answer."""

    shows = Control.radios
    instruction = CHOOSE_ONE
    paper_instruction = TICK_ONE

    def read_given(self, question: Question, form: Posted) -> Given | Problem | None:
        return read_one(question, self.options(question), form)


class Scale(ChoosingOne):
    """Steps from one end to the other, or the three in the middle (`easy_codes`). Easy Read shows those three; their codes
    mean the same in both, so answers add up."""

    steps: tuple[Option, ...]
    easy_codes: Set[str]

    def options(self, question: Question) -> tuple[Option, ...]:
        every = worded(question, self.steps)
        return every if question.points == 5 else tuple(one for one in every if one.code in self.easy_codes)

    def offered(self, question: Question, language: str, given: Given | None) -> tuple[Option, ...]:
        if not language.endswith(SIMPLE):
            return self.options(question)
        shown = {*self.easy_codes, *(given.choices if given else ())}
        return tuple(one for one in self.options(question) if one.code in shown)


def read_one(question: Question, options: tuple[Option, ...], form: Posted) -> Given | Problem | None:
    """One of `options`; more than one, or one and a way of not answering, is a Problem."""
    codes = posted.codes(form, options)
    if isinstance(codes, Problem):
        return codes
    if len(codes) + (posted.quiet(question, form) is not None) > 1:
        return posted.CHOOSE_ONE
    return with_words(options, codes, form) if codes else _only_words(options, form)


def with_words(options: tuple[Option, ...], codes: tuple[str, ...], form: Posted) -> Given | Problem:
    """The chosen codes with the words of the one that has room for words. Words beside another choice are never
    dropped unseen: that is a Problem."""
    words = posted.field(form, posted.OTHER, posted.LONGEST_OTHER)
    if isinstance(words, Problem):
        return words
    says = {option.code for option in options if option.says}
    if words and says and not says & set(codes):
        return OWN_WORDS
    return Given(AnswerState.given, codes, words if says & set(codes) else "")


def _only_words(options: tuple[Option, ...], form: Posted) -> Given | Problem | None:
    """Somebody who only wrote has chosen the answer with room for words."""
    says = next((option.code for option in options if option.says), None)
    if says is None or not posted.values(form, posted.OTHER):
        return None
    return with_words(options, (says,), form)


def worded(question: Question, standard: tuple[Option, ...]) -> tuple[Option, ...]:
    """The standard answers of a type, with the question's own words, pictures and recordings where it has some."""
    return tuple(_worded(question.option(option.code), option) for option in standard)


def _worded(own: Option | None, standard: Option) -> Option:
    if own is None:
        return standard
    return standard.model_copy(
        update={
            "text": own.text or standard.text,
            "symbol": own.symbol or standard.symbol,
            "picture": own.picture,
            "audio": own.audio,
        }
    )


def _in_words(code: str, option: Option | None, given: Given, language: str) -> str:
    words = (said(option.text, language) if option else "") or code
    return f"{words}: {given.text}" if option and option.says and given.text else words


def missing(options: tuple[Option, ...]) -> tuple[Problem, ...]:
    """What is missing among the answers to choose from."""
    found = []
    if len(options) < 2:
        found.append(Problem("options", "Give two answers or more to choose from"))
    if any(not option.text.get("en") for option in options):
        found.append(Problem("options", "Enter words for every answer, or take the empty one out"))
    return tuple(found)
