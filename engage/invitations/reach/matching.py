"""Which question of a consultation tells a dimension, and which of its answers stand for which kind of people; and what to
suggest, by the question bank's own ids and by words that are alike."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from engage.database import rows
from engage.invitations.reach.numbers import Dimension
from surveys.all_versions import Asked
from surveys.definition import Question, QuestionKind, said
from surveys.questions import counted
from surveys.steps import root_of
from surveys.tally import Way, way_of

# what the bank's questions tell, by the words a dimension is called by
_OF_BANK: Mapping[str, tuple[str, ...]] = {
    "q_bkageban": ("age", "years"),
    "q_bksettin": ("setting", "school", "college", "learn", "education"),
    "q_bkneedss": ("need", "send"),
    "q_bkplanse": ("plan", "ehc"),
    "q_bklangua": ("language",),
    "q_bkpostar": ("area", "ward", "postcode", "place", "where"),
}
_TELLS_NOTHING = frozenset({QuestionKind.consent, QuestionKind.information, QuestionKind.repeat})
_AREA = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


@dataclass(frozen=True)
class Match:
    """A dimension told by a question. `codes` of each label: option codes, or postcode areas."""

    dimension: str
    question_id: str
    codes: Mapping[str, tuple[str, ...]]


async def matches(consultation: UUID) -> Mapping[str, Match]:
    """What is matched in a consultation, by the dimension's name."""
    found = await rows(
        "SELECT dimension, question_id, labels FROM reach_question WHERE consultation = $1", consultation
    )
    return {row["dimension"]: _match(row["dimension"], row["question_id"], row["labels"]) for row in found}


def _match(dimension: str, question: str, labels: str) -> Match:
    codes = json.loads(labels)
    return Match(dimension, question, {label: tuple(each) for label, each in codes.items() if each})


async def keep_match(consultation: UUID, match: Match) -> None:
    """Store it in place of what was matched before. Must run inside `writing()`."""
    await rows(
        "INSERT INTO reach_question (id, consultation, dimension, question_id, labels)"
        " VALUES (gen_random_uuid(), $1, $2, $3, $4::jsonb) ON CONFLICT (consultation, dimension)"
        " DO UPDATE SET question_id = excluded.question_id, labels = excluded.labels",
        consultation, match.dimension, match.question_id, json.dumps({k: list(v) for k, v in match.codes.items()}),
    )  # fmt: skip


async def drop_match(consultation: UUID, dimension: str) -> None:
    """Nothing tells this dimension any more. Must run inside `writing()`."""
    await rows(
        "DELETE FROM reach_question WHERE consultation = $1 AND dimension = $2", consultation, dimension
    )


def may_tell(asked: Asked) -> tuple[Question, ...]:
    """The questions that can tell who people are: those with answers to choose from, and postcode areas, asked once."""
    return tuple(
        one
        for one in asked.questions
        if one.kind not in _TELLS_NOTHING
        and one.id not in asked.repeated
        and root_of(one.id) == one.id
        and not one.stem
        and (is_area(one) or (way_of(one) in {Way.one, Way.many} and counted(one)))
    )


def is_area(question: Question) -> bool:
    """Whether it is answered with a postcode area."""
    return way_of(question) is Way.area


def areas_in(words: str) -> tuple[str, ...]:
    """`WV1, wv10` as areas, each once."""
    return tuple(dict.fromkeys(_AREA.findall(words.upper().replace(" ", ","))))


def suggested(dimension: Dimension, questions: Sequence[Question]) -> Question | None:
    """The question that most likely tells a dimension, if any is likely."""
    scored = [(_score(dimension, one), -place) for place, one in enumerate(questions)]
    best = max(scored, default=(0, 0))
    return questions[-best[1]] if best[0] > 0 else None


def _score(dimension: Dimension, question: Question) -> int:
    """How likely, in answers that are called like a kind of people; a question of the bank for this counts most."""
    name = dimension.name.casefold()
    banked = any(word in name for word in _OF_BANK.get(question.id, ()))
    return 100 * banked + len(
        {label for label in suggested_labels(dimension, question).values() if label} if not is_area(question) else ()
    )  # fmt: skip


def suggested_labels(dimension: Dimension, question: Question) -> Mapping[str, str]:
    """For each answer's code the label that is called the same; "" where none is."""
    labels = {_alike(line.label): line.label for line in dimension.lines}
    by_numbers = {numbers: line.label for line in dimension.lines if (numbers := _numbers(line.label))}
    found = {}
    for option in counted(question):
        text = said(option.text, "en")
        words = _alike(text)
        label = labels.get(words) or by_numbers.get(_numbers(text), "") if words else ""
        found[option.code] = label or _within(words, labels)
    return found


def _within(words: str, labels: Mapping[str, str]) -> str:
    """The one label whose words are all said in an answer, or that says all of the answer's."""
    said_in = {*words.split()}
    near = [
        label
        for key, label in labels.items()
        if key and words and ({*key.split()} <= said_in or said_in <= {*key.split()})
    ]
    return near[0] if len(near) == 1 else ""


_LITTLE = frozenset({"a", "an", "the", "at", "in", "of", "to", "years", "year", "old", "aged", "and"})


def _alike(words: str) -> str:
    plain = re.sub(r"[^\w]+|_", " ", words.casefold()).split()
    return " ".join(one.removesuffix("s") if len(one) > 4 else one for one in plain if one not in _LITTLE)


def _numbers(words: str) -> tuple[str, ...]:
    """`16 to 18 years` and `16–18` are alike; so is nothing with fewer than two numbers."""
    found = tuple(re.findall(r"\d+", words))
    return found if len(found) > 1 else ()
