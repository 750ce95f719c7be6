"""Where two people read different things, somebody looks at the paper and chooses: what the first typed, what the second
typed, or what they type themselves. Pure."""

from collections.abc import Sequence

from engage.consultations.building.paper import numbers_on_paper
from engage.invitations.paper.comparing import ABOUT, settled
from engage.invitations.paper.entry import Entry
from engage.invitations.paper.forms import Form
from engage.invitations.paper.reading import Asked, called, mistake_at, read_answer, read_entry
from engage.web.forms import Mistake, Typed
from surveys.answers import Problem
from surveys.definition import Step

FIRST, SECOND, ANEW = "first", "second", "anew"
CHOOSE = "Choose what the paper says"


def takes(name: str) -> str:
    """The field in which somebody chooses."""
    return f"take-{name}"


def read_choices(asked: Asked, names: Sequence[str], form: Form, typed: Typed) -> Entry | tuple[Mistake, ...]:
    """The form as it counts, or what is to be put right."""
    found: dict[str, Entry] = {}
    wrong: list[Mistake] = []
    for name in names:
        match (typed.get(takes(name)) or ("",))[0]:
            case "first":
                found[name] = form.first
            case "second":
                found[name] = form.second
            case "anew":
                anew = _anew(asked, name, form, typed)
                if isinstance(anew, Mistake):
                    wrong.append(anew)
                else:
                    found[name] = anew
            case _:
                wrong.append(Mistake(takes(name), _choose(asked, name)))
    return tuple(wrong) if wrong else settled(form.first, found)


def _anew(asked: Asked, name: str, form: Form, typed: Typed) -> Entry | Mistake:
    """An entry that holds what was typed again at one place."""
    if name in ABOUT:
        entry, mistakes = read_entry(asked, typed)
        return next((one for one in mistakes if one.field == name), entry)
    step = asked.definition.step(name)
    assert step
    given = read_answer(step.question, typed)
    if isinstance(given, Problem):
        return mistake_at(step, numbers_on_paper(asked.definition), given)
    return form.first.with_answer(name, given)


def _choose(asked: Asked, name: str) -> str:
    step = asked.definition.step(name)
    return f"{_called(asked, step)}: choose what the paper says" if step else CHOOSE


def _called(asked: Asked, step: Step) -> str:
    return called(step, numbers_on_paper(asked.definition))
