"""A question under another id, everywhere it is named: in rules, in ways on, where its answer is put into words."""

import random

from surveys.definition import Definition, new_question_id


def renamed(definition: Definition, old: str, new: str) -> Definition:
    """The same survey with one question under another id. An id is ten letters that mean nothing else, so every place
    it stands in is meant."""
    return Definition.model_validate_json(definition.model_dump_json().replace(old, new))


def free_id(definition: Definition, rng: random.Random) -> str:
    """An id no question of this survey has."""
    taken = {question.id for question in definition.questions}
    while (id := new_question_id(rng)) in taken:
        pass
    return id
