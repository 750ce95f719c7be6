"""What the builder's pages have in common: who may come in, the draft as it is, and how a clash is told."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request

from engage.access.actors import Actor
from engage.access.guards import actor_of, requires
from engage.access.permissions import Permission
from engage.consultations.building import drafts
from engage.consultations.policy import SeenConsultation, find_consultation_for
from engage.web.forms import Form, Mistake, Typed
from surveys.answers import Problem
from surveys.authoring import draft_of, groups_of, published_of
from surveys.checks import Remark, problems_with
from surveys.definition import Definition, Group
from surveys.differences import Part, differences
from surveys.media import MediaKind, media_of
from surveys.tables import Survey, SurveyState

AnyRequest: TypeAlias = Request[Any, Any, Any]
BUILDS = [requires(Permission.consultations_build)]
SEES = [requires(Permission.consultations_see)]


@dataclass(frozen=True)
class Bench:
    """One person at the draft of one consultation."""

    actor: Actor
    seen: SeenConsultation
    survey: Survey
    draft: Definition
    is_editable: bool
    published: Definition | None = None  # what people are asked now, while the survey is open
    pictures: tuple[tuple[str, str], ...] = ()  # the survey's own: the id of a file, and what it shows

    @property
    def changed_at(self) -> datetime:
        """When the draft was last changed."""
        return self.survey.draft_changed_at

    @property
    def groups(self) -> tuple[Group, ...]:
        """Who is asked."""
        return groups_of(self.survey)

    @property
    def is_live(self) -> bool:
        """Whether people are being asked, so that an edit waits to be published."""
        return self.published is not None

    @cached_property
    def unpublished(self) -> tuple[Part, ...]:
        """What differs from what people are asked now."""
        return differences(self.published, self.draft) if self.published else ()

    @property
    def here(self) -> str:
        return f"/staff/consultations/{self.seen.id}"

    @property
    def media(self) -> str:
        """Where the pictures and recordings of the survey are."""
        return f"/s/{self.seen.slug}/media"

    @property
    def picture_ids(self) -> frozenset[str]:
        """The ids of the survey's own pictures."""
        return frozenset(id for id, _ in self.pictures)

    @property
    def live(self) -> int | None:
        """How many parts differ from what people are asked now; None while nobody is asked."""
        return len(self.unpublished) if self.is_live else None

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What a careful colleague would say."""
        return problems_with(self.draft, self.groups)


async def bench_of(
    request: AnyRequest, consultation: UUID, *, to_read: bool = False, to_sign: bool = False
) -> Bench:
    """The draft for someone who may build it; for `to_read` also for those who may read the answers, for `to_sign` also
    for those who may be asked to sign the questions."""
    actor = actor_of(request)
    seen = await find_consultation_for(actor, consultation)
    seen.needs(seen.may_build or (to_read and seen.may_read_words) or (to_sign and seen.may_sign))
    survey = await drafts.survey_of(seen)
    return Bench(
        actor,
        seen,
        survey,
        draft_of(survey),
        drafts.is_editable(survey) and seen.may_build,
        await published_of(survey) if survey.state == SurveyState.open else None,
        await pictures_of(seen.survey),
    )


async def pictures_of(survey: UUID) -> tuple[tuple[str, str], ...]:
    """The survey's own pictures: the id of each file, and what it shows."""
    return tuple((one.id, one.says) for one in await media_of(survey) if one.kind is MediaKind.picture)


def first(typed: Typed, name: str) -> str:
    """The first value of a field, or ''."""
    return (typed.get(name) or ("",))[0]


def with_problem(typed: Typed, problem: Problem) -> Form:
    """The form with something the library wants put right."""
    return Form(typed, (Mistake(problem.field, problem.message),))


async def told_clash(bench: Bench, typed: Typed, now: datetime) -> tuple[str, ...]:
    """Who changed what since a form was first shown, as sentences: other people's changes, else one's own."""
    since = drafts.started_from(first(typed, "started_from"))
    others = await drafts.changes_of(bench.seen.id, since=since, but=bench.actor.id)
    found = others or await drafts.changes_of(bench.seen.id, since=since)
    return drafts.told(found, now) or ("It was changed on another page.",)
