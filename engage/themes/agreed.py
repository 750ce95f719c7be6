"""What people see who may see themes but not words: the agreed themes, with counts as they may be shown to others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response

from analysis.small_numbers import SMALLEST_BASE, in_words, may_publish, shown
from engage.access.guards import actor_of
from engage.access.permissions import Permission
from engage.consultations.policy import SeenConsultation
from engage.plan.focus_areas import focus_areas
from engage.themes.evidence import AcceptedTheme, accepted_themes, base_of
from engage.themes.how import how_all_said, protected_words
from engage.web.rendering import page

AnyRequest: TypeAlias = Request[Any, Any, Any]


@dataclass(frozen=True)
class AgreedTheme:
    """A theme for the eyes of others. `number` is the rounded count, None where it is too small to show."""

    name: str
    description: str
    number: int | None
    words: str
    areas: tuple[str, ...]


async def agreed_page(request: AnyRequest, seen: SeenConsultation) -> Response[Any]:
    """Agreed themes and protected counts."""
    base = await base_of(seen.id)
    names = {area.id: area.short for area in await focus_areas()}
    themes = tuple(_shown(theme, base, names) for theme in await accepted_themes(seen.id))
    return page(
        request,
        "themes/agreed.html",
        seen=seen,
        sees_consultations=actor_of(request).may(Permission.consultations_see),
        themes=themes,
        has_counts=may_publish(base),
        smallest=SMALLEST_BASE,
        base=in_words(base),
        how=protected_words(await how_all_said(seen.id)),
        most=max((theme.number or 0 for theme in themes), default=0),
    )


def _shown(theme: AcceptedTheme, base: int, names: Mapping[UUID, str]) -> AgreedTheme:
    areas = tuple(names[area] for area in theme.focus_areas if area in names)
    if not may_publish(base):
        return AgreedTheme(theme.name, theme.description, None, "", areas)
    return AgreedTheme(
        theme.name, theme.description, shown(theme.people).number, in_words(theme.people), areas
    )
