"""One person's way through a survey in one pass over its screens: conditions, jumps and turns of a repeat, with the answers
given so far. `journey` asks it; nothing here looks back or ahead of what is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys.answers import Given, Problem
from surveys.definition import Definition, Route, Step
from surveys.logic.expression import GROUP, HOW
from surveys.logic.holding import about_who, holds
from surveys.logic.naming import END
from surveys.logic.reading import parse
from surveys.steps import counts_as
from surveys.who import Who


@dataclass(frozen=True)
class Way:
    """The screens that are met, in order; the answers given on them; and whether more answers can still change which
    screens are met."""

    steps: tuple[str, ...]
    answers: Mapping[str, Given]
    is_settled: bool


def way_through(definition: Definition, answers: Mapping[str, Given], who: Who) -> Way:
    """The way as far as the answers tell. Only answers to screens on the way count: what somebody said before they
    went another way steers nothing."""
    walk = _Walk(definition, answers, who)
    walk.walk()
    return Way(tuple(walk.asked), walk.met, walk.is_settled)


class _Walk:
    """What is known while walking: `met` by screen; `this_turn` and `other_turns` by the id a repeat counts under."""

    def __init__(self, definition: Definition, answers: Mapping[str, Given], who: Who) -> None:
        self.definition, self.answers, self.who = definition, answers, who
        self.sections = {section.id: section for section in definition.sections}
        self.asked: dict[str, None] = {}
        self.met: dict[str, Given] = {}
        self.here: tuple[str, int | None] = ("", None)
        self.is_here = True
        self.root: tuple[str, bool] = ("", True)
        self.this_turn: dict[str, Given | None] = {}
        self.other_turns: dict[str, list[Given | None]] = {}
        self.is_settled = True

    def walk(self) -> None:
        on_from = 0
        for place, step in enumerate(self.definition.steps):
            if place < on_from:
                continue
            self.enter(step)
            if not (self.is_here and self.takes_turn(step) and self.shows(step)):
                continue
            self.meet(step)
            if step.is_last_of_root:
                on_from = self.goes_on(step, place)

    def enter(self, step: Step) -> None:
        """A section's condition is judged once, where it is entered."""
        if self.here == (step.section, step.turn):
            return
        if self.here[0] != step.section:
            self.other_turns.update(self.turns_done())
            self.this_turn = {}  # before the condition is judged: it looks at all turns, not at the last one
            self.is_here = self.is_so(self.sections[step.section].show_if)
        self.here, self.root = (step.section, step.turn), ("", True)
        self.this_turn = {}

    def turns_done(self) -> Mapping[str, list[Given | None]]:
        """The answers of the repeat that has just ended, all turns together."""
        section, turn = self.here
        found: dict[str, list[Given | None]] = {}
        for id in self.asked if turn else ():
            step = self.definition.step(id)
            if step and step.turn and step.section == section:
                found.setdefault(counts_as(id), []).append(self.met.get(id))
        return found

    def takes_turn(self, step: Step) -> bool:
        return step.turn is None or step.turn <= self.turns(step)

    def turns(self, step: Step) -> int:
        """How many turns were asked for; none while the repeat is not answered."""
        if step.repeat is None or step.repeat not in self.asked:
            return 0
        counted = self.met.get(step.repeat)
        if counted is None:
            self.is_settled = False
        code = counted.choices[0] if counted and counted.choices else ""
        return int(code) if code.isascii() and code.isdecimal() and len(code) < 4 else 0

    def shows(self, step: Step) -> bool:
        """Whether the question of a screen is for this person: judged once for all statements of a set."""
        if self.root[0] != step.root:
            question = self.definition.question(step.root)
            self.root = step.root, question is None or self.is_so(question.show_if)
        return self.root[1]

    def is_so(self, condition: str) -> bool:
        """Whether a condition holds. One that is empty, or can't be read, leaves nobody out."""
        if not condition.strip():
            return True
        read = parse(condition)
        return isinstance(read, Problem) or holds(read, self)

    def meet(self, step: Step) -> None:
        self.asked[step.id] = None
        given = self.answers.get(step.id)
        if given is not None:
            self.met[step.id] = given
        if step.turn:
            self.this_turn[counts_as(step.id)] = given

    def about(self, name: str, /) -> Sequence[Given]:
        """The answer of this turn, the plain one, or those of every turn of a repeat that is over."""
        if name in {GROUP, HOW}:
            return about_who(self.who, name)
        found: Sequence[Given | None] = self.other_turns.get(name, ())
        if name in self.this_turn:
            found = (self.this_turn[name],)
        elif name in self.asked:
            found = (self.met.get(name),)
        passed = [given for given in found if given is not None]
        if len(passed) < len(found):
            self.is_settled = False  # it is asked, but nobody has passed it yet
        return passed

    def goes_on(self, step: Step, place: int) -> int:
        """The place of the first screen that may come next."""
        question = self.definition.question(step.root)
        for route in question.routes if question else ():
            if self.takes(route, step):
                return self.place_of(route.to, step, place) or place + 1
        return place + 1

    def takes(self, route: Route, step: Step) -> bool:
        """Whether the way goes along a route: not before its question is passed, and never along one that can't be read.
        An empty condition is for everybody."""
        if not route.when.strip():
            return True
        read = parse(route.when)
        if isinstance(read, Problem):
            return False
        if step.id not in self.met:
            self.is_settled = False
            return False
        return holds(read, self)

    def place_of(self, to: str, step: Step, place: int) -> int | None:
        """The place a route leads to, if that lies ahead. Out of a repeat it leads to the next turn, while there is one."""
        found = self.ahead(to, step, place)
        if found is None or step.turn is None:
            return found
        there = self.definition.steps[found] if to != END else None
        if there and there.section == step.section:
            return found if there.turn == step.turn else None
        return self.next_turn(step, place) or found

    def ahead(self, to: str, step: Step, place: int) -> int | None:
        steps = self.definition.steps
        if to == END:
            return len(steps)
        if to == step.section:
            return None
        later = range(place + 1, len(steps))
        return next((n for n in later if steps[n].root == to or steps[n].section == to), None)

    def next_turn(self, step: Step, place: int) -> int | None:
        """The first screen of the next turn, if there is to be one."""
        if step.turn is None or step.turn >= self.turns(step):
            return None
        steps, wanted = self.definition.steps, (step.section, step.turn + 1)
        later = range(place + 1, len(steps))
        return next((n for n in later if (steps[n].section, steps[n].turn) == wanted), None)
