"""Where a question stands, in words above it: its part of the survey, whose turn it is, which statement of how many; and
how far along the person is."""

from dataclasses import dataclass

from engage.respond.speaking import Speaker
from engage.web.spoken import InLanguage
from surveys.definition import Definition, QuestionKind, Step
from surveys.journey import Journey


@dataclass(frozen=True)
class Part:
    """What is said above a question. `turn` and `statement` are (n, of), where there are any; `unit` is "Child"."""

    section: str = ""
    intro: str = ""
    stem: str = ""
    statement: tuple[int, int] | None = None
    unit: str = ""
    turn: tuple[int, int] | None = None


@dataclass(frozen=True)
class Progress:
    """Question `n`, with `more` to come; `is_settled` says whether that is certain, else it is at least about one child
    of a repeat that was not reached yet. A page to read is no question."""

    n: int
    more: int
    is_settled: bool

    @property
    def of(self) -> int:
        return self.n + self.more


def part_of(definition: Definition, step: Step, way: Journey, speaker: Speaker) -> Part:
    """The words above a screen."""
    section = definition.section(step.section)
    is_first = step.id == _first_met(definition, step, way)
    return Part(
        section=speaker.says(section.title) if section else "",
        intro=speaker.says(section.intro) if section and is_first else "",
        stem=speaker.says(step.question.stem),
        statement=_statement(definition, step),
        unit=_unit(definition, step, speaker),
        turn=_turn(step, way),
    )


def _first_met(definition: Definition, step: Step, way: Journey) -> str | None:
    """The first screen of its section that this person meets."""
    here = [one.id for one in definition.steps if one.section == step.section]
    return next((id for id in here if way.is_asked(id)), here[0] if here else None)


def _statement(definition: Definition, step: Step) -> tuple[int, int] | None:
    if step.id == step.root or not step.question.stem:
        return None
    same = [one.id for one in definition.steps if (one.root, one.turn) == (step.root, step.turn)]
    return same.index(step.id) + 1, len(same)


def _turn(step: Step, way: Journey) -> tuple[int, int] | None:
    if step.turn is None or step.repeat is None:
        return None
    said = way.answers.get(step.repeat)
    often = int(said.choices[0]) if said and said.choices and said.choices[0].isdecimal() else 0
    return step.turn, max(often, step.turn)


def _unit(definition: Definition, step: Step, speaker: Speaker) -> str:
    repeat = definition.question(step.repeat) if step.repeat else None
    unit = speaker.says(repeat.unit) if repeat else ""
    return InLanguage(unit[:1].upper() + unit[1:], unit.language) if isinstance(unit, InLanguage) else ""


def progress_at(definition: Definition, step: Step, way: Journey) -> Progress:
    """How far along a screen is, in questions; pages to read are not counted."""
    asks = [bool((one := definition.step(id)) and _asks(one)) for id in way.steps]
    place, _ = way.position(step.id)
    done = sum(asks[:place])
    return Progress(n=done, more=sum(asks) - done + _of_one_turn(definition, way), is_settled=way.is_settled)


def _of_one_turn(definition: Definition, way: Journey) -> int:
    """How many questions follow for one child, where nobody has said yet how many there are."""
    return sum(
        step.turn == 1 and way.is_asked(step.repeat or "") and step.repeat not in way.kept and _asks(step)
        for step in definition.steps
    )


def _asks(step: Step) -> bool:
    return step.question.kind is not QuestionKind.information
