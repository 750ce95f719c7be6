"""What the page of the form shows: choices, hints, the figures of the theme, and another person's words on a conflict."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engage.access.actors import Actor
from engage.access.permissions import Permission
from engage.accounts import people
from engage.database import rows
from engage.plan.focus_areas import focus_areas
from engage.themes.evidence import AcceptedTheme, ThemeEvidence, accepted_themes, base_of, theme_evidence
from engage.web.errors import NotAllowed, NotThere
from engage.web.forms import Form
from engage.web.rendering import day
from engage.yousaid import safe, words
from engage.yousaid.easing import reading_hint
from engage.yousaid.entries import SeenEntry
from engage.yousaid.forms import IN_NO_PLAN, LONG_TEXTS, Offered, form_of
from engage.yousaid.rights import EntryRights, find_rights, rights_of
from surveys.definition import EASY


@dataclass(frozen=True)
class Choosable:
    """A theme somebody may write an entry about, and how many there are already."""

    theme: AcceptedTheme
    base: int
    entries: int


async def themes_to_choose(actor: Actor) -> Sequence[tuple[str, Sequence[Choosable]]]:
    """The accepted themes of each consultation, those that nobody has answered first."""
    counted = await rows("SELECT theme, count(*) AS n FROM entry GROUP BY theme")
    counts = {row["theme"]: row["n"] for row in counted}
    groups = []
    for id, rights in (await rights_of(actor)).items():
        if not rights.may_write:
            continue
        base = await base_of(id)
        themes = [Choosable(one, base, counts.get(one.id, 0)) for one in await accepted_themes(id)]
        if themes:
            in_order = sorted(themes, key=lambda one: (one.entries > 0, -one.theme.people))
            groups.append((rights.consultation.title, in_order))
    return groups


async def find_theme_to_answer(actor: Actor, wanted: str) -> tuple[ThemeEvidence, EntryRights]:
    """A theme by what an address or a form says, for somebody who may write about it. NotThere, NotAllowed."""
    try:
        id = UUID(wanted)
    except ValueError:
        raise NotThere from None
    where = await rows("SELECT consultation FROM theme WHERE id = $1", id)
    if not where:
        raise NotThere
    rights = await find_rights(actor, where[0]["consultation"])
    if not rights.may_write:
        raise NotAllowed
    return await theme_evidence(id), rights


def first_organisation(actor: Actor) -> UUID | None:
    """Where the person writes entries: who did it, until they choose another."""
    places = [one.organisation for one in actor.held if actor.may(Permission.entries_write, one.organisation)]
    return places[0] if places else None


async def offered() -> Offered:
    """What may be chosen in the form."""
    areas = [one.id for one in await focus_areas()]
    return Offered(areas, [row["id"] for row in await people.organisations()])


async def writing_page(form: Form, theme: ThemeEvidence, rights: EntryRights) -> dict[str, Any]:
    """The form about a theme, whatever state it is in."""
    return {
        "form": form,
        "theme": theme,
        "consultation": rights.consultation,
        "area_choices": await _area_choices(theme),
        "organisation_choices": [(row["id"], row["name"]) for row in await people.organisations()],
        "outcome_choices": [(one.value, name, "", about) for one, name, about in words.CHOICES],
        "hints": _hints(form),
        "entry": None,
        "conditions_shown": (),
        "theirs": None,
        "theirs_pairs": (),
    }


async def _area_choices(theme: ThemeEvidence) -> list[tuple[str, str]]:
    areas = await focus_areas()
    return [
        *[(str(one.id), f"{one.short} (confirmed)") for one in areas if one.id in theme.focus_areas],
        (IN_NO_PLAN, "In no plan yet"),
        *[
            (str(one.id), f"{one.short} ({one.framework_title})")
            for one in areas
            if one.id not in theme.focus_areas
        ],
    ]


def _hints(form: Form) -> Mapping[str, str]:
    return {name: reading_hint(form[name].value, easy=name.endswith("_easy")) for name in LONG_TEXTS}


async def editing_page(form: Form, seen: SeenEntry) -> dict[str, Any]:
    """The form of an entry that is kept already."""
    grounds = await safe.grounds_of(seen)
    shown = await writing_page(form, grounds.evidence, seen.rights)
    return {**shown, "entry": seen, "conditions_shown": safe.told(seen, grounds)}


async def both(form: Form, theirs: SeenEntry) -> dict[str, Any]:
    """The form as it was typed beside what the other person saved differently meanwhile."""
    shown = await editing_page(form, theirs)
    kept = form_of(theirs)
    different = [
        (label, text or "(empty)")
        for name, label, text in _each_field(theirs)
        if kept[name].value != form[name].value
    ]
    return {**shown, "theirs": theirs, "theirs_pairs": different}


def _each_field(seen: SeenEntry) -> Iterator[tuple[str, str, str]]:
    """Each field of the form, its label and what it holds, as a person reads it."""
    for name, label in (
        ("said", "You said"),
        ("did", "We did"),
        ("reason", "The reason"),
        ("instead", "Instead"),
    ):
        text = getattr(seen, name)
        yield f"{name}_en", label, text.get("en", "")
        yield f"{name}_easy", f"{label}, in Easy Read", text.get(EASY, "")
    yield "outcome", "How far it is", words.outcome_word(seen.outcome)
    yield "focus_area", "Focus area", seen.focus_area_name or "In no plan yet"
    yield "passed_to", "Passed to", seen.passed_to
    yield "decided_by", "Who decided", seen.decided_by
    yield "organisation", "Organisation", seen.organisation_name
    yield "decided_on", "Decided on", day(seen.decided_on)
    yield "look_again_on", "We look again on", day(seen.look_again_on)
