"""A question that is still only in a form: it gets its id when the form is first shown, so that saving twice is saving once."""

import random
import re

from surveys.definition import Definition, Question, QuestionKind
from surveys.editing import changed, new_question

_ID = re.compile("q_[a-z0-9]{8}")


def fresh_question(draft: Definition, kind: QuestionKind) -> Question:
    """A new question with an id the draft does not have."""
    return new_question(kind, random.SystemRandom(), {one.id for one in draft.questions})


def question_in(draft: Definition, id: str, kind: str) -> Question:
    """The question of the draft, or an empty one of that kind under the id a form carries."""
    if found := draft.question(id):
        return found
    wanted = QuestionKind(kind) if kind in set(QuestionKind) else QuestionKind.long_text
    fresh = fresh_question(draft, wanted)
    return changed(fresh, id=id) if _ID.fullmatch(id) else fresh
