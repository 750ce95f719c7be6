"""Rules as the person who holds the paper reads them: “If you said “No” to question 3, …”. Where lines can't say a rule, its
plain English stands there."""

from collections.abc import Iterator, Mapping

from engage.consultations.building.question_form.lines import Join, Line, Says, lines_of
from engage.web import languages
from surveys.answers import Problem
from surveys.definition import Definition, Question, Route, said
from surveys.logic import parse
from surveys.logic.english import in_english
from surveys.logic.expression import GROUP, HOW
from surveys.logic.naming import END, listed
from surveys.questions import counted, is_number
from surveys.steps import root_of

N_ = str
_GROUPS = {
    "young_person": N_("you are a child or young person"),
    "parent_carer": N_("you are a parent or carer"),
    "professional": N_("you work with children or families"),
    "other": N_("you are someone else"),
}
_HOWS = {
    "alone": N_("you answer by yourself"),
    "helped": N_("someone helps you"),
    "scribed": N_("someone writes for you"),
    "behalf": N_("you answer for somebody else"),
    "group": N_("you answer as a group"),
}
_COMPARED = {
    Says.said: N_("your answer to question %(n)s is %(number)s"),
    Says.else_: N_("your answer to question %(n)s is not %(number)s"),
    Says.more: N_("your answer to question %(n)s is more than %(number)s"),
    Says.less: N_("your answer to question %(n)s is less than %(number)s"),
    Says.at_least: N_("your answer to question %(n)s is %(number)s or more"),
    Says.at_most: N_("your answer to question %(n)s is %(number)s or less"),
}
_STOOD = {
    "answered": N_("you answered question %(n)s"),
    "not_answered": N_("you did not answer question %(n)s"),
    "unknown": N_("you did not know what to say to question %(n)s"),
}
_SAID = N_("you said “%(answer)s” to question %(n)s")
_ELSE = N_("you said something else than “%(answer)s” to question %(n)s")
_FIRST = N_("you put “%(answer)s” first in question %(n)s")
_NOT_FIRST = N_("you did not put “%(answer)s” first in question %(n)s")
_ONLY_IF = N_("Only answer this if %(so)s.")
_ONLY_PART = N_("Only answer this part if %(so)s.")
_ONLY_FOR = N_("Only for %(people)s.")
_GO = N_("If %(so)s, go to %(place)s.")
_GO_ON = N_("Now go to %(place)s.")
_AND, _OR = N_("and"), N_("or")
_QUESTION, _THE_END = N_("question %(n)s"), N_("the end")


class PaperRules:
    """Says the rules of one survey in a language; `numbers` are the numbers questions and statements have on paper."""

    def __init__(self, definition: Definition, numbers: Mapping[str, str], language: str) -> None:
        self.definition, self.numbers, self.language = definition, numbers, language
        self.counted = {step.root for step in definition.steps if is_number(step.question)}

    def only_if(self, condition: str, at: str = "", *, is_part: bool = False) -> str:
        """Whom a question (or part) is for; empty for everybody."""
        if not condition.strip():
            return ""
        if so := self._so(condition):
            return _put(_ONLY_PART if is_part else _ONLY_IF, so=so)
        read = parse(condition)
        if isinstance(read, Problem):
            return ""
        return _put(_ONLY_FOR, people=in_english(read, self.definition, at))

    def goes_on(self, question: Question) -> Iterator[str]:
        """Where people go after a question, the first way that fits first."""
        for route in question.routes:
            place = self._place(route)
            if place and not route.when.strip():
                yield _put(_GO_ON, place=place)
            elif place and (so := self._so(route.when) or self._otherwise(route.when, question.id)):
                yield _put(_GO, so=so, place=place)

    def _otherwise(self, condition: str, at: str) -> str:
        read = parse(condition)
        return "" if isinstance(read, Problem) else in_english(read, self.definition, at)

    def _place(self, route: Route) -> str:
        if route.to == END:
            return _put(_THE_END)
        section = self.definition.section(route.to)
        id = section.questions[0].id if section and section.questions else route.to
        return _put(_QUESTION, n=self.numbers[id]) if id in self.numbers else ""

    def _so(self, condition: str) -> str:
        """The lines of a condition joined; empty where lines can't say it."""
        lines = lines_of(condition, self.counted)
        if lines is None or not lines.lines or any(self._is_gone(line) for line in lines.lines):
            return ""
        each = [self._line(line) for line in lines.lines]
        return listed(each, languages.translate(_OR if lines.join is Join.any else _AND))

    def _is_gone(self, line: Line) -> bool:
        return line.name not in {GROUP, HOW} and line.name not in self.numbers

    def _line(self, line: Line) -> str:
        name, what, code = line.what.split(":", 2)
        if name in {GROUP, HOW}:
            return self._person(name, code, line.says)
        n = self.numbers[name]
        if what == "number":
            return _put(_COMPARED[line.says], n=n, number=line.number)
        if what in _STOOD:
            return _put(_STOOD[what], n=n)  # such a line always reads “said” (see `lines`)
        answer = self._answer(name, code)
        if what == "first":
            return _put(_FIRST if line.says is Says.said else _NOT_FIRST, answer=answer, n=n)
        return _put(_SAID if line.says is Says.said else _ELSE, answer=answer, n=n)

    def _person(self, name: str, code: str, says: Says) -> str:
        words = languages.translate((_GROUPS if name == GROUP else _HOWS).get(code, code))
        return words if says is Says.said else _put(N_("not: %(so)s"), so=words)

    def _answer(self, name: str, code: str) -> str:
        step = self.definition.named(name)
        question = step.question if step else self.definition.question(root_of(name))
        options = counted(question) if question else ()
        found = next((said(option.text, self.language) for option in options if option.code == code), "")
        return languages.translate(found) if found else code


def _put(words: str, **values: str) -> str:
    return languages.translate(words) % values
