"""A form as the person who types it sees it: the questions in the order and with the numbers of the paper, in the words
printed there, with English beside another language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from engage.consultations.building.paper import numbers_on_paper
from engage.consultations.building.paper_rules import PaperRules
from engage.invitations.paper.comparing import ABOUT, GROUP, HOW, LANGUAGE, QUOTE, part_of
from engage.invitations.paper.entry import Entry
from engage.invitations.paper.reading import Asked, called, fields_at
from engage.web.forms import Typed
from engage.web.spoken import InLanguage, worded
from surveys.answers import SKIPPED, AnswerState, Given
from surveys.definition import Definition, Group, Option, Question, QuestionKind, Section, Step
from surveys.languages import language_of, plain
from surveys.piping import piped
from surveys.questions import control, offered, show
from surveys.questions.posted import ANSWER
from surveys.questions.rank import places
from surveys.questions.several_texts import labels
from surveys.questions.shape import Control
from surveys.steps import counts_as
from surveys.who import HowAnswered
from surveys.wording import EASY, Text

WHO_TICKED: Mapping[Group, str] = {
    Group.young_person: "A child or young person",
    Group.parent_carer: "A parent or carer",
    Group.professional: "I work with children or families",
    Group.other: "Someone else",
}
HOW_TICKED: Mapping[HowAnswered, str] = {
    HowAnswered.alone: "By myself",
    HowAnswered.helped: "Someone helps me",
    HowAnswered.scribed: "I say it and someone writes it down",
    HowAnswered.behalf: "I answer for somebody else",
    HowAnswered.group: "We answer together as a group",
}
_ABOUT_NAMES = {GROUP: "Who are you?", HOW: "How do you answer?", LANGUAGE: "Which form it is", QUOTE: "You may use my words as a quote"}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One answer to tick or number, or one line. `also` are the English words beside another language."""

    code: str
    words: str
    also: str = ""
    says: bool = False


@dataclass(frozen=True)
class Ask:
    """One question, or one statement of a set."""

    id: str
    number: str
    called: str
    text: str
    also: str
    kind: QuestionKind
    control: Control
    choices: tuple[Choice, ...]
    most: int
    max_length: int
    unit: str
    only_if: str
    offers_dont_know: bool
    offers_dont_understand: bool

    @property
    def dont_know(self) -> str:
        return "I’m not sure" if self.kind is QuestionKind.yes_no else "I don’t know"


@dataclass(frozen=True)
class Stem:
    """Questions that stand together: the statements of a set under its words, or one question alone."""

    number: str
    text: str
    also: str
    only_if: str
    asks: tuple[Ask, ...]

    @property
    def is_set(self) -> bool:
        return bool(self.number)


