"""The public board: which cards are shown, how they are grouped and counted, and the sentence it starts with. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from engage.web.languages import translate as _
from engage.web.languages import translate_plural as ngettext
from engage.yousaid import words
from engage.yousaid.published import NO_AREA, Area, Loop
from engage.yousaid.tables import Outcome

TABLE = "table"


@dataclass(frozen=True)
class Wanted:
    """What a visitor wants to see: a state, a focus area, a survey; each empty for everything. `view`: as a table."""

    state: str = ""
    area: str = ""
    survey: str = ""
    view: str = ""

    def has(self, loop: Loop) -> bool:
        """Whether a card belongs. One that was taken back has no state any more."""
        return (
            (not self.state or (not loop.is_withdrawn and loop.shown.outcome == self.state))
            and (not self.area or loop.area_key == self.area)
            and (not self.survey or loop.shown.survey == self.survey)
        )

    def link(self, **other: str) -> str:
        """The address of this view, or of one that differs from it; a `page` may be asked for too."""
        asked = {
            "state": self.state,
            "area": self.area,
            "survey": self.survey,
            "view": self.view,
            **other,
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/what-changed?{query}" if query else "/what-changed"


def wanted_of(asked: dict[str, str], all_loops: Sequence[Loop]) -> Wanted:
    """What an address asks for; a state, area or survey that nothing is about is passed over."""

    def known(value: str, among: Iterable[str]) -> str:
        return value if value in set(among) else ""

    return Wanted(
        state=known(asked.get("state", ""), [one.value for one in Outcome]),
        area=known(asked.get("area", ""), [loop.area_key for loop in all_loops]),
        survey=known(asked.get("survey", ""), [loop.shown.survey for loop in all_loops]),
        view=known(asked.get("view", ""), [TABLE]),
    )


@dataclass(frozen=True)
class AreaGroup:
    """The cards of one focus area (None: in no plan yet), latest first."""

    area: Area | None
    loops: tuple[Loop, ...]

    @property
    def key(self) -> str:
        return self.area.key if self.area else NO_AREA


def chosen(all_loops: Sequence[Loop], wanted: Wanted) -> tuple[Loop, ...]:
    """The cards of a view, by framework and focus area, latest first within one; in no plan last."""
    return tuple(sorted((loop for loop in all_loops if wanted.has(loop)), key=_place))


def _place(loop: Loop) -> tuple[bool, str, int, str, float]:
    area = loop.shown.area
    latest = -(loop.withdrawn_at or loop.frozen_at).timestamp()
    if area is None:
        return (True, "", 0, "", latest)
    return (False, area.framework, area.position, area.key, latest)


def by_area(loops: Iterable[Loop]) -> tuple[AreaGroup, ...]:
    """Cards in order, gathered under their focus areas."""
    groups: dict[str, list[Loop]] = {}
    for loop in loops:
        groups.setdefault(loop.area_key, []).append(loop)
    return tuple(AreaGroup(found[0].shown.area, tuple(found)) for found in groups.values())


def counts_by_outcome(loops: Sequence[Loop]) -> dict[Outcome, int]:
    """How many of each state there are, in the order of the states, without those that were taken back."""
    live = [loop.shown.outcome for loop in loops if not loop.is_withdrawn]
    return {outcome: live.count(outcome) for outcome in Outcome if outcome in live}


def sentence(loops: Sequence[Loop]) -> str:
    """ "9 things you told us about: 4 done, 2 being done, 3 planned." """
    counts = counts_by_outcome(loops)
    n = sum(counts.values())
    if not n:
        return _("We will show here what we did about the things you told us.")
    told = ngettext("%(num)s thing you told us about", "%(num)s things you told us about", n) % {"num": n}
    parts = ", ".join(words.counted(outcome, count) for outcome, count in counts.items())
    return f"{told}: {parts}."


def state_tabs(all_loops: Sequence[Loop], wanted: Wanted) -> list[tuple[object, ...]]:
    """Filters by state, counted within the area and survey in view."""
    around = [loop for loop in all_loops if replace(wanted, state="").has(loop)]
    counts = counts_by_outcome(around)
    everything = _("All")
    tabs: list[tuple[object, ...]] = [
        (wanted.link(state=""), f"{everything} {sum(counts.values())}", not wanted.state)
    ]
    for outcome in Outcome:
        count = counts.get(outcome, 0)
        if count or wanted.state == outcome:
            text = f"{words.outcome_word(outcome)} {count}"
            tabs.append(
                (wanted.link(state=outcome.value), text, wanted.state == outcome, words.ICONS[outcome])
            )
    return tabs


def area_tabs(all_loops: Sequence[Loop], wanted: Wanted) -> list[tuple[object, ...]]:
    """Filters by focus area, counted within the state and survey in view; none when there is only one area."""
    around = chosen(all_loops, replace(wanted, area=""))
    groups = by_area(around)
    if len(groups) < 2 and not wanted.area:
        return []
    tabs: list[tuple[object, ...]] = [(wanted.link(area=""), _("Every part"), not wanted.area)]
    for group in groups:
        count = sum(not loop.is_withdrawn for loop in group.loops)
        name = group.area.name if group.area else _("In no plan yet")
        tabs.append((wanted.link(area=group.key), f"{name} {count}", wanted.area == group.key))
    return tabs
