"""Who is missing in one consultation: its matched dimensions, counted and made ready to show; and the one line of it for the
pages of other rooms."""

from collections.abc import Mapping, Sequence

from engage.access.actors import Actor
from engage.access.permissions import Permission
from engage.consultations.overview import Need, Told, asks_needs, tells_about
from engage.consultations.policy import SeenConsultation, consultations_for
from engage.invitations.reach import counting
from engage.invitations.reach.matching import Match, matches, may_tell
from engage.invitations.reach.numbers import Dimension
from engage.invitations.reach.population import dimensions
from engage.invitations.reach.sentences import not_heard
from engage.invitations.reach.shown import Crossed, Shown, crossed_shown, dimension_shown
from surveys.all_versions import asked_by
from surveys.definition import Question, said


async def reach_of(seen: SeenConsultation) -> tuple[Shown, ...]:
    """Each dimension that a question of this consultation tells, in the order of their names."""
    matched = await matches(seen.id)
    if not matched:
        return ()
    questions = {one.id: one for one in may_tell(await asked_by(seen.survey))}
    return tuple(
        [
            await _shown(seen, one, matched[one.name], questions[matched[one.name].question_id])
            for one in await dimensions()
            if one.name in matched and matched[one.name].question_id in questions
        ]
    )


async def _shown(seen: SeenConsultation, dimension: Dimension, match: Match, question: Question) -> Shown:
    kinds = await counting.kinds_of(seen.survey, match.question_id)
    came, ways = counting.counted(kinds, match), counting.by_channel(kinds, match)
    return dimension_shown(dimension, match, said(question.text, "en"), came, ways)


async def both_of(seen: SeenConsultation, shown: Sequence[Shown], one: str, other: str) -> Crossed | None:
    """Two of the dimensions shown laid over each other; None unless both are and differ."""
    labels = {each.dimension.name: [line.label for line in each.heard] for each in shown if not each.instead}
    if one == other or one not in labels or other not in labels:
        return None
    matched: Mapping[str, Match] = await matches(seen.id)
    first, second = matched[one], matched[other]
    kinds = await counting.kinds_of_both(seen.survey, first.question_id, second.question_id)
    counts = counting.crossed(kinds, first, second)
    base = sum(
        kind.n
        for kind in kinds
        if counting.labels_of(kind.chosen, first) and counting.labels_of(kind.also, second)
    )
    return crossed_shown((one, other), labels[one], labels[other], counts, base)


def line_of(shown: Sequence[Shown]) -> str:
    """`Not heard enough: “16 to 18” and “A college”.`; empty where nobody clearly is missing."""
    return not_heard([(one.heard, one.matched, one.total) for one in shown if not one.instead])


@tells_about
async def on_its_page(seen: SeenConsultation) -> Sequence[Told]:
    """The line on a consultation's own page."""
    if not seen.may_read_words or seen.state == "draft":
        return ()
    line = line_of(await reach_of(seen))
    return (Told(line, f"/staff/consultations/{seen.id}/reach", "See who is missing"),) if line else ()


@asks_needs
async def missing_people(actor: Actor) -> Sequence[Need]:
    """One need for each open consultation in which somebody is not heard enough."""
    if not actor.may(Permission.consultations_see):
        return ()
    found = []
    for seen in await consultations_for(actor):
        if seen.state == "open" and seen.may_share and seen.may_read_words and (line := await _line(seen)):
            found.append(
                Need(
                    f"Reach more people with “{seen.title}”",
                    line,
                    f"/staff/consultations/{seen.id}/reach",
                    "See who is missing",
                    35,
                )
            )
    return found


async def _line(seen: SeenConsultation) -> str:
    return line_of(await reach_of(seen))
