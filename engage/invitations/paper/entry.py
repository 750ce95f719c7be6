"""What one person typed of a form on paper, as it is kept until two people agree. Pure: neither pages nor tables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from surveys.answers import SKIPPED, AnswerState, Given
from surveys.who import Group, HowAnswered, Who


@dataclass(frozen=True)
class Entry:
    """A form as somebody read it. `answers` are by screen; a screen without one was left empty. `group` and `how` are
    None where nobody has said yet."""

    group: Group | None = None
    how: HowAnswered | None = None
    language: str = "en"
    may_quote: bool = False
    answers: Mapping[str, Given] = field(default_factory=dict)

    @property
    def who(self) -> Who:
        return Who(self.group, self.how)

    def answer(self, screen: str) -> Given:
        """What stands at a screen; an empty one is a skip."""
        return self.answers.get(screen, SKIPPED)

    def with_answer(self, screen: str, given: Given) -> "Entry":
        """The same form with another answer at one screen."""
        return replace(self, answers={**self.answers, screen: given})


def as_json(entry: Entry) -> str:
    """The entry as it is kept."""
    answers = {id: [one.state.value, list(one.choices), one.text] for id, one in entry.answers.items()}
    return json.dumps(
        {
            "group": entry.group,
            "how": entry.how,
            "language": entry.language,
            "quote": entry.may_quote,
            "answers": answers,
        }
    )


def from_json(raw: str, language: str) -> Entry:
    """The entry that was kept; an empty form in `language` where nothing was."""
    kept = json.loads(raw)
    if not kept:
        return Entry(language=language)
    return Entry(
        group=Group(kept["group"]) if kept["group"] else None,
        how=HowAnswered(kept["how"]) if kept["how"] else None,
        language=kept["language"],
        may_quote=kept["quote"],
        answers={
            id: Given(AnswerState(state), tuple(choices), text)
            for id, (state, choices, text) in kept["answers"].items()
        },
    )
