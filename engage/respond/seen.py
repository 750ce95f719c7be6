"""One question as a page shows it: plain values, in the words of one language. Markup and buttons are the template's."""

from collections.abc import Mapping
from dataclasses import dataclass

from engage.web.spoken import InLanguage, told, worded
from surveys.answers import Given
from surveys.definition import EASY, Definition, Option, Question, QuestionKind, said
from surveys.journey import Journey
from surveys.questions import is_open, offered, show
from surveys.questions.posted import QUIET
from surveys.wording import SIMPLE

# which picture stands beside an instruction, found by a word in it
_PICTURES = (("choose", "choose"), ("more than one", "list"), ("names", "private"), ("write", "write"))


@dataclass(frozen=True)
class Line:
    """One idea of Easy Read with its picture."""

    picture: str
    text: str


@dataclass(frozen=True)
class QuestionSeen:
    """A question on its page. `options` are (code, words, picture); `lines` are for Easy Read, `hint` for the others."""

    id: str
    text: str
    kind: str
    hint: str
    lines: tuple[Line, ...]
    section: str
    intro: str
    options: tuple[tuple[str, str, str], ...]
    offers_dont_know: bool
    offers_dont_understand: bool
    max_length: int
    n: int
    of: int
    says_how: bool  # whether the words of the survey themselves say to choose

    @property
    def is_open(self) -> bool:
        return not self.options

    @property
    def is_many(self) -> bool:
        return self.kind == QuestionKind.many

    @property
    def has_faces(self) -> bool:
        return self.kind == QuestionKind.feeling_scale


def seen(definition: Definition, question: Question, given: Given | None, language: str) -> QuestionSeen:
    """The question in a language, with the place it has in the survey. Every text knows the language it is in."""
    easy = language.endswith(SIMPLE)
    hint = worded(question.hint, language)
    n, of = Journey(definition, {}).position(question.id)
    section = definition.section_of(question.id)
    is_first = section is not None and section.questions[0].id == question.id
    return QuestionSeen(
        id=question.id,
        text=worded(question.text, language),
        kind=question.kind.value,
        hint="" if easy else hint,
        lines=_lines(hint, question) if easy else (),
        section=worded(section.title, language) if section else "",
        intro=worded(section.intro, language) if section and is_first else "",
        options=() if is_open(question) else tuple(_options(question, given, language)),
        offers_dont_know=question.offers_dont_know,
        offers_dont_understand=question.offers_dont_understand,
        max_length=question.max_length,
        n=n,
        of=of,
        says_how="choose" in said(question.hint, EASY if easy else "en").lower(),
    )


def in_words(question: Question, given: Given, language: str) -> str:
    """An answer in words, as the person who gave it reads it. What somebody wrote themselves is left as it is."""
    words = show(question, given, language)
    return told(words, language) if not given.is_given or not (given.text or is_open(question)) else words


def _options(question: Question, given: Given | None, language: str) -> list[tuple[str, str, str]]:
    # pictures are for Easy Read; faces are for everybody, because they are the scale
    shows_pictures = language.endswith(SIMPLE) or question.kind is QuestionKind.feeling_scale
    return [
        (option.code, _words(option, language), (option.symbol or "") if shows_pictures else "")
        for option in offered(question, language, given)
    ]


def _words(option: Option, language: str) -> str:
    return worded(option.text, language) or option.code


def _lines(hint: InLanguage, question: Question) -> tuple[Line, ...]:
    lines = [InLanguage(text.strip(), hint.language) for text in hint.splitlines() if text.strip()]
    # which picture fits is read from the English line that stands in the same place
    english = [text for text in said(question.hint, EASY).splitlines() if text.strip()]
    told = english if len(english) == len(lines) else lines
    pictures = [_picture(text, question) for text in told]
    topic = question.symbol or "talk"
    # the question's own picture goes to its first line that has none
    return tuple(Line(picture or topic, text) for picture, text in zip(pictures, lines, strict=True))


def _picture(text: str, question: Question) -> str:
    words = text.lower()
    found = next((picture for word, picture in _PICTURES if word in words), "")
    return "list" if found == "choose" and question.kind is QuestionKind.many else found


@dataclass(frozen=True)
class Typed:
    """What stands in the controls: codes that are picked (quiet ones too), and text."""

    picked: tuple[str, ...] = ()
    text: str = ""


def typed_before(given: Given | None) -> Typed:
    """The controls as an earlier answer left them."""
    if given is None:
        return Typed()
    quiet = tuple(code for code, state in _QUIET_CODES.items() if state == given)
    return Typed((*given.choices, *quiet), given.text)


def typed_now(values: tuple[str, ...], *, is_open: bool) -> Typed:
    """The controls as they were just posted."""
    quiet = tuple(value for value in values if value in QUIET)
    if not is_open:
        return Typed(values)
    return Typed(quiet, "\n".join(value for value in values if value not in QUIET))


_QUIET_CODES: Mapping[str, Given] = {
    code: QUIET[code] for code in ("_dont_know", "_dont_understand", "_skip")
}