@dataclass(frozen=True)
class Turn:
    """What is asked about one child: `name` is “Child 2”."""

    n: int
    name: str
    stems: tuple[Stem, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(ask.id for stem in self.stems for ask in stem.asks)


@dataclass(frozen=True)
class SheetPart:
    """One part of the paper; what comes once for each child stands in `turns`."""

    title: str
    only_if: str
    stems: tuple[Stem, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Difference:
    """One place where two entries differ. `ask` is the question, None for what is said about the form itself."""

    name: str
    called: str
    text: str
    first: str
    second: str
    ask: Ask | None = None


def sheet(asked: Asked, language: str, typed: Typed) -> tuple[SheetPart, ...]:
    """The whole form, with a box for everything that was typed of it so far."""
    setter = _Setter(asked.definition, language, typed)
    steps = asked.screens
    return tuple(
        part
        for section in asked.definition.sections
        if (part := setter.part(section, [step for step in steps if step.section == section.id]))
    )


def differences(
    asked: Asked, names: Iterable[str], first: Entry, second: Entry, typed: Typed
) -> tuple[Difference, ...]:
    """Each place two entries differ, in words."""
    setter = _Setter(asked.definition, first.language, typed)
    found = []
    for name in names:
        if name in ABOUT:
            found.append(
                Difference(
                    name, "", _ABOUT_NAMES[name], _about_words(first, name), _about_words(second, name)
                )
            )
        elif step := asked.definition.step(name):
            ask = setter.ask(step)
            stem = setter.says(step.question.stem)
            text = f"{stem} – {ask.text}" if stem else ask.text
            found.append(
                Difference(
                    name, ask.called, text, setter.answer(step, first), setter.answer(step, second), ask
                )
            )
    return tuple(found)


def form_name(language: str) -> str:
    """What staff call a form in a language."""
    return {"en": "Standard", EASY: "Easy Read"}.get(language) or language_of(language).english


def form_choices(asked: Asked) -> list[tuple[str, str]]:
    """Which forms there are."""
    return [(code, form_name(code)) for code in asked.languages]


def group_choices(groups: Sequence[Group]) -> list[tuple[str, str]]:
    """Who may be ticked, as it is printed."""
    return [(group.value, WHO_TICKED[group]) for group in groups]


def how_choices() -> list[tuple[str, str]]:
    """How it was answered, as it is printed."""
    return [(how.value, words) for how, words in HOW_TICKED.items()]


def _about_words(entry: Entry, name: str) -> str:
    match part_of(entry, name):
        case Group() as group:
            return WHO_TICKED[group]
        case HowAnswered() as how:
            return HOW_TICKED[how]
        case bool() as ticked:
            return "Ticked" if ticked else "Not ticked"
        case None:
            return "Nothing"
        case language:
            return form_name(str(language))


class _Setter:
    """Sets questions in one language."""

    def __init__(self, definition: Definition, language: str, typed: Typed) -> None:
        self.definition, self.language, self.typed = definition, language, typed
        self.numbers = numbers_on_paper(definition)
        self.rules = PaperRules(definition, self.numbers, "en")

    def part(self, section: Section, steps: Sequence[Step]) -> SheetPart | None:
        if not steps:
            return None
        once = [step for step in steps if step.turn is None]
        again = groupby([step for step in steps if step.turn], key=lambda step: step.turn or 0)
        return SheetPart(
            title=self.says(section.title),
            only_if=self.rules.only_if(section.show_if, steps[0].root, is_part=True),
            stems=self.stems(once),
            turns=tuple(self.turn(n, [*several]) for n, several in again),
        )

    def turn(self, n: int, steps: Sequence[Step]) -> Turn:
        repeat = self.definition.question(steps[0].repeat or "")
        unit = self.says(repeat.unit) if repeat else ""
        return Turn(n, f"{unit or 'Number'} {n}", self.stems(steps))

    def stems(self, steps: Sequence[Step]) -> tuple[Stem, ...]:
        return tuple(self.stem([*several]) for _, several in groupby(steps, key=lambda step: step.root))

    def stem(self, steps: Sequence[Step]) -> Stem:
        written = self.definition.question(steps[0].root)
        is_set = written is not None and written.kind is QuestionKind.statement_set
        return Stem(
            number=self.numbers.get(steps[0].root, "") if is_set else "",
            text=self.says(written.text) if written and is_set else "",
            also=self.also(written.text) if written and is_set else "",
            only_if=self.rules.only_if(written.show_if, written.id) if written and is_set else "",
            asks=tuple(map(self.ask, steps)),
        )

    def ask(self, step: Step) -> Ask:
        question = step.question
        return Ask(
            id=step.id,
            number=self.numbers.get(counts_as(step.id), ""),
            called=called(step, self.numbers),
            text=self.says(question.text),
            also=self.also(question.text),
            kind=question.kind,
            control=control(question),
            choices=tuple(self.choice(option) for option in self.options(question)),
            most=places(question) if question.kind is QuestionKind.rank else question.most or 0,
            max_length=question.max_length,
            unit=self.says(question.unit),
            only_if=self.rules.only_if(question.show_if, question.id),
            offers_dont_know=question.offers_dont_know,
            offers_dont_understand=question.offers_dont_understand,
        )

    def options(self, question: Question) -> tuple[Option, ...]:
        """The boxes that are printed; one that was ticked before is never hidden."""
        if control(question) is Control.lines:
            return labels(question)
        ticked = fields_at(question.id, self.typed).get(ANSWER, ())
        return offered(question, self.language, Given(AnswerState.given, tuple(ticked)))

    def choice(self, option: Option) -> Choice:
        return Choice(option.code, self.says(option.text) or option.code, self.also(option.text), option.says)

    def says(self, text: Text) -> InLanguage:
        words = worded(text, self.language)
        return InLanguage(piped(words, self.definition, {}, words.language), words.language)

    def also(self, text: Text) -> str:
        """The English words, where the paper has others."""
        return text.get("en", "") if plain(worded(text, self.language).language) != "en" else ""

    def answer(self, step: Step, entry: Entry) -> str:
        given = entry.answer(step.id)
        return show(step.question, given, "en") if given != SKIPPED else "Left empty"
