"""A survey as it is printed: the same questions, with boxes to tick and lines to write on, numbered so that a rule can say
where to go. How it looks is the template's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engage.consultations.building.paper_rules import PaperRules
from engage.web import languages
from engage.web.spoken import InLanguage, told, worded
from surveys.definition import Definition, Option, Question, QuestionKind, Section
from surveys.piping import piped
from surveys.questions import paper
from surveys.questions.shape import Paper
from surveys.steps import asked_in_turns, statements_of
from surveys.wording import SIMPLE


@dataclass(frozen=True)
class Box:
    """A box to tick, or a space for a number; `picture` is a symbol or face, `file` a picture of the survey's own."""

    words: str
    symbol: str = ""
    face: str = ""
    file: str = ""
    says: bool = False


@dataclass(frozen=True)
class PaperQuestion:
    """One question. `lines` are labels of lines to write on; `statements` have the boxes beside each of them."""

    number: str
    kind: str
    text: str
    hint: tuple[str, ...]
    symbol: str
    only_if: str
    goes_on: tuple[str, ...]
    instruction: str
    boxes: tuple[Box, ...]
    numbered: bool
    lines: tuple[str, ...]
    statements: tuple[tuple[str, str, str], ...]  # (number, words, symbol)
    offers: tuple[str, ...]
    picture: str = ""
    picture_says: str = ""
    video: str = ""
    is_page: bool = False


@dataclass(frozen=True)
class PaperPart:
    """One part. `unit` is what the questions after its repeat are asked about (“Child”), from question `again` on."""

    title: str
    intro: str
    only_if: str
    questions: tuple[PaperQuestion, ...]
    unit: str = ""
    again: str = ""


def numbers_on_paper(definition: Definition) -> Mapping[str, str]:
    """The number of every question, and of every statement (`4a`), by id; pages to read have none but lead to the next."""
    found: dict[str, str] = {}
    n = 0
    for question in definition.questions:
        if question.kind is QuestionKind.information:
            found[question.id] = str(n + 1)
            continue
        n += 1
        found[question.id] = str(n)
        for place, statement in enumerate(question.statements):
            found[f"{question.id}.{statement.code}"] = f"{n}{_letter(place)}"
    return found


def _letter(place: int) -> str:
    return chr(ord("a") + place) if place < 26 else f"-{place + 1}"


def on_paper(definition: Definition, language: str) -> tuple[PaperPart, ...]:
    """Every part with its questions, in one language."""
    printer = _Printer(definition, language)
    return tuple(printer.part(section) for section in definition.sections if section.questions)


class _Printer:
    def __init__(self, definition: Definition, language: str) -> None:
        self.definition, self.language = definition, language
        self.numbers = numbers_on_paper(definition)
        self.rules = PaperRules(definition, self.numbers, language)
        self.easy = language.endswith(SIMPLE)

    def part(self, section: Section) -> PaperPart:
        asked, repeated = section.questions, asked_in_turns(section.questions)
        repeat = asked[-len(repeated) - 1] if repeated else None
        return PaperPart(
            title=self.says(section.title),
            intro=self.says(section.intro),
            only_if=self.rules.only_if(section.show_if, asked[0].id, is_part=True),
            questions=tuple(map(self.question, asked)),
            unit=(self.says(repeat.unit) or told("One", self.language)) if repeat else "",
            again=self.numbers[repeated[0].id] if repeated else "",
        )

    def question(self, question: Question) -> PaperQuestion:
        is_page = question.kind is QuestionKind.information
        statements = statements_of(question) if question.kind is QuestionKind.statement_set else ()
        printed = paper(statements[0] if statements else question, self.language)
        return PaperQuestion(
            number="" if is_page else self.numbers[question.id],
            kind=question.kind.value,
            text=self.says(question.text),
            hint=self.lines_of(question),
            symbol=question.symbol or "",
            only_if=self.rules.only_if(question.show_if, question.id),
            goes_on=tuple(self.rules.goes_on(question)),
            instruction=told(printed.instruction, self.language) if printed.instruction else "",
            boxes=tuple(self.box(question, option) for option in printed.boxes),
            numbered=printed.numbered,
            lines=self.lines(printed),
            statements=tuple(self.statement(one) for one in statements),
            offers=() if is_page else tuple(self.offers(question)),
            picture=question.picture or "",
            picture_says=self.says(question.picture_says),
            video=question.video if is_page else "",
            is_page=is_page,
        )

    def says(self, text: Mapping[str, str]) -> InLanguage:
        words = worded(text, self.language)
        return InLanguage(piped(words, self.definition, {}, words.language), words.language)

    def lines_of(self, question: Question) -> tuple[str, ...]:
        hint = self.says(question.hint)
        return tuple(InLanguage(line.strip(), hint.language) for line in hint.splitlines() if line.strip())

    def box(self, question: Question, option: Option) -> Box:
        words = self.says(option.text) or option.code
        is_face = question.kind is QuestionKind.feeling_scale
        shows = self.easy or question.kind is QuestionKind.picture_choice
        return Box(
            words,
            symbol=(option.symbol or "") if shows and not is_face and not option.picture else "",
            face=(option.symbol or "") if is_face else "",
            file=option.picture or "",
            says=option.says,
        )

    def lines(self, printed: Paper) -> tuple[str, ...]:
        """Lines to write on; the line of an answer with room for words stands in its box."""
        if printed.boxes:
            return ()
        return tuple(told(line, self.language) if line else "" for line in printed.lines)

    def statement(self, statement: Question) -> tuple[str, str, str]:
        return self.numbers[statement.id], self.says(statement.text), statement.symbol or ""

    def offers(self, question: Question) -> Sequence[str]:
        offered = []
        if question.offers_dont_know:
            offered.append("I’m not sure" if question.kind is QuestionKind.yes_no else "I don’t know")
        if question.offers_dont_understand:
            offered.append("I don’t understand the question")
        return [languages.translate(words) for words in offered]
