"""Who has answered, counted by what they said about themselves: raw numbers, each person once. Protecting them is for whoever
shows them. Only finished sets of answers that were not taken back count, never a trying out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from engage.database import rows
from engage.invitations.reach.matching import Match
from surveys.channels import Channel


@dataclass(frozen=True)
class Kind:
    """People alike in the way they came and in what they chose; how many there are."""

    channel: Channel
    chosen: tuple[str, ...]
    n: int
    also: tuple[str, ...] = ()  # what they chose in the second question, where two are laid over each other


_COUNTS = """
  FROM response r JOIN answer a ON a.response = r.id AND a.question_id = $2 AND a.state = 'given' AND a.is_asked
"""
_COUNT_THESE = (
    "WHERE r.survey = $1 AND r.completed_at IS NOT NULL AND r.withdrawn_at IS NULL AND NOT r.is_pilot"
)
_ONE = f"""
SELECT r.channel, a.choices, CASE WHEN cardinality(a.choices) = 0 THEN a.text ELSE '' END AS text, count(*)::int AS n
{_COUNTS} {_COUNT_THESE} GROUP BY 1, 2, 3
"""
_TWO = f"""
SELECT r.channel, a.choices, CASE WHEN cardinality(a.choices) = 0 THEN a.text ELSE '' END AS text, b.choices AS others,
       CASE WHEN cardinality(b.choices) = 0 THEN b.text ELSE '' END AS other, count(*)::int AS n
{_COUNTS} JOIN answer b ON b.response = r.id AND b.question_id = $3 AND b.state = 'given' AND b.is_asked
{_COUNT_THESE} GROUP BY 1, 2, 3, 4, 5
"""


async def kinds_of(survey: UUID, question: str) -> Sequence[Kind]:
    """Everybody who answered this question, by what they chose."""
    return [
        Kind(Channel(row["channel"]), _chosen(row["choices"], row["text"]), row["n"])
        for row in await rows(_ONE, survey, question)
    ]


async def kinds_of_both(survey: UUID, question: str, other: str) -> Sequence[Kind]:
    """Everybody who answered both questions, by what they chose in each."""
    return [
        Kind(
            Channel(row["channel"]),
            _chosen(row["choices"], row["text"]),
            row["n"],
            _chosen(row["others"], row["other"]),
        )
        for row in await rows(_TWO, survey, question, other)
    ]


def _chosen(choices: Sequence[str], text: str) -> tuple[str, ...]:
    """Option codes; of a question answered with an area, the area."""
    return tuple(choices) or ((text.strip().upper(),) if text.strip() else ())


@dataclass(frozen=True)
class Counted:
    """The people of one dimension. `base` is everybody who answered the question, `matched` those who are of a kind that
    is counted here; `by_label` how many are of each kind (with several answers a person can be of several); `adds_up`
    when nobody is."""

    base: int
    matched: int
    by_label: Mapping[str, int]
    adds_up: bool

    @property
    def others(self) -> int:
        """Who answered with something that stands for no kind."""
        return self.base - self.matched


def counted(kinds: Iterable[Kind], match: Match) -> Counted:
    """How many people are of each kind. Labels nothing is matched to are left out."""
    by_label: Counter[str] = Counter()
    base = matched = 0
    adds_up = True
    for kind in kinds:
        labels = labels_of(kind.chosen, match)
        base += kind.n
        matched += kind.n if labels else 0
        adds_up = adds_up and len(labels) < 2
        by_label.update(dict.fromkeys(labels, kind.n))
    return Counted(base, matched, {label: by_label[label] for label in match.codes}, adds_up)


def labels_of(chosen: Sequence[str], match: Match) -> tuple[str, ...]:
    """The kinds of people somebody is who chose this."""
    return tuple(label for label, codes in match.codes.items() if not {*codes}.isdisjoint(chosen))


def by_channel(kinds: Sequence[Kind], match: Match) -> Mapping[Channel, Counted]:
    """The same, apart for each way in that somebody came."""
    came = [one for one in Channel if any(kind.channel is one for kind in kinds)]
    return {one: counted([kind for kind in kinds if kind.channel is one], match) for one in came}


def crossed(kinds: Sequence[Kind], match: Match, other: Match) -> Mapping[tuple[str, str], int]:
    """How many people are of both kinds, for every pair of labels."""
    found: Counter[tuple[str, str]] = Counter()
    for kind in kinds:
        for label in labels_of(kind.chosen, match):
            found.update({(label, also): kind.n for also in labels_of(kind.also, other)})
    return {(label, also): found[label, also] for label in match.codes for also in other.codes}
